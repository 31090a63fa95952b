/** Deterministic source of values for made-up log lines: the same seed gives the same lines everywhere. */
export class Generator {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** Integer in `[low, high]`. */
  int(low: number, high: number): number {
    return low + this.#next() % (high - low + 1);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.#next() % items.length];
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16)).join("");
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join("-");
  }

  ip(): string {
    return `${this.int(10, 220)}.${this.int(0, 255)}.${this.int(0, 255)}.${this.int(1, 254)}`;
  }

  /** Two digits. */
  two(low: number, high: number): string {
    return String(this.int(low, high)).padStart(2, "0");
  }

  /** `HH:MM:SS`. */
  time(): string {
    return `${this.two(0, 23)}:${this.two(0, 59)}:${this.two(0, 59)}`;
  }

  user(): string {
    return this.pick([
      "alice",
      "bob",
      "carol",
      "dave",
      "erin",
      "frank",
      "grace",
      "heidi",
      "ivan",
      "judy",
      "root",
      "www-data",
    ]);
  }

  /** Lower-case letters that make no word. */
  word(length = 7): string {
    return Array.from({ length }, () => String.fromCharCode(97 + this.int(0, 25))).join("");
  }

  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state;
  }
}

/** One message of a program: how a line of it looks, and how often it comes. */
export interface Message {
  readonly weight: number;
  readonly line: (g: Generator) => string;
}

/** A line and the number of the message that it is an instance of. */
export interface LabelledLine {
  readonly line: string;
  readonly label: number;
}

/** `count` lines drawn from messages by their weights. */
export function generate(messages: readonly Message[], count: number, seed = 20260101): LabelledLine[] {
  const g = new Generator(seed);
  const deck = messages.flatMap(({ weight }, label) => Array.from({ length: weight }, () => label));
  return Array.from({ length: count }, () => {
    const label = g.pick(deck);
    return { line: messages[label].line(g), label };
  });
}
