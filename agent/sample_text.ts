/** Characters of a sample line that are kept. */
export const MAX_SAMPLE_LENGTH = 512;

// deno-lint-ignore no-control-regex
const ANSI_COLOUR = /\x1b\[[0-9;]*[A-Za-z]/g;
const UNPRINTABLE = /[^\P{C}\t]/gu;

/** A line as text to show: cut, without colours, and with a mark in place of each byte or character that can't be printed. */
export function sampleText(buffer: Uint8Array, start: number, end: number): string {
  const bytes = buffer.subarray(start, Math.min(end, start + MAX_SAMPLE_LENGTH));
  const text = new TextDecoder().decode(bytes, { stream: bytes.length < end - start });
  return text.replace(ANSI_COLOUR, "").replace(UNPRINTABLE, "\ufffd");
}
