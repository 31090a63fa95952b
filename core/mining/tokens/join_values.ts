import { BYTE } from "../../bytes.ts";
import { CLASS, HEX, LETTER } from "../byte_classes.ts";
import { isMark } from "./partial.ts";
import { PARTIAL, PUNCTUATION, type TokenList, VALUE, WORD } from "./token_list.ts";
import { isCurrency, isUnit } from "./units.ts";

const { AT, CLOSE_PAREN, COLON, COMMA, DASH, GREATER, LESS, OPEN_PAREN, PIPE, QUOTE, SLASH, STAR } = BYTE;

/** Bytes of "from", "into": what comes after a list. */
const LONGEST_PREPOSITION = 4;
/** What values of a list have in common. */
const NAMED = 1, PARTED = 2, ADDRESSED = 4, MARKED = -1;

/** Joins values that only separators of one number part, quantities with their units, and lists of like values. */
export function joinValues(list: TokenList): void {
  let to = 0;
  for (let i = 0; i < list.count; i++) {
    const kept = to > 0 ? joined(list, i, to) : 0;
    if (kept > 0) {
      list.ends[kept - 1] = list.ends[i];
      to = kept;
    } else list.move(i, to++);
  }
  list.count = to;
}

/** Number of tokens that stay when the token at `i` continues the ones in `[0, to)`, or 0 when it does not. */
function joined(list: TokenList, i: number, to: number): number {
  const kind = list.kinds[i];
  const last = to - 1;
  if (kind === WORD) {
    return list.kinds[last] === VALUE && isUnit(list.bytes, list.starts[i], list.ends[i]) ? to : 0;
  }
  if (kind === PUNCTUATION) {
    if (list.kinds[last] === VALUE && (isStars(list, i) || closesAngle(list, i, last))) return to;
    // A dash alone in quotes stands for a value that is missing.
    if (list.is(i, QUOTE) && to > 1 && list.isPunctuation(last, DASH) && list.isPunctuation(to - 2, QUOTE)) {
      list.toValue(last);
    }
    return closesQuantity(list, i, to) ? to - 2 : 0;
  }
  if (kind !== VALUE && kind !== PARTIAL) return 0;
  if (
    kind === VALUE && list.spaced[i] && list.kinds[last] === WORD &&
    isCurrency(list.bytes, list.starts[last], list.ends[last])
  ) {
    list.toValue(last);
    return to;
  }
  if (list.isAlike(i, last) && !isPair(list, i)) return to;
  if (
    kind === VALUE && list.kinds[last] === PUNCTUATION && list.is(last, LESS) && list.spaced[last] && !list.spaced[i]
  ) {
    list.toValue(last);
    return to;
  }
  if (
    to < 2 || !list.isAlike(i, to - 2) || list.kinds[last] !== PUNCTUATION || list.ends[last] - list.starts[last] > 1
  ) return 0;
  const byte = list.bytes[list.starts[last]];
  const isGlued = !list.spaced[i] && !list.spaced[last];
  const isJoined = byte === COMMA
    ? !list.spaced[last] && !(list.spaced[i] && isCounted(list, i))
    : isGlued && (byte === COLON || byte === PIPE || byte === DASH);
  return isJoined ? last : 0;
}

/** Whether the value at `i` and the one before are two, as in `200 2562`: no list, which has three or more of one form. */
function isPair(list: TokenList, i: number): boolean {
  if (list.kinds[i] !== VALUE || list.spaced[i] === 0) return false;
  if (!areOfOneForm(list, i - 1, i)) return true;
  const follows = i + 1 < list.count && areOfOneForm(list, i, i + 1);
  return !follows && !(i > 1 && areOfOneForm(list, i - 2, i - 1));
}

/** Whether two tokens are values that may be of one list: both numbers, or both with the same of what numbers do not have. */
function areOfOneForm({ kinds, bytes, starts, ends }: TokenList, i: number, j: number): boolean {
  if (kinds[i] !== VALUE || kinds[j] !== VALUE) return false;
  const form = formOf(bytes, starts[i], ends[i]);
  return form !== MARKED && form === formOf(bytes, starts[j], ends[j]);
}

/** What a value has that a number does not; of a mark nobody knows. */
function formOf(bytes: Uint8Array, start: number, end: number): number {
  let form = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at], kind = CLASS[byte];
    if (byte === STAR && isMark(bytes, at - 1, end)) return MARKED;
    if (kind & LETTER) form |= kind & HEX ? 0 : NAMED;
    else if (byte === SLASH) form |= PARTED;
    else if (byte === AT) form |= ADDRESSED;
  }
  return form;
}

/** Whether a word after the value at `i` says what it counts: `3 items`. */
function isCounted(list: TokenList, i: number): boolean {
  if (i + 1 >= list.count || list.kinds[i + 1] !== WORD || list.spaced[i + 1] === 0) return false;
  return list.ends[i + 1] - list.starts[i + 1] > LONGEST_PREPOSITION;
}

/** Whether `>` at `i` ends the value at `last`, which begins with `<`, as in `<0.684.0>`. */
function closesAngle(list: TokenList, i: number, last: number): boolean {
  const isOne = list.ends[i] - list.starts[i] === 1 && !list.spaced[i];
  return isOne && list.is(i, GREATER) && list.is(last, LESS) && list.bytes[list.ends[last] - 1] !== GREATER;
}

/** A column of a table that could not be read, as in `3552 **** 3374`. */
function isStars(list: TokenList, i: number): boolean {
  return list.kinds[i] === PUNCTUATION && list.ends[i] - list.starts[i] >= 3 && list.is(i, STAR) &&
    list.spaced[i] !== 0;
}

/** `1190 bytes (1.16 KB)`: whether `)` ends a second reading of the same quantity. */
function closesQuantity(list: TokenList, i: number, to: number): boolean {
  if (!list.is(i, CLOSE_PAREN) || to < 3) return false;
  const inner = to - 1, open = to - 2, outer = to - 3;
  return list.kinds[inner] === VALUE && list.kinds[outer] === VALUE && list.kinds[open] === PUNCTUATION &&
    list.is(open, OPEN_PAREN) &&
    list.spaced[open] !== 0 && endsInUnit(list, inner) && endsInUnit(list, outer);
}

function endsInUnit(list: TokenList, i: number): boolean {
  let start = list.ends[i];
  while (start > list.starts[i] && CLASS[list.bytes[start - 1]] & LETTER) start--;
  return start > list.starts[i] && isUnit(list.bytes, start, list.ends[i]);
}
