import type { SampleLine } from "../../core/counter_batch.ts";
import { compare } from "../compare.ts";
import { factLine, record, text } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { SAMPLES } from "./measurements.ts";
import { recordsQuery, type TimeRange } from "./queries.ts";
import { type PlacedSample, SampleRings } from "./sample_rings.ts";

/** Above this the rings are read anew, so that they don't grow for ever. */
const MAX_TEMPLATES = 50_000;

/** A sample's time is its place in the ring: 0 to 4 ns after 1970 began. */
const FIXED_TIMES: TimeRange = { fromNs: 0n, toNs: 1_000n };

/** See `TemplateStore.saveSamples` and `TemplateStore.samples`. Several processes may save: what is kept is then bounded all the same. */
export class Samples {
  readonly #connection: InfluxConnection;
  #rings: Promise<SampleRings> | undefined;

  constructor(connection: InfluxConnection) {
    this.#connection = connection;
  }

  async save(samples: readonly SampleLine[]): Promise<void> {
    if (samples.length === 0) return;
    this.#rings ??= this.#load();
    try {
      const rings = await this.#rings;
      await this.#connection.write("facts", rings.place(samples).map(sampleLine));
      if (rings.size > MAX_TEMPLATES) this.forget();
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  async query(filter: { readonly source?: string; readonly template?: string }): Promise<SampleLine[]> {
    const rows = (await this.#read(filter)).map(({ sample }) => sample);
    return rows.sort((a, b) =>
      b.atMs - a.atMs || compare(a.source, b.source) || compare(a.template, b.template) || compare(b.line, a.line)
    );
  }

  /** Reads the rings anew before the next save. */
  forget(): void {
    this.#rings = undefined;
  }

  async #load(): Promise<SampleRings> {
    const rings = new SampleRings();
    for (const placed of await this.#read({})) rings.load(placed);
    return rings;
  }

  #read(tags: { readonly source?: string; readonly template?: string }): Promise<PlacedSample[]> {
    const query = recordsQuery(this.#connection.target.buckets.facts, FIXED_TIMES, { measurement: SAMPLES, tags });
    return this.#connection.query(query, (column) => JSON.parse(column("_value")));
  }
}

function sampleLine(placed: PlacedSample): string {
  const { source, template, line } = placed.sample;
  return factLine({
    measurement: SAMPLES,
    tags: { source, template },
    fields: { line: text(line), record: record(placed) },
    timeNs: BigInt(placed.place),
  });
}
