import { cutText } from "../cut_text.ts";
import { isPrintable, printableText } from "./printable.ts";
import { MAX_SAMPLE } from "./templates/template.ts";

const DECODER = new TextDecoder();
// deno-lint-ignore no-control-regex -- a colour begins with a control character
const COLOUR = /\u001b\[[0-9;?]*[@-~]/g;
/** Bytes that are looked at: enough for a sample of which each character is coloured. */
const MAX_BYTES = 16 * MAX_SAMPLE;

/** The end of a line within a record of several, and how far the next is indented. */
const LINE_END = /\r?\n */g;

/**
 * The line or record `[start, end)` as text, the one way in which LogIQ shows it: in one line, printable, without colours, tabs as
 * spaces, `↵` where a line of a record ends, cut to 512 characters with a mark.
 */
export function lineSample(buffer: Uint8Array, start: number, end: number): string {
  const text = DECODER.decode(buffer.subarray(start, Math.min(end, start + MAX_BYTES)));
  if (isPrintable(text)) return cutText(text, MAX_SAMPLE);
  const inOneLine = text.replace(COLOUR, "").replaceAll("\t", " ").replace(LINE_END, " ↵ ");
  return cutText(printableText(inOneLine), MAX_SAMPLE);
}
