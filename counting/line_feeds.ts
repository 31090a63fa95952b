import { BYTE } from "../core/bytes.ts";

const { LINE_FEED } = BYTE;
const NO_WORDS = new Uint32Array(0);

/**
 * Finds line feeds, four bytes at a time: for lines of 140 bytes that takes two thirds of the time of `indexOf`, which was a fourth of what
 * a line cost from the file to its counter.
 */
export class LineFeeds {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  /** Bytes before the first word. */
  readonly #head: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#head = -bytes.byteOffset & 3;
    const words = bytes.length - this.#head >> 2;
    this.#words = words > 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset + this.#head, words) : NO_WORDS;
  }

  /** Where the next one stands, from `at` on; -1 where there is none. */
  next(at: number): number {
    const bytes = this.#bytes, words = this.#words, head = this.#head, end = bytes.length;
    const aligned = Math.min(end, at + (head - at & 3));
    for (let i = at; i < aligned; i++) if (bytes[i] === LINE_FEED) return i;
    let word = Math.max(0, aligned - head >> 2);
    while (word < words.length && !hasLineFeed(words[word]!)) word++;
    for (let i = Math.max(aligned, head + (word << 2)); i < end; i++) if (bytes[i] === LINE_FEED) return i;
    return -1;
  }
}

/** Whether one of a word's four bytes is 10: the lowest that is 0 after the exclusive or borrows from its highest bit. */
function hasLineFeed(word: number): boolean {
  const zero = word ^ 0x0a0a0a0a;
  return ((zero - 0x01010101) & ~zero & 0x80808080) !== 0;
}
