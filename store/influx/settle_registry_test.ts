import assert from "node:assert/strict";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { boolean, factLine, integer, record, text, toNs } from "./fact_line.ts";
import { InfluxConnection } from "./influx_connection.ts";
import { factsBucket } from "./measurements.ts";
import { START_MS } from "../testing/contract_fixtures.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

Deno.test({
  name: "openInfluxStore() settles the lineage that an earlier version left to its readers, once",
  ignore,
  async fn() {
    const bucket = "old";
    await using store = await influx.openStore({ bucket });
    const rows = [
      { id: "a", text: "took 5 whole ms", replacedBy: "b" },
      { id: "b", text: "took <*> whole ms", replacedBy: "c" },
      { id: "c", text: "took <*> ms" },
      { id: "d", text: "user alice logged in" },
      { id: "e", text: "user <*> logged in" },
    ].map((row) => ({ source: "app", sample: "", firstSeenMs: START_MS, initial: true, updatedMs: START_MS, ...row }));
    const { url, token, org } = influx.server();
    const target = { url, token, org, buckets: { counters: bucket, facts: factsBucket(bucket) } };
    await new InfluxConnection(target).write("facts", rows.flatMap(firstVersionLines));
    const again = await influx.openStore({ bucket });
    for (const opened of [again, await influx.openStore({ bucket })]) {
      assert.deepEqual(
        (await opened.templates()).map(({ replacedBy }) => replacedBy),
        ["c", "c", undefined, "e", undefined],
      );
      assert.deepEqual(await opened.countTemplates(), [{ source: "app", count: 2 }]);
    }
    assert.deepEqual((await store.templates()).map(({ updatedMs }) => updatedMs), rows.map(() => START_MS));
  },
});

interface Row {
  readonly source: string;
  readonly id: string;
  readonly text: string;
  readonly replacedBy?: string;
}

/** A registry row as the first version wrote it. */
function firstVersionLines(row: Row): string[] {
  const series = { measurement: "templates", tags: { source: row.source, template: row.id } };
  const { replacedBy = "" } = row;
  return [
    factLine({
      ...series,
      fields: { text: text(row.text), sample: text(""), replaced_by: text(replacedBy), record: record(row) },
      timeNs: toNs(START_MS),
    }),
    factLine({ ...series, fields: { first_seen: integer(START_MS), initial: boolean(true) }, timeNs: toNs(START_MS) }),
  ];
}
