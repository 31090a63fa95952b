import { cutText } from "../cut_text.ts";
import { lastAtMargin } from "./last_at_margin.ts";
import { isPrintable, printableText } from "./printable.ts";
import { MAX_SAMPLE } from "./templates/template.ts";

const DECODER = new TextDecoder();
// deno-lint-ignore no-control-regex -- a colour begins with a control character
const COLOUR = /\u001b\[[0-9;?]*[@-~]/g;
/** Bytes that are looked at: enough for a sample of which each character is coloured. */
const MAX_BYTES = 16 * MAX_SAMPLE;

/** The end of a line within a record of several, and how far the next is indented. */
const LINE_END = /\r?\n */g;

/** What stands between the beginning of a long record and its reason. */
const GAP = " ↵ ";

/**
 * The line or record `[start, end)` as text, the one way in which LogIQ shows it: in one line, printable, without colours, tabs as
 * spaces, `↵` where a line of a record ends, cut to 512 characters with a mark. Of a record of several lines that is longer its last line
 * at the margin is kept: a traceback ends with what has failed.
 */
export function lineSample(buffer: Uint8Array, start: number, end: number): string {
  const text = DECODER.decode(buffer.subarray(start, Math.min(end, start + MAX_BYTES)));
  if (isPrintable(text)) return cutText(text, MAX_SAMPLE);
  const shown = inOneLine(text);
  if (shown.length <= MAX_SAMPLE && end - start <= MAX_BYTES) return shown;
  const reason = cutText(inOneLine(lastAtMargin(buffer, { start, end, bytes: MAX_BYTES })), MAX_SAMPLE / 2);
  const beginning = cutText(shown, MAX_SAMPLE - GAP.length - reason.length);
  return reason === "" || beginning.includes(reason) ? cutText(shown, MAX_SAMPLE) : `${beginning}${GAP}${reason}`;
}

function inOneLine(text: string): string {
  return printableText(text.replace(COLOUR, "").replaceAll("\t", " ").replace(LINE_END, " ↵ "));
}
