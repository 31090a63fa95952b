import { BYTE, BYTE_ORDER_MARK, isAt } from "../../bytes.ts";
import { copyWithoutEscapes } from "../../escape_sequences.ts";
import { bytesOf, CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";
import { HeaderScanner } from "../header/header.ts";
import { LEVELS } from "../header/levels.ts";
import { markedStreamEnd } from "../header/stream_name.ts";
import type { RecordRule } from "./record_rule.ts";

const {
  CARET,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOLLAR,
  DOT,
  HASH,
  LINE_FEED,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
  SLASH,
  SPACE_BYTE,
  TAB,
  TILDE,
  UNDERSCORE,
} = BYTE;

/**
 * What the record that is being made is: a line that may be all of it, one with further lines, a trace of a certain kind, or a first line
 * that the next one always goes on with, as in a panic of Rust and below a place in a script of Node.js; a comment, several, and what they are about.
 */
const LINE = 0, BLOCK = 1, TRACEBACK = 2, GO_PANIC = 3, FIRST_OF_TWO = 4, FAILED = 5;
const COMMENT = 6, COMMENTS = 7, COMMENTED = 8;

/** Lines that begin so are part of a trace that has begun; Python puts quotes around that of another process. */
const INSIDE = prefixes(
  "Caused by:|Suppressed: |Wrapped by: |... |--- End of |stack backtrace:|Stack backtrace:|note: |Stack trace:|Node.js v|Last message: |State: |" +
    'During handling of the above exception|The above exception was the direct cause|Traceback (most recent call last)|"""',
);
/** Lines that begin so are no record of their own. */
const PARTS = prefixes(
  "Caused by:|Suppressed: |Stack trace:|stack backtrace:|Stack backtrace:|note: run with `RUST_BACKTRACE",
);
/** Lines that begin so go on with a line that reports a failure, and otherwise begin a record. */
const AFTER_FAILURE = prefixes("Traceback (most recent call last)|goroutine |panic: |** (|#0 ");
const GO_LINES = prefixes("goroutine |created by |exit status |[signal |panic: |runtime stack:");
const TRACEBACKS = prefixes("Traceback (most recent call last)");
const GO_HEADS = prefixes("panic: |fatal error: |goroutine "), RUST_HEADS = prefixes("thread '");
const EXCEPTIONS = suffixes("Exception|Error|Throwable|Failure|Fault|Rejection|RemoteTraceback");
/** First bytes of lines that may begin more than a line. */
const HEADS = bytesOf("Tpfgtn/#");
/** First bytes of {@linkcode PARTS} and {@linkcode AFTER_FAILURE}, and the bytes of their longest. */
const FOLLOWING = Uint8Array.from({ length: 256 }, (_, byte) => PARTS.has(byte) || AFTER_FAILURE.has(byte) ? 1 : 0);
const LONGEST_PREFIX = Math.max(
  ...[PARTS, AFTER_FAILURE].flatMap((texts) => [...texts.values()].flat()).map((text) => text.length),
);
/** First byte of the mark that may stand before a line. */
const MARK = BYTE_ORDER_MARK[0];
const PANIC = new TextEncoder().encode("panic"), AT = new TextEncoder().encode("at ");
const FIRST_FAILURE = LEVELS.indexOf("warn");
const NODE = new TextEncoder().encode("node:"), RUBY_IN = new TextEncoder().encode(":in ");
const SCRIPTS = suffixes(".js|.mjs|.cjs|.ts|.mts|.tsx");
const LONGEST_NAME = 160, LONGEST_PLACE = 512, LONGEST_STREAM = 128;
/** By byte, 1 for those that names of exceptions are made of. */
const NAME_BYTES = CLASS.map((kind, byte) =>
  kind & (LETTER | DIGIT) || byte === DOT || byte === DOLLAR || byte === UNDERSCORE || byte === SLASH ? 1 : 0
);

/**
 * Joins stack traces, tracebacks, panics and other blocks to the line that they belong to, by their form alone: lines that are indented
 * and have no time stamp of their own, and those that a trace of Java, Python, Go, .NET, Node.js, Ruby, Rust or PHP has at its margin,
 * blank ones inside included. Two comments or more that name what follows
 * (`# Query_time: 0.8`), and the lines after them that have no time stamp, are one record. An exception without indentation goes on with a line of level warn or above only, so that no failure
 * becomes part of a message about something else.
 *
 * Cost: a look at the first word of the next line for most lines.
 */
export class TraceLines implements RecordRule {
  /** Programs write a trace at once. */
  readonly quietMs = 300;
  readonly #header = new HeaderScanner();
  /** The record's first line, as far as its level is looked for. */
  readonly #head = new Uint8Array(256);
  #headBytes = 0;
  /** Bytes of the name of its stream, which a collector has put before each line. */
  #streamBytes = 0;
  #state = LINE;
  #wasBlank = false;

  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#streamBytes = streamBytes(bytes, start, end);
    this.#state = stateOf(bytes, start + this.#streamBytes, end);
    this.#wasBlank = false;
    this.#headBytes = copyWithoutEscapes(bytes, start, end, this.#head);
  }

  mayContinue(bytes: Uint8Array, start: number, end: number, next: number): boolean {
    const stream = streamBytes(bytes, start, end);
    if (stream > 0) {
      if (next >= 0 && !isSame(bytes, next, bytes, start, Math.min(stream, bytes.length - next))) return false;
      start += stream;
      next = next < 0 || next + stream >= bytes.length ? -1 : next + stream;
    }
    if (next < 0 || isIndent(bytes[next]) || isLineEnd(bytes[next]) || mayFollowLine(bytes, next)) return true;
    return HEADS[bytes[start]] === 1 && stateOf(bytes, start, end) !== LINE;
  }

  continues(bytes: Uint8Array, start: number, end: number): boolean {
    const stream = this.#streamBytes;
    if (stream > 0) {
      if (end - start < stream || !isSame(bytes, start, this.#head, 0, stream)) return false;
      start += stream;
    }
    const first = skipBlanks(bytes, start, end);
    if (first === end) return this.#blank();
    const goesOn = first > start ? this.#indented(bytes, start, end) : this.#atMargin(bytes, start, end);
    this.#wasBlank = false;
    return goesOn;
  }

  /** Blank lines are part of a block, and of a line that reports a failure, which a trace may follow. */
  #blank(): boolean {
    this.#wasBlank = true;
    return this.#state !== LINE || this.#isFailure();
  }

  #indented(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#header.scan(bytes, start, end) > start) return false;
    if (this.#state === LINE || this.#state === FAILED) this.#state = BLOCK;
    return true;
  }

  #atMargin(bytes: Uint8Array, start: number, end: number): boolean {
    switch (this.#state) {
      case LINE:
        return this.#afterLine(bytes, start, end);
      case TRACEBACK:
        return this.#afterTraceback(bytes, start, end);
      case GO_PANIC:
        return beginsWith(bytes, start, end, GO_LINES) || isGoCall(bytes, start, end);
      case FIRST_OF_TWO:
        this.#state = BLOCK;
        return true;
      case COMMENT:
        return this.#goesOnAs(COMMENTS, isComment(bytes, start, end));
      case COMMENTS:
        return isComment(bytes, start, end) ||
          this.#goesOnAs(COMMENTED, this.#header.scan(bytes, start, end) === start);
      case COMMENTED:
        return !isComment(bytes, start, end) && this.#header.scan(bytes, start, end) === start;
      default:
        return this.#inBlock(bytes, start, end);
    }
  }

  #goesOnAs(state: number, goesOn: boolean): boolean {
    if (goesOn) this.#state = state;
    return goesOn;
  }

  #afterLine(bytes: Uint8Array, start: number, end: number): boolean {
    const isPart = beginsWith(bytes, start, end, PARTS);
    if (!isPart && !this.#isTraceOfFailure(bytes, start, end)) return false;
    this.#state = stateOf(bytes, start, end) || FAILED;
    return true;
  }

  /** The line at the margin after a traceback's frames names the error. */
  #afterTraceback(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#header.scan(bytes, start, end) > start) return false;
    this.#state = BLOCK;
    return true;
  }

  #inBlock(bytes: Uint8Array, start: number, end: number): boolean {
    if (beginsWith(bytes, start, end, TRACEBACKS)) {
      this.#state = TRACEBACK;
      return true;
    }
    const isPart = beginsWith(bytes, start, end, INSIDE) || isClosing(bytes, start, end) ||
      isPointer(bytes, start, end);
    if (isPart || isFrame(bytes, start, end) || isRubyPlace(bytes, start, end)) return true;
    return this.#wasBlank && isException(bytes, bytes[start] === OPEN_BRACKET ? start + 1 : start, end);
  }

  #isTraceOfFailure(bytes: Uint8Array, start: number, end: number): boolean {
    const isTrace = beginsWith(bytes, start, end, AFTER_FAILURE) || isException(bytes, start, end) ||
      isRubyPlace(bytes, start, end);
    return isTrace && (this.#isFailure() || this.#isPanic());
  }

  /** Whether the first line is of level warn or above. */
  #isFailure(): boolean {
    this.#header.scan(this.#head, 0, this.#headBytes);
    return this.#header.level >= FIRST_FAILURE;
  }

  /** Whether the first line speaks of a panic, as Go's server does without a level. */
  #isPanic(): boolean {
    for (let i = 0; i + PANIC.length <= this.#headBytes; i++) if (isAt(this.#head, i, PANIC)) return true;
    return false;
  }
}

/** Bytes of what names a line's stream, `[pod/cart-0/app] ` or `web-1  | `: lines of one record have the same. */
function streamBytes(bytes: Uint8Array, start: number, end: number): number {
  return Math.min(markedStreamEnd(bytes, start, end) - start, LONGEST_STREAM);
}

function isSame(bytes: Uint8Array, at: number, other: Uint8Array, otherAt: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[at + i] !== other[otherAt + i]) return false;
  return true;
}

/** What a record that begins with a line is. */
function stateOf(bytes: Uint8Array, start: number, end: number): number {
  if (beginsWith(bytes, start, end, TRACEBACKS)) return TRACEBACK;
  if (beginsWith(bytes, start, end, GO_HEADS)) return GO_PANIC;
  if (isComment(bytes, start, end)) return COMMENT;
  const isPanic = bytes[end - 1] === COLON && beginsWith(bytes, start, end, RUST_HEADS);
  return isPanic || isScriptPlace(bytes, start, end) ? FIRST_OF_TWO : LINE;
}

/** `# Query_time: 0.8`, as databases write before a statement that was slow. */
function isComment(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== HASH || bytes[start + 1] !== SPACE_BYTE) return false;
  let i = start + 2;
  while (i < end && !(CLASS[bytes[i]] & SPACE)) i++;
  return i > start + 3 && bytes[i - 1] === COLON;
}

/** `/app/shop.js:3` and nothing else, which Node.js writes before the line that failed. */
function isScriptPlace(bytes: Uint8Array, start: number, end: number): boolean {
  let colon = end - 1;
  while (colon > start && CLASS[bytes[colon]] & DIGIT) colon--;
  if (colon === end - 1 || bytes[colon] !== COLON || end - start > LONGEST_PLACE) return false;
  const isBuiltIn = isAt(bytes, start, NODE);
  if (
    !isBuiltIn && !SCRIPTS.some((suffix) => colon - suffix.length > start && isAt(bytes, colon - suffix.length, suffix))
  ) {
    return false;
  }
  for (let i = start; i < colon; i++) if (CLASS[bytes[i]] & SPACE) return false;
  return true;
}

/** Whether a line of which `bytes` may hold the beginning alone might go on with a record that is one line so far. */
function mayFollowLine(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start], last = Math.min(bytes.length, start + LONGEST_NAME);
  if (first === MARK) return true;
  if (first === SLASH) return isRubyPlace(bytes, start, bytes.length) || bytes.length - start < LONGEST_NAME;
  if (!(CLASS[first] & LETTER)) return FOLLOWING[first] === 1;
  if (FOLLOWING[first] === 1 && (bytes.length - start < LONGEST_PREFIX || followsByName(bytes, start))) return true;
  let end = start;
  while (end < last && NAME_BYTES[bytes[end]] === 1) end++;
  if (end === bytes.length) return true;
  const isName = bytes[end] === COLON || bytes[end] === LINE_FEED || bytes[end] === CARRIAGE_RETURN;
  return isName && (isException(bytes, start, end) || isRubyPlace(bytes, start, bytes.length));
}

function followsByName(bytes: Uint8Array, start: number): boolean {
  return beginsWith(bytes, start, bytes.length, PARTS) || beginsWith(bytes, start, bytes.length, AFTER_FAILURE);
}

/** `java.lang.IllegalStateException: boom`, `TypeError: x is null`, `MyError` alone. */
function isException(bytes: Uint8Array, start: number, end: number): boolean {
  if (!(CLASS[bytes[start]] & LETTER)) return false;
  let i = start;
  const last = Math.min(end, start + LONGEST_NAME);
  while (i < last && NAME_BYTES[bytes[i]] === 1) i++;
  if (i < end && bytes[i] !== COLON) return false;
  return EXCEPTIONS.some((suffix) => i - start >= suffix.length && isAt(bytes, i - suffix.length, suffix));
}

/** `main.(*Server).run({0xc0000, 0x1})`: a function's call in Go's trace, which has no space before its brackets. */
function isGoCall(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] !== CLOSE_PAREN) return false;
  if (bytes[start + PANIC.length] === OPEN_PAREN && isAt(bytes, start, PANIC)) return true;
  let dots = 0;
  for (let i = start; i < end; i++) {
    if (bytes[i] === DOT) dots++;
    if (bytes[i] === OPEN_PAREN && dots > 0) return true;
    if (CLASS[bytes[i]] & SPACE) return false;
  }
  return false;
}

/** `/app/shop.rb:3:in `: a place in Ruby's trace. */
function isRubyPlace(bytes: Uint8Array, start: number, end: number): boolean {
  const last = Math.min(end, start + LONGEST_PLACE);
  let i = start;
  while (i < last && bytes[i] !== COLON && !(CLASS[bytes[i]] & SPACE)) i++;
  const digits = i + 1;
  if (i === start || bytes[i] !== COLON) return false;
  for (i = digits; i < last && CLASS[bytes[i]] & DIGIT; i++);
  return i > digits && i + RUBY_IN.length <= end && isAt(bytes, i, RUBY_IN);
}

/** `^` and `~~^~~` alone, which point at what failed. */
function isPointer(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== CARET && bytes[i] !== TILDE) return false;
  return end > start;
}

/** `#0 /app/index.php(3): run()`, `at run (app.js:3:7)`. */
function isFrame(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === HASH) return (CLASS[bytes[start + 1]] & DIGIT) !== 0;
  return isAt(bytes, start, AT) && bytes[end - 1] === CLOSE_PAREN;
}

/** Brackets that close a block, and what may follow them. */
function isClosing(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    const isPart = byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === CLOSE_PAREN || byte === COMMA ||
      byte === SEMICOLON;
    if (!isPart) return false;
  }
  return true;
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (isIndent(bytes[at]) || bytes[at] === CARRIAGE_RETURN)) at++;
  return at;
}

/** A colour before a line does not indent it. */
function isIndent(byte: number): boolean {
  return byte === SPACE_BYTE || byte === TAB;
}

function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** Texts by their first byte. */
type Prefixes = ReadonlyMap<number, readonly Uint8Array[]>;

function prefixes(texts: string): Prefixes {
  return Map.groupBy(texts.split("|").map((text) => new TextEncoder().encode(text)), ([first]) => first);
}

function suffixes(texts: string): readonly Uint8Array[] {
  return texts.split("|").map((text) => new TextEncoder().encode(text));
}

function beginsWith(bytes: Uint8Array, start: number, end: number, texts: Prefixes): boolean {
  const candidates = texts.get(bytes[start]);
  return candidates !== undefined && candidates.some((text) => end - start >= text.length && isAt(bytes, start, text));
}
