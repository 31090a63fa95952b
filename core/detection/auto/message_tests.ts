import { formatChance, formatSpan } from "../figures/format_span.ts";
import { missing } from "../kinds/missing.ts";
import type { ChangeAlarms } from "./change_alarms.ts";
import type { HostDepartures } from "./host_departures.ts";
import { DROPS_FROM_HOUR } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** What a source is like as a whole. */
export interface WholeSource {
  /** Whether it may be about to fall silent: nothing is learned then, and no message is missing by itself. */
  readonly isSilent: boolean;
  /** Whether its messages may cease without anything being wrong, as errors do. */
  readonly mayCease: boolean;
}

/** Weighs a tick of each message of a source: changes of its rate, and lines that do not come. */
export class MessageTests {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #alarms: ChangeAlarms;
  readonly #departures: HostDepartures | undefined;

  constructor(
    frame: SourceFrame,
    { messages, alarms, departures }: {
      readonly messages: SourceMessages;
      readonly alarms: ChangeAlarms;
      /** Of series that may go for good without anything being wrong. */
      readonly departures?: HostDepartures;
    },
  ) {
    this.#frame = frame;
    this.#messages = messages;
    this.#alarms = alarms;
    this.#departures = departures;
  }

  /** @returns messages that were called missing and are back. */
  weigh(timeMs: number, counts: ReadonlyMap<string, number>, source: WholeSource): string[] {
    const returned = this.hear(counts);
    const absent: (readonly [string, TemplateWatch])[] = [];
    for (const message of this.#messages) {
      const [template, watch] = message;
      const count = counts.get(template);
      if (count === undefined) absent.push(message);
      if (!watch.silence.isGone) this.#weigh(template, watch, { timeMs, count: count ?? 0 }, source);
    }
    if (source.isSilent || source.mayCease) return returned;
    for (const [template, watch] of absent) this.#miss(template, watch, timeMs);
    return returned;
  }

  /** Takes the lines of a tick of which a part may be unknown: what has come is not missing. @returns messages that were called missing and are back. */
  hear(counts: ReadonlyMap<string, number>): string[] {
    const { now } = this.#messages;
    const returned: string[] = [];
    for (const [template, lines] of counts) {
      if (lines > 0 && this.#messages.get(template)!.silence.hear(now)) returned.push(template);
    }
    return returned;
  }

  #weigh(
    series: string,
    watch: TemplateWatch,
    { timeMs, count }: { readonly timeMs: number; readonly count: number },
    { isSilent, mayCease }: WholeSource,
  ): void {
    const { change, level, born } = watch;
    const tick = { timeMs, count, expected: this.#messages.expected(watch) };
    if (this.#messages.isRateWatched(watch)) {
      const age = this.#frame.since(born), dropsFrom = this.#frame.hours(DROPS_FROM_HOUR);
      const atPresent = this.#messages.expectedAtPresent(watch);
      const maturity = { falls: age >= dropsFrom && !isSilent && !mayCease, isMature: age > dropsFrom };
      const nats = change.weigh({ ...tick, atPresent }, maturity);
      if (!this.#departures?.take(series, watch, tick, { nats, isSilent })) {
        this.#alarms.take({ series, change, level }, nats, tick, !this.#messages.isYoung(watch));
      }
    } else change.rest();
    if (!isSilent) this.#messages.learn(watch, tick);
  }

  #miss(template: string, watch: TemplateWatch, timeMs: number): void {
    if (this.#frame.since(watch.born) < this.#frame.hours(DROPS_FROM_HOUR)) return;
    const missed = watch.silence.miss(this.#messages.now, this.#frame.part("gap"));
    if (missed === null) return;
    const { gap, mean, perDay } = missed;
    if (this.#departures !== undefined && !this.#departures.isNews(gap)) return;
    const { ms } = this.#frame.ticks;
    const startMs = timeMs - Math.floor(gap - mean) * ms;
    // Of what comes each hour or more often it is told from its last line on; else too much has happened since.
    const sinceMs = mean <= this.#frame.ticks.perHour ? timeMs - gap * ms : startMs;
    const times = { startMs, sinceMs, endMs: timeMs + ms };
    // Gaps are told by the tick: what comes in nearly each one may have many lines in it.
    const usual = `${mean < 2 ? "one or more" : "one"} every ${formatSpan(mean * ms)}`;
    const words = `no line for ${formatSpan(gap * ms)} where ${usual} is usual; by chance ${formatChance(perDay)}`;
    const figures = { actual: 0, expected: gap / mean, lower: 1, upper: Infinity, words };
    this.#frame.find("gap", missing.name, template, { ...times, ...figures, perDay });
  }
}
