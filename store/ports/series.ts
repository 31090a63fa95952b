import type { CounterPoint } from "../../core/counter_batch.ts";

/** What tells counters apart but for their time, and for the agent. */
export type CountedSeries = Pick<CounterPoint, "source" | "host" | "level" | "template" | "mode">;

/** Which series have counters. */
export interface SeriesStore {
  /**
   * Gives all series with counters to `take`, in pieces, so that others are served in between; read by the index of series, however many lines they
   * count. One that several agents have written may come several times, and one whose counters have just been pruned too.
   */
  countedSeries(take: (series: readonly CountedSeries[]) => void): Promise<void>;
}
