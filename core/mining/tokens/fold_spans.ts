import { BYTE } from "../../bytes.ts";
import { PARTIAL, PUNCTUATION, type TokenList } from "./token_list.ts";

const { CLOSE_BRACKET, CLOSE_PAREN, COMMA, OPEN_BRACKET, OPEN_PAREN, QUOTE } = BYTE;

/** A quoted span of more tokens than this may be one value. */
const LONG_QUOTE_TOKENS = 6;

/** Long quoted text that holds values is one value, such as a browser's name; a quoted request line is not. */
export function foldQuotes(list: TokenList): void {
  let open = -1;
  for (let i = 1; i < list.count; i++) {
    if (!list.isPunctuation(i, QUOTE)) continue;
    if (open < 0 || list.spaced[i] === 1) {
      open = i;
      continue;
    }
    if (i - open > LONG_QUOTE_TOKENS && holdsValue(list, open, i)) i = list.fold(open, i);
    open = -1;
  }
}

/** A bracketed list of single items, `[TERM, HUP, INT]`, is one value whatever its length. */
export function foldLists(list: TokenList): void {
  let open = -1;
  for (let i = 0; i < list.count; i++) {
    if (list.kinds[i] !== PUNCTUATION) {
      if (open >= 0 && (i - open) % 2 === 0) open = -1;
      continue;
    }
    const byte = list.bytes[list.starts[i]];
    if (byte === OPEN_BRACKET || byte === OPEN_PAREN) open = i;
    else if (byte === CLOSE_BRACKET || byte === CLOSE_PAREN) {
      if (open >= 0 && i - open >= 4 && (i - open) % 2 === 0) i = list.fold(open, i);
      open = -1;
    } else if (byte !== COMMA || open < 0 || (i - open) % 2 !== 0) open = -1;
  }
}

function holdsValue(list: TokenList, open: number, close: number): boolean {
  for (let i = open + 1; i < close; i++) if (list.kinds[i] >= PARTIAL) return true;
  return false;
}
