import type { ChangeAlarms } from "./change_alarms.ts";
import { ERROR_LINES } from "./change_meaning.ts";
import { DROPS_FROM_HOUR, isWeighed } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages, TemplateWatchState } from "./source_messages.ts";
import { TemplateWatch } from "./template_watch.ts";

/** Watches the rate of a source's lines of level error and above, of whatever templates. */
export class ErrorWatch {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #alarms: ChangeAlarms;
  /** All that is known of them, whatever their templates. */
  readonly watch: TemplateWatch;

  constructor(
    frame: SourceFrame,
    { messages, alarms, restored }: {
      readonly messages: SourceMessages;
      readonly alarms: ChangeAlarms;
      readonly restored?: TemplateWatchState;
    },
  ) {
    this.#frame = frame;
    this.#messages = messages;
    this.#alarms = alarms;
    this.watch = restored === undefined ? new TemplateWatch(0, frame) : TemplateWatch.fromState(restored, frame);
  }

  /** Weighs a tick. @param isLearned whether it is normal as far as the source goes. */
  weigh(timeMs: number, count: number, isLearned: boolean): void {
    const { change, level } = this.watch;
    if (count > 0) this.watch.hear(count, { timeMs, tick: this.#frame.tick });
    const atPresent = this.#messages.expectedAtPresent(this.watch);
    const tick = { timeMs, count, expected: this.#messages.expected(this.watch), atPresent };
    if (isWeighed(this.#frame.tick, tick)) {
      const isMature = this.#frame.tick > this.#frame.hours(DROPS_FROM_HOUR);
      const nats = change.weigh(tick, { falls: false, isMature });
      this.#alarms.take({ series: ERROR_LINES, change, level }, nats, tick);
    }
    if (isLearned) this.#messages.learn(this.watch, tick);
  }

  /** Whether a change that was called goes on. */
  isChanged(nowMs: number): boolean {
    return this.#messages.isChanged(this.watch, nowMs);
  }

  /** What errors are like now is normal. */
  accept(): void {
    this.watch.change.accept(this.watch.level);
  }

  toState(): TemplateWatchState {
    return this.watch.toState();
  }
}
