/** A rule for tests: an indented line goes on with the record before it. */
export function isIndented(buffer: Uint8Array, start: number, end: number): boolean {
  return start < end && (buffer[start] === 32 || buffer[start] === 9);
}
