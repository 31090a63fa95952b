import { formatChance, formatSpan } from "../figures/format_span.ts";
import { burst as burstKind } from "../kinds/burst.ts";
import { pattern } from "../kinds/pattern.ts";
import { BURSTS_FROM_HOUR } from "./learning_times.ts";
import type { RareWatch } from "./rare_watch.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { BurstSurprise } from "./burst_sizes.ts";
import type { Burst, TemplateWatch } from "./template_watch.ts";
import type { WatchedWindow } from "./watched_window.ts";

/**
 * A burst that was called is called again where it has become this many times rarer within so long of its beginning: with its first lines it may have been no more than
 * what recurs. Later a message that has come to stay would hold its incident open for days.
 */
const AGAIN_TIMES = 10, AGAIN_MS = 1_800_000;

/** Calls more lines of a rare message than it brings when it comes. */
export class BurstCalls {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;
  readonly #rare: RareWatch;

  constructor(frame: SourceFrame, { messages, rare }: { readonly messages: SourceMessages; readonly rare: RareWatch }) {
    this.#frame = frame;
    this.#messages = messages;
    this.#rare = rare;
  }

  /** A rare message, or one that may be, has had lines in a window. */
  hear(template: string, watch: TemplateWatch, { endMs, startMs: windowMs }: WatchedWindow): void {
    const { tick } = this.#frame;
    const burst = watch.burst!;
    if (burst.lines < 2 || tick <= this.#frame.hours(BURSTS_FROM_HOUR)) return;
    if (burst.told && endMs - burst.startMs > AGAIN_MS || watch.isFrequent(tick)) return;
    const surprise = watch.sizes.surprise(burst);
    const perDay = this.#perDay(template, watch, surprise.nats);
    if (burst.told && perDay > (burst.toldPerDay ?? 0) / AGAIN_TIMES) return;
    const weight = burst.isSevere ? 1 : this.#frame.rareTimes;
    if (!this.#frame.isAlarm("size", weight * perDay) || watch.change.habits.know(windowMs, burst.lines)) return;
    burst.told = true;
    burst.toldPerDay = perDay;
    const startMs = surprise.isLong ? burst.startMs : burst.stretchMs;
    this.#frame.find("size", (burst.isNew ? pattern : burstKind).name, template, {
      startMs,
      endMs,
      ...figuresOf(burst, { surprise, perDay, endMs }),
    });
  }

  /** How many such bursts a day are expected. Of a message that comes for the first time: as any new one brings, or with those that are new beside it. */
  #perDay(template: string, watch: TemplateWatch, nats: number): number {
    if (watch.bursts > 1) return watch.burstsPerDay(this.#frame.tick) * Math.exp(-nats);
    const { newPerDay, rare } = this.#messages;
    const inCluster = this.#rare.withLines(template, nats) ?? Infinity;
    return Math.min(newPerDay * Math.exp(-nats), inCluster) / Math.max(1, rare);
  }
}

/** What was seen of a burst, and what is usual: lines, or where it rather goes on than is large, minutes that have some. */
function figuresOf(
  { lines, minutes, startMs, stretchMs }: Burst,
  { surprise: { isLong, usual }, perDay, endMs }: {
    readonly surprise: BurstSurprise;
    readonly perDay: number;
    readonly endMs: number;
  },
) {
  const upper = usual.lines < lines ? usual.lines : Infinity;
  const figures = { actual: lines, expected: 1, lower: 0, upper, perDay };
  if (!isLong && startMs === stretchMs) return figures;
  const seen = isLong
    ? `${lines} lines in ${minutes} different minutes, at most ${Math.ceil(usual.minutes)} usual`
    : `${lines} lines in ${formatSpan(endMs - startMs)}, at most ${Math.floor(usual.lines)} usual`;
  return { ...figures, words: `${seen}; by chance ${formatChance(perDay)}` };
}
