import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DATA_SOURCE } from "../data_source.ts";

/** A query of Grafana's Flux data source, which the schema's types do not know. */
export class FluxQuery implements Builder<Dataquery> {
  readonly #query: string;
  readonly #refId: string;

  constructor(query: string, refId = "A") {
    this.#query = query;
    this.#refId = refId;
  }

  build(): Dataquery {
    const query = { datasource: DATA_SOURCE, query: this.#query, refId: this.#refId };
    return query as unknown as Dataquery; // its only member is a brand that is never called
  }
}
