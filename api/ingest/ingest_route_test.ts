import assert from "node:assert/strict";
import { openTestApi } from "../testing/test_api.ts";

Deno.test("POST /ingest counts plain text lines under the query's source", async () => {
  await using api = openTestApi();
  const { status, body } = await api.post(
    "/ingest?source=web&level=warning",
    "user 1 logged in\r\nuser 2 logged in\n\nlast",
  );
  assert.equal(status, 200);
  assert.deepEqual(body, { accepted: 4, rejected: [], rejectedCount: 0 });
  const { body: templates } = await api.get("/api/templates?source=web");
  assert.equal(templates[0].count, 2);
  assert.equal(templates[0].level, "warn");
  assert.deepEqual(templates[0].samples, ["user 1 logged in"]);
  assert.equal(await api.lines(), 4);
});

Deno.test("POST /ingest counts the entries of a JSON array and lists the bad ones by number", async () => {
  await using api = openTestApi();
  const { status, body } = await api.post("/ingest", [
    { content: "disk 5 full", source: "kernel", level: "ERR", timestamp: "2026-01-01T00:00:00Z" },
    { content: 5 },
    "a bare string",
    { content: "x", source: "" },
    { content: "x", timestamp: "yesterday" },
    { content: "x", source: null, unknown: true },
    null,
  ]);
  assert.equal(status, 200);
  assert.equal(body.accepted, 2);
  assert.equal(body.rejectedCount, 5);
  assert.deepEqual(body.rejected.map(({ index }: { index: number }) => index), [1, 2, 3, 4, 6]);
  assert.match(body.rejected[0].reason, /^content: .*string/);
  assert.match(body.rejected[1].reason, /^entry: .*object/);
  assert.match(body.rejected[3].reason, /^timestamp: expected an ISO 8601 time/);
  const { body: templates } = await api.get("/api/templates");
  assert.deepEqual(
    templates.map(({ source, level }: { source: string; level: string }) => [source, level]).sort(),
    [["api", "-"], ["kernel", "error"]],
  );
});

Deno.test("POST /ingest takes NDJSON and lists lines that are no JSON with line and column", async () => {
  await using api = openTestApi();
  const ndjson = '{"content":"a b"}\n\n{"content":}\r\n{"content":"c d"}\r\n';
  const { status, body } = await api.post("/ingest", ndjson, { "Content-Type": "application/x-ndjson" });
  assert.equal(status, 200);
  assert.equal(body.accepted, 2);
  assert.deepEqual(body.rejected, [
    { index: 1, reason: "Cannot read JSON at line 3, column 12: expected valid JSON", line: 3, column: 12 },
  ]);
});

Deno.test("POST /ingest answers 400 when every entry is bad, with the list", async () => {
  await using api = openTestApi();
  const { status, body } = await api.post("/ingest", [{ text: "x" }]);
  assert.equal(status, 400);
  assert.match(body.error.message, /^Cannot take any of the 1 entries: entry 0 content: /);
  assert.equal(body.rejected.length, 1);
  assert.equal(await api.lines(), 0);
});

Deno.test("POST /ingest takes a template that the client names as it is, one id per text", async () => {
  await using api = openTestApi();
  await api.post("/ingest", [
    { content: "order 7 shipped", template: "order {id} shipped" },
    { content: "order 8 shipped", template: "order {id} shipped" },
  ]);
  await api.another().post("/ingest", [{ content: "order 9 shipped", template: "order {id} shipped" }]);
  const { body: templates } = await api.get("/api/templates");
  assert.equal(templates.length, 1);
  assert.equal(templates[0].text, "order {id} shipped");
  assert.equal(templates[0].count, 3);
});

Deno.test("POST /ingest takes an entry that has a member `agent`, as Filebeat's do", async () => {
  await using api = openTestApi();
  const entry = { content: "disk 5 full", agent: { name: "web-1", type: "filebeat" }, heartbeats: [] };
  assert.equal((await api.post("/ingest", entry)).body.accepted, 1);
  assert.equal((await api.post("/ingest", [entry])).body.accepted, 1);
  assert.equal(await api.lines(), 2);
});

Deno.test("POST /ingest tells an outdated agent to be updated, with a status at which it keeps its batches", async () => {
  await using api = openTestApi();
  const { status, body } = await api.post("/ingest", { agent: "a1", batch: null, heartbeats: [], clockMs: 1 });
  assert.equal(status, 426);
  assert.match(body.error.message, /update the agent, which sends to \/api\/agent\/batches$/);
});

const REFUSED: readonly { name: string; body: string; type: string; status: number; message: RegExp }[] = [
  {
    name: "broken JSON",
    body: '[{"content": "a"},\n  {"content": b}]',
    type: "application/json",
    status: 400,
    message: /line 2, column 15/,
  },
  {
    name: "JSON that ends early",
    body: '[{"content": "a"}',
    type: "application/json",
    status: 400,
    message: /line 1, column 18/,
  },
  { name: "an empty JSON body", body: "", type: "application/json", status: 400, message: /line 1, column 1/ },
  {
    name: "thousands of open brackets",
    body: "[".repeat(90_000),
    type: "application/json",
    status: 400,
    message: /valid JSON/,
  },
  { name: "a JSON number", body: "5", type: "application/json", status: 400, message: /expected an array of entries/ },
  {
    name: "another type",
    body: "<a/>",
    type: "application/xml",
    status: 415,
    message: /"application\/xml": expected application\/json/,
  },
  {
    name: "another charset",
    body: "a",
    type: "text/plain; charset=latin1",
    status: 415,
    message: /"latin1": expected utf-8/,
  },
  {
    name: "a body above the limit",
    body: "x".repeat(100_001),
    type: "text/plain",
    status: 413,
    message: /at most 100000 bytes/,
  },
];

Deno.test("POST /ingest refuses names and templates with what is never shown", async () => {
  await using api = openTestApi();
  const odd = "app\u001b[2J\u202e";
  const entries = [{ source: odd }, { host: odd }, { template: odd }, {}].map((each) => ({ content: "a b", ...each }));
  const { body } = await api.post("/ingest", entries);
  assert.equal(body.accepted, 1);
  assert.deepEqual(
    body.rejected.map(({ reason }: { reason: string }) => reason),
    ["source", "host", "template"].map((member) => `${member}: expected no control characters`),
  );
  assert.equal((await api.post(`/ingest?source=${encodeURIComponent(odd)}`, "a b")).status, 400);
});

for (const { name, body, type, status, message } of REFUSED) {
  Deno.test(`POST /ingest refuses ${name} with ${status}`, async () => {
    await using api = openTestApi();
    const answer = await api.post("/ingest", body, { "Content-Type": type });
    assert.equal(answer.status, status);
    assert.match(answer.body.error.message, message);
    assert.equal(await api.lines(), 0);
  });
}

Deno.test("POST /ingest names line and column of broken JSON as numbers too", async () => {
  await using api = openTestApi();
  const { body } = await api.post("/ingest", '[\n{"content": }]', { "Content-Type": "application/json" });
  assert.equal(body.error.line, 2);
  assert.equal(body.error.column, 13);
});

Deno.test("POST /ingest accepts an empty array and an empty text", async () => {
  await using api = openTestApi();
  assert.deepEqual((await api.post("/ingest", [])).body, { accepted: 0, rejected: [], rejectedCount: 0 });
  assert.deepEqual((await api.post("/ingest", "")).body, { accepted: 0, rejected: [], rejectedCount: 0 });
});

Deno.test("POST /ingest counts any bytes as lines: binary, invalid UTF-8, NUL, very long", async () => {
  await using api = openTestApi({ maxBodyBytes: 1_000_000 });
  const bytes = new Uint8Array([0, 255, 254, 10, 0xc3, 0x28, 10, 27, 91, 51, 49, 109, 10]);
  assert.equal((await api.post("/ingest", bytes)).body.accepted, 3);
  assert.equal((await api.post("/ingest", "y".repeat(500_000))).body.accepted, 1);
  assert.equal(await api.lines(), 4);
});

Deno.test("POST /ingest puts lines above the cap into the overflow template", async () => {
  await using api = openTestApi({ maxTemplates: 3 });
  const entries = Array.from({ length: 6 }, (_, n) => ({ content: `n ${n}`, template: `given ${"abcdef"[n]}` }));
  assert.equal((await api.post("/ingest", entries)).body.accepted, 6);
  const { body: templates } = await api.get("/api/templates");
  assert.equal(templates.find(({ id }: { id: string }) => id === "overflow").count, 3);
});

Deno.test("POST /ingest with the store away is a 503 that says when to try again, and counts nothing twice", async () => {
  await using api = openTestApi();
  for (const method of ["templates", "saveTemplates", "writeCounters"] as const) {
    api.fail(method, "before");
    const { status, headers, body } = await api.post("/ingest", "session opened for root");
    assert.equal(status, 503, method);
    assert.equal(headers.get("Retry-After"), "3");
    assert.match(body.error.message, /expected it to run/);
    assert.equal(await api.lines(), 0);
  }
  assert.equal((await api.post("/ingest", "session opened for root")).status, 200);
  assert.equal(await api.lines(), 1);
  const { body: templates } = await api.get("/api/templates");
  assert.equal(templates[0].text, "session opened for root");
  assert.deepEqual(api.problems, []);
});
