import { BYTE, closing } from "../../bytes.ts";
import { escapeEnd } from "../../escape_sequences.ts";
import { all, CLASS, DELIMITER, DIGIT, HEX, HIGH, LETTER, LOWER, SPACE } from "../byte_classes.ts";
import { columnEnd } from "../header/header_columns.ts";
import { TimestampScanner } from "../header/timestamp.ts";
import { isMethod } from "../requests/methods.ts";
import { mnemonicEnd } from "../requests/mnemonic.ts";
import { stateCodeEnd } from "../requests/state_codes.ts";
import { STATUS_DIGITS } from "../requests/status_codes.ts";
import { isClassAt, isStatusAt, loneStatusAt, mayBeStatusAt } from "../requests/status_place.ts";
import {
  hexGroupsEnd,
  isBeforeVersion,
  isConstant,
  isDotted,
  isEnding,
  isHexDashed,
  isHexWord,
  isPort,
  trailingEnd,
} from "./chunk_forms.ts";
import { closesBracket, opensBracket } from "./brackets.ts";
import { foldCommas, foldItems, foldLists, foldNameLists } from "./fold_lists.ts";
import { foldAddressed, foldCollections, foldObjects } from "./fold_printed.ts";
import { foldArguments, foldContext, foldNames, foldQuotes } from "./fold_spans.ts";
import { joinValues } from "./join_values.ts";
import { constantLetters, isMark, isNumbered } from "./partial.ts";
import { isStateValue } from "./state_value_place.ts";
import { IDENTIFIER, MAX_TOKENS, PARTIAL, PUNCTUATION, TokenList, VALUE, WORD } from "./token_list.ts";

const {
  AMPERSAND,
  APOSTROPHE,
  AT,
  BACKSLASH,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DASH,
  DOT,
  EQUALS,
  ESCAPE,
  GREATER,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  PLUS,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE_BYTE,
  TILDE,
} = BYTE;

export { IDENTIFIER, MAX_TOKENS, PARTIAL, PUNCTUATION, VALUE, WORD } from "./token_list.ts";

const MAX_VALUE_LOOKAHEAD = 2048;
/** Quotes and brackets of a line that may turn out never to be closed before none is looked for any more. */
const MAX_FAILURES = 8;
const MESSAGE_KEYS = ["msg", "message", "event", "Message", "@m", "@mt"];
/** Bytes that a time stamp and an address may look at, whatever follows. */
const BOUNDED_LOOKS = 112;

/** By byte, 1 for what ends a word, whatever follows: a mark, an apostrophe and a colon may go on with it. */
const ENDS_WORD = CLASS.map((bits, byte) =>
  bits & (SPACE | DELIMITER) && byte !== LESS && byte !== APOSTROPHE && byte !== COLON ? 1 : 0
);

/** Delimiters by bits, of which one may stand for several. */
const COMMA_BIT = bitOf(COMMA), EQUALS_BIT = bitOf(EQUALS), QUOTE_BITS = bitOf(QUOTE) | bitOf(APOSTROPHE);
const LESS_BIT = bitOf(LESS), GREATER_BIT = bitOf(GREATER);
const COLLECTION_BITS = bitOf(OPEN_BRACKET) | bitOf(OPEN_BRACE);
const CLOSING_BITS = bitOf(CLOSE_BRACKET) | bitOf(CLOSE_PAREN);

/**
 * Cuts a message into tokens and classifies them in one pass over its bytes, without making strings. Two bounded
 * look-aheads aside (the end of a bracketed value) each byte is read a constant number of times, so cost is linear
 * whatever the input is. Scanning a template's own text yields the tokens of its lines.
 */
export class Tokenizer {
  /** What the last scan found. */
  readonly tokens = new TokenList();
  /** Bytes looked at since construction; a test of linear cost reads it. */
  steps = 0;

  #bytes: Uint8Array = new Uint8Array();
  #start = 0;
  #end = 0;
  /** Where a status is that stands apart from its request, -1: nowhere; undefined until it is asked for. */
  #lone: number | undefined;
  /** A template's text is scanned, in which `5xx` is a status. */
  #isText = false;
  /** White space since the last token, see {@linkcode TokenList.spaced}. */
  #spaces = 0;
  #failures = 0;
  /** Bits of the delimiters that the message has. */
  #delimiters = 0;
  /** Whether a bracket stands right behind a token with an `@`, and a comma behind one that is closed. */
  #hasAddress = false;
  #hasItems = false;
  readonly #time = new TimestampScanner();

  /** Scans the message `[start, end)`, or a template's text, into {@linkcode tokens}, which it returns. */
  scan(bytes: Uint8Array, start: number, end: number, isText = false): TokenList {
    const { tokens } = this;
    tokens.bytes = this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#lone = undefined;
    this.#isText = isText;
    tokens.count = 0;
    tokens.isCut = false;
    this.#spaces = 0;
    this.#failures = 0;
    this.#delimiters = 0;
    this.#hasAddress = this.#hasItems = false;
    let at = start;
    while (at < end) {
      const byte = bytes[at];
      const kind = CLASS[byte];
      if (kind & SPACE) {
        at = byte === ESCAPE ? escapeEnd(bytes, at, end) : at + 1;
        if (byte !== ESCAPE) this.#spaces = this.#spaces === 0 ? 1 : 2;
        this.steps++;
        continue;
      }
      if (tokens.count === MAX_TOKENS - 1) {
        this.#add(VALUE, at, end);
        tokens.isCut = true;
        break;
      }
      const next = this.#next(at, byte, kind);
      this.steps += next - at;
      at = next;
    }
    joinValues(tokens);
    this.#fold();
    return tokens;
  }

  /** Makes one value of what belongs together, where the message has what begins or parts such things. */
  #fold(): void {
    const { tokens } = this;
    if (this.#has(LESS_BIT) && this.#has(GREATER_BIT)) foldObjects(tokens);
    if (this.#hasAddress) foldAddressed(tokens);
    if (this.#has(QUOTE_BITS) && this.#has(COLLECTION_BITS)) foldCollections(tokens);
    if (this.#has(COMMA_BIT)) foldCommas(tokens);
    if (this.#has(QUOTE_BITS)) foldNames(tokens);
    if (this.#has(QUOTE_BITS)) foldQuotes(tokens);
    if (this.#has(COMMA_BIT)) {
      if (this.#has(CLOSING_BITS)) foldLists(tokens);
      foldNameLists(tokens);
    }
    if (this.#has(EQUALS_BIT)) {
      foldArguments(tokens);
      if (tokens.isPunctuation(0, OPEN_BRACKET)) foldContext(tokens);
    }
    if (this.#hasItems) foldItems(tokens);
  }

  #has(bits: number): boolean {
    return (this.#delimiters & bits) !== 0;
  }

  #next(at: number, byte: number, kind: number): number {
    return kind & DELIMITER && !isMark(this.#bytes, at, this.#end) ? this.#delimiter(at, byte) : this.#chunk(at);
  }

  #delimiter(at: number, byte: number): number {
    this.#delimiters |= bitOf(byte);
    if (byte === EQUALS) return this.#equals(at);
    if (byte === COMMA) this.#hasItems ||= closesBracket(this.#bytes[at - 1]);
    const isSpaced = this.#spaces > 0;
    if (byte === QUOTE && this.#isJsonValue()) {
      const stop = this.#quoteEnd(at, byte);
      if (stop > 0) {
        this.#add(VALUE, at, stop);
        return stop;
      }
    }
    if (byte === LESS && isSpaced && at + 1 < this.#end && this.#bytes[at + 1] === GREATER) {
      this.#add(VALUE, at, at + 2);
      return at + 2;
    }
    this.#add(PUNCTUATION, at, at + 1);
    const isOpen = opensBracket(byte) || byte === QUOTE || byte === APOSTROPHE;
    const close = isOpen ? closing(byte) : 0;
    // Empty brackets and quotes hold an empty value: "from 10.0.0.1 ()" and "from 10.0.0.1 (host)" are one message.
    if (
      close !== 0 && isSpaced && this.#bytes[at + 1] === close && at + 1 < this.#end &&
      this.tokens.count < MAX_TOKENS - 2
    ) {
      this.#add(VALUE, at + 1, at + 1);
      this.#add(PUNCTUATION, at + 1, at + 2);
      return at + 2;
    }
    return at + 1;
  }

  /** `key=value`: the value whole, whatever it is, quoted or in brackets; an empty one stays empty. */
  #equals(at: number): number {
    const bytes = this.#bytes;
    const isGlued = this.#spaces === 0 && this.#isAfterKey(at);
    const follower = at + 1 < this.#end ? bytes[at + 1] : SPACE_BYTE;
    this.#add(PUNCTUATION, at, at + 1);
    const isKey = isGlued || (follower !== EQUALS && this.#isAfterWord());
    if (!isKey || follower === EQUALS || CLASS[follower] & SPACE || follower === COMMA || follower === SEMICOLON) {
      return at + 1;
    }
    if (closesBracket(follower) || follower === GREATER) return at + 1;
    if (isGlued && this.#isMessageKey(this.tokens.count - 2)) return at + 1;
    if (this.#isStatus(at + 1)) return this.#status(at + 1);
    if (follower === QUOTE && this.#isStatus(at + 2)) return this.#quotedStatus(at + 1);
    const code = stateCodeEnd(this.#bytes, at + 1, this.#end);
    if (code > 0) return this.#code(at + 1, code);
    const stop = this.#valueEnd(at + 1);
    this.steps += stop - at;
    this.#add(isGlued && this.#isState(at + 1, stop) ? WORD : VALUE, at + 1, stop);
    return stop;
  }

  /** Whether a word or a value stands right before `at`, or one and a colon: `pod="a"`, `pod:="a"`. */
  #isAfterKey(at: number): boolean {
    const { kinds, count } = this.tokens;
    if (count === 0 || kinds[count - 1] >= WORD) return count > 0;
    return count > 1 && this.#bytes[at - 1] === COLON && this.tokens.spaced[count - 1] === 0 &&
      kinds[count - 2] >= WORD;
  }

  /** Whether a status of HTTP begins at `at`. */
  #isStatus(at: number): boolean {
    if (this.#isText && isClassAt(this.#bytes, at)) return true;
    if (!mayBeStatusAt(this.#bytes, at, this.#end)) return false;
    if (isStatusAt(this.#bytes, at, this.#end)) return true;
    this.#lone ??= loneStatusAt(this.#bytes, this.#start, this.#end);
    return this.#lone === at;
  }

  /** A status in quotes, of which the first is at `at`. */
  #quotedStatus(at: number): number {
    this.#add(PUNCTUATION, at, at + 1);
    return this.#status(at + 1);
  }

  #status(at: number): number {
    this.#add(PUNCTUATION, at, at + STATUS_DIGITS);
    return at + STATUS_DIGITS;
  }

  /** What lines are told apart by as by a word, though it may be made of digits. */
  #code(at: number, stop: number): number {
    this.#add(PUNCTUATION, at, stop);
    return stop;
  }

  /** Whether a request's method stands right before. */
  #isAfterMethod(): boolean {
    const { tokens } = this, last = tokens.count - 1;
    const at = last > 0 && tokens.isPunctuation(last, QUOTE) ? last - 1 : last;
    return at >= 0 && isMethod(this.#bytes, tokens.starts[at], tokens.ends[at]);
  }

  /** Whether the value `[start, end)` of the key before the last token is a state. */
  #isState(start: number, end: number): boolean {
    const { starts, ends, count } = this.tokens;
    return isStateValue(this.#bytes, { start: starts[count - 2], end: ends[count - 2] }, { start, end });
  }

  /** Whether a string here is the value of a JSON key that is not the message's. */
  #isJsonValue(): boolean {
    const colon = this.tokens.count - 1;
    if (colon < 2 || !this.tokens.isPunctuation(colon, COLON) || !this.tokens.isPunctuation(colon - 1, QUOTE)) {
      return false;
    }
    return !this.#isMessageKey(colon - 2);
  }

  /** Whether the token is a key whose value is the message itself: `msg="listening on 80"`. */
  #isMessageKey(i: number): boolean {
    if (i < 0 || this.tokens.kinds[i] !== WORD) return false;
    const start = this.tokens.starts[i], length = this.tokens.ends[i] - start;
    return MESSAGE_KEYS.some((key) => key.length === length && this.#spells(start, key));
  }

  #spells(start: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.#bytes[start + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  #isAfterWord(): boolean {
    return this.tokens.count > 1 && this.tokens.kinds[this.tokens.count - 2] >= WORD;
  }

  #valueEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    const quote = bytes[at];
    if (quote === QUOTE || quote === APOSTROPHE) {
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
      if (opensBracket(byte) || byte === LESS) {
        const close = this.#bracketEnd(i, byte);
        if (close > 0) {
          i = close;
          continue;
        }
      }
      if (
        CLASS[byte] & SPACE || byte === COMMA || byte === SEMICOLON || closesBracket(byte) || byte === GREATER
      ) break;
      if (byte === AMPERSAND || byte === PIPE || byte === QUOTE) break;
      i++;
    }
    return Math.max(i, at + 1);
  }

  #quoteEnd(at: number, quote: number): number {
    if (this.#failures >= MAX_FAILURES) return 0;
    const last = Math.min(this.#end, at + MAX_VALUE_LOOKAHEAD);
    for (let i = at + 1; i < last; i++) {
      if (this.#bytes[i] === quote && this.#bytes[i - 1] !== BACKSLASH) return i + 1;
    }
    this.steps += last - at;
    this.#failures++;
    return 0;
  }

  #bracketEnd(at: number, open: number): number {
    if (this.#failures >= MAX_FAILURES) return 0;
    const close = closing(open);
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
    if (!opensBracket(open)) return 0;
    const close = closing(open);
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
    const word = wordEnd(bytes, at, end);
    if (word > 0) return this.#word(at, word);
    if (CLASS[first] & DIGIT && this.#isStatus(at)) return this.#status(at);
    if (first === DOT && isRelativePath(bytes, at)) return this.#path(at);
    if (first === DOT && bytes[at + 1] === DOT) {
      let stop = at;
      while (stop < end && bytes[stop] === DOT) stop++;
      this.#add(PUNCTUATION, at, stop);
      return stop;
    }
    if (first === PERCENT) {
      const stop = mnemonicEnd(bytes, at, end);
      if (stop > 0) return this.#code(at, stop);
    }
    const code = stateCodeEnd(bytes, at, end);
    if (code > 0) return this.#code(at, code);
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
    if (first === SLASH && (isBeforeVersion(bytes, at + 2, end) || this.#isAfterMethod())) {
      this.#add(VALUE, at, at + 1);
      return at + 1;
    }
    let stop = at, digits = 0, letters = 0, slashes = 0, dots = 0, ats = 0;
    while (stop < end) {
      const byte = bytes[stop];
      const kind = CLASS[byte];
      if (kind & (SPACE | DELIMITER)) {
        if (isMark(bytes, stop, end)) {
          digits++;
          stop += 3;
          if (this.#isText && isClassAt(bytes, stop)) break;
          continue;
        }
        const isInner = byte === APOSTROPHE && stop > at && stop + 1 < end && CLASS[bytes[stop - 1]] & LETTER &&
          CLASS[bytes[stop + 1]] & LETTER;
        if (slashes > 0 && bytes[stop - 1] === PLUS) {
          stop = columnEnd(bytes, stop, end);
          digits++;
        }
        if (!isInner) break;
      }
      if (byte === DOT && bytes[stop + 1] === DOT && stop > at) break;
      if (bytes[stop - 1] === SLASH && stop > at && this.#isStatus(stop)) break;
      if (kind & DIGIT) digits++;
      else if (kind & LETTER) letters++;
      else if (byte === SLASH || byte === BACKSLASH) slashes++;
      else if (byte === DOT) dots++;
      else if (byte === AT) ats++;
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
      ? this.#lettersKind(at, bare)
      : this.#kind(at, bare, { digits, letters, slashes, dots, ats });
    if ((kind === IDENTIFIER || kind === PARTIAL) && dots > 0 && bare === stop && isPort(bytes, stop, end)) {
      kind = VALUE;
    }
    const last = kind === VALUE ? this.#glue(bare === stop ? bare : stop, bare) : bare;
    if (ats > 0) this.#hasAddress ||= opensBracket(bytes[stop]);
    this.#add(kind, at, last);
    if (last < stop && this.tokens.count < MAX_TOKENS - 1) {
      this.#spaces = 0;
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
      const isPart = !(CLASS[byte] & (SPACE | DELIMITER)) || byte === EQUALS || byte === SEMICOLON || byte === COLON ||
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
    this.#add(stop === at + 1 && !this.#isAfterMethod() ? PUNCTUATION : VALUE, at, stop);
    return Math.min(whole, stop);
  }

  #url(at: number, from: number): number {
    let stop = from;
    while (stop < this.#end) {
      const byte = this.#bytes[stop];
      if (
        CLASS[byte] & SPACE || byte === QUOTE || byte === APOSTROPHE || byte === CLOSE_PAREN ||
        byte === CLOSE_BRACKET || byte === GREATER
      ) break;
      if (byte === LESS && !isMark(this.#bytes, stop, this.#end)) break;
      stop += byte === LESS ? 3 : 1;
    }
    while (stop > from && isEnding(this.#bytes[stop - 1])) stop--;
    this.#add(VALUE, at, stop);
    return stop;
  }

  /** Letters alone, of which the first is a small one: no time stamp, state or address begins so. */
  #word(at: number, stop: number): number {
    const kind = this.#lettersKind(at, stop);
    const last = kind === VALUE ? this.#glue(stop, stop) : stop;
    this.#add(kind, at, last);
    return last;
  }

  #lettersKind(at: number, stop: number): number {
    if (isConstant(this.#bytes, at, stop)) return IDENTIFIER;
    return isHexWord(this.#bytes, at, stop) ? VALUE : WORD;
  }

  #kind(at: number, stop: number, has: Shape): number {
    const bytes = this.#bytes;
    if (has.digits === 0) {
      if (has.letters === 0) return PUNCTUATION;
      if (has.ats > 0 && bytes[at] !== AT) return VALUE;
      const isPath = (bytes[at] === SLASH && stop - at > 1) || has.slashes >= 2 ||
        bytes[at + 1] === SLASH && bytes[at] === TILDE;
      if (isPath) return VALUE;
      if (isConstant(bytes, at, stop)) return IDENTIFIER;
      if (has.slashes > 0 || (has.dots > 0 && isDotted(bytes, at, stop))) return IDENTIFIER;
      return WORD;
    }
    if (bytes[at] === SLASH || has.slashes >= 2 || has.ats > 0) return VALUE;
    if (isHexDashed(bytes, at, stop) || !(CLASS[bytes[at]] & LETTER)) return VALUE;
    if (isNumbered(bytes, at, stop)) return VALUE;
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
    this.tokens.add(kind, start, end, this.#spaces);
    this.#spaces = 0;
  }
}

/** What a chunk is made of. */
interface Shape {
  digits: number;
  letters: number;
  slashes: number;
  dots: number;
  ats: number;
}

/** End of a word in small letters that white space, the message's end or a delimiter follows, but for those that may go on with it; 0 for all else. */
function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  if (!(CLASS[bytes[at]] & (LOWER | HIGH))) return 0;
  let stop = at + 1;
  while (stop < end && CLASS[bytes[stop]] & LETTER) stop++;
  return stop === end || ENDS_WORD[bytes[stop]] === 1 ? stop : 0;
}

/** Whether `./a` or `../a` begins at `at`. */
function isRelativePath(bytes: Uint8Array, at: number): boolean {
  const slash = bytes[at + 1] === DOT ? at + 2 : at + 1;
  return bytes[slash] === SLASH && (CLASS[bytes[slash + 1]] & (SPACE | DELIMITER)) === 0;
}

function bitOf(byte: number): number {
  return 1 << (byte & 31);
}
