import type { ChangeAlarms } from "./change_alarms.ts";
import { ERROR_LINES } from "./change_meaning.ts";
import { GROSS_TICKS, isWeighed } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { TemplateWatch } from "./template_watch.ts";
import type { TickCounts } from "./tick_counts.ts";
import type { WatchedWindow } from "./watched_window.ts";
import { sum } from "../../sum.ts";

/** A message that had lines in a window. */
export type HeardMessage = readonly [template: string, watch: TemplateWatch];

/** Templates of a tick that goes on, as they are kept. */
export type EarlyRisesState = ReturnType<EarlyRises["toState"]>;

/** When a window is, epoch milliseconds. */
type WindowTimes = Pick<WatchedWindow, "startMs" | "endMs">;

/** Calls rises of messages, and of errors, before their tick ends: lines that follow only add to them. */
export class EarlyRises {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #alarms: ChangeAlarms;
  /** All lines of level error and above. */
  readonly #errors: TemplateWatch;
  /** Templates that were called in this tick. */
  readonly #called: Set<string>;
  /** Start of the first window of this tick in which a template had more lines than are calm. */
  readonly #risen: Map<string, number>;

  constructor(
    frame: SourceFrame,
    { messages, alarms, errors, restored = { called: [], risen: [] } }: {
      readonly messages: SourceMessages;
      readonly alarms: ChangeAlarms;
      readonly errors: TemplateWatch;
      readonly restored?: EarlyRisesState;
    },
  ) {
    this.#frame = frame;
    this.#messages = messages;
    this.#alarms = alarms;
    this.#errors = errors;
    this.#called = new Set(restored.called);
    this.#risen = new Map(restored.risen);
  }

  /** Looks at messages that had lines in a window. @param tick their tick so far. */
  look(heard: Iterable<HeardMessage>, tick: TickCounts, window: WindowTimes): void {
    if (!tick.isWhole || this.#frame.tick < GROSS_TICKS) return;
    for (const [template, watch] of heard) {
      if (!this.#messages.isRateWatched(watch) || this.#messages.isYoung(watch)) continue;
      this.#look({ series: template, watch }, tick, { count: tick.counts.get(template)!, window });
    }
    const count = sum(tick.errors.values());
    if (count > 0) this.#look({ series: ERROR_LINES, watch: this.#errors }, tick, { count, window });
  }

  /** The tick is over. */
  clear(): void {
    this.#called.clear();
    this.#risen.clear();
  }

  toState() {
    return { called: [...this.#called], risen: [...this.#risen] };
  }

  #look(
    { series, watch }: { readonly series: string; readonly watch: TemplateWatch },
    { tickMs }: TickCounts,
    { count, window }: { readonly count: number; readonly window: WindowTimes },
  ): void {
    if (this.#called.has(series)) return;
    const { expected, calmLines } = this.#messages.outlook(watch);
    if (count <= calmLines || !isWeighed(this.#frame.tick, { count, expected })) return;
    if (!this.#risen.has(series)) this.#risen.set(series, window.startMs);
    const tick = { timeMs: tickMs!, count, expected, atPresent: this.#messages.expectedAtPresent(watch) };
    const { change } = watch;
    const evidence = change.peek(tick);
    if (evidence === null || !this.#alarms.isAlarming(series, change, evidence)) return;
    if (this.#alarms.isBurst(series, change, tick)) return;
    if (change.habits.knowTick(tick.timeMs, tick.count, expected)) return;
    this.#called.add(series);
    const times = { tickMs: tick.timeMs, risenMs: this.#risen.get(series)!, endMs: window.endMs };
    this.#alarms.call({ series, change }, evidence, times);
  }
}
