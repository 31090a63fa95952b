import assert from "node:assert/strict";
import type { FieldValue } from "../../core/line_point.ts";
import { startApi } from "./api_server.ts";
import type { ClientName } from "./client_programs.ts";
import { needsClient } from "./needs_client.ts";
import { runClient } from "./run_client.ts";

const AT_NS = 1767225600123n * 1_000_000n;
const FIELDS: readonly [string, FieldValue][] = [
  ["b", { kind: "boolean", value: true }],
  ["f", { kind: "float", value: 0.5 }],
  ["i", { kind: "integer", value: -7n }],
  ["s", { kind: "string", value: 'tell "me", now' }],
];
const UNSIGNED: [string, FieldValue] = ["u", { kind: "unsigned", value: 7n }];

/** What each client sends; Python's has no unsigned integers. */
const CLIENTS: readonly { readonly name: ClientName; readonly fields: readonly (readonly [string, FieldValue])[] }[] = [
  { name: "node", fields: [...FIELDS, UNSIGNED] },
  { name: "python", fields: FIELDS },
  { name: "go", fields: [...FIELDS, UNSIGNED] },
];

for (const { name, fields } of CLIENTS) {
  Deno.test({
    name: `InfluxDB's ${name} client writes lines and points to the api as if it were InfluxDB`,
    ignore: !await needsClient(name),
    async fn() {
      await using api = startApi();
      const told = await runClient(name, api.url);
      assert.deepEqual([told.ping, told.health, told.ready], ["true", "pass", "ready"]);
      assert.match(told.refusal, /400|invalid/);
      assert.match(told.refusal, /line 2, column 7/);

      const counts = await api.store.templateCounts();
      assert.deepEqual(counts.map(({ source, count }) => [source, count]), [[`${name} client`, 5]]);
      const [{ text }, ...others] = await api.store.templates();
      assert.match(text, /^order <\*> of "ACME, Inc\."/);
      assert.deepEqual(others, []);
      const [{ line }] = await api.store.samples();
      assert.match(line, /^order \d{3} of "ACME, Inc\." paid in C:\\shop/);

      const [point, good] = api.points.map((point) => ({ ...point, fields: [...point.fields].toSorted() }));
      const tags = new Map([["k,1", "v=1"]]);
      assert.deepEqual(point, { measurement: "m x", tags, fields, timeNs: AT_NS });
      assert.equal(good.measurement, "good");
    },
  });
}
