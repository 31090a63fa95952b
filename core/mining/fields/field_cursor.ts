/** What a field's value is: a text, a number, or something else, such as an object, a list or `true`. */
export const TEXT = 1, NUMBER = 2, OTHER = 3;

/** Walks over the fields of a structured line, one after another, without making strings. */
export interface FieldCursor {
  /** Hash of the keys that lead to the field, see {@linkcode pathHash}. */
  readonly path: number;
  /** Objects that the field is in, 1 for a field of the line itself. */
  readonly depth: number;
  /** Its key is `[keyStart, keyEnd)`. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly kind: number;
  /** Its value is `[start, end)`, without quotes. */
  readonly start: number;
  readonly end: number;
  /** The value holds escapes, such as `\n`. */
  readonly isEscaped: boolean;
  /** All of the line was fields, to its end. */
  readonly isComplete: boolean;
  /** Whether the line `[start, end)` begins as one with fields does; then `next` goes to the first of them. */
  open(bytes: Uint8Array, start: number, end: number): boolean;
  /** Goes to the next field; false when there is none, or what follows is broken. */
  next(): boolean;
}
