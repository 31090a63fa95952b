import { BYTE } from "../../bytes.ts";
import { CLASS, LETTER } from "../byte_classes.ts";
import { closesBracket, opensBracket } from "./brackets.ts";
import { PARTIAL, PUNCTUATION, type TokenList } from "./token_list.ts";

const { CLOSE_BRACKET, CLOSE_PAREN, COLON, COMMA, DASH, DOT, SEMICOLON, UNDERSCORE } = BYTE;

/** Tokens of an item of a list. */
const LONGEST_ITEM = 16;

/** Items, and names made of several words among them, that together say that words with commas are a list. */
const LEAST_SIGNS = 4;

/** This many names are a list, though the sentence goes on after them. */
const LONG_LIST = 3;

/**
 * Of items of one form that commas part, `[7], [8]` or `Segment(7),Segment(8)`, the first one stands for all, however many they are: what is
 * made of a word and a value, or stands in brackets.
 */
export function foldItems(list: TokenList): void {
  for (let comma = 2; comma + 2 < list.count; comma++) {
    if (!list.isPunctuation(comma, COMMA)) continue;
    const length = itemLength(list, comma);
    if (length === 0) continue;
    let last = comma + 1 + length;
    while (last + length < list.count && list.isPunctuation(last, COMMA) && areItems(list, last, length)) {
      last += 1 + length;
    }
    list.drop(comma, last);
  }
}

/** Number of tokens of the items before and after a comma, if they are of one form; 0 otherwise. */
function itemLength(list: TokenList, comma: number): number {
  if (!closesBracket(list.bytes[list.starts[comma - 1]])) return 0;
  const most = Math.min(LONGEST_ITEM, comma, list.count - 1 - comma);
  for (let length = 2; length <= most; length++) if (areItems(list, comma, length)) return length;
  return 0;
}

/** Whether as many tokens before a comma and after it are the same, brackets that close within them. */
function areItems(list: TokenList, comma: number, length: number): boolean {
  let depth = 0, hasValue = false;
  for (let i = comma - length, j = comma + 1; i < comma; i++, j++) {
    if (!list.isAlike(i, j)) return false;
    if (list.kinds[i] >= PARTIAL) hasValue = true;
    if (list.kinds[i] !== PUNCTUATION) continue;
    const byte = list.bytes[list.starts[i]];
    if (opensBracket(byte)) depth++;
    else if (closesBracket(byte) && --depth < 0) return false;
  }
  return depth === 0 && hasValue;
}

/** A bracketed list of single items, `[TERM, HUP, INT]` or `{TERM, HUP, }`, is one value whatever its length. */
export function foldLists(list: TokenList): void {
  let open = -1;
  for (let i = 0; i < list.count; i++) {
    if (list.kinds[i] !== PUNCTUATION) {
      if (open >= 0 && (i - open) % 2 === 0) open = -1;
      continue;
    }
    const byte = list.bytes[list.starts[i]];
    if (opensBracket(byte)) open = i;
    else if (closesBracket(byte)) {
      const items = i - (list.isPunctuation(i - 1, COMMA) ? 1 : 0) - open;
      if (open >= 0 && items % 2 === 0 && i - open > 2) i = list.fold(open, i);
      open = -1;
    } else if (byte !== COMMA || open < 0 || (i - open) % 2 !== 0) open = -1;
  }
}

/** Words that only commas part, `orders,carts,users`, are one value whatever their number. */
export function foldCommas(list: TokenList): void {
  for (let i = 0; i + 2 < list.count; i++) {
    let last = i;
    if (!list.spaced[i]) continue;
    while (last + 2 < list.count && isCommaBetween(list, last)) last += 2;
    if (last > i && (last + 1 === list.count || list.spaced[last + 1])) list.join(i, last);
  }
}

/** Whether the tokens at `i` and two further on are words or values with a comma and no white space between. */
function isCommaBetween(list: TokenList, i: number): boolean {
  const { kinds, spaced } = list;
  if (kinds[i] === PUNCTUATION || kinds[i + 2] === PUNCTUATION || spaced[i + 1] || spaced[i + 2]) return false;
  return list.isPunctuation(i + 1, COMMA) && list.ends[i + 1] - list.starts[i + 1] === 1;
}

/** Single words that commas part, `net_amount, customer_id, sku`, are one value where they end with a part of the message: four, or fewer if some are made of several words. */
export function foldNameLists(list: TokenList): void {
  for (let i = 1; i + 2 < list.count; i++) {
    if (list.kinds[i] === PUNCTUATION || !list.isPunctuation(i + 1, COMMA)) continue;
    const last = lastItem(list, i), items = (last - i) / 2 + 1;
    const isList = items > 1 && endsPart(list, last, items) && items + compounds(list, i, last) >= LEAST_SIGNS;
    if (isList) list.join(i, last);
    else i = last;
  }
}

/** The last of the single words or values that commas with a space after them part, from the one at `i` on. */
function lastItem(list: TokenList, i: number): number {
  const { kinds, spaced } = list;
  while (i + 2 < list.count && list.isPunctuation(i + 1, COMMA) && !spaced[i + 1]) {
    if (kinds[i + 2] === PUNCTUATION || !spaced[i + 2]) break;
    i += 2;
  }
  return i;
}

/** Whether a list of this many items may end at token `last`: a part of the message does, or the list is long. */
function endsPart(list: TokenList, last: number, items: number): boolean {
  const next = last + 1;
  if (next === list.count) return true;
  if (list.kinds[next] !== PUNCTUATION) return items >= LONG_LIST;
  const byte = list.bytes[list.starts[next]];
  return byte === COLON || byte === SEMICOLON || byte === CLOSE_PAREN || byte === CLOSE_BRACKET || byte === DOT;
}

function compounds(list: TokenList, from: number, to: number): number {
  let found = 0;
  for (let i = from; i <= to; i += 2) if (isCompound(list, i)) found++;
  return found;
}

/** Whether letters with an underscore, a dash or a dot between them are all of a token: `net_amount`. */
function isCompound({ bytes, starts, ends }: TokenList, i: number): boolean {
  let parts = 0;
  for (let at = starts[i]; at < ends[i]; at++) {
    const byte = bytes[at];
    if (byte === UNDERSCORE || byte === DASH || byte === DOT) parts++;
    else if (!(CLASS[byte] & LETTER)) return false;
  }
  return parts > 0;
}
