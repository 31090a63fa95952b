import { BYTE, closing } from "../../bytes.ts";
import { isMethod } from "../requests/methods.ts";
import { PARTIAL, PUNCTUATION, type TokenList, VALUE, WORD } from "./token_list.ts";

const { APOSTROPHE, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, EQUALS, OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, QUOTE } =
  BYTE;

/** A quoted span of more tokens than this may be one value. */
const LONG_QUOTE_TOKENS = 6;

/** Words of a message before a request that is no more than one of its pairs. */
const LEAST_SAID = 3;

/**
 * Long quoted text that holds values is one value, such as a browser's name; a quoted request line is not, unless a message of its own has it as a
 * pair. After a status of HTTP any other is, `"-" "curl"`: what a client says of itself; so are headers in braces.
 */
export function foldQuotes(list: TokenList): void {
  let open = -1, hasStatus = false;
  for (let i = 1; i < list.count; i++) {
    if (list.isStatus(i)) hasStatus = true;
    if (hasStatus && list.isPunctuation(i, OPEN_BRACE) && list.spaced[i]) i = foldBraces(list, i);
    if (!list.isPunctuation(i, QUOTE)) continue;
    if (open < 0 || list.spaced[i] !== 0) {
      open = i;
      continue;
    }
    const isLong = i - open > LONG_QUOTE_TOKENS && holdsValue(list, open, i);
    const isSaid = hasStatus && i - open > 1 && list.spaced[open] !== 0;
    if (isLong || (isRequest(list, open + 1) ? isAside(list, open) : isSaid)) i = list.fold(open, i);
    open = -1;
  }
}

/**
 * Whether the quotes that are opened at `open` hold one of the pairs that follow what a message says, and no answer is told:
 * `connect() failed while connecting to upstream, client: 10.0.0.1, request: "GET /a HTTP/1.1"`.
 */
function isAside(list: TokenList, open: number): boolean {
  if (open < 2 || !list.isPunctuation(open - 1, COLON) || list.spaced[open - 1] || !list.spaced[open]) return false;
  let words = 0;
  for (let i = 0; i < open - 2; i++) if (list.kinds[i] === WORD) words++;
  if (words < LEAST_SAID) return false;
  for (let i = 0; i < list.count; i++) if (list.isStatus(i)) return false;
  return list.kinds[open - 2] === WORD;
}

/** Makes one value of what stands in the braces that are opened at `open`, headers of a request; gives where it ends. */
function foldBraces(list: TokenList, open: number): number {
  for (let i = open + 1; i < list.count; i++) {
    if (list.isPunctuation(i, CLOSE_BRACE)) return i - open > 1 ? list.fold(open, i) : i;
  }
  return open;
}

/** Whether a request begins at token `i`: its method, and its target after a space. */
function isRequest(list: TokenList, i: number): boolean {
  const isTarget = i + 1 < list.count && list.kinds[i + 1] === VALUE && list.spaced[i + 1] !== 0;
  return isTarget && isMethod(list.bytes, list.starts[i], list.ends[i]);
}

/** What stands in quotes without white space is one value where punctuation parts it: `'outbound|80||web'`. */
export function foldNames(list: TokenList): void {
  let open = -1;
  for (let i = 0; i < list.count; i++) {
    const isQuote = list.isPunctuation(i, QUOTE) || list.isPunctuation(i, APOSTROPHE);
    if (list.spaced[i]) open = isQuote ? i : -1;
    else if (isQuote && open >= 0) {
      if (i - open > 2 && list.is(i, list.bytes[list.starts[open]])) i = list.fold(open, i);
      open = -1;
    }
  }
}

/** Pairs in brackets right after a name, `Task(date=7, region=eu)` or `Item{id=7}`, are one value however many they are, unless one is a state. */
export function foldArguments(list: TokenList): void {
  for (let i = 1; i + 4 < list.count; i++) {
    const close = list.kinds[i] === PUNCTUATION && list.kinds[i - 1] !== PUNCTUATION && !list.spaced[i]
      ? pairsEnd(list, i)
      : -1;
    if (close > 0) i = list.fold(i, close);
  }
}

/** Where the bracket at `open` is closed, if it holds `key=value` and commas alone; -1 otherwise. */
function pairsEnd(list: TokenList, open: number): number {
  const byte = list.bytes[list.starts[open]];
  if (byte !== OPEN_PAREN && byte !== OPEN_BRACKET && byte !== OPEN_BRACE) return -1;
  for (let i = open + 1; i + 3 < list.count; i += 4) {
    if (list.kinds[i] === PUNCTUATION || !list.isPunctuation(i + 1, EQUALS) || list.kinds[i + 2] !== VALUE) return -1;
    if (list.isPunctuation(i + 3, closing(byte))) return i + 3;
    if (!list.isPunctuation(i + 3, COMMA)) return -1;
  }
  return -1;
}

/**
 * Pairs in brackets that a message begins with say where it comes from, however many they are: `[Consumer clientId=a7, groupId=shop] joined`
 * and `[Producer clientId=a8] joined` are one message, unless one of them is a state.
 */
export function foldContext(list: TokenList): void {
  if (list.count < 5 || !list.isPunctuation(0, OPEN_BRACKET)) return;
  let pairs = 0;
  for (let i = 1; i < list.count - 1; i++) {
    if (list.isPunctuation(i, EQUALS)) {
      if (list.kinds[i - 1] === PUNCTUATION || list.kinds[i + 1] < PARTIAL) return;
      pairs++;
    } else if (list.isPunctuation(i, CLOSE_BRACKET)) {
      if (pairs > 0) list.fold(0, i);
      return;
    } else if (list.kinds[i] === PUNCTUATION && !list.is(i, COMMA)) return;
  }
}

function holdsValue(list: TokenList, open: number, close: number): boolean {
  for (let i = open + 1; i < close; i++) if (list.kinds[i] >= PARTIAL) return true;
  return false;
}
