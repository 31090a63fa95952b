/** How many of each an api tells apart: names that anybody may invent must not fill store and memory. */
export interface Most {
  readonly sources: number;
  readonly hostsPerSource: number;
  /** Registry rows, replaced ones included. */
  readonly templatesPerSource: number;
  /** Of all sources together. */
  readonly series: number;
  /** Of points that are no lines, fields told apart. */
  readonly pointSeries: number;
  /** Agents of each source, of all sources together. */
  readonly heartbeats: number;
}

/** A series takes about 40 bytes here and 200 in the embedded store. */
export const MOST: Most = {
  sources: 10_000,
  hostsPerSource: 1_000,
  templatesPerSource: 20_000,
  series: 500_000,
  pointSeries: 500_000,
  heartbeats: 50_000,
};

/** What is beyond: shown on `/metrics`, and so is how much of it there was. */
export type Overflow = "sources" | "hosts" | "templates" | "series" | "point_series" | "heartbeats";

/** Source of raw lines beyond those that are told apart, and host of lines beyond a source's. */
export const OTHER = "other";
