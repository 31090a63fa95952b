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

/** A template as a registry holds it. */
export interface KnownTemplate {
  readonly id: string;
  readonly text: string;
  /** Its first line. With it, positions whose word varies are told from values. @default "" */
  readonly sample?: string;
  /** Id of the template that it was split off. */
  readonly ancestor?: string;
}

/** What changed among the templates, in the order in which it happened. */
export type MiningEvent =
  /** With an `ancestor`, it was split off that one, and takes over those of its lines that it is the more particular template of. */
  | { kind: "created"; id: string; text: string; sample: string; ancestor?: string }
  | { kind: "generalised"; id: string; text: string }
  | { kind: "merged"; id: string; into: string }
  | { kind: "overflowed"; id: string };

/** What is hashed after a text for the id of a template that was split off another one: its text may have been a template before. */
export const SPLIT_MARK = "\u0000split";

/** Id of the template that takes the lines of newcomers above the cap; it never merges with another one. */
export const OVERFLOW_ID = "overflow";
/** Text of the overflow template. */
export const OVERFLOW_TEXT = "<overflow>";
/** Longest sample in characters. */
export const MAX_SAMPLE = 512;
