import { cutText } from "../core/cut_text.ts";

/** Back to the line's first column, and all of it erased. */
const ERASED = "\r\u001b[K";

/** The last line of a terminal, written anew in its place, with whole lines going above it. */
export class StatusLine {
  readonly #write: (text: string) => void;
  #shown = "";

  /** @param write takes text as it is, for the terminal */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Shows a text in place of the one before, cut to these columns; an empty one leaves none. */
  show(text: string, columns: number): void {
    const cut = cutText(text, columns - 1);
    if (cut === this.#shown) return;
    this.#write(`${ERASED}${cut}`);
    this.#shown = cut;
  }

  /** Prints a line where it stood; it is shown again below with the next text. */
  print(line: string): void {
    this.#write(`${this.#shown === "" ? "" : ERASED}${line}\n`);
    this.#shown = "";
  }
}
