import { BYTE } from "../../bytes.ts";
import { all, CLASS, DELIMITER, DIGIT, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import {
  bracketEnd,
  columnEnd,
  hasDigit,
  hasMark,
  isComponent,
  isDotted,
  isErlangProcess,
  isHostName,
  isProcessNumber,
  trimmedEnd,
} from "./header_columns.ts";
import {
  BRACKETED,
  type HeaderVotes,
  HOST,
  IN_PARENTHESES,
  LEVEL,
  NAME,
  NAMED,
  NUMBER,
  OTHER,
  SEPARATOR,
  STAMP,
} from "./header_votes.ts";
import { loneStatusAt, mayBeStatusAt } from "../requests/status_place.ts";
import { stateCodeEnd } from "../requests/state_codes.ts";
import { isException } from "./crash_level.ts";
import { leadingLevel } from "./leading_level.ts";
import { enclosedEnd, enclosedLevel, markedLevel, priorityLevel, roleMarkLevel, taggedEnd } from "./level_marks.ts";
import { levelOfBytes } from "./levels.ts";
import { markedStreamEnd } from "./stream_name.ts";
import { bracketOrColumnEnd, MAX_BRACKETED, StampFinder } from "./stamp_finder.ts";
import { structuredLevel } from "./structured_level.ts";
import { FULL_TIME, skipSpaces } from "./timestamp.ts";

const {
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  EQUALS,
  EXCLAMATION,
  GREATER,
  HASH,
  LESS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PERCENT,
  PIPE,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE_BYTE,
  STAR,
  TAB,
  UNDERSCORE,
} = BYTE;

const MAX_COLUMNS_AFTER_TIME = 14;
/** Words of a thread's name between a logger and a level in brackets. */
const MOST_THREAD_WORDS = 6;
/** Letters of a level that a colon follows. */
const SHORTEST_LEVEL = 4, LONGEST_LEVEL = 8;
/** Letters of a level that is a cell, cells of a line that are looked at, and spaces of one that is a sentence. */
const LONGEST_CELL_LEVEL = 13, MAX_CELLS = 16, SENTENCE_SPACES = 3;
/** Bytes that a server may be told to put before a level, and letters of the shortest one, `LOG`. */
const LONGEST_PREFIX = 120, SHORTEST_SERVER_LEVEL = 3;
/** Columns before a time stamp of which one may be a level. */
const MAX_BEFORE_TIME = 3;
/** Columns at which a message may begin. */
const MAX_STARTS = 12;
/** Tells the place at which lines vote on names from that of their other votes. */
const APART = 0x2c1b3c6d;
/** Pairs before a level. */
const MAX_PAIRS = 6;
/** Columns that are header by votes alone. */
const MAX_FURTHER = 4;

/**
 * Finds where a line's header ends and its message begins, for any logger: time stamp, level, host, process, thread and
 * component are recognised by their form and place, with no configuration. A line without a time stamp has no header.
 * Cost is bounded by a constant: no more than about 20 columns are looked at.
 */
export class HeaderScanner {
  /** Index into LEVELS of the level that the last header named; 0 for none. */
  level = 0;
  /** Where the message of the last line begins. */
  message = 0;
  /** The last place of it, as votes name places, at which a column was looked at. */
  asked = 0;
  /** Whether the last header has a column that is one by the votes on names alone. */
  hasUsual = false;

  readonly #time = new StampFinder();
  #bytes: Uint8Array = new Uint8Array();
  #start = 0;
  #end = 0;
  #hasOrigin = false;
  /** Whether a column that was looked at is the last, or the message's. */
  #isOver = false;
  /** Hash of the forms of the columns so far. */
  #place = 0;
  /** Up to which place the line has voted before. */
  #counted = 0;
  #hadUsual = false;
  /** Whether the votes found that a column is none of the header, though its form says so. */
  #isOverruled = false;
  /** Index into LEVELS of the level that is a line's first cell; 0 for none. */
  #cellLevel = 0;
  readonly #votes: HeaderVotes | undefined;
  #byForm: HeaderScanner | undefined;

  /** @param votes Which columns are header where their form does not say so for certain; without, the form decides. */
  constructor(votes?: HeaderVotes) {
    this.#votes = votes;
  }

  /** Position where the message of the line `[start, end)` begins; `start` when there is no header. Up to `counted` it has voted before, and with names if it `hadUsual`. */
  scan(bytes: Uint8Array, start: number, end: number, counted = 0, hadUsual = false): number {
    this.#counted = counted;
    this.#hadUsual = hadUsual;
    this.hasUsual = false;
    this.#isOverruled = false;
    this.message = this.#messageOf(bytes, start, end);
    if (this.level === 0 && this.#isOverruled) this.level = this.#levelByForm(bytes, start, end);
    return this.message;
  }

  /** Level in a column that has the form of a header's, though most of the source's lines have none there. */
  #levelByForm(bytes: Uint8Array, start: number, end: number): number {
    this.#byForm ??= new HeaderScanner();
    this.#byForm.scan(bytes, start, end);
    return this.#byForm.level;
  }

  /** Where the message of a line may begin: where its form says so, else at any column after its time stamp. */
  startsOf(bytes: Uint8Array): number[] {
    const starts = new Set([this.scan(bytes, 0, bytes.length)]);
    let at = Math.max(0, this.#time.first(bytes, skipSpaces(bytes, 0, bytes.length), bytes.length));
    for (let column = 0; column < MAX_STARTS && at < bytes.length; column++) {
      at = skipSpaces(bytes, at, bytes.length);
      starts.add(at);
      at = this.#groupOrColumnEnd(at);
    }
    return [...starts];
  }

  #messageOf(bytes: Uint8Array, start: number, end: number): number {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.level = 0;
    this.#hasOrigin = false;
    this.#isOver = false;
    this.#place = 1;
    this.asked = 0;
    let at = skipSpaces(bytes, start, end);
    const priority = this.#time.priorityEnd(bytes, at, end);
    const byPriority = priority > at ? priorityLevel(bytes, at, end) : 0;
    if (priority > at) at = priority;
    const stream = markedStreamEnd(bytes, at, end);
    const head = stream > at ? stream : byPriority > 0 ? at : start;
    at = this.#afterLevelCell(stream);
    const afterTime = this.#time.first(bytes, at, end);
    const colons = this.#afterColons(afterTime < 0 ? at : afterTime);
    if (colons > 0) return colons;
    if (afterTime < 0) {
      this.level = leadingLevel(bytes, stream, end) || structuredLevel(bytes, stream, end) || byPriority;
      return head;
    }
    const stampLevel = this.#time.level || this.#cellLevel;
    const isFirst = this.#time.start === at || this.#time.start === at + 1;
    this.level = this.#time.levelBeside;
    const version = priority > 0 && this.#time.kind === FULL_TIME && this.#isRfc5424(start);
    let message = this.#further(
      version ? this.#afterRfc5424(afterTime) : this.#afterTime(afterTime, this.#time.isBsd),
    );
    if (this.level === 0 && stampLevel === 0) message = this.#afterServerLevel(message) || message;
    if (this.level === 0) {
      this.level = stampLevel || (isFirst ? 0 : this.#levelBefore(at, afterTime)) ||
        leadingLevel(bytes, message, end) ||
        structuredLevel(bytes, message, end) || byPriority;
    }
    return message;
  }

  /** Level in a column before the time stamp, which is over at `afterTime`: `ERROR 2026-03-02 …`, `[error] [2026-03-02 …]`, `E [02/Mar/2026 …]`. */
  #levelBefore(at: number, afterTime: number): number {
    const bytes = this.#bytes;
    for (let column = 0; column < MAX_BEFORE_TIME && at < afterTime; column++) {
      const stop = bracketOrColumnEnd(bytes, at, this.#end);
      if (stop >= afterTime) return 0;
      const level = enclosedLevel(bytes, at, stop) || levelOfBytes(bytes, at, trimmedEnd(bytes, at, stop));
      if (level > 0) return level;
      at = skipSpaces(bytes, stop, this.#end);
    }
    return 0;
  }

  /** End of a level and a name that colons alone part, as Python's loggers write them: `INFO:app.db:`, after a time stamp `:INFO:app.db:`. */
  #afterColons(at: number): number {
    const bytes = this.#bytes;
    const start = bytes[at] === COLON ? at + 1 : at;
    let stop = start;
    while (stop < start + LONGEST_LEVEL && CLASS[bytes[stop]] & UPPER) stop++;
    if (stop < start + SHORTEST_LEVEL || bytes[stop] !== COLON || !(CLASS[bytes[stop + 1]] & LETTER)) return 0;
    const close = loggerNameEnd(bytes, stop + 1, this.#end);
    const level = levelOfBytes(bytes, start, stop);
    if (level === 0 || close >= this.#end || bytes[close] !== COLON || bytes[close + 1] === SLASH) return 0;
    this.level = level;
    return skipSpaces(bytes, close + 1, this.#end);
  }

  #isRfc5424(start: number): boolean {
    const close = this.#bytes.indexOf(GREATER, start);
    return (CLASS[this.#bytes[close + 1]] & DIGIT) !== 0 && this.#bytes[close + 2] === SPACE_BYTE;
  }

  /** Host, application, process id, message id and structured data, each possibly `-`. */
  #afterRfc5424(at: number): number {
    const bytes = this.#bytes;
    for (let field = 0; field < 4; field++) at = columnEnd(this.#bytes, skipSpaces(bytes, at, this.#end), this.#end);
    at = skipSpaces(bytes, at, this.#end);
    if (bytes[at] === DASH) return skipSpaces(bytes, at + 1, this.#end);
    while (at < this.#end && bytes[at] === OPEN_BRACKET) {
      const close = bracketEnd(this.#bytes, at, Math.min(this.#end, at + 1024));
      if (close < 0) break;
      at = close;
    }
    return skipSpaces(bytes, at, this.#end);
  }

  #afterTime(at: number, isBsd: boolean): number {
    const bytes = this.#bytes, end = this.#end;
    if (bytes[at] === PIPE) return this.#pipedFields(at);
    const cells = this.#cellsEnd(at);
    if (cells > 0) return cells;
    if (isBsd) return this.#afterBsd(at);
    for (let column = 0; column < MAX_COLUMNS_AFTER_TIME; column++) {
      at = skipSpaces(bytes, at, end);
      if (at >= end) return end;
      const stamp = this.#time.endAt(this.#bytes, at, this.#end);
      if (stamp > 0 && column < 6 && !(this.level > 0 && all(bytes, at, stamp, DIGIT))) {
        at = stamp;
        this.#goOn(STAMP);
        if (this.#time.isBsd) return this.#afterBsd(at);
        continue;
      }
      at = this.#column(at, column);
      if (this.#isOver) break;
    }
    return skipSpaces(bytes, at, end);
  }

  /** Where the header goes on after the column at `at`, or where the message begins; `#isOver` says which. */
  #column(at: number, column: number): number {
    const bytes = this.#bytes, end = this.#end;
    const stop = bracketOrColumnEnd(this.#bytes, at, this.#end);
    const isBracketed = bytes[at] === OPEN_BRACKET || bytes[at] === OPEN_PAREN;
    if (isBracketed && bytes[at] === OPEN_BRACKET && stop < end && column < 6) {
      const level = bracketedLevel(bytes, at + 1, stop - 1);
      if (level > 0 && this.level === 0) {
        this.#goOn(BRACKETED);
        this.level = level;
      } else if (!this.#isHeader(BRACKETED, true)) return this.#messageAt(at);
      this.#hasOrigin = true;
      return bytes[stop] === COLON ? this.#messageAt(stop + 1) : stop;
    }
    const bare = trimmedEnd(this.#bytes, at, stop);
    if (this.level === 0) {
      const mark = this.#markEnd(at) || this.#pairsEnd(at, stop);
      if (mark > 0) return mark;
      const level = this.#levelColumn(at, bare, stop);
      if (level > 0) {
        this.#goOn(LEVEL);
        this.level = level;
        this.#hasOrigin = true;
        return stop;
      }
    }
    if (column === 0 && stop === at + 1) {
      const level = roleMarkLevel(bytes, this.#start, at);
      this.level ||= level;
      if (level > 0 || bytes[at] === STAR || bytes[at] === HASH) return this.#messageAt(stop);
    }
    if (isSeparator(bytes, at, stop)) {
      this.#goOn(SEPARATOR);
      return this.level > 0 && stop === at + 1 && bytes[at] === DASH ? this.#messageAt(stop) : stop;
    }
    const next = skipSpaces(bytes, stop, end);
    if (next >= end) return this.#messageAt(at);
    if (this.#isNumber(at, bare)) {
      const isProcess = this.level === 0 && isProcessNumber(this.#bytes, at, bare);
      const isBeforeDashes = this.level > 0 && isProcessNumber(this.#bytes, at, stop) && bytes[next] === DASH &&
        bytes[next + 1] === DASH;
      if (!this.#isHeader(NUMBER, isProcess || isBeforeDashes)) return this.#messageAt(at);
      this.#hasOrigin = true;
      return stop;
    }
    const letter = this.level === 0 && this.#hasOrigin ? this.#letterAfterName(at, stop, next) : 0;
    if (letter > 0) return letter;
    const named = this.#namedForm(at, stop, next);
    if (this.#isUsually(named)) return named === HOST ? stop : this.#messageAt(stop);
    if (isErlangProcess(bytes, at, stop)) {
      this.#goOn(OTHER);
      return stop;
    }
    if (bytes[stop - 1] === COLON && isComponent(this.#bytes, at, stop - 1)) {
      if (hasCodeInBrackets(bytes, at, stop) || isException(bytes, at, stop)) return this.#messageAt(at);
      const isCertain = this.#hasOrigin || hasMark(this.#bytes, at, stop - 1);
      if (this.level === 0) this.level = markedLevel(bytes, at, stop) || channelLevel(bytes, at, stop - 1);
      if (isCertain && isLabel(bytes, at, stop, next)) {
        this.#goOn(LEVEL);
        return this.#messageAt(stop);
      }
      return this.#messageAt(this.#isHeader(NAMED, isCertain) ? stop : at);
    }
    const stamp = column < 4 ? this.#stampAhead(at) : 0;
    if (stamp > 0) {
      this.#goOn(OTHER);
      return stamp;
    }
    if (this.level === 0) {
      const level = this.#levelAfterName(at, stop) || this.#levelAhead(at);
      if (level > 0) {
        this.#goOn(OTHER);
        const endsHeader = bytes[level - 1] === COLON && isPadding(bytes, level, skipSpaces(bytes, level, end));
        return endsHeader ? this.#messageAt(level) : level;
      }
    }
    if (!isComponent(bytes, at, stop)) return this.#messageAt(at);
    const name = this.#nameEnd(at, stop, next);
    if (name > 0 && !this.#isHeader(NAME, true)) return this.#messageAt(at);
    if (name > 0) return this.#messageAt(name === stop ? this.#afterRequest(name, next) : name);
    if (this.level === 0 && leadingLevel(bytes, at, end) > 0) return this.#messageAt(at);
    const tag = this.level > 0 ? 0 : this.#tagEnd(next);
    if (tag > 0) {
      this.#goOn(OTHER);
      if (hasMark(bytes, at, stop)) this.level = levelOfBytes(bytes, wordStart(bytes, tag - 1), tag - 1);
      return this.#messageAt(tag);
    }
    return this.#messageAt(this.#isPlainName() ? stop : at);
  }

  /** End of a column that says by its form that it is a level, `<Error>`, `-E-`, `E!`, `E/Zygote( 123):`; 0 without. */
  #markEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    if (bytes[at + 1] === SLASH) return this.#taggedEnd(at);
    const isCalled = CLASS[bytes[at]] & UPPER && bytes[at + 1] === EXCLAMATION && bytes[at + 2] === SPACE_BYTE;
    const stop = isCalled ? at + 2 : bytes[at] === OPEN_BRACKET ? 0 : enclosedEnd(bytes, at, end);
    const level = isCalled
      ? levelOfBytes(bytes, at, at + 1)
      : stop > 0 && (bytes[stop] === COLON || CLASS[bytes[stop]] & SPACE)
      ? enclosedLevel(bytes, at, stop)
      : 0;
    if (level === 0) return 0;
    this.level = level;
    this.#hasOrigin = true;
    this.#goOn(LEVEL);
    return bytes[stop] === COLON ? stop + 1 : stop;
  }

  /** End of pairs that a level in brackets follows, as Elixir's logger writes what it knows of a request: `request_id=F7 [info]`; 0 without. */
  #pairsEnd(at: number, stop: number): number {
    const bytes = this.#bytes, end = this.#end;
    for (let pair = 0; pair < MAX_PAIRS && isPair(bytes, at, stop); pair++) {
      at = skipSpaces(bytes, stop, end);
      stop = bracketOrColumnEnd(bytes, at, end);
      if (bytes[at] === OPEN_BRACKET) return stop < end && bracketedLevel(bytes, at + 1, stop - 1) > 0 ? at : 0;
    }
    return 0;
  }

  /** End of a level's letter with a tag and the number of a process, as Android's short logs have them; 0 without. */
  #taggedEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    const level = markedLevel(bytes, at, end);
    if (level === 0) return 0;
    this.level = level;
    this.#goOn(LEVEL);
    return this.#messageAt(taggedEnd(bytes, at, end));
  }

  /** End of a level's letter after a name that stands after the number of a thread, as WebSphere writes them; 0 without. */
  #letterAfterName(at: number, stop: number, next: number): number {
    const bytes = this.#bytes;
    const isLetter = CLASS[bytes[next]] & UPPER && bytes[next + 1] === SPACE_BYTE && bytes[next + 2] !== SPACE_BYTE;
    const level = isLetter && isComponent(bytes, at, stop) ? levelOfBytes(bytes, next, next + 1) : 0;
    if (level === 0) return 0;
    this.level = level;
    this.#goOn(LEVEL);
    return next + 1;
  }

  /** What a column is by what may be a name: a host's or a pod's, a padded one where no level is, or none. */
  #namedForm(at: number, stop: number, next: number): number {
    const bytes = this.#bytes;
    if (isHostName(bytes, at, stop)) return HOST;
    return this.level === 0 && isPadding(bytes, stop, next) && isComponent(bytes, at, stop) ? NAME : OTHER;
  }

  /** Whether nearly all lines have a name of this form here; they vote on that apart from what else the column may be. */
  #isUsually(form: number): boolean {
    const isUsual = this.#vote(this.#place ^ APART, form, false);
    if (form === OTHER || !isUsual) return false;
    this.#goOn(form);
    // A line that is looked at anew has not voted after such a column yet, where that was none.
    if (!this.hasUsual && !this.#hadUsual) this.#counted = 0;
    this.hasUsual = true;
    return true;
  }

  /** Whether a word that shows no form is a component's name, as nearly all lines have one here: `reports` among `orders.views`. */
  #isPlainName(): boolean {
    if (this.#votes?.isUsual(this.#place, NAME) !== true) return false;
    this.#ask(OTHER, true);
    this.#place = nextPlace(this.#place, NAME);
    return true;
  }

  /** End of a component's name, and what parts it from the message; 0 where the column is the message's first word. */
  #nameEnd(at: number, stop: number, next: number): number {
    const bytes = this.#bytes;
    const isPadded = isPadding(bytes, stop, next);
    if (bytes[next] === COLON && CLASS[bytes[next + 1]] & SPACE) return next + 1;
    const bar = this.#barAfter(at, stop);
    if (bar > 0) return bar;
    const dash = this.#dashAfter(stop);
    if (dash > 0) return dash;
    const isName = this.#hasOrigin && isDotted(this.#bytes, at, stop);
    return isName || (isPadded && this.level > 0) ? stop : 0;
  }

  /** Where the message begins after columns that its first word may be by its form, and nearly all lines of the source have. */
  #further(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    for (let column = 0; column < MAX_FURTHER; column++) {
      at = skipSpaces(bytes, at, end);
      const stop = this.#groupOrColumnEnd(at);
      if (stop >= end) return at;
      const form = this.#formOf(at, stop);
      if (!this.#isHeader(form, false) || form === OTHER) return at;
      at = stop;
    }
    return skipSpaces(bytes, at, end);
  }

  #groupOrColumnEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    if (bytes[at] !== OPEN_PAREN) return bracketOrColumnEnd(bytes, at, end);
    const stop = bracketEnd(bytes, at, Math.min(end, at + MAX_BRACKETED));
    return stop > 0 ? stop : columnEnd(bytes, at, end);
  }

  #formOf(at: number, stop: number): number {
    const bytes = this.#bytes;
    const isSet = CLASS[bytes[stop]] & SPACE;
    if (bytes[at] === OPEN_BRACKET) return BRACKETED;
    if (bytes[at] === OPEN_PAREN && isSet) return IN_PARENTHESES;
    if (this.#isNumber(at, stop)) return NUMBER;
    if (isSeparator(bytes, at, stop)) return SEPARATOR;
    return bytes[stop - 1] === COLON && isComponent(bytes, at, stop - 1) ? NAMED : OTHER;
  }

  /** Whether a column is a number, and none that tells how the message's request was answered. */
  #isNumber(at: number, stop: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    return isNumber(bytes, at, stop) && !(mayBeStatusAt(bytes, at, end) && loneStatusAt(bytes, at, end) === at);
  }

  #ask(form: number, byForm: boolean): boolean {
    return this.#vote(this.#place, form, byForm);
  }

  #vote(place: number, form: number, byForm: boolean): boolean {
    this.asked = place;
    const isCounted = this.#counted === 0;
    if (place === this.#counted) this.#counted = 0;
    if (this.#votes === undefined) return byForm;
    const isHeader = this.#votes.take(place, form, { byForm, isCounted });
    if (byForm && !isHeader) this.#isOverruled = true;
    return isHeader;
  }

  /** A column that is header for certain. */
  #goOn(form: number): void {
    this.#ask(form, true);
    this.#place = nextPlace(this.#place, form);
  }

  /** Whether a column of this form is header here, and goes on to the next place. */
  #isHeader(form: number, byForm: boolean): boolean {
    // A column that was found to be no header is looked at once more, and votes once.
    if (this.asked === this.#place) return false;
    const isHeader = this.#ask(form, byForm);
    if (isHeader) this.#place = nextPlace(this.#place, form);
    return isHeader;
  }

  #messageAt(at: number): number {
    this.#isOver = true;
    return at;
  }

  /** A host, then a tag such as `sshd[24200]:`. */
  #afterBsd(at: number): number {
    const bytes = this.#bytes;
    const host = skipSpaces(bytes, at, this.#end);
    const hostEnd = columnEnd(this.#bytes, host, this.#end);
    if (hostEnd >= this.#end || bytes[host] === PERCENT) return host;
    if (bytes[hostEnd - 1] === COLON) return this.#innerHeader(skipSpaces(bytes, hostEnd, this.#end));
    const next = skipSpaces(bytes, hostEnd, this.#end);
    const relayed = this.#innerHeader(next);
    if (relayed > next) return relayed;
    const columns = this.#levelBetweenTabs(next, columnEnd(bytes, next, this.#end));
    if (columns > 0) return skipSpaces(bytes, columns, this.#end);
    const tag = this.#tagEnd(next);
    const name = columnEnd(bytes, next, this.#end);
    if (tag === 0 && isComponent(bytes, next, name)) {
      const level = this.#angledLevelEnd(skipSpaces(bytes, name, this.#end));
      if (level > 0) return skipSpaces(bytes, level, this.#end);
    }
    if (tag === 0) return next;
    const message = skipSpaces(bytes, tag, this.#end);
    return this.#innerHeader(skipSpaces(bytes, this.#angledLevelEnd(message) || message, this.#end));
  }

  /** Where the message begins of a line that syslog has put its own header before: what was written has one too. */
  #innerHeader(at: number): number {
    const stop = mayBeStamp(this.#bytes, at) ? this.#time.endAfterCounts(this.#bytes, at, this.#end) : -1;
    if (stop < 0 || this.#time.kind !== FULL_TIME) return at;
    const level = this.#time.level || this.#time.levelBeside;
    const isBare = this.#time.isBsd || this.#time.start < 0;
    const message = isBare ? skipSpaces(this.#bytes, stop, this.#end) : this.#afterTime(stop, false);
    if (this.level === 0) this.level = level;
    return message;
  }

  /** End of a level in angle brackets, `<info>` or `<Notice>:`, and of a time stamp in brackets after it; 0 without. */
  #angledLevelEnd(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== LESS) return 0;
    const stop = columnEnd(bytes, at, this.#end);
    const close = bytes[stop - 1] === COLON ? stop - 2 : stop - 1;
    const level = bytes[close] === GREATER ? levelOfBytes(bytes, at + 1, close) : 0;
    if (level === 0) return 0;
    this.level = level;
    const next = skipSpaces(bytes, stop, this.#end);
    const stamp = bytes[next] === OPEN_BRACKET ? this.#time.endAt(bytes, next, this.#end) : 0;
    return stamp > 0 ? stamp : stop;
  }

  /** End of a tag of one to three words that ends in a colon, of which later ones need a number: `a b[12]:`. */
  #tagEnd(at: number): number {
    const bytes = this.#bytes;
    for (let word = 0; word < 3 && at < this.#end; word++) {
      const stop = columnEnd(this.#bytes, at, this.#end);
      if (bytes[stop - 1] === COLON) {
        const hasNumber = bytes[stop - 2] === CLOSE_BRACKET || (CLASS[bytes[stop - 2]] & DIGIT) !== 0;
        const isName = isComponent(this.#bytes, at, stop - 1) || (word > 0 && bytes[at] === OPEN_PAREN);
        return (word === 0 || hasNumber || bytes[at] === OPEN_PAREN) && isName ? stop : 0;
      }
      if (!isComponent(this.#bytes, at, stop) && bytes[at] !== DASH) return 0;
      at = skipSpaces(bytes, stop, this.#end);
    }
    return 0;
  }

  #pipedFields(at: number): number {
    const bytes = this.#bytes;
    for (let field = 0; field < 5 && bytes[at] === PIPE; field++) {
      let stop = at + 1;
      while (stop < this.#end && stop < at + 48 && bytes[stop] !== PIPE && !(CLASS[bytes[stop]] & SPACE)) stop++;
      if (bytes[stop] !== PIPE) break;
      if (this.level === 0) this.level = levelOfBytes(bytes, at + 1, stop);
      at = stop;
    }
    return skipSpaces(bytes, bytes[at] === PIPE ? at + 1 : at, this.#end);
  }

  /** Start of what follows a level in the first cell of a line of cells, `Error,11/27/2026 6:11:12 AM,…`; `at` without. */
  #afterLevelCell(at: number): number {
    const bytes = this.#bytes;
    this.#cellLevel = 0;
    let stop = at;
    while (stop < this.#end && stop < at + LONGEST_CELL_LEVEL && CLASS[bytes[stop]] & LETTER) stop++;
    if (stop < at + SHORTEST_LEVEL || !isCellEnd(bytes[stop]) || !(CLASS[bytes[stop + 1]] & DIGIT)) return at;
    this.#cellLevel = levelOfBytes(bytes, at, stop);
    return this.#cellLevel > 0 ? stop + 1 : at;
  }

  /**
   * Where the message of a line begins whose columns commas, semicolons or tabs part, as tables are written to files: at the first cell that is a sentence, or
   * the last. `at` is after the stamp; 0 where no level stands in a cell, or there are no cells.
   */
  #cellsEnd(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    const isAfterMark = isCellEnd(bytes[at - 1]) && bytes[at - 1] !== TAB;
    const separator = bytes[isAfterMark ? at - 1 : at];
    if (!isCellEnd(separator) || separator === TAB && this.#cellLevel === 0) return 0;
    let level = this.#cellLevel, cell = isAfterMark ? at : at + 1;
    for (let cells = 0; cells < MAX_CELLS; cells++) {
      const stop = cellEnd(bytes, cell, end, separator);
      if (stop >= end || spacesIn(bytes, cell, stop) >= SENTENCE_SPACES) break;
      const isQuoted = bytes[cell] === QUOTE && bytes[stop - 1] === QUOTE;
      level ||= isQuoted ? levelOfBytes(bytes, cell + 1, stop - 1) : levelOfBytes(bytes, cell, stop);
      cell = stop + 1;
    }
    if (level === 0) return 0;
    this.level = level;
    return skipSpaces(bytes, bytes[cell] === QUOTE ? cell + 1 : cell, end);
  }

  #levelColumn(at: number, bare: number, stop: number): number {
    const level = levelOfBytes(this.#bytes, at, bare);
    if (level === 0) return 0;
    const length = bare - at;
    if (length === 1) return stop === bare && stop < this.#end ? level : 0;
    if (all(this.#bytes, at, bare, UPPER)) return level;
    const next = skipSpaces(this.#bytes, stop, this.#end);
    const isSetOff = bare < stop || next - stop >= 2 || this.#bytes[next] === PIPE ||
      this.#bytes[next] === OPEN_BRACKET ||
      this.#bytes[next] === DASH || this.#bytes[next] === COLON && this.#bytes[next + 1] === SPACE_BYTE;
    return isSetOff || isDotted(this.#bytes, next, columnEnd(this.#bytes, next, this.#end)) ? level : 0;
  }

  /** Start of a further full time stamp after one or two identifiers, as collectors put in front of a line. */
  #stampAhead(at: number): number {
    for (let column = 0; column < 2; column++) {
      const stop = columnEnd(this.#bytes, at, this.#end);
      const next = skipSpaces(this.#bytes, stop, this.#end);
      if (this.#bytes[stop - 1] === COLON || next >= this.#end) return 0;
      const isNamed = isComponent(this.#bytes, at, stop);
      const isStamp = this.#time.endAt(this.#bytes, next, this.#end) > 0 && this.#time.kind === FULL_TIME;
      // What a host is called before syslog's own stamp may be of any characters: "#8#".
      if (isStamp && (isNamed || this.#time.isBsd)) return next;
      if (!isNamed) return 0;
      at = next;
    }
    return 0;
  }

  /** Position after a level in capitals, a colon and two spaces, as PostgreSQL writes them after what it is told to put before; 0 without. */
  #afterServerLevel(at: number): number {
    const bytes = this.#bytes, last = Math.min(this.#end, at + LONGEST_PREFIX);
    for (let i = at + SHORTEST_SERVER_LEVEL; i + 2 < last; i++) {
      if (bytes[i] === COLON && bytes[i + 1] === SPACE_BYTE && bytes[i + 2] === SPACE_BYTE) {
        return this.#serverLevelBefore(i, at) > 0 ? i + 3 : 0;
      }
    }
    return 0;
  }

  /** Level in capitals between `at` and a colon at `stop`; 0 without. */
  #serverLevelBefore(stop: number, at: number): number {
    const bytes = this.#bytes, start = wordStart(bytes, stop);
    const isApart = start <= at || bytes[start - 1] === COLON || bytes[start - 1] === SPACE_BYTE;
    if (!isApart || !all(bytes, start, stop, UPPER)) return 0;
    return this.level = levelOfBytes(bytes, start, stop);
  }

  /** End of a level in brackets after a name, or after a logger's and a thread's, which may have spaces: `app.Store worker 7 [INFO]`; 0 without. */
  #levelAfterName(at: number, stop: number): number {
    const bytes = this.#bytes, end = this.#end;
    if (!isComponent(bytes, at, stop)) return 0;
    const most = isDotted(bytes, at, stop) ? MOST_THREAD_WORDS + 1 : 1;
    for (let column = 0; column < most; column++) {
      at = skipSpaces(bytes, stop, end);
      stop = bracketOrColumnEnd(bytes, at, end);
      if (stop >= end) return 0;
      if (bytes[at] !== OPEN_BRACKET) continue;
      const level = bracketedLevel(bytes, at + 1, stop - 1);
      if (level === 0) return 0;
      this.level = level;
      return stop;
    }
    return 0;
  }

  /** End of a level in capitals, or alone between tabs, within the next columns, where all before it look like a header's. */
  #levelAhead(at: number): number {
    const bytes = this.#bytes, end = this.#end;
    for (let column = 0; column < 5 && at < end; column++) {
      const stop = bracketOrColumnEnd(this.#bytes, at, this.#end);
      const bare = trimmedEnd(this.#bytes, at, stop);
      const isUpper = all(bytes, at, bare, UPPER);
      if (column > 0 && this.#levelBetweenTabs(at, stop) > 0) return stop;
      const marked = column > 0 && bytes[at] === LESS && stop === enclosedEnd(bytes, at, end)
        ? enclosedLevel(bytes, at, end)
        : 0;
      if (marked > 0) {
        this.level = marked;
        return stop;
      }
      const isLong = bare - at >= 4 || isLabel(bytes, at, stop, skipSpaces(bytes, stop, end));
      if (column > 0 && isUpper && isLong) {
        const level = levelOfBytes(bytes, at, bare);
        if (level > 0) {
          this.level = level;
          return stop;
        }
      }
      if (column > 0 && !isUpper && all(bytes, at, stop, LETTER)) return 0;
      if (bytes[stop - 1] === COLON) return 0;
      at = skipSpaces(bytes, stop, end);
    }
    return 0;
  }

  /** `stop` where the column from `at` is a level alone between tabs, else 0. */
  #levelBetweenTabs(at: number, stop: number): number {
    if (this.#bytes[at - 1] !== TAB || this.#bytes[stop] !== TAB || stop < at + SHORTEST_LEVEL) return 0;
    const level = levelOfBytes(this.#bytes, at, stop);
    if (level === 0) return 0;
    this.level = level;
    return stop;
  }

  /** Where a header goes on after a component at `stop`: `[req-38101a0b… - - -]` or `[-]` at `at` belongs to it. */
  #afterRequest(stop: number, at: number): number {
    if (this.#bytes[at] !== OPEN_BRACKET) return stop;
    const close = bracketEnd(this.#bytes, at, Math.min(this.#end, at + MAX_BRACKETED));
    if (close < 0 || close >= this.#end) return stop;
    const first = columnEnd(this.#bytes, at, this.#end);
    const isIdentifier = this.#bytes[at + 1] === DASH || hasDigit(this.#bytes, at + 1, Math.min(first, close));
    if (!isIdentifier) return stop;
    this.#goOn(BRACKETED);
    return close;
  }

  /** End of the last bar after names that bars part, where one stands before them too: `| load | main |`; 0 without. */
  #barAfter(at: number, stop: number): number {
    const bytes = this.#bytes, end = this.#end;
    let before = at - 1, last = 0;
    while (before > 0 && bytes[before] === SPACE_BYTE) before--;
    if (bytes[before] !== PIPE) return 0;
    for (let column = 0; column < MAX_FURTHER && isComponent(bytes, at, stop); column++) {
      const next = skipSpaces(bytes, stop, end);
      if (bytes[next] !== PIPE || bytes[next + 1] !== SPACE_BYTE) break;
      last = next + 1;
      at = skipSpaces(bytes, last, end);
      stop = columnEnd(bytes, at, end);
    }
    return last;
  }

  /** End of ` - ` after one more column at most. */
  #dashAfter(at: number): number {
    const bytes = this.#bytes;
    for (let column = 0; column < 2; column++) {
      at = skipSpaces(bytes, at, this.#end);
      const stop = columnEnd(this.#bytes, at, this.#end);
      if (stop === at + 1 && bytes[at] === DASH) return stop;
      if (bytes[at] !== STAR) return 0;
      at = stop;
    }
    return 0;
  }
}

/** Level of a name that ends with one in capitals, `production.ERROR`, `shop@db:[7]:ERROR`; 0 without. */
function channelLevel(bytes: Uint8Array, at: number, stop: number): number {
  const start = wordStart(bytes, stop), joint = bytes[start - 1];
  const isPart = start > at + 1 && (joint === DOT || joint === COLON);
  return isPart && all(bytes, start, stop, UPPER) ? levelOfBytes(bytes, start, stop) : 0;
}

/** Start of the run of letters before `end`. */
function wordStart(bytes: Uint8Array, end: number): number {
  while (end > 0 && CLASS[bytes[end - 1]] & LETTER) end--;
  return end;
}

/** Whether a column is `key=value`. */
function isPair(bytes: Uint8Array, at: number, stop: number): boolean {
  const name = loggerNameEnd(bytes, at, stop);
  return name > at && name + 1 < stop && bytes[name] === EQUALS;
}

function isCellEnd(byte: number): boolean {
  return byte === COMMA || byte === SEMICOLON || byte === TAB;
}

/** End of a cell: a comma that a space follows is the message's. */
function cellEnd(bytes: Uint8Array, at: number, end: number, separator: number): number {
  while (at < end && (bytes[at] !== separator || bytes[at + 1] === SPACE_BYTE)) at++;
  return at;
}

function spacesIn(bytes: Uint8Array, at: number, stop: number): number {
  let spaces = 0;
  for (; at < stop; at++) if (bytes[at] === SPACE_BYTE) spaces++;
  return spaces;
}

/** Whether a column stands where a level does in other lines, and as one: PostgreSQL's `DETAIL:  `, `STATEMENT:  `. */
function isLabel(bytes: Uint8Array, at: number, stop: number, next: number): boolean {
  return bytes[stop - 1] === COLON && isPadding(bytes, stop, next) && all(bytes, at, stop - 1, UPPER);
}

/** Whether more than a space parts two columns, as where those of many lines stand below one another. */
function isPadding(bytes: Uint8Array, stop: number, next: number): boolean {
  return next - stop >= 2 || bytes[stop] === TAB;
}

/** Whether a stamp may begin at `at`: says no to most words at once. */
function mayBeStamp(bytes: Uint8Array, at: number): boolean {
  const kind = CLASS[bytes[at]];
  if (kind & (DIGIT | DELIMITER)) return true;
  if (kind & UPPER) return bytes[at + 3] === SPACE_BYTE || (CLASS[bytes[at + 1]] & DIGIT) !== 0;
  return bytes[at] === STAR || bytes[at] === DOT;
}

function loggerNameEnd(bytes: Uint8Array, at: number, end: number): number {
  while (
    at < end &&
    (CLASS[bytes[at]] & (LETTER | DIGIT) || bytes[at] === DOT || bytes[at] === UNDERSCORE || bytes[at] === DASH)
  ) at++;
  return at;
}

function nextPlace(place: number, form: number): number {
  return Math.imul(place, 31) + form + 1 | 0;
}

/** Level of a column in brackets, without them: `error`, or after a module or a thread `authz_core:error`, `main/ERROR`, as an index into LEVELS; 0 without. */
function bracketedLevel(bytes: Uint8Array, start: number, stop: number): number {
  const at = wordStart(bytes, stop);
  if (bytes[at - 1] === SLASH && at > start + 1) return all(bytes, at, stop, UPPER) ? levelOfBytes(bytes, at, stop) : 0;
  const isOfModule = at > start + 1 && bytes[at - 1] === COLON && loggerNameEnd(bytes, start, at) === at - 1;
  return levelOfBytes(bytes, isOfModule ? at : start, stop);
}

/** Whether a column names a state in brackets, which the message is about: `SQLSTATE[42S02]:`. */
function hasCodeInBrackets(bytes: Uint8Array, at: number, stop: number): boolean {
  for (let i = at; i < stop; i++) if (bytes[i] === OPEN_BRACKET) return stateCodeEnd(bytes, i + 1, stop) > 0;
  return false;
}

function isSeparator(bytes: Uint8Array, at: number, stop: number): boolean {
  for (let i = at; i < stop; i++) {
    if (bytes[i] !== DASH && bytes[i] !== PIPE && bytes[i] !== COLON && bytes[i] !== STAR) return false;
  }
  return true;
}

/** A number with a sign or a mark before it, or that of a process. */
function isNumber(bytes: Uint8Array, at: number, stop: number): boolean {
  const isMarked = bytes[at] === DASH || bytes[at] === STAR || bytes[at] === HASH;
  return isProcessNumber(bytes, isMarked ? at + 1 : at, stop);
}
