import { formatChance, formatSpan } from "../figures/format_span.ts";
import { burst as burstKind } from "../kinds/burst.ts";
import { BURSTS_FROM_HOUR } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { BurstSurprise } from "./burst_sizes.ts";
import type { Burst, TemplateWatch } from "./template_watch.ts";
import type { WatchedWindow } from "./watched_window.ts";

/** Calls more lines of a rare message than it brings when it comes. */
export class BurstCalls {
  readonly #frame: SourceFrame;
  readonly #messages: SourceMessages;

  constructor(frame: SourceFrame, messages: SourceMessages) {
    this.#frame = frame;
    this.#messages = messages;
  }

  /** A rare message, or one that may be, has had lines in a window. */
  hear(template: string, watch: TemplateWatch, { endMs, startMs: windowMs }: WatchedWindow): void {
    const { tick } = this.#frame;
    const burst = watch.burst!;
    if (burst.told || burst.lines < 2 || tick <= this.#frame.hours(BURSTS_FROM_HOUR)) return;
    if (watch.isFrequent(tick)) return;
    const surprise = watch.sizes.surprise(burst);
    const perDay = this.#burstsPerDay(watch) * Math.exp(-surprise.nats);
    if (!this.#frame.isAlarm("size", perDay) || watch.change.habits.know(windowMs, burst.lines)) return;
    burst.told = true;
    const startMs = surprise.isLong ? burst.startMs : burst.stretchMs;
    this.#frame.find("size", burstKind.name, template, {
      startMs,
      endMs,
      ...figuresOf(burst, { surprise, perDay, endMs }),
    });
  }

  /** Of a message that comes for the first time: as many as any new one brings. */
  #burstsPerDay(watch: TemplateWatch): number {
    if (watch.bursts > 1) return watch.burstsPerDay(this.#frame.tick);
    return this.#messages.newPerDay / Math.max(1, this.#messages.rare);
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
