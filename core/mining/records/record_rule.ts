/** Which lines belong to one record; it knows the record that is being made. */
export interface RecordRule {
  /** A record is complete when nothing has followed for this long. */
  readonly quietMs: number;
  /** A record begins with the line `[start, end)`. */
  begin(bytes: Uint8Array, start: number, end: number): void;
  /** Whether the line `[start, end)` goes on with the record, whose next line it then is. */
  continues(bytes: Uint8Array, start: number, end: number): boolean;
  /**
   * Whether the next line might go on with a record that begins with the line `[start, end)`. What is known of it begins at `next` (-1:
   * nothing) and goes up to the end of `bytes`. Where not, that line is a record, and nothing else is asked.
   */
  mayContinue(bytes: Uint8Array, start: number, end: number, next: number): boolean;
}

/** A rule that needs to know nothing of the record. */
export function ruleOf(continues: RecordRule["continues"], quietMs = 1_000): RecordRule {
  return { quietMs, begin: () => {}, continues, mayContinue: () => true };
}

/** Each line is a record. */
export const EVERY_LINE: RecordRule = { quietMs: 0, begin: () => {}, continues: () => false, mayContinue: () => false };

/** Makes the rule of one file or stream. */
export type OpenRule = () => RecordRule;
