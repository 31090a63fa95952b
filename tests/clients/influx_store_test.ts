import assert from "node:assert/strict";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { ownInflux } from "../../store/influx/testing/influx_for_tests.ts";
import type { InfluxServer } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { startApi } from "./api_server.ts";
import { needsClient } from "./needs_client.ts";
import { runClient } from "./run_client.ts";

Deno.test({
  name: "What a client writes to the api is in InfluxDB as if it had been written there",
  ignore: !await needsInflux("tests/clients") || !await needsClient("node"),
  async fn() {
    await using influx = await ownInflux();
    await using api = startApi(await openInfluxStore({ ...influx, retentionMs: Infinity }));
    await runClient("node", api.url);
    const counts = await api.store.templateCounts();
    assert.deepEqual(counts.map(({ source, count }) => [source, count]), [["node client", 5]]);
    for (const [field, type, value] of [["f", "double", "0.5"], ["i", "long", "-7"], ["u", "unsignedLong", "7"]]) {
      const row = `2026-01-01T00:00:00.123Z,${value},${field},m x,v=1`;
      assert.deepEqual(await stored(influx, field), [type, row]);
    }
    assert.deepEqual(await stored(influx, "s"), ["string", '2026-01-01T00:00:00.123Z,"tell ""me"", now",s,m x,v=1']);
  },
});

/** The type and the only row of a field of the measurement `m x`: time, value, field, measurement, tag. */
async function stored({ url, token, org, bucket }: InfluxServer, field: string): Promise<[string, string]> {
  const query = `from(bucket: "${bucket}") |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "m x" and r._field == "${field}")
    |> drop(columns: ["_start", "_stop"])`;
  const response = await fetch(`${url}/api/v2/query?org=${org}`, {
    method: "POST",
    headers: { authorization: `Token ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query, dialect: { annotations: ["datatype"] } }),
  });
  const [types, _header, row, ...rest] = (await response.text()).trim().split("\r\n");
  assert.deepEqual(rest, []);
  return [types.split(",")[4], row.split(",").slice(3).join(",")];
}
