import { TimestampScanner } from "./timestamp.ts";
import { printable } from "./printable.ts";
import { isUnit } from "./units.ts";
import { all, CLASS, DELIMITER, DIGIT, HEX, HIGH, LETTER, LOWER, SPACE } from "./bytes.ts";

export { printable } from "./printable.ts";

/**
 * What a token of a message is: punctuation, a word, an identifier (a word by its form unlikely to be language), a
 * partial value (`blk_<*>`: letters around a value), or a value.
 */
export const PUNCTUATION = 0, WORD = 1, IDENTIFIER = 2, PARTIAL = 3, VALUE = 4;

/** More tokens than this end in one value that stands for the rest. */
export const MAX_TOKENS = 160;

const MAX_VALUE_LOOKAHEAD = 512;
/** Quotes and brackets of a line that may turn out never to be closed before none is looked for any more. */
const MAX_FAILURES = 8;
const MAX_TEXT = 128;
const MESSAGE_KEYS = ["msg", "message", "event", "Message", "@m", "@mt"];
const LONG_QUOTE_TOKENS = 6;
/** Bytes that a time stamp and an address may look at, whatever follows. */
const BOUNDED_LOOKS = 112;
const EQUALS = 61, COLON = 58, COMMA = 44, DOT = 46, SLASH = 47, DASH = 45;

/**
 * Cuts a message into tokens and classifies them in one pass over its bytes, without making strings. Two bounded
 * look-aheads aside (the end of a bracketed value) each byte is read a constant number of times, so cost is linear
 * whatever the input is. Scanning a template's own text yields the tokens of its lines.
 */
export class Tokens {
  /** Number of tokens of the last message. */
  count = 0;
  /** Kind of each token. */
  readonly kinds = new Uint8Array(MAX_TOKENS);
  /** Two independent 32-bit hashes of each token's canonical text. */
  readonly hashes = new Int32Array(MAX_TOKENS);
  readonly checks = new Int32Array(MAX_TOKENS);
  /** Whether white space precedes the token. */
  readonly spaced = new Uint8Array(MAX_TOKENS);
  /** Whether the token stands where values do: in quotes, behind `key:`, behind a noun that names things. */
  readonly placed = new Uint8Array(MAX_TOKENS);
  readonly starts = new Uint32Array(MAX_TOKENS);
  readonly ends = new Uint32Array(MAX_TOKENS);
  /** Bytes looked at since construction; a test of linear cost reads it. */
  steps = 0;

  #bytes: Uint8Array = new Uint8Array();
  #end = 0;
  #isSpaced = false;
  #failures = 0;
  readonly #time = new TimestampScanner();

  /** Scans the message `[start, end)`. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
    this.count = 0;
    this.#isSpaced = false;
    this.#failures = 0;
    let at = start;
    while (at < end) {
      const byte = bytes[at];
      const kind = CLASS[byte];
      if (kind & SPACE) {
        at = byte === 27 ? escapeEnd(bytes, at, end) : at + 1;
        this.#isSpaced ||= byte !== 27 || this.#isSpaced;
        this.steps++;
        continue;
      }
      if (this.count === MAX_TOKENS - 1) {
        this.#add(VALUE, at, end);
        break;
      }
      const next = this.#next(at, byte, kind);
      this.steps += next - at;
      at = next;
    }
    this.#collapse();
    this.#foldQuotes();
    this.#foldLists();
  }

  /** Canonical text of token `i`, `<*>` for a value. */
  text(i: number): string {
    if (this.kinds[i] === VALUE) return "<*>";
    const bytes = this.#bytes.subarray(this.starts[i], Math.min(this.ends[i], this.starts[i] + MAX_TEXT));
    return this.kinds[i] === PARTIAL ? partialText(bytes) : printable(bytes);
  }

  #next(at: number, byte: number, kind: number): number {
    if (isMark(this.#bytes, at, this.#end)) return this.#chunk(at);
    if (kind & DELIMITER) return this.#delimiter(at, byte);
    return this.#chunk(at);
  }

  #delimiter(at: number, byte: number): number {
    if (byte === EQUALS) return this.#equals(at);
    const isSpaced = this.#isSpaced;
    if (byte === 34 && this.#isJsonValue()) {
      const stop = this.#quoteEnd(at, byte);
      if (stop > 0) {
        this.#add(VALUE, at, stop);
        return stop;
      }
    }
    this.#add(PUNCTUATION, at, at + 1);
    const close = byte === 40 ? 41 : byte === 91 ? 93 : byte === 34 || byte === 39 ? byte : 0;
    // Empty brackets and quotes hold an empty value: "from 10.0.0.1 ()" and "from 10.0.0.1 (host)" are one message.
    if (close !== 0 && isSpaced && this.#bytes[at + 1] === close && at + 1 < this.#end && this.count < MAX_TOKENS - 2) {
      this.#add(VALUE, at + 1, at + 1);
      this.#add(PUNCTUATION, at + 1, at + 2);
      return at + 2;
    }
    return at + 1;
  }

  /** `key=value`: the value whole, whatever it is, quoted or in brackets; an empty one stays empty. */
  #equals(at: number): number {
    const bytes = this.#bytes;
    const isGlued = !this.#isSpaced && this.count > 0 && this.kinds[this.count - 1] >= WORD;
    const follower = at + 1 < this.#end ? bytes[at + 1] : 32;
    this.#add(PUNCTUATION, at, at + 1);
    const isKey = isGlued || (follower !== EQUALS && this.#isAfterWord());
    if (!isKey || follower === EQUALS || CLASS[follower] & SPACE || follower === COMMA || follower === 59) {
      return at + 1;
    }
    if (follower === 41 || follower === 93 || follower === 125 || follower === 62) return at + 1;
    if (isGlued && this.#isMessageKey(this.count - 2)) return at + 1;
    const stop = this.#valueEnd(at + 1);
    this.steps += stop - at;
    this.#add(VALUE, at + 1, stop);
    return stop;
  }

  /** Whether a string here is the value of a JSON key that is not the message's. */
  #isJsonValue(): boolean {
    const colon = this.count - 1;
    if (colon < 2 || !this.#isPunctuation(colon, COLON) || !this.#isPunctuation(colon - 1, 34)) return false;
    return !this.#isMessageKey(colon - 2);
  }

  #isPunctuation(i: number, byte: number): boolean {
    return this.kinds[i] === PUNCTUATION && this.#bytes[this.starts[i]] === byte;
  }

  /** Whether the token is a key whose value is the message itself: `msg="listening on 80"`. */
  #isMessageKey(i: number): boolean {
    if (i < 0 || this.kinds[i] !== WORD) return false;
    const start = this.starts[i], length = this.ends[i] - start;
    return MESSAGE_KEYS.some((key) => key.length === length && this.#spells(start, key));
  }

  #spells(start: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.#bytes[start + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  #isAfterWord(): boolean {
    return this.count > 1 && this.kinds[this.count - 2] >= WORD;
  }

  #valueEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    const quote = bytes[at];
    if (quote === 34 || quote === 39) {
      const close = this.#quoteEnd(at, quote);
      if (close > 0) return close;
    }
    let i = at;
    while (i < end) {
      const byte = bytes[i];
      if (isMark(bytes, i, end)) {
        i += 3;
        continue;
      }
      if (byte === 91 || byte === 123 || byte === 40 || byte === 60) {
        const close = this.#bracketEnd(i, byte);
        if (close > 0) {
          i = close;
          continue;
        }
      }
      if (
        CLASS[byte] & SPACE || byte === COMMA || byte === 59 || byte === 41 || byte === 93 || byte === 125 ||
        byte === 62
      ) break;
      if (byte === 38 || byte === 124 || byte === 34) break;
      i++;
    }
    return Math.max(i, at + 1);
  }

  #quoteEnd(at: number, quote: number): number {
    if (this.#failures >= MAX_FAILURES) return 0;
    const last = Math.min(this.#end, at + MAX_VALUE_LOOKAHEAD);
    for (let i = at + 1; i < last; i++) {
      if (this.#bytes[i] === quote && this.#bytes[i - 1] !== 92) return i + 1;
    }
    this.steps += last - at;
    this.#failures++;
    return 0;
  }

  #bracketEnd(at: number, open: number): number {
    if (this.#failures >= MAX_FAILURES) return 0;
    const close = open === 40 ? 41 : open + 2;
    const last = Math.min(this.#end, at + MAX_VALUE_LOOKAHEAD);
    let depth = 0;
    for (let i = at; i < last; i++) {
      if (this.#bytes[i] === open) depth++;
      else if (this.#bytes[i] === close && --depth === 0) return i + 1;
    }
    this.steps += last - at;
    this.#failures++;
    return 0;
  }

  /** End of brackets that hold no white space, 0 when there are none. */
  #tightBracketEnd(at: number, open: number): number {
    if (open !== 91 && open !== 123 && open !== 40) return 0;
    const close = open === 40 ? 41 : open + 2;
    const last = Math.min(this.#end, at + 64);
    for (let i = at + 1; i < last; i++) {
      const byte = this.#bytes[i];
      if (byte === close) return i + 1;
      if (CLASS[byte] & SPACE) return 0;
    }
    return 0;
  }

  #chunk(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    const first = bytes[at];
    if (first === DOT && bytes[at + 1] === DOT) {
      let stop = at;
      while (stop < end && bytes[stop] === DOT) stop++;
      this.#add(PUNCTUATION, at, stop);
      return stop;
    }
    this.steps += BOUNDED_LOOKS;
    const stamp = this.#time.scan(bytes, at, end);
    if (stamp > 0 && !(stamp < end && CLASS[bytes[stamp]] & (LETTER | DIGIT))) {
      this.steps += stamp - at;
      const last = this.#glue(stamp, stamp);
      this.#add(VALUE, at, last);
      return last;
    }
    const address = CLASS[first] & HEX ? hexGroupsEnd(bytes, at, end) : 0;
    if (address > 0) {
      this.steps += address - at;
      this.#add(VALUE, at, address);
      return address;
    }
    if (first === SLASH && at + 1 < end && !(CLASS[bytes[at + 1]] & SPACE)) return this.#path(at);
    let stop = at, digits = 0, letters = 0, slashes = 0, dots = 0, ats = 0;
    while (stop < end) {
      const byte = bytes[stop];
      const kind = CLASS[byte];
      if (isMark(bytes, stop, end)) {
        digits++;
        stop += 3;
        continue;
      }
      if (kind & (SPACE | DELIMITER)) {
        const isInner = byte === 39 && stop > at && stop + 1 < end && CLASS[bytes[stop - 1]] & LETTER &&
          CLASS[bytes[stop + 1]] & LETTER;
        if (!isInner) break;
      }
      if (byte === DOT && bytes[stop + 1] === DOT && stop > at) break;
      if (kind & DIGIT) digits++;
      else if (kind & LETTER) letters++;
      else if (byte === SLASH || byte === 92) slashes++;
      else if (byte === DOT) dots++;
      else if (byte === 64) ats++;
      stop++;
    }
    const isUrl = bytes[stop] === COLON && bytes[stop + 1] === SLASH && bytes[stop + 2] === SLASH && letters > 0;
    if (isUrl) return this.#url(at, stop + 3);
    const bare = trailingEnd(bytes, at, stop);
    if (bare === at) {
      this.#add(digits === 0 ? PUNCTUATION : VALUE, at, stop);
      return stop;
    }
    dots -= stop - bare;
    let kind = letters === bare - at
      ? (isConstant(bytes, at, bare) ? IDENTIFIER : WORD)
      : this.#kind(at, bare, { digits, letters, slashes, dots, ats });
    if ((kind === IDENTIFIER || kind === PARTIAL) && dots > 0 && bare === stop && isPort(bytes, stop, end)) {
      kind = VALUE;
    }
    const last = kind === VALUE ? this.#glue(bare === stop ? bare : stop, bare) : bare;
    this.#add(kind, at, last);
    if (last < stop && this.count < MAX_TOKENS - 1) {
      this.#isSpaced = false;
      this.#add(PUNCTUATION, last, stop);
    }
    return Math.max(last, stop);
  }

  /** A path or the target of a request, its query included. */
  #path(at: number): number {
    const bytes = this.#bytes;
    let stop = at + 1;
    while (stop < this.#end) {
      const byte = bytes[stop];
      if (isMark(bytes, stop, this.#end)) {
        stop += 3;
        continue;
      }
      const isPart = !(CLASS[byte] & (SPACE | DELIMITER)) || byte === EQUALS || byte === 59 || byte === COLON ||
        byte === COMMA;
      const close = isPart ? 0 : this.#tightBracketEnd(stop, byte);
      if (close > 0) {
        stop = close;
        continue;
      }
      if (!isPart) break;
      stop++;
    }
    const whole = stop;
    while (stop > at + 1 && isEnding(bytes[stop - 1])) stop--;
    this.#add(stop === at + 1 ? PUNCTUATION : VALUE, at, stop);
    return Math.min(whole, stop);
  }

  #url(at: number, from: number): number {
    let stop = from;
    while (stop < this.#end) {
      const byte = this.#bytes[stop];
      if (CLASS[byte] & SPACE || byte === 34 || byte === 39 || byte === 41 || byte === 93 || byte === 62) break;
      if (byte === 60 && !isMark(this.#bytes, stop, this.#end)) break;
      stop += byte === 60 ? 3 : 1;
    }
    while (stop > from && isEnding(this.#bytes[stop - 1])) stop--;
    this.#add(VALUE, at, stop);
    return stop;
  }

  #kind(at: number, stop: number, has: Shape): number {
    const bytes = this.#bytes;
    if (has.digits === 0) {
      if (has.letters === 0) return PUNCTUATION;
      if (has.ats > 0 && bytes[at] !== 64) return VALUE;
      const isPath = (bytes[at] === SLASH && stop - at > 1) || has.slashes >= 2 ||
        bytes[at + 1] === SLASH && bytes[at] === 126;
      if (isPath) return VALUE;
      if (isConstant(bytes, at, stop)) return IDENTIFIER;
      if (has.slashes > 0 || (has.dots > 0 && isDotted(bytes, at, stop))) return IDENTIFIER;
      return WORD;
    }
    if (bytes[at] === SLASH || has.slashes >= 2 || has.ats > 0) return VALUE;
    if (isHexDashed(bytes, at, stop) || !(CLASS[bytes[at]] & LETTER)) return VALUE;
    return constantLetters(bytes, at, stop) >= 2 ? PARTIAL : VALUE;
  }

  /** Parts that belong to the value before them: `10.0.0.1` `:50010`, `00` `:16` `:3e`, `1` `,` `234`. */
  #glue(stop: number, bare: number): number {
    const bytes = this.#bytes, end = this.#end;
    if (stop !== bare) return bare;
    let last = stop;
    while (last < end) {
      let i = last;
      while (i < end && i < last + 2 && bytes[i] === COLON) i++;
      if (i === last && bytes[i] === COMMA) i++;
      if (i === last || i >= end) break;
      if (bytes[i] === DASH) i++;
      const partStart = i;
      let hasDigit = false;
      while (i < end && !(CLASS[bytes[i]] & (SPACE | DELIMITER))) {
        if (CLASS[bytes[i]] & DIGIT) hasDigit = true;
        i++;
      }
      if (isMark(bytes, i, end)) {
        hasDigit = true;
        i += 3;
      }
      this.steps += i - last;
      if (i === partStart) break;
      const isHex = all(bytes, partStart, i, DIGIT | HEX) && i - partStart <= 4 && bytes[last] === COLON;
      const isNumber = hasDigit && CLASS[bytes[partStart]] & DIGIT;
      if (!isHex && !isNumber) break;
      last = trailingEnd(bytes, partStart, i);
      if (last !== i) break;
    }
    return last;
  }

  #add(kind: number, start: number, end: number): void {
    const i = this.count;
    if (i >= MAX_TOKENS) return;
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.spaced[i] = this.#isSpaced ? 1 : 0;
    this.#isSpaced = false;
    this.placed[i] = 0;
    this.#hash(i, kind, start, end);
    this.count++;
  }

  #hash(i: number, kind: number, start: number, end: number): void {
    if (kind === VALUE) {
      this.hashes[i] = 0x2a2a2a2a;
      this.checks[i] = 0x3c2a3e00;
      return;
    }
    let hash = 0x811c9dc5 | 0, check = 0x9747b28c | 0;
    const bytes = this.#bytes;
    const isPartial = kind === PARTIAL;
    const last = Math.min(end, start + MAX_TEXT);
    let at = start;
    while (at < last) {
      let byte = bytes[at];
      if (isPartial) {
        const stop = maskEnd(bytes, at, last);
        if (stop > at) {
          const prefix = constantPrefixEnd(bytes, at, stop);
          for (; at < prefix; at++) {
            hash = Math.imul(hash ^ bytes[at], 0x01000193);
            check = Math.imul(check + bytes[at], 0x5bd1e995) ^ (check >>> 15);
          }
          at = stop - 1;
          byte = 1;
        }
      }
      hash = Math.imul(hash ^ byte, 0x01000193);
      check = Math.imul(check + byte, 0x5bd1e995) ^ (check >>> 15);
      at++;
    }
    this.hashes[i] = hash;
    this.checks[i] = check;
  }

  /** Joins values that only separators of one number part, quantities with their units, and lists of like values. */
  #collapse(): void {
    let to = 0;
    for (let i = 0; i < this.count; i++) {
      const joined = to > 0 ? this.#joined(i, to) : 0;
      if (joined > 0) {
        this.ends[joined - 1] = this.ends[i];
        to = joined;
      } else this.#move(i, to++);
    }
    this.count = to;
  }

  /** Number of tokens that stay when the token at `i` continues the ones in `[0, to)`, or 0 when it does not. */
  #joined(i: number, to: number): number {
    const kind = this.kinds[i];
    const last = to - 1;
    if (kind === WORD) {
      return this.kinds[last] === VALUE && isUnit(this.#bytes, this.starts[i], this.ends[i]) ? to : 0;
    }
    if (kind === PUNCTUATION) {
      if (this.kinds[last] === VALUE && this.#isStars(i)) return to;
      // A dash alone in quotes stands for a value that is missing.
      if (this.#is(i, 34) && to > 1 && this.#isPunctuation(last, DASH) && this.#isPunctuation(to - 2, 34)) {
        this.#toValue(last);
      }
      return this.#closesQuantity(i, to) ? to - 2 : 0;
    }
    if (kind !== VALUE && kind !== PARTIAL) return 0;
    if (this.#isAlike(i, last)) return to;
    if (
      kind === VALUE && this.kinds[last] === PUNCTUATION && this.#is(last, 60) && this.spaced[last] && !this.spaced[i]
    ) {
      this.#toValue(last);
      return to;
    }
    if (
      to < 2 || !this.#isAlike(i, to - 2) || this.kinds[last] !== PUNCTUATION || this.ends[last] - this.starts[last] > 1
    ) return 0;
    const byte = this.#bytes[this.starts[last]];
    const isGlued = !this.spaced[i] && !this.spaced[last];
    const isJoined = byte === COMMA ? !this.spaced[last] : isGlued && (byte === COLON || byte === 124 || byte === DASH);
    return isJoined ? last : 0;
  }

  #isAlike(i: number, j: number): boolean {
    return this.kinds[i] === this.kinds[j] && this.hashes[i] === this.hashes[j] && this.checks[i] === this.checks[j];
  }

  /** A column of a table that could not be read, as in `3552 **** 3374`. */
  #isStars(i: number): boolean {
    return this.kinds[i] === PUNCTUATION && this.ends[i] - this.starts[i] >= 3 && this.#is(i, 42) &&
      this.spaced[i] === 1;
  }

  #is(i: number, byte: number): boolean {
    return this.#bytes[this.starts[i]] === byte;
  }

  /** `1190 bytes (1.16 KB)`: whether `)` ends a second reading of the same quantity. */
  #closesQuantity(i: number, to: number): boolean {
    if (!this.#is(i, 41) || to < 3) return false;
    const inner = to - 1, open = to - 2, outer = to - 3;
    return this.kinds[inner] === VALUE && this.kinds[outer] === VALUE && this.kinds[open] === PUNCTUATION &&
      this.#is(open, 40) &&
      this.spaced[open] === 1 && this.#endsInUnit(inner) && this.#endsInUnit(outer);
  }

  #endsInUnit(i: number): boolean {
    let start = this.ends[i];
    while (start > this.starts[i] && CLASS[this.#bytes[start - 1]] & LETTER) start--;
    return start > this.starts[i] && isUnit(this.#bytes, start, this.ends[i]);
  }

  #toValue(i: number): void {
    this.kinds[i] = VALUE;
    this.#hash(i, VALUE, 0, 0);
  }

  /** Long quoted text that holds values is one value, such as a browser's name; a quoted request line is not. */
  #foldQuotes(): void {
    let open = -1;
    for (let i = 1; i < this.count; i++) {
      if (!this.#isPunctuation(i, 34)) continue;
      if (open < 0 || this.spaced[i] === 1) {
        open = i;
        continue;
      }
      if (i - open > LONG_QUOTE_TOKENS && this.#holdsValue(open, i)) i = this.#fold(open, i);
      open = -1;
    }
  }

  /** A bracketed list of single items, `[TERM, HUP, INT]`, is one value whatever its length. */
  #foldLists(): void {
    let open = -1;
    for (let i = 0; i < this.count; i++) {
      if (this.kinds[i] !== PUNCTUATION) {
        if (open >= 0 && (i - open) % 2 === 0) open = -1;
        continue;
      }
      const byte = this.#bytes[this.starts[i]];
      if (byte === 91 || byte === 40) open = i;
      else if (byte === 93 || byte === 41) {
        if (open >= 0 && i - open >= 4 && (i - open) % 2 === 0) i = this.#fold(open, i);
        open = -1;
      } else if (byte !== COMMA || open < 0 || (i - open) % 2 !== 0) open = -1;
    }
  }

  #holdsValue(open: number, close: number): boolean {
    for (let i = open + 1; i < close; i++) if (this.kinds[i] >= PARTIAL) return true;
    return false;
  }

  /** Makes the tokens between two quotes one value and returns the closing quote's new position. */
  #fold(open: number, close: number): number {
    this.#toValue(open + 1);
    this.ends[open + 1] = this.ends[close - 1];
    const gap = close - open - 2;
    for (let i = close; i < this.count; i++) this.#move(i, i - gap);
    this.count -= gap;
    return close - gap;
  }

  #move(from: number, to: number): void {
    if (from === to) return;
    this.kinds[to] = this.kinds[from];
    this.hashes[to] = this.hashes[from];
    this.checks[to] = this.checks[from];
    this.spaced[to] = this.spaced[from];
    this.placed[to] = this.placed[from];
    this.starts[to] = this.starts[from];
    this.ends[to] = this.ends[from];
  }
}

interface Shape {
  digits: number;
  letters: number;
  slashes: number;
  dots: number;
  ats: number;
}

/** The mark of a variable, `<*>`, counts as a value wherever it occurs, so that a template's text can be scanned. */
function isMark(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === 60 && at + 2 < end && bytes[at + 1] === 42 && bytes[at + 2] === 62;
}

/** End of an ANSI escape sequence at `at`, or the next byte when it is none. */
function escapeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 1] !== 91) return at + 1;
  let i = at + 2;
  while (i < end && i < at + 24 && bytes[i] >= 48 && bytes[i] <= 63) i++;
  return i < end && bytes[i] >= 64 && bytes[i] <= 126 ? i + 1 : at + 1;
}

/** End of a chunk without the punctuation that ends a sentence. */
function trailingEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && (bytes[end - 1] === DOT || bytes[end - 1] === 33 || bytes[end - 1] === 63)) end--;
  return end;
}

/** End of a hardware or IPv6 address at `at`: at least three colons between groups of at most four hexadecimal digits. */
function hexGroupsEnd(bytes: Uint8Array, at: number, end: number): number {
  let colons = 0, group = 0, i = at;
  for (; i < end && i < at + 48; i++) {
    if (bytes[i] === COLON) {
      if (group === 0 && bytes[i - 1] === COLON && bytes[i - 2] === COLON) return 0;
      colons++;
      group = 0;
    } else if (CLASS[bytes[i]] & (DIGIT | HEX)) {
      if (++group > 4) return 0;
    } else break;
  }
  if (colons < 3 || group === 0 || (i < end && isWordByte(bytes[i]))) return 0;
  return i;
}

/** Whether a chunk is hexadecimal digits and dashes alone, as in a UUID. */
function isHexDashed(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!(CLASS[bytes[i]] & (DIGIT | HEX)) && bytes[i] !== DASH) return false;
  return true;
}

function isEnding(byte: number): boolean {
  return byte === COLON || byte === COMMA || byte === 59 || byte === DOT || byte === EQUALS;
}

function isWordByte(byte: number): boolean {
  return (CLASS[byte] & (LETTER | DIGIT)) !== 0;
}

/** End of the run of letters and digits at `at` when it holds a digit or a mark, else `at`. */
function runWithDigitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at, hasDigit = false;
  if (at > 0 && i > 0 && !isWordByte(bytes[at]) && !isMark(bytes, at, end)) return at;
  while (i < end) {
    if (isMark(bytes, i, end)) {
      hasDigit = true;
      i += 3;
    } else if (isWordByte(bytes[i])) {
      if (CLASS[bytes[i]] & DIGIT) hasDigit = true;
      i++;
    } else break;
  }
  return hasDigit ? i : at;
}

/** Like {@linkcode runWithDigitsEnd}, numbers behind it that only separators part included, and a sign before it. */
function maskEnd(bytes: Uint8Array, at: number, end: number): number {
  const isSign = (bytes[at] === DASH || bytes[at] === 43) && at > 0 && !isWordByte(bytes[at - 1]);
  let stop = runWithDigitsEnd(bytes, isSign ? at + 1 : at, end);
  if (stop === at || (isSign && stop === at + 1)) return at;
  while (stop < end && isJoint(bytes[stop])) {
    const next = runWithDigitsEnd(bytes, stop + 1, end);
    if (next === stop + 1 || constantPrefixEnd(bytes, stop + 1, next) > stop + 1) break;
    stop = next;
  }
  return stop;
}

function isJoint(byte: number): boolean {
  return byte === DASH || byte === DOT || byte === 95 || byte === COLON;
}

/** End of the letters before the first digit of a run, or its start when they may be hexadecimal digits. */
function constantPrefixEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at, isHex = true;
  while (i < end && CLASS[bytes[i]] & LETTER) {
    if (!(CLASS[bytes[i]] & HEX)) isHex = false;
    i++;
  }
  return isHex ? at : i;
}

/** Letters of a chunk that stay when its runs with digits are masked. */
function constantLetters(bytes: Uint8Array, start: number, end: number): number {
  let letters = 0, at = start;
  while (at < end) {
    const stop = runWithDigitsEnd(bytes, at, end);
    if (stop > at) {
      letters += constantPrefixEnd(bytes, at, stop) - at;
      at = stop;
      continue;
    }
    while (at < end && isWordByte(bytes[at])) {
      letters++;
      at++;
    }
    if (at < end && !isWordByte(bytes[at]) && !isMark(bytes, at, end)) at++;
  }
  return letters;
}

function partialText(bytes: Uint8Array): string {
  let text = "", at = 0;
  while (at < bytes.length) {
    const stop = maskEnd(bytes, at, bytes.length);
    if (stop > at) {
      text += printable(bytes.subarray(at, constantPrefixEnd(bytes, at, stop))) + "<*>";
      at = stop;
      continue;
    }
    let next = at;
    while (next < bytes.length && isWordByte(bytes[next])) next++;
    if (next === at) next++;
    text += printable(bytes.subarray(at, next));
    at = next;
  }
  return text;
}

const CONSTANTS = ["true", "false", "null", "nil", "none", "undefined", "nan"];

function isConstant(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 3 || length > 9) return false;
  const first = bytes[start] | 32;
  // t, f, n, u
  if (first !== 116 && first !== 102 && first !== 110 && first !== 117) return false;
  return CONSTANTS.some((word) => {
    if (word.length !== length) return false;
    for (let i = 0; i < length; i++) if ((bytes[start + i] | 32) !== word.charCodeAt(i)) return false;
    return true;
  });
}

function isPort(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === COLON && at + 1 < end && ((CLASS[bytes[at + 1]] & DIGIT) !== 0 || isMark(bytes, at + 1, end));
}

function isDotted(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end - 1; i++) {
    if (bytes[i] === DOT && CLASS[bytes[i - 1]] & LETTER && CLASS[bytes[i + 1]] & (LETTER | LOWER | HIGH)) return true;
  }
  return false;
}
