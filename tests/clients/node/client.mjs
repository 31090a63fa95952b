// Writes to the api with the JavaScript client of InfluxDB 2, as Node.js loads it, and prints what it was told as JSON.
import process from "node:process";
import { InfluxDB, Point } from "@influxdata/influxdb-client";
import { HealthAPI, PingAPI, ReadyAPI } from "@influxdata/influxdb-client-apis";

const [url, token] = process.argv.slice(2);
const influx = new InfluxDB({ url, token });
await new PingAPI(influx).getPing();
const { status: health } = await new HealthAPI(influx).getHealth();
const { status: ready } = await new ReadyAPI(influx).getReady();

const settings = { gzipThreshold: 100, maxRetries: 0 };
const writer = influx.getWriteApi("any", "any", "ms", settings);
for (let i = 0; i < 5; i++) {
  const message = `order ${100 + i} of "ACME, Inc." paid in C:\\shop\nok`;
  const line = new Point("app").tag("source", "node client").tag("host", "a,b=c d").stringField("message", message);
  writer.writePoint(line.timestamp(1767225600123));
}
writer.writePoint(
  new Point("m x").tag("k,1", "v=1").floatField("f", 0.5).intField("i", -7).uintField("u", 7).booleanField("b", true)
    .stringField("s", 'tell "me", now').timestamp(1767225600123),
);
await writer.close();

let refusal = "";
const failing = influx.getWriteApi("any", "any", "ms", {
  ...settings,
  writeFailed: (error) => {
    refusal = `${error.statusCode} ${error.message}`;
  },
});
failing.writeRecords(["good n=1i", "bad n="]);
await failing.close().catch(() => {});
console.log(JSON.stringify({ ping: "true", health, ready, refusal }));
