/** One series of an incident, with its most telling finding. Ids of templates are those of that time. */
export interface IncidentMember {
  /** Name of its kind. */
  readonly kind: string;
  /** Source of its lines. */
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  /** When it began to deviate, epoch milliseconds. */
  readonly startMs: number;
  /** When it began to deviate again after a pause, the last time, epoch milliseconds. @default {it has gone on} */
  readonly againMs?: number;
  /** End of its last finding, epoch milliseconds. */
  readonly endMs: number;
  /** Whether it is missing, and its return is waited for. @default {it is told by its kind} */
  readonly isHeld?: boolean;
  /** Lines in the time of the finding. */
  readonly actual: number;
  /** How many were expected in it. */
  readonly expected: number;
  /** The least that would have been usual. */
  readonly lower: number;
  /** The most that would have been usual: Infinity where there is no upper limit, null once that was stored as JSON. */
  readonly upper: number | null;
  /** Findings like this one that are expected a day while nothing is wrong. */
  readonly perDay: number;
  /** The most of them that were allowed a day when it was called: its test's part of the budget. @default {not known: no test's, or of an earlier version} */
  readonly mostPerDay?: number;
  /** Length of the time that the counts are of, milliseconds. */
  readonly spanMs: number;
  /** How much of its source what is usual was learned from, milliseconds. @default {nothing was, or of an earlier version} */
  readonly learnedMs?: number;
  /** What was seen, in words, where the figures do not say it. */
  readonly words?: string;
  /** Of a message that is missing: the template that has its lines by now, as when a release says the same in other words. @default {none has} */
  readonly successor?: string;
  /** The template's text, once that is put in words; absent for all lines of a source. */
  readonly text?: string;
  /** A line of the template, likewise. */
  readonly sample?: string;
  /** The level that this line names, likewise; `-`: none. */
  readonly level?: string;
}

/** A message that is seldom seen, and came while an incident began: it may explain it, and would not have been called by itself. */
export interface RelatedMessage {
  /** Source of its lines. */
  readonly source: string;
  /** Id of its template. */
  readonly template: string;
  /** Start of the five minutes that it came in, epoch milliseconds. */
  readonly startMs: number;
  /** Its lines in them. */
  readonly lines: number;
  /** The share of earlier such times that had this many lines, 0 to 1. */
  readonly share: number;
  /** The template's text, once that is put in words. */
  readonly text?: string;
  /** A line of the template, likewise. */
  readonly sample?: string;
}

/** A message that did much to a change of all lines of its source. */
export interface ContributingMessage {
  /** Source of its lines. */
  readonly source: string;
  /** Id of its template. */
  readonly template: string;
  /** Its lines in the last minutes of the finding. */
  readonly actual: number;
  /** How many were expected in them. */
  readonly expected: number;
  /** How long these are, milliseconds. @default {the detector does not say} */
  readonly spanMs?: number;
  /** The template's text, once that is put in words. */
  readonly text?: string;
  /** A line of the template, likewise. */
  readonly sample?: string;
}

/** A message that an incident was told by before it was over and opened again. */
export type EarlierMessage = Omit<ContributingMessage, "actual" | "expected" | "spanMs">;

/** What is known of an incident beyond its leading finding. */
export interface IncidentFacts {
  /** Its series in the order in which they began to deviate, the first sign first; at most 20. */
  readonly members: readonly IncidentMember[];
  /** How many more there are. */
  readonly more: number;
  /** Where all lines of a source are more or fewer: the messages that did most to that, the first most; at most 5. @default none */
  readonly contributors?: readonly ContributingMessage[];
  /** What else is seldom seen and came with it, the rarest first; at most 20. @default none */
  readonly related?: readonly RelatedMessage[];
  /** When it last began again, after it had been over, epoch milliseconds: what ended before says nothing of now. @default {it has not} */
  readonly againMs?: number;
  /** Messages that did most to it, or came with it, before that; at most 20. @default none */
  readonly earlier?: readonly EarlierMessage[];
  /** It has lasted for so long that it is the new normal now. */
  readonly adopted: boolean;
  /** Whether it has ended because all of it was muted. @default false */
  readonly muted?: boolean;
  /** Whether it goes on. @default false */
  readonly isOpen?: boolean;
}
