import type { ChangeAlarms } from "./change_alarms.ts";
import { ERROR_LINES } from "./change_meaning.ts";
import { LEARNING_TICKS } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { TemplateWatch } from "./template_watch.ts";
import type { TickCounts } from "./tick_counts.ts";
import { sum } from "../../sum.ts";

/** A message that had lines in a window. */
export type HeardMessage = readonly [template: string, watch: TemplateWatch];

/** Calls rises of messages, and of errors, before their tick ends: lines that follow only add to them. */
export class EarlyRises {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #alarms: ChangeAlarms;
  /** All lines of level error and above. */
  readonly #errors: TemplateWatch;
  /** Templates that were called in this tick. */
  readonly #called: Set<string>;

  constructor(
    frame: SourceFrame,
    { messages, alarms, errors, called = [] }: {
      readonly messages: SourceMessages;
      readonly alarms: ChangeAlarms;
      readonly errors: TemplateWatch;
      readonly called?: Iterable<string>;
    },
  ) {
    this.#frame = frame;
    this.#messages = messages;
    this.#alarms = alarms;
    this.#errors = errors;
    this.#called = new Set(called);
  }

  /** Looks at messages that had lines in a window. @param tick their tick so far. @param endMs of the window. */
  look(heard: Iterable<HeardMessage>, tick: TickCounts, endMs: number): void {
    if (!tick.isWhole || this.#frame.tick < LEARNING_TICKS) return;
    for (const [template, watch] of heard) {
      if (!this.#messages.isRateWatched(watch) || this.#messages.isYoung(watch)) continue;
      this.#look({ series: template, watch }, tick, { count: tick.counts.get(template)!, endMs });
    }
    const count = sum(tick.errors.values());
    if (count > 0) this.#look({ series: ERROR_LINES, watch: this.#errors }, tick, { count, endMs });
  }

  /** The tick is over. */
  clear(): void {
    this.#called.clear();
  }

  toState(): string[] {
    return [...this.#called];
  }

  #look(
    { series, watch }: { readonly series: string; readonly watch: TemplateWatch },
    { tickMs }: TickCounts,
    { count, endMs }: { readonly count: number; readonly endMs: number },
  ): void {
    if (this.#called.has(series)) return;
    const { expected, calmLines } = this.#messages.outlook(watch);
    if (count <= calmLines) return;
    const tick = { timeMs: tickMs!, count, expected, atPresent: this.#messages.expectedAtPresent(watch) };
    const { change } = watch;
    const evidence = change.peek(tick);
    if (evidence === null || !this.#alarms.isAlarming(series, change, evidence)) return;
    if (change.habits.know(tick.timeMs, tick.count)) return;
    this.#called.add(series);
    this.#alarms.call({ series, change }, evidence, tick.timeMs, endMs);
  }
}
