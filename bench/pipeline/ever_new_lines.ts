const NEWLINE = 10;
const SPACE = 32;
const ZERO = 48;
const NINE = 57;

/**
 * Lines of a sample, again and again, with other numbers each time, so that remembering whole lines gains a reader nothing. Only
 * digits change: the first of a longer number stays, every other becomes one between 0 and what it was, so that an address stays an
 * address. The first two words of a line, its time in most logs, stay as they are.
 */
export class EverNewLines {
  /** Lines of the sample. */
  readonly length: number;
  readonly #text: Uint8Array;
  readonly #lineEnds: Uint32Array;
  /** Where the digits that change are, the highest value of each, and how many come before each line's end. */
  readonly #digits: Uint32Array;
  readonly #tops: Uint8Array;
  readonly #digitEnds: Uint32Array;
  #line = 0;
  #random: number;

  /** @param sample one line at least; a last one without a newline gets it. */
  constructor(sample: Uint8Array, { seed = 1 }: { readonly seed?: number } = {}) {
    this.#text = withFinalNewline(sample);
    const found = changingDigits(this.#text);
    this.#lineEnds = Uint32Array.from(found.lineEnds);
    this.#digits = Uint32Array.from(found.digits);
    this.#digitEnds = Uint32Array.from(found.digitEnds);
    this.#tops = Uint8Array.from(found.digits, (at) => this.#text[at] - ZERO);
    this.length = this.#lineEnds.length;
    this.#random = seed;
  }

  /** The next lines, at least one and at most `maxLines`, up to the sample's end. The bytes are good until the next call. */
  next(maxLines: number): { readonly bytes: Uint8Array; readonly lines: number } {
    const first = this.#line;
    const end = Math.min(first + maxLines, this.length);
    this.#draw(this.#digitEnds[first - 1] ?? 0, this.#digitEnds[end - 1]);
    this.#line = end === this.length ? 0 : end;
    return { bytes: this.#text.subarray(this.#lineEnds[first - 1] ?? 0, this.#lineEnds[end - 1]), lines: end - first };
  }

  /** Writes exactly `lines` lines and returns how many bytes they were. */
  writeTo(file: Deno.FsFile, lines: number): number {
    let bytes = 0;
    for (let left = lines; left > 0;) {
      const piece = this.next(left);
      for (let at = 0; at < piece.bytes.length;) at += file.writeSync(piece.bytes.subarray(at));
      bytes += piece.bytes.length;
      left -= piece.lines;
    }
    return bytes;
  }

  #draw(from: number, to: number): void {
    let random = this.#random;
    for (let i = from; i < to; i++) {
      random = Math.imul(random, 1_664_525) + 1_013_904_223 | 0;
      this.#text[this.#digits[i]] = ZERO + ((random >>> 24) * (this.#tops[i] + 1) >>> 8);
    }
    this.#random = random;
  }
}

function withFinalNewline(sample: Uint8Array): Uint8Array {
  const text = new Uint8Array(sample.length + (sample.at(-1) === NEWLINE ? 0 : 1));
  text.set(sample);
  text[text.length - 1] = NEWLINE;
  return text;
}

function changingDigits(text: Uint8Array): { lineEnds: number[]; digits: number[]; digitEnds: number[] } {
  const lineEnds: number[] = [], digits: number[] = [], digitEnds: number[] = [];
  let words = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === SPACE) words++;
    if (words > 2 && isDigit(text[at]) && (isDigit(text[at - 1]) || !isDigit(text[at + 1]))) digits.push(at);
    if (text[at] !== NEWLINE) continue;
    lineEnds.push(at + 1);
    digitEnds.push(digits.length);
    words = 1;
  }
  return { lineEnds, digits, digitEnds };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
