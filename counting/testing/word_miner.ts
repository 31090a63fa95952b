import type { MiningEvent } from "../../core/mining/templates/template.ts";
import type { LineMiner } from "../line_miner.ts";

/** A miner whose templates are the lines' first words, and which merges when a test says so. */
export class WordMiner implements LineMiner {
  lastLevel = 0;
  readonly #words: string[] = [];
  readonly #survivors: number[] = [];
  #events: MiningEvent[] = [];

  mine(buffer: Uint8Array, start: number, end: number): number {
    const [word] = new TextDecoder().decode(buffer.slice(start, end)).split(" ");
    const known = this.#words.indexOf(word);
    if (known >= 0) return known;
    this.learn({ id: word, text: word });
    this.#events.push({ kind: "created", id: word, text: `${word} <*>`, sample: word });
    return this.#words.length - 1;
  }

  place(_key: number, _check: number, made: () => { text: string }): number {
    const bytes = new TextEncoder().encode(made().text);
    return this.mine(bytes, 0, bytes.length);
  }

  /** Merges one word's template into another's. */
  merge(word: string, into: string): void {
    this.#survivors[this.#words.indexOf(word)] = this.#words.indexOf(into);
    this.#events.push({ kind: "merged", id: word, into });
  }

  resolve(handle: number): number {
    return this.#survivors[handle];
  }

  template(handle: number): { id: string; text: string; sample: string } {
    const id = this.#words[this.resolve(handle)];
    return { id, text: `${id} <*>`, sample: "" };
  }

  takeEvents(): MiningEvent[] {
    return this.#events.splice(0);
  }

  learn({ id }: { id: string; text: string }): void {
    this.#survivors.push(this.#words.length);
    this.#words.push(id);
  }

  snapshot(): string {
    return JSON.stringify(this.#words);
  }
}
