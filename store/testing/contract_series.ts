import assert from "node:assert/strict";
import type { CounterStore } from "../ports/counters.ts";
import type { SeriesStore } from "../ports/series.ts";
import { batch, type ContractCase, HOUR_MS, NOW_MS, ODD_TEXT, point, START_MS } from "./contract_fixtures.ts";

/** Which series there are. */
export const SERIES_CASES: readonly ContractCase<CounterStore & SeriesStore>[] = [
  {
    sentence: "countedSeries() of an empty store gives nothing",
    async check(store) {
      assert.deepEqual(await namesIn(store), []);
    },
  },
  {
    sentence: "countedSeries() gives each source, host, level, template and mode of which there are lines",
    async check(store) {
      const points = [
        point(),
        point({ slotMs: START_MS + HOUR_MS }),
        point({ host: "-" }),
        point({ level: "error" }),
        point({ template: "logout", mode: "backlog" }),
        point({ source: ODD_TEXT, host: ODD_TEXT }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      await store.writeCounters(batch([point()], { agent: "agent-2" }), NOW_MS);
      const wanted = [...new Set(points.map(nameOf))].sort();
      assert.deepEqual(await namesIn(store), wanted);
    },
  },
];

async function namesIn(store: SeriesStore): Promise<string[]> {
  const names = new Set<string>();
  await store.countedSeries((piece) => {
    for (const series of piece) names.add(nameOf(series));
  });
  return [...names].sort();
}

function nameOf(
  { source, host, level, template, mode }: Record<"source" | "host" | "level" | "template" | "mode", string>,
) {
  return JSON.stringify([source, host, level, template, mode]);
}
