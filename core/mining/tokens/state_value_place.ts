import { BYTE } from "../../bytes.ts";
import { CLASS, LETTER, UPPER } from "../byte_classes.ts";
import { isHexWord } from "./chunk_forms.ts";

const { DASH, QUOTE, UNDERSCORE } = BYTE;
const LONGEST = 32;
/** Keys whose values are states, by the last word of their name: `status`, `job_state`, `probeResult`. */
const KEYS = [
  "type",
  "kind",
  "reason",
  "mode",
  "status",
  "state",
  "code",
  "method",
  "result",
  "res",
  "success",
  "outcome",
  "action",
  "phase",
  "verdict",
  "op",
  "operation",
];

/**
 * Whether what stands after `key=` is a state, which is part of the message: a word in capitals after any key, a word of letters after one
 * that says so. Both may stand in quotes.
 */
export function isStateValue(
  bytes: Uint8Array,
  key: { readonly start: number; readonly end: number },
  value: { readonly start: number; readonly end: number },
): boolean {
  const isQuoted = bytes[value.start] === QUOTE && bytes[value.end - 1] === QUOTE;
  const start = isQuoted ? value.start + 1 : value.start, end = isQuoted ? value.end - 1 : value.end;
  if (end - start < 2 || end - start > LONGEST || !(CLASS[bytes[start]] & LETTER)) return false;
  if (isHexWord(bytes, start, end)) return false;
  let isUpper = true;
  for (let i = start; i < end; i++) {
    if (bytes[i] === UNDERSCORE || bytes[i] === DASH) continue;
    if (!(CLASS[bytes[i]] & LETTER)) return false;
    isUpper &&= (CLASS[bytes[i]] & UPPER) !== 0;
  }
  return isUpper || isStateKey(bytes, key.start, key.end);
}

/** Whether a key says that its value is a state: `Type`, `job_state`. */
export function isStateKey(bytes: Uint8Array, start: number, end: number): boolean {
  return KEYS.some((word) => endsIn(bytes, { start, end }, word));
}

/** Whether a key's last word is this one, in any case. */
function endsIn(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  word: string,
): boolean {
  const from = end - word.length;
  if (from < start) return false;
  for (let i = 0; i < word.length; i++) if ((bytes[from + i] | 32) !== word.charCodeAt(i)) return false;
  return from === start || !(CLASS[bytes[from - 1]] & LETTER) || (CLASS[bytes[from]] & UPPER) !== 0;
}
