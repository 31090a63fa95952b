import assert from "node:assert/strict";
import { HttpError } from "@influxdata/influxdb-client";
import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";
import { translateError } from "./translate_error.ts";

const target = {
  url: "http://db:8086",
  token: "secret",
  org: "acme",
  buckets: { counters: "logs", facts: "logs_facts" },
};

Deno.test("translateError() tells what may pass from what is refused for good, and names the remedy", () => {
  const cases: [error: Error, type: typeof StoreRefusedError | typeof StoreUnavailableError, words: RegExp][] = [
    [
      new TypeError("error sending request"),
      StoreUnavailableError,
      /can't be reached; start InfluxDB or set INFLUX_URL/,
    ],
    [new DOMException("Signal timed out.", "TimeoutError"), StoreUnavailableError, /did not answer in time/],
    [
      http(401, "unauthorized access"),
      StoreUnavailableError,
      /INFLUX_TOKEN.*read and write buckets "logs" and "logs_facts"/,
    ],
    [http(403, "insufficient permissions for write"), StoreUnavailableError, /too few rights; set INFLUX_TOKEN/],
    [http(404, 'organization name "acme" not found'), StoreUnavailableError, /organisation "acme".*INFLUX_ORG/],
    [http(400, 'failed to decode: organization name "acme" not found'), StoreUnavailableError, /INFLUX_ORG/],
    [http(404, 'bucket "logs" not found'), StoreUnavailableError, /create "logs" and "logs_facts"/],
    [http(500, "write /wal/_00001.wal: no space left on device"), StoreUnavailableError, /disk of InfluxDB is full/],
    [http(500, "unexpected error writing points: timeout"), StoreUnavailableError, /timeout/],
    [http(503, "not ready"), StoreUnavailableError, /not ready/],
    [http(422, "partial write: field type conflict"), StoreRefusedError, /field type conflict/],
    [http(413, "too large"), StoreRefusedError, /too large/],
    [http(400, "unable to parse"), StoreRefusedError, /unable to parse/],
  ];
  for (const [error, type, words] of cases) {
    const translated = translateError(error, { action: "write counters to", target });
    assert.ok(translated instanceof type, `${error.message}: ${translated}`);
    assert.match(translated.message, words);
    assert.match(translated.message, /^Cannot write counters to "influx:http:\/\/db:8086": /);
    assert.doesNotMatch(translated.message, /secret|\n/);
  }
});

Deno.test("translateError() returns errors that need no translation", () => {
  for (
    const error of [new RangeError("x"), new StoreRefusedError("x"), new StoreUnavailableError("x"), "x", undefined]
  ) {
    assert.equal(translateError(error, { action: "read store", target }), error);
  }
});

function http(status: number, message: string): HttpError {
  return new HttpError(status, "", JSON.stringify({ code: "x", message }), null, "application/json");
}

Deno.test("translateError() repeats no password of an address, InfluxDB's own message included", () => {
  const url = "http://admin:hunter2@db:8086";
  const echo = "cannot GET /x authorization: Basic YWRtaW46aHVudGVyMg== authorization: Token hunter2";
  for (const error of [new TypeError("fetch failed"), http(500, `cannot proxy to ${url}`), http(500, echo)]) {
    const { message } = translateError(error, { action: "read", target: { ...target, url } }) as Error;
    assert.match(message, /^Cannot read "influx:http:\/\/\*\*\*@db:8086"/);
    assert.doesNotMatch(message, /hunter2|admin|YWRtaW4/);
  }
});
