import assert from "node:assert/strict";
import { flux } from "@influxdata/influxdb-client";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { InfluxConnection, MAX_LINES } from "./influx_connection.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx, connection");
const influx = influxForTests({ ignore });

test("write() sends any number of lines, compressed or not", async () => {
  await using _ = await influx.openStore({ bucket: "many" });
  const expected = 2 * MAX_LINES + 1;
  for (const [measurement, compress] of [["plain", false], ["gzip", true]] as const) {
    const lines = Array.from({ length: expected }, (_, i) => `${measurement} f=1i ${i}`);
    const connection = connect("many", { compress });
    await connection.write("counters", lines);
    const count =
      flux`from(bucket: "many") |> range(start: 0) |> filter(fn: (r) => r._measurement == ${measurement}) |> count()`;
    assert.deepEqual(await connection.query(count, (column) => column("_value")), [expected]);
  }
});

test("write() stores what can be stored and then throws", async () => {
  await using _ = await influx.openStore({ bucket: "partial" });
  const connection = connect("partial");
  await connection.write("counters", ["m f=1i 0"]);
  const lines = Array.from({ length: 2 * MAX_LINES }, (_, i) => `m f=${i === 5 ? '"text"' : `${i}i`} ${i + 1}`);
  await assert.rejects(connection.write("counters", lines), /field type conflict.*dropped=1/);
  const count = flux`from(bucket: "partial") |> range(start: 0) |> count()`;
  assert.deepEqual(await connection.query(count, (column) => column("_value")), [2 * MAX_LINES]);
});

test("query() reads texts with quotes, commas and blanks as they are", async () => {
  const texts = ['a "b", c', '{"a":"\\n"}', "", " ", "\\", "日本"];
  const rows = flux`import "array"
array.from(rows: [{text: ${texts[0]}}, {text: ${texts[1]}}, {text: ${texts[2]}}, {text: ${texts[3]}}, {text: ${
    texts[4]
  }}, {text: ${texts[5]}}])`;
  assert.deepEqual(await connect("none").query(rows, (column) => column("text")), texts);
});

test("query() rejects when it fails after its answer has begun", async () => {
  const late = flux`import "array"
array.from(rows: [{x: 1}]) |> yield(name: "good")
array.from(rows: [{x: 1}]) |> map(fn: (r) => ({x: 1 / (r.x - r.x)})) |> yield(name: "bad")`;
  await assert.rejects(connect("none").query(late, () => 1), /divide by zero/);
});

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `InfluxConnection ${name}`, ignore, fn });
}

function connect(bucket: string, options?: { readonly compress: boolean }): InfluxConnection {
  const { url, token, org } = influx.server();
  return new InfluxConnection({ url, token, org, buckets: { counters: bucket, facts: `${bucket}_facts` } }, options);
}
