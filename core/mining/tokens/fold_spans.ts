import { BYTE, closing } from "../../bytes.ts";
import { CLASS, DIGIT, HEX, LETTER, SPACE } from "../byte_classes.ts";
import { isMethod } from "../requests/methods.ts";
import { IDENTIFIER, PARTIAL, PUNCTUATION, type TokenList, VALUE, WORD } from "./token_list.ts";

const {
  APOSTROPHE,
  AT,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DASH,
  DOT,
  EQUALS,
  GREATER,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SEMICOLON,
  UNDERSCORE,
} = BYTE;

/** What parts the items of a collection, and keys from values: `,`, `:`, `=>`. */
const PARTS_ITEMS = new Set<number>([COMMA, COLON, EQUALS, GREATER]);
/** What begins and ends a collection. */
const OPENS = new Set<number>([OPEN_BRACKET, OPEN_BRACE, OPEN_PAREN]);
const CLOSES = new Set<number>([CLOSE_BRACKET, CLOSE_BRACE, CLOSE_PAREN]);
/** Collections of a message that may turn out never to be closed before none is looked for any more. */
const MOST_FAILURES = 4;
/** Tokens of an item of a list. */
const LONGEST_ITEM = 16;
/** A quoted span of more tokens than this may be one value. */
const LONG_QUOTE_TOKENS = 6;
/** Items, and names made of several words among them, that together say that words with commas are a list. */
const LEAST_SIGNS = 4;
/** This many names are a list, though the sentence goes on after them. */
const LONG_LIST = 3;

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
  if (i >= list.count || list.spaced[i] || !OPENS.has(punctuationAt(list, i))) return -1;
  let depth = 0;
  for (; i < list.count; i++) {
    const byte = punctuationAt(list, i);
    if (OPENS.has(byte)) depth++;
    else if (CLOSES.has(byte) && --depth === 0) return i;
  }
  return -1;
}

function punctuationAt(list: TokenList, i: number): number {
  return list.kinds[i] === PUNCTUATION ? list.bytes[list.starts[i]] : 0;
}

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
  const most = Math.min(LONGEST_ITEM, comma, list.count - 1 - comma);
  for (let length = 2; length <= most; length++) {
    if (CLOSES.has(list.bytes[list.starts[comma - 1]]) && areItems(list, comma, length)) return length;
  }
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
    if (OPENS.has(byte)) depth++;
    else if (CLOSES.has(byte) && --depth < 0) return false;
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
    if (OPENS.has(byte)) open = i;
    else if (CLOSES.has(byte)) {
      const items = i - (list.isPunctuation(i - 1, COMMA) ? 1 : 0) - open;
      if (open >= 0 && items % 2 === 0 && i - open > 2) i = list.fold(open, i);
      open = -1;
    } else if (byte !== COMMA || open < 0 || (i - open) % 2 !== 0) open = -1;
  }
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
      if (next === last || !PARTS_ITEMS.has(bytes[next]) && !CLOSES.has(bytes[next])) continue;
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
