import { BYTE, isAt } from "../../bytes.ts";
import { CLASS, UPPER } from "../byte_classes.ts";
import { isStateKey } from "./state_value_place.ts";
import { PUNCTUATION, type TokenList, WORD } from "./token_list.ts";

const { APOSTROPHE, BACKTICK, CLOSE_BRACKET, COLON, OPEN_BRACKET, QUOTE, UNDERSCORE } = BYTE;

const USER = new TextEncoder().encode("user");
const CLOSING: Readonly<Record<number, number>> = {
  [QUOTE]: QUOTE,
  [APOSTROPHE]: APOSTROPHE,
  [OPEN_BRACKET]: CLOSE_BRACKET,
};

/** Marks the words that stand where values do: alone in quotes or brackets unless after `result` or so, glued after a key's colon that names no state (`disk:root`), or after "user". */
export function markValuePositions(tokens: TokenList, buffer: Uint8Array): void {
  const { kinds, starts, ends, valuePositions } = tokens;
  for (let i = 1; i < tokens.count; i++) {
    if (kinds[i] !== WORD || !isAtValue(tokens, buffer, i)) continue;
    if (!isInCapitals(buffer, starts[i], ends[i])) valuePositions[i] = 1;
  }
}

function isAtValue(tokens: TokenList, buffer: Uint8Array, i: number): boolean {
  const { kinds, spaced, starts, ends } = tokens;
  if (isEnclosed(tokens, buffer, i)) return true;
  const start = starts[i - 1], length = ends[i - 1] - start;
  return spaced[i]
    ? kinds[i - 1] === WORD && length === 4 && isAt(buffer, start, USER)
    : length === 1 && buffer[start] === COLON && i > 1 && kinds[i - 2] >= WORD &&
      !isStateKey(buffer, starts[i - 2], ends[i - 2]);
}

/** A state, wherever it stands: `[GREEN]`, `password: YES`. */
function isInCapitals(buffer: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!(CLASS[buffer[i]] & UPPER) && buffer[i] !== UNDERSCORE) return false;
  return end - start >= 2;
}

/** `'orders'`, `"carts"`, `[frank]`, or what stands between two marks as compilers set off names, after white space. */
function isEnclosed(tokens: TokenList, buffer: Uint8Array, i: number): boolean {
  const { kinds, spaced, starts } = tokens;
  if (i < 2 || i + 1 >= tokens.count || !spaced[i - 1] || spaced[i] || spaced[i + 1]) return false;
  if (kinds[i - 1] !== PUNCTUATION || kinds[i + 1] !== PUNCTUATION) return false;
  if (kinds[i - 2] === WORD && isStateKey(buffer, starts[i - 2], tokens.ends[i - 2])) return false;
  const open = buffer[starts[i - 1]], close = buffer[starts[i + 1]];
  return CLOSING[open] === close || open === BACKTICK && (close === APOSTROPHE || close === BACKTICK);
}
