import { BYTE } from "../bytes.ts";

const { BACKSLASH, CARRIAGE_RETURN, COMMA, EQUALS, LINE_FEED, SPACE_BYTE, TAB } = BYTE;

/**
 * A place in a text of line protocol, and what is wrong there. Problems are values, not exceptions: a body of ten megabytes may hold
 * five million bad lines.
 */
export class LineCursor {
  readonly text: string;
  /** Offset of the next unread character, or, once there is a problem, of the one that is wrong. */
  position = 0;
  /** What is wanted at `position`; empty as long as all is well. */
  problem = "";
  /** Whether the name passed last holds a backslash. */
  escaped = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The code of the next character, NaN at the end. */
  next(): number {
    return this.text.charCodeAt(this.position);
  }

  /** Notes the first problem of a line and where it is. */
  fail(problem: string, position = this.position): undefined {
    if (this.problem) return;
    this.problem = problem;
    this.position = position;
  }

  /** Passes what reaches to the next comma, space or line feed without a backslash before it; returns it still escaped. */
  measurement(): string {
    return this.#token(false);
  }

  /** Passes a tag key, tag value or field key, which an equals sign ends too; returns it still escaped. */
  name(): string {
    return this.#token(true);
  }

  #token(stopsAtEquals: boolean): string {
    const text = this.text;
    const start = this.position;
    let at = start;
    let escaped = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) escaped = true;
      else if (code === LINE_FEED) break;
      else if (code === COMMA || code === SPACE_BYTE || (code === EQUALS && stopsAtEquals)) {
        if (!escaped || text.charCodeAt(at - 1) !== BACKSLASH) break;
      }
    }
    this.escaped = escaped;
    this.position = at;
    return text.slice(start, at);
  }

  /** Passes a number or boolean, which ends before a comma, a space or the line's end. */
  plainValue(): string {
    const text = this.text;
    const start = this.position;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === SPACE_BYTE || code === LINE_FEED || code === CARRIAGE_RETURN) break;
    }
    this.position = at;
    return text.slice(start, at);
  }

  /** Passes the blanks before the fields or the timestamp. */
  skipBlanks(): void {
    while (isBlank(this.next())) this.position++;
  }

  /** Whether the line ends here, be it with a line feed, a carriage return and a line feed, or the text. */
  isLineEnd(): boolean {
    const at = this.next() === CARRIAGE_RETURN ? this.position + 1 : this.position;
    return at >= this.text.length || this.text.charCodeAt(at) === LINE_FEED;
  }
}

/** A blank before a measurement, the fields or the timestamp, where any number of them is skipped. */
export function isBlank(code: number): boolean {
  return code === SPACE_BYTE || code === TAB || code === 0;
}
