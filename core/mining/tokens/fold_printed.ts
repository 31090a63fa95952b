import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, HEX, LETTER, SPACE } from "../byte_classes.ts";
import { closesBracket, opensBracket } from "./brackets.ts";
import { IDENTIFIER, PARTIAL, PUNCTUATION, type TokenList, VALUE, WORD } from "./token_list.ts";

const {
  APOSTROPHE,
  AT,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  EQUALS,
  GREATER,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} = BYTE;

/** What parts the items of a collection, and keys from values: `,`, `:`, `=>`. */
const PARTS_ITEMS = new Set<number>([COMMA, COLON, EQUALS, GREATER]);

/** Collections of a message that may turn out never to be closed before none is looked for any more. */
const MOST_FAILURES = 4;

/** What Java writes of an object, its class and an address, takes what stands in brackets right behind it: `Server@7d9d{STOPPED}[11,sto=0]`. */
export function foldAddressed(list: TokenList): void {
  for (let i = 0; i + 2 < list.count; i++) {
    if (list.kinds[i] !== VALUE || !endsInAddress(list, i)) continue;
    let last = i;
    for (let close = bracketsEnd(list, i + 1); close > 0; close = bracketsEnd(list, last + 1)) last = close;
    if (last > i) list.join(i, last);
  }
}

/** Whether letters, `@` and hexadecimal digits are the end of a token: `o.e.Server@7d9d0818`. */
function endsInAddress({ bytes, starts, ends }: TokenList, i: number): boolean {
  let at = ends[i] - 1;
  while (at > starts[i] && CLASS[bytes[at]] & (HEX | DIGIT)) at--;
  return at < ends[i] - 1 && at > starts[i] && bytes[at] === AT && (CLASS[bytes[at - 1]] & (LETTER | DIGIT)) !== 0;
}

/** Where a bracket is closed that is opened at token `i` with nothing before it; -1 where there is none. */
function bracketsEnd(list: TokenList, i: number): number {
  if (i >= list.count || list.spaced[i] || !opensBracket(punctuationAt(list, i))) return -1;
  let depth = 0;
  for (; i < list.count; i++) {
    const byte = punctuationAt(list, i);
    if (opensBracket(byte)) depth++;
    else if (closesBracket(byte) && --depth === 0) return i;
  }
  return -1;
}

function punctuationAt(list: TokenList, i: number): number {
  return list.kinds[i] === PUNCTUATION ? list.bytes[list.starts[i]] : 0;
}

/** What a program writes of a collection, `['web', 'db']`, `{'id': 7}` or `{"id"=>7}`, is one value whatever it holds. */
export function foldCollections(list: TokenList): void {
  for (let i = 0, failures = 0; i + 2 < list.count && failures < MOST_FAILURES; i++) {
    if (!beginsCollection(list, i)) continue;
    const close = collectionEnd(list, i);
    if (close > i + 1) list.join(i, close);
    else failures++;
  }
}

/** Whether a bracket at `i` has a string right after it; an object in double quotes is JSON, of which the keys count. */
function beginsCollection(list: TokenList, i: number): boolean {
  if (
    list.kinds[i] !== PUNCTUATION || list.spaced[i + 1] || i > 0 && !list.spaced[i] && list.kinds[i - 1] !== PUNCTUATION
  ) {
    return false;
  }
  if (list.is(i, OPEN_BRACE)) return list.isPunctuation(i + 1, APOSTROPHE) || isRocketAt(list, i + 4);
  if (!list.is(i, OPEN_BRACKET)) return false;
  return list.isPunctuation(i + 1, APOSTROPHE) || list.isPunctuation(i + 1, QUOTE);
}

/** Whether `=>` stands after a key in quotes. */
function isRocketAt(list: TokenList, i: number): boolean {
  return i + 1 < list.count && list.isPunctuation(i - 1, QUOTE) && list.isPunctuation(i, EQUALS) &&
    list.isPunctuation(i + 1, GREATER);
}

/**
 * Where the collection that begins at `open` is closed: the last token of a message that is cut in it; -1 where it is none. Other brackets, and
 * objects as `<Task 7>`, may stand in it.
 */
function collectionEnd(list: TokenList, open: number): number {
  const isMap = list.is(open, OPEN_BRACE);
  let depth = 0, unclosed = 0;
  for (let i = open; i < list.count; i++) {
    if (list.kinds[i] !== PUNCTUATION) continue;
    const byte = list.bytes[list.starts[i]];
    if (byte === OPEN_BRACKET || byte === OPEN_BRACE) depth++;
    else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      if (--depth === 0) return i;
    } else if (byte === APOSTROPHE || byte === QUOTE) {
      const close = byte === unclosed ? -1 : stringEnd(list, i, byte);
      if (close < 0 && !isMap) break;
      if (close > 0) i = close;
      else unclosed = byte;
    } else if (!isMap && !PARTS_ITEMS.has(byte)) return -1;
  }
  return list.isCut ? list.count - 1 : -1;
}

/**
 * The token in which a string is closed that is opened at `open`: by a quote with what parts items, or ends them, after it; -1 without. A string
 * may hold anything, what looks like brackets too.
 */
function stringEnd({ bytes, starts, ends, count }: TokenList, open: number, quote: number): number {
  const last = ends[count - 1];
  for (let at = starts[open] + 1; at < last; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === quote) {
      let next = at + 1;
      while (next < last && CLASS[bytes[next]] & SPACE) next++;
      if (next === last || !PARTS_ITEMS.has(bytes[next]) && !closesBracket(bytes[next])) continue;
      let token = open + 1;
      while (token < count && ends[token] <= at) token++;
      return token;
    }
  }
  return -1;
}

/**
 * What a program writes of an object that has no text of its own is one value: `<Task 'a' pending>`, `<function send at 0x7f>`,
 * `<bound method Hub.add of <Hub object at 0x7f>>`. A single word in angle brackets is none.
 */
export function foldObjects(list: TokenList): void {
  for (let i = 0; i + 3 < list.count; i++) {
    const close = list.isPunctuation(i, LESS) && beginsObject(list, i) ? objectEnd(list, i) : -1;
    if (close > 0) list.join(i, close);
  }
}

/** Whether a class, or what kind of object it is, stands right after the angle bracket at `i`. */
function beginsObject(list: TokenList, i: number): boolean {
  const isNamed = list.kinds[i + 1] === WORD || list.kinds[i + 1] === IDENTIFIER;
  return isNamed && !list.spaced[i + 1] && (i === 0 || list.spaced[i] > 0 || list.kinds[i - 1] === PUNCTUATION);
}

/** Where the angle bracket at `open` is closed, if a value stands between; -1 otherwise. An arrow closes none. */
function objectEnd(list: TokenList, open: number): number {
  let depth = 0, hasValue = false;
  for (let i = open; i < list.count; i++) {
    if (list.kinds[i] >= PARTIAL) hasValue = true;
    if (list.kinds[i] !== PUNCTUATION) continue;
    if (list.is(i, LESS)) depth++;
    else if (list.is(i, GREATER) && !list.spaced[i] && list.bytes[list.starts[i] - 1] !== DASH && --depth === 0) {
      return hasValue && i - open > 2 ? i : -1;
    }
  }
  return -1;
}
