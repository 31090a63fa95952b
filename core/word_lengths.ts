/** By a word's first letter in any case, a bit for each length that words have: of most other words that says enough. */
export class WordLengths {
  readonly #lengths = new Uint32Array(32);

  /** The letters and lengths of some words. */
  constructor(words: Iterable<string>) {
    for (const word of words) this.#lengths[word.charCodeAt(0) & 31]! |= 1 << word.length;
  }

  /** Whether one of the words may begin with a letter, given as a byte, and have that many of them. */
  mayHave(first: number, length: number): boolean {
    return length < 32 && (this.#lengths[first & 31]! & 1 << length) !== 0;
  }
}
