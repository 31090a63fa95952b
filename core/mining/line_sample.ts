import { cutText } from "../cut_text.ts";
import { printableText } from "./printable.ts";
import { MAX_SAMPLE } from "./templates/template.ts";

const DECODER = new TextDecoder();
// deno-lint-ignore no-control-regex -- a colour begins with a control character
const COLOUR = /\u001b\[[0-9;?]*[@-~]/g;

/** The line `[start, end)` as text: printable, without colours, cut to 512 characters with a mark. */
export function lineSample(buffer: Uint8Array, start: number, end: number): string {
  const text = DECODER.decode(buffer.subarray(start, Math.min(end, start + 4 * MAX_SAMPLE)));
  return cutText(printableText(text.replace(COLOUR, "")), MAX_SAMPLE);
}
