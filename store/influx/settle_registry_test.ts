import assert from "node:assert/strict";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { boolean, factLine, integer, record, text, toNs } from "./fact_line.ts";
import { InfluxConnection } from "./influx_connection.ts";
import { factsBucket } from "./measurements.ts";
import { START_MS } from "../testing/contract_fixtures.ts";
import type { Store } from "../store.ts";
import { StoreUnavailableError } from "../store_errors.ts";
import { FaultyProxy } from "./testing/faulty_proxy.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

const ROWS = [
  { id: "a", text: "took 5 whole ms", replacedBy: "b" },
  { id: "b", text: "took <*> whole ms", replacedBy: "c" },
  { id: "c", text: "took <*> ms" },
  { id: "d", text: "user alice logged in" },
  { id: "e", text: "user <*> logged in" },
].map((row) => ({ source: "app", sample: "", firstSeenMs: START_MS, initial: true, updatedMs: START_MS, ...row }));
const SURVIVORS = ["c", "c", undefined, "e", undefined];

Deno.test({
  name: "openInfluxStore() settles the lineage that an earlier version left to its readers, once",
  ignore,
  async fn() {
    const bucket = "old";
    await using store = await influx.openStore({ bucket });
    await writeOldRegistry(bucket);
    const again = await influx.openStore({ bucket });
    for (const opened of [again, await influx.openStore({ bucket })]) {
      assert.deepEqual(await survivors(opened), SURVIVORS);
      assert.deepEqual(await opened.countTemplates(), [{ source: "app", count: 2 }]);
    }
    assert.deepEqual((await store.templates()).map(({ updatedMs }) => updatedMs), ROWS.map(() => START_MS));
  },
});

Deno.test({
  name:
    "openInfluxStore() opens an InfluxDB whose disk is full, which says so to all that is asked, and settles it later",
  ignore,
  async fn() {
    const bucket = "full";
    await using _ = await influx.openStore({ bucket });
    await writeOldRegistry(bucket);
    await using proxy = new FaultyProxy(influx.server().url);
    proxy.fault = { status: 500, headers: {}, message: "write engine: no space left on device", paths: /write|query/ };
    const store = await influx.openStore({ bucket, url: proxy.url });
    for (const ask of [() => store.health(), () => store.templates()]) {
      await assert.rejects(ask, (error) => {
        return error instanceof StoreUnavailableError && /disk of InfluxDB is full/.test(error.message);
      });
    }
    proxy.fault = "none";
    assert.deepEqual(await survivors(store), SURVIVORS);
  },
});

async function survivors(store: Store): Promise<(string | undefined)[]> {
  return (await store.templates()).map(({ replacedBy }) => replacedBy);
}

async function writeOldRegistry(bucket: string): Promise<void> {
  const { url, token, org } = influx.server();
  const target = { url, token, org, buckets: { counters: bucket, facts: factsBucket(bucket) } };
  await new InfluxConnection(target).write("facts", ROWS.flatMap(firstVersionLines));
}

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
