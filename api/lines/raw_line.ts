/** One line of another tool: `buffer[start, end)` is its text without the newline. */
export interface RawLine {
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** `-` where it is unknown. */
  readonly host: string;
  /** The level that the sender names; without it, the one that the line itself names. */
  readonly level?: string;
  /** The template's text where the sender knows it, taken as it is; without it, the line is mined. */
  readonly template?: string;
}
