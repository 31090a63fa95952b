import type { Contributor } from "../figures/episode_figures.ts";
import type { AnomalyKind } from "../kinds/kinds.ts";

/** One finding of one test. */
export interface Finding {
  readonly kind: AnomalyKind;
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  /** When it began by what is known now, and the end of the time that was looked at, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** From when on it may have begun, where that is less certain. @default startMs */
  readonly sinceMs?: number;
  /** For how long up to its end lines were counted, milliseconds. @default {since its start} */
  readonly spanMs?: number;
  /** Lines in that time, and how many were expected. */
  readonly actual: number;
  readonly expected: number;
  /** What would have been usual: all but one in a hundred such times hold this many lines. */
  readonly lower: number;
  readonly upper: number;
  /** What was seen against what is usual, where these figures do not say it. */
  readonly words?: string;
  /** Of all lines of a source: the messages that did most to it, the first most. @default none */
  readonly contributors?: readonly Contributor[];
  /** Of a message that is missing: the one that has taken its place. @default {there is none} */
  readonly successor?: string;
  /** Of a message that is new, or back: the one whose place it has taken. @default {there is none} */
  readonly predecessor?: string;
  /** How many findings like this one are expected a day, over all series of the detector, while nothing is wrong. */
  readonly perDay: number;
  /** The most of them that its test may expect a day for one to be called: its part of the budget. @default {there is no budget} */
  readonly mostPerDay?: number;
  /** How much of the source was learned from by then, milliseconds. @default {it is compared with nothing that was learned} */
  readonly learnedMs?: number;
  /** Whether it has lasted for so long that it is taken for the new normal from now on. */
  readonly adopted: boolean;
  /** Whether the change was found before, and goes on. @default false */
  readonly goesOn?: boolean;
}

/** From when on its lines were counted, epoch milliseconds: rates are weighed by the tick, and it may have begun within one. */
export function countedFromMs({ startMs, endMs, spanMs = endMs - startMs }: Finding): number {
  return endMs - spanMs;
}
