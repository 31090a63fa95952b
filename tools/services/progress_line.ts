import { shownText } from "../../core/shown_text.ts";

/** Shows what is being done: one line that is rewritten on a terminal, else a new line at most every `intervalMs`. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #terminal: boolean;
  readonly #intervalMs: number;
  #shownMs = -Infinity;

  constructor(write: (text: string) => void, { terminal = false, intervalMs = 30_000 } = {}) {
    this.#write = write;
    this.#terminal = terminal;
    this.#intervalMs = intervalMs;
  }

  /** Shows `text`, or leaves it out where a line has just been written and there is no terminal to rewrite it on. */
  show(given: string, nowMs: number): void {
    const text = shownText(given);
    if (this.#terminal) return this.#write(`\r\x1b[2K${text}`);
    if (nowMs - this.#shownMs < this.#intervalMs) return;
    this.#shownMs = nowMs;
    this.#write(`${text}\n`);
  }

  /** Takes the line off the terminal. */
  clear(): void {
    if (this.#terminal) this.#write("\r\x1b[2K");
  }
}
