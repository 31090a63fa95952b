import { BYTE, isAt } from "../../bytes.ts";
import { bytesOf, CLASS, DIGIT, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import { isMethod } from "./methods.ts";
import { NAME_ENDS } from "./state_codes.ts";
import { isUsualStatus, STATUS_DIGITS } from "./status_codes.ts";

const {
  COLON,
  DASH,
  DIGIT_1,
  DIGIT_5,
  DOT,
  EQUALS,
  GREATER,
  LOWER_X,
  PLUS,
  QUOTE,
  SLASH,
  SPACE_BYTE,
  UNDERSCORE,
  UPPER_P,
} = BYTE;
/** What words are made of, states and statuses among them. */
const WORD = LETTER | DIGIT;
const TIMES = 5, BALANCER_TIMES = 3;
const PROTOCOL = new TextEncoder().encode("HTTP");
const VERSION = new TextEncoder().encode("HTTP/");
/** What Rails and Phoenix say before a status, and what stands after Phoenix's. */
const [COMPLETED, SENT, IN] = ["Completed", "Sent", "in "].map((word) => new TextEncoder().encode(word));
const LONGEST_TARGET = 2048;
const CACHE_WORDS = ["TCP_", "UDP_", "NONE_"].map((word) => new TextEncoder().encode(word));
/** How the names of fields that hold a status end. */
const KEYS = ["status", "status_code", "status-code", "statuscode"];

/** Words after which a status stands where the message has a request: `GET /a responded 200`, `failed with status code 503`. */
const ANSWERED = ["responded", "returned", "answered", "status", "status code", "with"];

/** By byte, 1 for those that such words end with. */
const ANSWERED_ENDS = bytesOf(ANSWERED.map((word) => word.at(-1)).join(""));

/** By byte, 1 for those that a status may stand after. */
export const BEFORE_STATUS: Uint8Array = bytesOf(` /="`);
const AFTER_STATUS = bytesOf(`,";)}`);
/** What a status stands after that is not next to its request: `| 200 |`, `- 200 `, `[26/Nov/2026] 200 `. */
const APART = bytesOf(`|-]`);

/**
 * Whether a status of HTTP begins at `at`: after the request's version (`HTTP/1.1" 503 `, `HTTP/2 404`), after the request (`GET /a 503 `), after the
 * five times of a request through HAProxy (`0/0/1/12/14 503 `) or in what a proxy's cache made of one (`TCP_MISS/503 `). Its class is part of the message, as what it answers is another matter.
 */
export function isStatusAt(bytes: Uint8Array, at: number, end: number): boolean {
  return isWordAt(bytes, at, end) && isPlaceAt(bytes, at);
}

/** Whether what stands before `at` says that a status follows. */
export function isPlaceAt(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  if (before === SPACE_BYTE) return isAnswerAt(bytes, at - 2);
  if (before === SLASH) return isCacheBefore(bytes, at - 2);
  return isHttpKeyBefore(bytes, before === QUOTE ? at - 2 : at - 1);
}

/** Whether the class of a status is at `at`, as templates' texts have it: `5xx`. */
export function isClassAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] >= DIGIT_1 && bytes[at] <= DIGIT_5 && bytes[at + 1] === LOWER_X && bytes[at + 2] === LOWER_X;
}

/** Whether a status may begin at `at`: what {@linkcode isStatusAt} says, or what {@linkcode loneStatusAt} does of some line with these bytes. */
export function mayBeStatusAt(bytes: Uint8Array, at: number, end: number): boolean {
  return isStatusAt(bytes, at, end) || isApartAt(bytes, at, end);
}

/**
 * Place of the status of a message that has a request or a method, though it does not stand after it: the first that a bar, a dash or a bracket sets
 * off, `| 200 | 1.2ms | GET "/a"`, or that a key names, `method=GET status=200`; -1 without.
 */
export function loneStatusAt(bytes: Uint8Array, start: number, end: number): number {
  let lone = -1, hasRequest = false;
  for (let at = start; at < end; at++) {
    const kind = CLASS[bytes[at]];
    if (kind & DIGIT && BEFORE_STATUS[bytes[at - 1]] === 1) {
      if (isStatusAt(bytes, at, end)) return -1;
      if (lone < 0 && isApartAt(bytes, at, end)) lone = at;
    } else if (!hasRequest && kind & UPPER) hasRequest = isRequestAt(bytes, at, end);
  }
  return hasRequest ? lone : -1;
}

/** Whether a message tells how a request was answered. */
export function hasStatus(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (CLASS[bytes[at]] & DIGIT && isStatusAt(bytes, at, end)) return true;
  return loneStatusAt(bytes, start, end) >= 0;
}

/** Whether a line has a request, or a method that a key names, where a word begins. */
export function hasRequest(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const mayBegin = at === start || BEFORE_STATUS[bytes[at - 1]] === 1;
    if (mayBegin && CLASS[bytes[at]] & UPPER && isRequestAt(bytes, at, end)) return true;
  }
  return false;
}

/** Whether a request begins at `at`, the version in one, or a method that a key names: `GET /a`, `GET "/a"`, `HTTP/`, `method=GET`. */
function isRequestAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (CLASS[bytes[at - 1]] & (LETTER | DIGIT)) return false;
  let i = at;
  while (i < end && CLASS[bytes[i]] & UPPER) i++;
  if (bytes[i] === SLASH) return isAt(bytes, at, VERSION);
  if (!isMethod(bytes, at, i)) return false;
  if (bytes[bytes[at - 1] === QUOTE ? at - 2 : at - 1] === EQUALS) return true;
  if (bytes[i] === SPACE_BYTE && (bytes[i + 1] === SLASH || isUrlAt(bytes, i + 1, end))) return true;
  while (i < end && bytes[i] === SPACE_BYTE) i++;
  return bytes[i] === QUOTE && bytes[i + 1] === SLASH;
}

/** Whether `http://` or another scheme is at `at`. */
function isUrlAt(bytes: Uint8Array, at: number, end: number): boolean {
  let i = at;
  while (i < end && CLASS[bytes[i]] & LETTER) i++;
  return i > at && bytes[i] === COLON && bytes[i + 1] === SLASH && bytes[i + 2] === SLASH;
}

/** Whether what is at `at`, after letters and digits, may stand after a status, which lines of one shape have in common. */
export function mayFollowStatus(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || (CLASS[bytes[at]] & SPACE) !== 0 || AFTER_STATUS[bytes[at]] === 1;
}

/** Whether a usual status is a word at `at`. */
export function isWordAt(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (first < DIGIT_1 || first > DIGIT_5 || at + STATUS_DIGITS > end || BEFORE_STATUS[bytes[at - 1]] !== 1) {
    return false;
  }
  if (!mayFollowStatus(bytes, at + STATUS_DIGITS, end)) return false;
  return (CLASS[bytes[at + 1]] & CLASS[bytes[at + 2]] & DIGIT) !== 0 && isUsualStatus(bytes, at);
}

/** Whether a bar, a dash, a bracket or an arrow and a space come before `at`, or a word or a key that says that a status follows. */
export function isApart(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  if (before === SPACE_BYTE) {
    return APART[bytes[at - 2]] === 1 ||
      bytes[at - 2] === GREATER && (bytes[at - 3] === DASH || bytes[at - 3] === EQUALS) ||
      ANSWERED_ENDS[bytes[at - 2]] === 1 && isAnsweredBefore(bytes, at - 1);
  }
  return isKeyBefore(bytes, before === QUOTE ? at - 2 : at - 1);
}

function isAnsweredBefore(bytes: Uint8Array, end: number): boolean {
  return ANSWERED.some((word) => endsIn(bytes, end, word) && !(CLASS[bytes[end - 1 - word.length]] & LETTER));
}

function isApartAt(bytes: Uint8Array, at: number, end: number): boolean {
  return isWordAt(bytes, at, end) && isApart(bytes, at);
}

/** Whether a version, a request's times or its target end at `at`. */
function isAnswerAt(bytes: Uint8Array, at: number): boolean {
  if (CLASS[bytes[at]] & LETTER) {
    return isTargetBefore(bytes, at) || isProtocolBefore(bytes, at) || isSaidBefore(bytes, at);
  }
  return isVersionBefore(bytes, at) || areTimesBefore(bytes, at) || isTargetBefore(bytes, at) ||
    (CLASS[bytes[at]] & DIGIT) !== 0 && areSecondsBefore(bytes, at);
}

/** Whether five numbers with slashes between them end at `at`, `0/0/1/12/14` or `-1/-1/-1/-1/+3`, of which -1 was not reached. */
function areTimesBefore(bytes: Uint8Array, at: number): boolean {
  let slashes = 0, i = at;
  for (; CLASS[bytes[i]] & DIGIT || bytes[i] === SLASH || bytes[i] === DASH || bytes[i] === PLUS; i--) {
    if (bytes[i] === SLASH) slashes++;
  }
  return slashes === TIMES - 1 && bytes[i] === SPACE_BYTE;
}

/** Whether the name of the protocol alone ends at `at`: `HTTP 503`. */
function isProtocolBefore(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === UPPER_P && isWordBefore(bytes, at, PROTOCOL);
}

/** Whether Rails or Phoenix say what they answered with the word that ends at `at`: `Completed 404 Not Found in 3ms`, `Sent 200 in 5ms`. */
function isSaidBefore(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== COMPLETED[COMPLETED.length - 1] && bytes[at] !== SENT[SENT.length - 1]) return false;
  let next = at + 2;
  while (CLASS[bytes[next]] & WORD) next++;
  if (bytes[next] !== SPACE_BYTE) return false;
  if (isWordBefore(bytes, at, COMPLETED)) return (CLASS[bytes[next + 1]] & UPPER) !== 0;
  return isWordBefore(bytes, at, SENT) && isAt(bytes, next + 1, IN) &&
    (CLASS[bytes[next + 1 + IN.length]] & DIGIT) !== 0;
}

/** Whether a word ends at `at`. */
function isWordBefore(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  const start = at - word.length + 1;
  return start >= 0 && isAt(bytes, start, word) && !(CLASS[bytes[start - 1]] & (LETTER | DIGIT));
}

/** Whether the three times of a request through a load balancer end at `at`, seconds with a fraction or -1: `0.000 0.001 0.000`. */
function areSecondsBefore(bytes: Uint8Array, at: number): boolean {
  let i = at;
  for (let times = 0; times < BALANCER_TIMES; times++) {
    const last = i;
    let dots = 0;
    for (; CLASS[bytes[i]] & DIGIT || bytes[i] === DOT; i--) if (bytes[i] === DOT) dots++;
    if (bytes[i] === DASH && dots === 0) i--;
    else if (dots !== 1) return false;
    if (i === last || bytes[i] !== SPACE_BYTE) return false;
    i--;
  }
  return true;
}

/** Whether the word of a cache's answer ends at `at`: `TCP_MISS`, `TCP_MEM_HIT`, `NONE_NONE`. */
function isCacheBefore(bytes: Uint8Array, at: number): boolean {
  let i = at, hasJoint = false;
  for (; CLASS[bytes[i]] & UPPER || bytes[i] === UNDERSCORE; i--) if (bytes[i] === UNDERSCORE) hasJoint = true;
  return hasJoint && CACHE_WORDS.some((word) => isAt(bytes, i + 1, word));
}

/** Whether `HTTP/1.1`, with a quote after it or not, ends at `at`. */
function isVersionBefore(bytes: Uint8Array, at: number): boolean {
  let i = bytes[at] === QUOTE ? at - 1 : at;
  for (let n = 0; n < 3 && (CLASS[bytes[i]] & DIGIT || bytes[i] === DOT); n++) i--;
  return bytes[i] === SLASH && bytes[i - 1] === UPPER_P && isAfterLetters(bytes, i - 1);
}

/** Whether the letters that end at `at` begin after no digit: `HTTP` is the name of a protocol, `2HTTP` is not. */
function isAfterLetters(bytes: Uint8Array, at: number): boolean {
  while (at > 0 && CLASS[bytes[at]] & LETTER) at--;
  return (CLASS[bytes[at]] & DIGIT) === 0;
}

/** Whether a request's target ends at `at`, with a quote after it or not, and its method stands before it. */
function isTargetBefore(bytes: Uint8Array, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < LONGEST_TARGET && !(CLASS[bytes[start]] & SPACE)) start--;
  if (bytes[start] !== SPACE_BYTE || bytes[start + 1] !== SLASH) return false;
  let method = start;
  while (method > 0 && CLASS[bytes[method - 1]] & UPPER) method--;
  return isMethod(bytes, method, start) && !(CLASS[bytes[method - 1]] & (LETTER | DIGIT));
}

/** Whether `=` is at `at`, and a key before it says that a status follows. */
function isKeyBefore(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === EQUALS && NAME_ENDS[bytes[at - 1]] === 1 && KEYS.some((key) => endsIn(bytes, at, key));
}

/** Whether `=` is at `at`, and a key before it says that a status of HTTP follows, whatever else the message says: `http.status_code=`. */
function isHttpKeyBefore(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== EQUALS || NAME_ENDS[bytes[at - 1]] !== 1) return false;
  return KEYS.some((key) => {
    if (!endsIn(bytes, at, key)) return false;
    const start = at - key.length, joint = bytes[start - 1];
    return endsIn(bytes, CLASS[joint] & LETTER ? start : start - 1, "http");
  });
}

/** Whether letters that spell a word, in any case, end before `end`. */
function endsIn(bytes: Uint8Array, end: number, word: string): boolean {
  for (let i = 1; i <= word.length; i++) {
    const byte = bytes[end - i], wanted = word.charCodeAt(word.length - i);
    if (byte !== wanted && !(CLASS[byte] & UPPER && (byte | 32) === wanted)) return false;
  }
  return true;
}
