import type { AgentStats } from "./agent_event.ts";
import type { Coverage } from "./coverage.ts";
import type { Spool } from "./spool.ts";

/** Takes stock at each slot's end. */
export class StatsMeter {
  readonly #coverages: readonly Coverage[];
  readonly #spool: Spool;
  readonly #readBefore: number;
  #lines = 0;
  #lastMs: number;

  constructor(coverages: readonly Coverage[], spool: Spool, startMs: number) {
    this.#coverages = coverages;
    this.#spool = spool;
    this.#readBefore = this.#read();
    this.#lastMs = startMs;
  }

  take(nowMs: number): AgentStats {
    const lines = this.#read() - this.#readBefore;
    const seconds = (nowMs - this.#lastMs) / 1000;
    const linesPerSecond = seconds > 0 ? (lines - this.#lines) / seconds : 0;
    this.#lines = lines;
    this.#lastMs = nowMs;
    return {
      lines,
      linesPerSecond,
      templates: this.#coverages.reduce((sum, { recorder }) => sum + recorder.catalogue.size, 0),
      lagBytes: this.#coverages.reduce((sum, coverage) => sum + coverage.lagBytes(), 0),
      pendingBatches: this.#spool.pending.length,
      spoolBytes: this.#spool.bytes,
    };
  }

  #read(): number {
    return this.#coverages.reduce((sum, { recorder }) => sum + recorder.read, 0);
  }
}
