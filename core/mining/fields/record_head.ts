import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, SPACE } from "../byte_classes.ts";

const { HASH, LINE_FEED, SPACE_BYTE } = BYTE;
const TRACEBACK = new TextEncoder().encode("Traceback (most recent call last)");

/** The part of a text of several lines that says what happened. */
export class RecordHead {
  /** It is `[start, end)`. */
  start = 0;
  end = 0;

  /**
   * Finds the first line that is not blank; of a bare Python traceback the last that is not indented, which names the error, and below a
   * place in a script the first one after a blank line, as Node.js writes it; after two lines of comments the last, which is the end of what they are about.
   */
  find(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && CLASS[bytes[at]] & SPACE) at++;
    this.start = lineStart(bytes, at, start);
    this.end = lineEnd(bytes, at, end);
    if (isPlace(bytes, this.start, this.end)) return this.#goAfterBlank(bytes, end);
    if (isComment(bytes, this.start) && isComment(bytes, this.end + 1)) return this.#goToLast(bytes, end);
    if (!TRACEBACK.every((byte, i) => bytes[at + i] === byte)) return;
    for (let stop = end; stop > this.end;) {
      const begin = lineStart(bytes, stop, this.end + 1);
      if (begin < stop && !(CLASS[bytes[begin]] & SPACE)) {
        this.start = begin;
        this.end = stop;
        return;
      }
      stop = begin - 1;
    }
  }

  #goToLast(bytes: Uint8Array, end: number): void {
    while (end > this.end && CLASS[bytes[end - 1]] & SPACE) end--;
    this.start = lineStart(bytes, end, this.start);
    this.end = end;
  }

  #goAfterBlank(bytes: Uint8Array, end: number): void {
    for (let i = this.end; i + 2 < end; i++) {
      if (bytes[i] !== LINE_FEED || bytes[i + 1] !== LINE_FEED || CLASS[bytes[i + 2]] & SPACE) continue;
      this.start = i + 2;
      this.end = lineEnd(bytes, i + 2, end);
      return;
    }
  }
}

/** Whether a line is one word that ends in a number, as `/app/shop.js:3`. */
function isPlace(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || !(CLASS[bytes[end - 1]] & DIGIT)) return false;
  for (let i = start; i < end; i++) if (CLASS[bytes[i]] & SPACE) return false;
  return true;
}

function isComment(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === HASH && bytes[at + 1] === SPACE_BYTE;
}

/** Start of the line that ends at or goes on beyond `at`. */
function lineStart(bytes: Uint8Array, at: number, from: number): number {
  while (at > from && bytes[at - 1] !== LINE_FEED) at--;
  return at;
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LINE_FEED) at++;
  return at > 0 && at < end && bytes[at - 1] === BYTE.CARRIAGE_RETURN ? at - 1 : at;
}
