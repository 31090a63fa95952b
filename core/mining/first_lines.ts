/** This many lines of different shapes, and this many bytes of them, are kept. */
const MOST_LINES = 128, MOST_BYTES = 64 * 1024;

/** A line that is kept. */
export interface FirstLine {
  /** Of the lines of its shape, and of no others. */
  readonly handle: number;
  readonly bytes: Uint8Array;
  /** Where its message was found to begin. */
  message: number;
  /** The last place of it that it has voted on. */
  asked: number;
  /** Whether it has a column that is header by the votes on names alone. */
  hasUsual?: boolean;
}

/** A source's first lines, one of each shape: they can be mined again when it turns out what its header is. */
export class FirstLines {
  lines: FirstLine[] = [];
  #bytes = 0;

  /** Whether no more fit. */
  get isFull(): boolean {
    return this.lines.length >= MOST_LINES || this.#bytes >= MOST_BYTES;
  }

  add(line: FirstLine): void {
    this.lines.push(line);
    this.#bytes += line.bytes.length;
  }

  /** Forgets them. */
  clear(): void {
    this.lines = [];
    this.#bytes = 0;
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): FirstLinesState {
    return this.lines.map(({ bytes, ...line }) => ({ ...line, line: btoa(String.fromCharCode(...bytes)) }));
  }

  /** Takes what {@linkcode dump} gave; for one that is empty. */
  restore(state: FirstLinesState): void {
    for (const { line, ...rest } of state) {
      this.add({ ...rest, bytes: Uint8Array.from(atob(line), (char) => char.charCodeAt(0)) });
    }
  }
}

/** First lines in plain arrays. */
export type FirstLinesState = readonly {
  readonly handle: number;
  /** Its bytes in base 64. */
  readonly line: string;
  readonly message: number;
  readonly asked: number;
  readonly hasUsual?: boolean;
}[];
