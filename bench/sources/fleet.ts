import type { CounterPoint } from "../../core/counter_batch.ts";
import type { Store } from "../../store/store.ts";

/** Sources in one batch, as one agent would send them. */
const SOURCES_PER_BATCH = 50;
const AGENT = "6f1c2b3a-bench";

/** Very many sources that all log all the time, as their agent and the api leave them in a store. */
export class Fleet {
  readonly store: Store;
  readonly sources: readonly string[];
  readonly #templates: readonly string[];
  #number = 0;

  constructor(store: Store, { sources, templates }: { readonly sources: number; readonly templates: number }) {
    this.store = store;
    this.sources = Array.from({ length: sources }, (_, i) => `service-${i}.log`);
    this.#templates = Array.from(
      { length: templates },
      (_, i) => (i * 2_654_435_761 % 2 ** 32).toString(16).padStart(16, "0"),
    );
  }

  /** Registers all templates. */
  async register(nowMs: number): Promise<void> {
    for (const source of this.sources) {
      await this.store.saveTemplates(this.#templates.map((id, i) => ({
        source,
        id,
        text: `user <*> did ${i} things in <*>`,
        sample: `user anna did ${i} things in 2 s`,
        firstSeenMs: nowMs,
        initial: false,
        updatedMs: nowMs,
      })));
    }
  }

  /** Writes the counters of one slot. */
  async count(slotMs: number): Promise<void> {
    for (let from = 0; from < this.sources.length; from += SOURCES_PER_BATCH) {
      const points = this.sources.slice(from, from + SOURCES_PER_BATCH).flatMap((source, i) =>
        this.#points(source, slotMs, i)
      );
      await this.store.writeCounters(
        { agent: AGENT, number: this.#number++, points, templates: [], samples: [] },
        slotMs,
      );
    }
  }

  /** Acknowledges everything before `watermarkMs`. */
  async acknowledge(watermarkMs: number, sinceMs: number): Promise<void> {
    const zeros = { read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0 };
    const span = { watermarkMs, sinceMs, firstLiveMs: sinceMs };
    const heartbeats = this.sources.map((source) => ({ agent: AGENT, source, host: "node-1", ...zeros, ...span }));
    await this.store.saveHeartbeats(heartbeats, watermarkMs);
  }

  /** Counts that go up and down a little. */
  #points(source: string, slotMs: number, shift: number): CounterPoint[] {
    return this.#templates.map((template, i) => ({
      source,
      host: "node-1",
      level: i % 10 > 0 ? "info" : "error",
      template,
      mode: "live",
      slotMs,
      count: 20 + (i + shift + slotMs / 1000 * 7) % 5,
    }));
  }
}
