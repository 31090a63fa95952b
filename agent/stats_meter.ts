import type { AgentStats } from "./agent_event.ts";
import type { LiveSpan } from "./live_span.ts";
import type { Spool } from "./state/spool.ts";

/** Takes stock at each slot's end. */
export class StatsMeter {
  readonly #spans: readonly LiveSpan[];
  readonly #spool: Spool;
  readonly #readBefore: number;
  #lines = 0;
  #lastMs: number;

  constructor(spans: readonly LiveSpan[], spool: Spool, startMs: number) {
    this.#spans = spans;
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
      templates: this.#spans.reduce((sum, { counter }) => sum + counter.catalogue.size, 0),
      lagBytes: this.#spans.reduce((sum, span) => sum + span.lagBytes(), 0),
      pendingBatches: this.#spool.pending.length,
      spoolBytes: this.#spool.bytes,
    };
  }

  #read(): number {
    return this.#spans.reduce((sum, { counter }) => sum + counter.read, 0);
  }
}
