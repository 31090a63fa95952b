/** A template as others see it. */
export interface MinedTemplate {
  /** Stable name: 16 hexadecimal digits that follow from the template's first text, or `"overflow"`. */
  readonly id: string;
  /** Printable text with `<*>` for what varies. */
  readonly text: string;
  /** The first line that made it, printable, at most 512 characters. */
  readonly sample: string;
  /** Ids of templates that were merged into this one, oldest first. */
  readonly ancestors: readonly string[];
}

/** What changed among the templates, in the order in which it happened. */
export type MiningEvent =
  | { kind: "created"; id: string; text: string; sample: string; ancestor?: string }
  | { kind: "generalised"; id: string; text: string }
  | { kind: "merged"; id: string; into: string }
  | { kind: "overflowed"; id: string };

/** Id of the template that takes the lines of newcomers above the cap; it never merges with another one. */
export const OVERFLOW_ID = "overflow";
/** Text of the overflow template. */
export const OVERFLOW_TEXT = "<overflow>";
/** Longest sample in characters. */
export const MAX_SAMPLE = 512;
