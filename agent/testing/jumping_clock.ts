import { SystemClock } from "../../clock/system_clock.ts";

/** The machine's clock, which a test sets ahead. */
export class JumpingClock extends SystemClock {
  jumpMs = 0;

  override now(): number {
    return super.now() + this.jumpMs;
  }
}
