import { burst as burstKind } from "../kinds/burst.ts";
import { BURSTS_FROM_HOUR } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { SourceMessages } from "./source_messages.ts";
import type { TemplateWatch } from "./template_watch.ts";
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
  hear(template: string, watch: TemplateWatch, { endMs, startMs }: WatchedWindow): void {
    const { tick } = this.#frame;
    const burst = watch.burst!;
    if (burst.told || burst.lines < 2 || tick <= this.#frame.hours(BURSTS_FROM_HOUR)) return;
    if (watch.isFrequent(tick)) return;
    const perDay = this.#burstsPerDay(watch) * Math.exp(-watch.sizes.surprise(burst));
    if (!this.#frame.isAlarm("size", perDay) || watch.change.habits.know(startMs, burst.lines)) return;
    burst.told = true;
    const figures = { actual: burst.lines, expected: 1, lower: 0, upper: Math.max(1, watch.sizes.usual) };
    this.#frame.find(burstKind.name, template, { startMs: burst.stretchMs, endMs, ...figures, perDay });
  }

  /** Of a message that comes for the first time: as many as any new one brings. */
  #burstsPerDay(watch: TemplateWatch): number {
    if (watch.bursts > 1) return watch.burstsPerDay(this.#frame.tick);
    return this.#messages.newPerDay / Math.max(1, this.#messages.rare);
  }
}
