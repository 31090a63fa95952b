import type { CounterPoint, SampleLine } from "../../core/counter_batch.ts";
import type { RawLine } from "./raw_line.ts";
import { sampleText } from "./sample_text.ts";
import type { MinedLine, SourceMiner } from "./source_miner.ts";

interface Entry {
  readonly mined: MinedLine;
  readonly host: string;
  count: number;
  latest: RawLine;
}

/** Counts the lines of one source in one slot by template, level and host, and keeps the last line of each. */
export class LineTally {
  readonly #miner: SourceMiner;
  readonly #slotMs: number;
  #lines = 0;
  readonly #entries = new Map<string, Entry>();

  constructor(miner: SourceMiner, slotMs: number) {
    this.#miner = miner;
    this.#slotMs = slotMs;
  }

  /** Mines and counts one line. */
  add(line: RawLine): void {
    this.#lines++;
    const mined = this.#miner.mine(line, this.#slotMs);
    const key = `${mined.handle}\n${mined.level}\n${line.host}`;
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { mined, host: line.host, count: 1, latest: line });
      return;
    }
    entry.count++;
    entry.latest = line;
  }

  /** Live points under the ids as they are now: what was merged while the lines were mined is one point. */
  points(): CounterPoint[] {
    const points = new Map<string, CounterPoint>();
    for (const { mined, host, count } of this.#entries.values()) {
      const template = this.#miner.idOf(mined.handle);
      const key = `${template}\n${mined.level}\n${host}`;
      const sum = (points.get(key)?.count ?? 0) + count;
      const { level } = mined;
      const mode = "live";
      points.set(key, { source: this.#miner.source, host, level, template, mode, slotMs: this.#slotMs, count: sum });
    }
    return [...points.values()];
  }

  /** Says that the store has the lines. */
  stored(): void {
    this.#miner.countStored(this.#lines, this.#slotMs);
  }

  /** One line per template that is due for a new sample at `atMs`. */
  samples(atMs: number): SampleLine[] {
    const samples: SampleLine[] = [];
    for (const { mined, latest } of this.#entries.values()) {
      const template = this.#miner.idOf(mined.handle);
      if (!this.#miner.takeSampleTurn(template, atMs)) continue;
      samples.push({ source: this.#miner.source, template, line: sampleText(latest), atMs });
    }
    return samples;
  }
}
