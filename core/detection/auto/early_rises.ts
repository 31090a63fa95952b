import type { ChangeAlarms } from "./change_alarms.ts";
import { LEARNING_TICKS } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { TemplateWatch } from "./template_watch.ts";
import type { TickCounts } from "./tick_counts.ts";

/** A message that had lines in a window. */
export type HeardMessage = readonly [template: string, watch: TemplateWatch];

/** Calls rises of messages before their tick ends: lines that follow only add to them. */
export class EarlyRises {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #alarms: ChangeAlarms;
  /** Templates that were called in this tick. */
  readonly #called: Set<string>;

  constructor(
    frame: SourceFrame,
    { messages, alarms, called = [] }: {
      readonly messages: SourceMessages;
      readonly alarms: ChangeAlarms;
      readonly called?: Iterable<string>;
    },
  ) {
    this.#frame = frame;
    this.#messages = messages;
    this.#alarms = alarms;
    this.#called = new Set(called);
  }

  /** Looks at messages that had lines in a window. @param tick their tick so far. @param endMs of the window. */
  look(heard: Iterable<HeardMessage>, tick: TickCounts, endMs: number): void {
    if (!tick.isWhole || this.#frame.tick < LEARNING_TICKS) return;
    for (const message of heard) this.#look(message, tick, endMs);
  }

  /** The tick is over. */
  clear(): void {
    this.#called.clear();
  }

  toState(): string[] {
    return [...this.#called];
  }

  #look([template, watch]: HeardMessage, { tickMs: timeMs, counts }: TickCounts, endMs: number): void {
    if (!this.#messages.isRateWatched(watch) || this.#called.has(template)) return;
    const count = counts.get(template)!;
    const { expected, calmLines } = this.#messages.outlook(watch);
    if (count <= calmLines) return;
    const tick = { timeMs: timeMs!, count, expected, atPresent: this.#messages.expectedAtPresent(watch) };
    const { change } = watch;
    const evidence = change.peek(tick);
    if (evidence === null || !this.#alarms.isAlarming(change, evidence)) return;
    if (change.habits.know(tick.timeMs, tick.count) || this.#messages.isYoung(watch)) return;
    this.#called.add(template);
    this.#alarms.call({ series: template, change }, evidence, tick.timeMs, endMs);
  }
}
