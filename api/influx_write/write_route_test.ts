import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { LinePoint } from "../../core/line_point.ts";
import { StoreRefusedError } from "../../store/store_errors.ts";
import { openTestApi, START_MS, type TestApi } from "../testing/test_api.ts";

const WRITE = "/api/v2/write?org=any&bucket=any";

Deno.test("POST /api/v2/write mines points with a string field message and stores all others as they are", async () => {
  await using api = openTestApi();
  const written = spyOnPoints(api);
  const body = [
    'app,source=shop,host=web1,level=WARN message="user 17 logged in",ms=3i 1',
    'app,source=shop,host=web1 message="user 18 logged in"',
    'syslog message="disk \\"sda\\" full"',
    "cpu,host=web1 load=0.5 5",
    "m message=7i",
  ].join("\n");
  assert.equal((await api.post(`${WRITE}&precision=s`, body)).status, 204);

  const { body: templates } = await api.get("/api/templates");
  const seen = templates.map((row: Record<string, unknown>) => [row.source, row.count, row.text]);
  assert.deepEqual(seen.toSorted(), [["shop", 2, "user <*> logged in"], ["syslog", 1, 'disk "sda" full']]);
  assert.deepEqual(written.map(({ measurement, timeNs }) => [measurement, timeNs]), [
    ["cpu", 5_000_000_000n],
    ["m", BigInt(START_MS) * 1_000_000n],
  ]);
});

Deno.test("POST /api/v2/write keeps source, host and level of a line", async () => {
  await using api = openTestApi();
  await api.post(WRITE, 'a,source=s,level=warning message="x y z"\nb,level=odd message="INFO x y z"');
  const counts = await api.store.templateCounts();
  assert.deepEqual(counts.map(({ source, level }) => [source, level]).toSorted(), [["b", "info"], ["s", "warn"]]);
});

Deno.test("POST /api/v2/write takes gzip, CRLF, comments and an empty body", async () => {
  await using api = openTestApi();
  const zipped = gzipSync('# head\r\na message="one line"\r\n\r\n');
  assert.equal((await api.post(WRITE, zipped, { "Content-Encoding": "gzip" })).status, 204);
  assert.equal((await api.post(WRITE, "")).status, 204);
  assert.equal(await api.lines(), 1);
});

Deno.test("POST /api/v2/write stores good lines beside bad ones and says which are bad, as InfluxDB words it", async () => {
  await using api = openTestApi();
  const written = spyOnPoints(api);
  const { status, body, headers } = await api.post(WRITE, 'a message="one line"\n\ncpu load=\ncpu load=1 1\ncpu,=');
  assert.equal(status, 400);
  assert.equal(headers.get("X-Platform-Error-Code"), "invalid");
  assert.deepEqual([body.code, body.line, body.rejected], ["invalid", 3, 2]);
  assert.match(
    body.message,
    /2 of 4 lines \(partial write, 2 stored\): line 3, column 10: expected a number/,
  );
  assert.deepEqual(body.errors.map(({ line, column }: { line: number; column: number }) => [line, column]), [
    [3, 10],
    [5, 5],
  ]);
  assert.deepEqual([await api.lines(), written.length], [1, 1]);

  const none = await api.post(WRITE, "cpu");
  assert.equal(none.status, 400);
  assert.match(none.body.message, /1 of 1 lines \(none stored\): line 1, column 4/);
});

Deno.test("POST /api/v2/write refuses LogIQ's own measurements and stores the points beside them", async () => {
  await using api = openTestApi();
  const written = spyOnPoints(api);
  const { status, body } = await api.post(WRITE, "log_counts n=1i\ncpu load=1\nannotations,a=b n=1");
  assert.deepEqual([status, body.code, body.rejected], [422, "unprocessable entity", 2]);
  assert.match(body.message, /2 of 3 points \(partial write.*measurement "log_counts"/);
  assert.deepEqual(written.map(({ measurement }) => measurement), ["cpu"]);
  assert.equal((await api.post(WRITE, 'a,source=* message="x"')).status, 422);
});

Deno.test("POST /api/v2/write counts unreadable lines and LogIQ's own measurements of one body together", async () => {
  await using api = openTestApi();
  const written = spyOnPoints(api);
  const { status, body } = await api.post(WRITE, "cpu load=1 1\nlog_counts count=1 1\ncpu load=");
  assert.equal(status, 400);
  assert.equal(body.rejected, 2);
  assert.match(body.message, /2 of 3 lines \(partial write, 1 stored\): line 3, .*; measurement "log_counts"/);
  assert.equal(written.length, 1);
});

Deno.test("POST /api/v2/write answers other faults in InfluxDB's shape too", async () => {
  await using api = openTestApi({ apiToken: "secret", maxBodyBytes: 100 });
  const authorization = { Authorization: "Token secret" };
  assert.equal((await api.post(WRITE, 'a message="x"', authorization)).status, 204);
  const cases: [Promise<{ status: number; body: { code: string; message: string } }>, number, string, RegExp][] = [
    [api.post(WRITE, "cpu n=1"), 401, "unauthorized", /without the token/],
    [api.post(WRITE, "cpu n=1", { Authorization: "Token no" }), 401, "unauthorized", /without the token/],
    [
      api.post(`${WRITE}&precision=h`, "cpu n=1", authorization),
      400,
      "invalid",
      /precision "h": expected ns, us, ms or s/,
    ],
    [api.post(WRITE, "x".repeat(101), authorization), 413, "request too large", /at most 100 bytes/],
    [api.post(WRITE, "no gzip", { ...authorization, "Content-Encoding": "gzip" }), 400, "invalid", /complete gzip/],
  ];
  for (const [answer, status, code, message] of cases) {
    const { body, ...rest } = await answer;
    assert.deepEqual([rest.status, body.code], [status, code]);
    assert.match(body.message, message);
  }
});

Deno.test("POST /api/v2/write counts no line of a request whose points could not be stored", async () => {
  await using api = openTestApi();
  const body = 'a message="one line"\ncpu n=1 1';
  api.fail("writePoints", "before");
  const down = await api.post(WRITE, body);
  assert.deepEqual([down.status, down.body.code, down.headers.get("Retry-After")], [503, "unavailable", "3"]);
  assert.equal(await api.lines(), 0);
  assert.equal((await api.post(WRITE, body)).status, 204);
  assert.equal(await api.lines(), 1);
});

Deno.test("POST /api/v2/write counts the lines beside points that the store refuses for good", async () => {
  await using api = openTestApi();
  api.store.writePoints = () => Promise.reject(new StoreRefusedError("Cannot write: expected another type"));
  const { status, body } = await api.post(WRITE, 'a message="one line"\ncpu n=1 1');
  assert.deepEqual([status, body.code, body.message], [
    422,
    "unprocessable entity",
    "Cannot write: expected another type",
  ]);
  assert.equal(await api.lines(), 1);
});

Deno.test("POST /api/v2/write counts a request with an Idempotency-Key once", async () => {
  await using api = openTestApi();
  const once = () => api.post(WRITE, 'a message="one line"', { "Idempotency-Key": "k" });
  assert.deepEqual([(await once()).status, (await once()).status, await api.lines()], [204, 204, 1]);
});

Deno.test("GET /ping, /health and /ready answer as InfluxDB's clients expect", async () => {
  await using api = openTestApi();
  const ping = await api.get("/ping");
  assert.deepEqual([ping.status, ping.headers.get("X-Influxdb-Version")], [204, "logiq-1.2.3"]);
  const head = await api.api.fetch(new Request("http://127.0.0.1:8000/ping", { method: "HEAD" }));
  assert.equal(head.status, 204);
  const healthy = await api.get("/health");
  assert.deepEqual([healthy.status, healthy.body.status], [200, "pass"]);
  const ready = await api.get("/ready");
  assert.deepEqual([ready.status, ready.body], [200, {
    status: "ready",
    started: "2026-01-01T00:00:00.000Z",
    up: "0s",
  }]);

  api.fail("health", "before", 2);
  const ill = await api.get("/health");
  assert.deepEqual([ill.status, ill.body.status], [503, "fail"]);
  assert.match(ill.body.message, /Cannot reach store/);
  assert.equal((await api.get("/ready")).status, 503);
});

/** Keeps what reaches the store, which has no way to read other tools' points. */
function spyOnPoints({ store }: TestApi): LinePoint[] {
  const written: LinePoint[] = [];
  const writePoints = store.writePoints;
  store.writePoints = async (points) => {
    await writePoints(points);
    written.push(...points);
  };
  return written;
}

Deno.test("a point beyond the times that a store holds is refused alone", async () => {
  await using api = openTestApi();
  for (const time of ["9300000000000000000", "-9300000000000000000"]) {
    const { status, body } = await api.post("/api/v2/write", `cpu v=1 ${time}\ncpu v=2 1\n`);
    assert.deepEqual([status, body.rejected, body.errors[0].line], [400, 1, 1]);
    assert.match(body.message, /partial write, 1 stored.*expected a time from the year 1677 to 2262/);
  }
});
