import { MAX_SAMPLE } from "../../core/mining/templates/template.ts";
import { printable } from "../../core/mining/tokens/tokenizer.ts";

/** A line as a person reads it: printable, at most `MAX_SAMPLE` characters. */
export function sampleText(
  { buffer, start, end }: { readonly buffer: Uint8Array; readonly start: number; readonly end: number },
): string {
  return printable(buffer.subarray(start, Math.min(end, start + MAX_SAMPLE))).slice(0, MAX_SAMPLE);
}
