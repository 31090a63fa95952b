import assert from "node:assert/strict";
import { join } from "node:path";
import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { emptyInfluxStore } from "../../store/influx/empty_influx_store.ts";
import { factsBucket } from "../../store/influx/measurements.ts";
import { influxForTests, removeBuckets } from "../../store/influx/testing/influx_for_tests.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { demoBucket } from "../../store/influx/demo_bucket.ts";
import { setUpInfluxAccess } from "./influx_access.ts";

const DEMO_FACTS = factsBucket(demoBucket("rights", SCENARIOS[0]));
const RETENTION_MS = 86_400_000;
const ignore = !await needsInflux("commands/setup");
const influx = influxForTests({ ignore });

Deno.test({
  name: "setUpInfluxAccess() makes tokens that may do what they are for, and no more",
  ignore,
  async fn() {
    const { grafana, writer } = await setUp("rights");
    assert.deepEqual(
      [await read(grafana, "rights"), await read(grafana, DEMO_FACTS), await write(grafana, "rights")],
      [200, 200, 403],
    );
    assert.deepEqual(
      [await write(writer, "rights"), await write(writer, DEMO_FACTS), await write(writer, influx.server().bucket)],
      [204, 204, 403],
    );
    await emptyInfluxStore({ ...influx.server(), bucket: "rights", token: writer, retentionMs: RETENTION_MS });
  },
});

Deno.test({
  name: "setUpInfluxAccess() changes nothing the second time, and replaces a token that is no longer accepted",
  ignore,
  async fn() {
    const first = await setUp("twice");
    assert.deepEqual(await setUp("twice"), first);
    await Deno.chmod(fileOf("twice", "grafana"), 0o600);
    await Deno.writeTextFile(fileOf("twice", "grafana"), "gone\n");
    const next = await setUp("twice");
    assert.equal(next.writer, first.writer);
    assert.notEqual(next.grafana, "gone");
    assert.equal(await read(first.grafana, "twice"), 401);
    assert.equal(await read(next.grafana, "twice"), 200);
  },
});

Deno.test({
  name: "setUpInfluxAccess() leaves another LogIQ's tokens alone, and replaces one whose bucket was made again",
  ignore,
  async fn() {
    const one = await setUp("one");
    await setUp("two");
    assert.deepEqual([await write(one.writer, "one"), await read(one.grafana, "one")], [204, 200]);
    await removeBuckets(influx.server(), ["one"]);
    const again = await setUp("one");
    assert.equal(await write(again.writer, "one"), 204);
    assert.equal(await write(one.writer, "one"), 401);
  },
});

function fileOf(bucket: string, role: string): string {
  return join(influx.folder(), `${bucket}_${role}`);
}

async function setUp(bucket: string): Promise<{ grafana: string; writer: string }> {
  const [grafanaToken, writerToken] = [fileOf(bucket, "grafana"), fileOf(bucket, "writer")];
  await setUpInfluxAccess({ ...influx.server(), bucket, retentionMs: RETENTION_MS }, { grafanaToken, writerToken });
  const [grafana, writer] = await Promise.all([grafanaToken, writerToken].map((path) => Deno.readTextFile(path)));
  return { grafana: grafana.trim(), writer: writer.trim() };
}

function read(token: string, bucket: string): Promise<number> {
  const flux = `from(bucket: "${bucket}") |> range(start: -1m) |> limit(n: 1)`;
  return post(`/api/v2/query?org=${influx.server().org}`, token, { body: flux, type: "application/vnd.flux" });
}

function write(token: string, bucket: string): Promise<number> {
  const query = new URLSearchParams({ org: influx.server().org, bucket });
  return post(`/api/v2/write?${query}`, token, { body: "m f=1", type: "text/plain" });
}

async function post(path: string, token: string, { body, type }: { body: string; type: string }): Promise<number> {
  const headers = { authorization: `Token ${token}`, "content-type": type };
  const response = await fetch(new URL(path, influx.server().url), { method: "POST", headers, body });
  await response.body?.cancel();
  return response.status;
}
