import { Jump } from "./jump.ts";
import { LocalLevel } from "./local_level.ts";
import type { NoiseFloor } from "./noise_floor.ts";

/**
 * How far a value stands out at once: the geometric mean of its deviations from the last value, from a fast level (half forgotten in 2
 * rows) and from a slow one (in 14 rows), so that one sight alone is not enough.
 */
export class Burst {
  /** Deviations of the change from the last value. */
  jump = 0;
  readonly #jump: Jump;
  readonly #fast: LocalLevel;
  readonly #slow: LocalLevel;

  constructor(floor: NoiseFloor) {
    this.#jump = new Jump(floor);
    this.#fast = new LocalLevel({ level: 0.3, scale: 0.02 }, floor);
    this.#slow = new LocalLevel({ level: 0.05, scale: 0.005 }, floor);
  }

  /** Deviations, without sign; `jump` holds those from the last value alone. */
  step(value: number): number {
    this.jump = Math.abs(this.#jump.step(value));
    const fast = Math.abs(this.#fast.step(value));
    const slow = Math.abs(this.#slow.step(value));
    return Math.cbrt((this.jump + NONE) * (fast + NONE) * (slow + NONE));
  }
}

/** Keeps one sight that sees nothing at all from voiding the others. */
const NONE = 0.01;
