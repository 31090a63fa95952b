import { shownText } from "../../core/shown_text.ts";
import { writeProgress } from "../../terminal/print.ts";

const EVERY_MS = 250;
const CLEAR_LINE = "\r\x1b[K";

/** Shows how far a command is, in one line of a terminal that is written over; nothing where there is no terminal. */
export class Progress implements Disposable {
  readonly #write: (text: string) => void;
  readonly #isTerminal: boolean;
  readonly #now: () => number;
  #nextMs = 0;
  #isShown = false;

  constructor(
    { write = writeProgress, isTerminal = Deno.stderr.isTerminal(), now = () => performance.now() } = {},
  ) {
    this.#write = write;
    this.#isTerminal = isTerminal;
    this.#now = now;
  }

  /** Shows a line, unless the last one is still new. */
  show(line: () => string): void {
    const now = this.#now();
    if (now < this.#nextMs || !this.#isTerminal) return;
    this.#nextMs = now + EVERY_MS;
    this.#isShown = true;
    this.#write(CLEAR_LINE + shownText(line()));
  }

  [Symbol.dispose](): void {
    if (this.#isShown) this.#write(CLEAR_LINE);
  }
}
