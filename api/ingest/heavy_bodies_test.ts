import assert from "node:assert/strict";
import { AGENT_PATH } from "../../core/agent_message.ts";
import { openTestApi, START_MS, type TestApi } from "../testing/test_api.ts";

const MEGABYTES_16 = 16 * 1_048_576;
const GZIP = { "Content-Encoding": "gzip" };
const JSON_TYPE = { ...GZIP, "Content-Type": "application/json" };
const NDJSON_TYPE = { ...GZIP, "Content-Type": "application/x-ndjson" };

/** Far more than it takes, far less than the minutes that it took. */
const WITHIN_MS = 5_000;

/** Small bodies that become large ones: what they are of, how often, where they go, and what is answered. */
const BOMBS: readonly (readonly [name: string, text: () => string, path: string, headers: Record<string, string>])[] = [
  ["a list of zeros", () => `[${"0,".repeat(8_000_000)}0]`, "/ingest", JSON_TYPE],
  ["a list of lists", () => `[${"[],".repeat(5_000_000)}0]`, "/ingest", JSON_TYPE],
  ["lists in lists", () => "[".repeat(16_000_000), "/ingest", JSON_TYPE],
  ["a list of zeros in an entry", () => `[{"content":"a","x":[${"0,".repeat(8_000_000)}0]}]`, "/ingest", JSON_TYPE],
  ["lines of zeros", () => "0\n".repeat(8_000_000), "/ingest", NDJSON_TYPE],
  ["empty lines of NDJSON", () => "\n".repeat(16_000_000), "/ingest", NDJSON_TYPE],
  ["short lines", () => "a\n".repeat(8_000_000), "/ingest", { ...GZIP, "Content-Type": "text/plain" }],
  ["points", () => "m f=1\n".repeat(2_000_000), "/api/v2/write", GZIP],
  ["fields", () => `m ${"f=1,".repeat(4_000_000)}f=1`, "/api/v2/write", GZIP],
  ["tags", () => `m${",t=1".repeat(4_000_000)} f=1`, "/api/v2/write", GZIP],
  ["an agent's zeros", () => `{"heartbeats":[${"0,".repeat(8_000_000)}0]}`, AGENT_PATH, JSON_TYPE],
];

for (const [name, text, path, headers] of BOMBS) {
  Deno.test(`a small body that inflates to ${name} is refused soon, and others are served`, async () => {
    await using api = openTestApi({ maxBodyBytes: MEGABYTES_16 });
    const body = await gzip(text());
    assert.ok(body.length < 100_000, `${body.length} bytes`);
    const startedMs = performance.now();
    assert.equal((await api.post(path, body, headers)).status, 413);
    assert.ok(performance.now() - startedMs < WITHIN_MS);
    assert.equal((await api.get("/")).status, 200);
    assert.equal(await api.lines(), 0);
  });
}

Deno.test("entries that are all wrong are refused soon, the first thousand with their reasons", async () => {
  await using api = openTestApi({ maxBodyBytes: MEGABYTES_16 });
  for (const [entry, type] of [["0", JSON_TYPE], ["x", NDJSON_TYPE]] as const) {
    const lines = new Array(50_000).fill(entry);
    const text = type === JSON_TYPE ? `[${lines.join(",")}]` : lines.join("\n");
    const startedMs = performance.now();
    const { status, body } = await api.post("/ingest", await gzip(text), type);
    assert.deepEqual([status, body.rejectedCount, body.rejected.length], [400, 50_000, 1000]);
    assert.ok(performance.now() - startedMs < WITHIN_MS);
  }
});

Deno.test("a batch of many points is stored in parts, others being served in between, and sent again it counts once", async () => {
  await using api = openTestApi({ maxBodyBytes: MEGABYTES_16 });
  const points = Array.from({ length: 12_000 }, (_, at) => ({
    ...{ source: "web", host: "h", level: "INFO", template: `t${at}`, mode: "live", slotMs: START_MS, count: 1 },
  }));
  const batch = { agent: "a", number: 1, points, templates: [], samples: [] };
  const message = { agent: "a", batch, heartbeats: [], clockMs: START_MS };
  for (let time = 0; time < 2; time++) {
    const { status, body } = await api.post(AGENT_PATH, message);
    assert.deepEqual([status, body.stored], [200, 12_000]);
    assert.equal(await api.lines(), 12_000);
  }
});

Deno.test("bodies under way that would hold too much together are told to come again", async () => {
  await using api = openTestApi({ maxBodyBytes: 100_000 });
  const release = api.hold("writeCounters");
  const body = "a b c\n".repeat(15_000);
  const held = Array.from({ length: 4 }, () => api.post("/ingest", body));
  const { status, headers } = await anyRefused(api, body);
  assert.deepEqual([status, headers.get("Retry-After")], [503, "1"]);
  release();
  for (const answer of await Promise.all(held)) assert.equal(answer.status, 200);
  assert.equal((await api.post("/ingest", body)).status, 200);
});

Deno.test("a body that takes long to mine lets others be served in between", async () => {
  await using api = openTestApi({ maxBodyBytes: MEGABYTES_16 });
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const word = (line: number, at: number) => letters[(line * 7 + at * 3) % 26]!.repeat(1 + (line * at) % 9);
  const line = (_: unknown, number: number) => Array.from({ length: 60 }, (_, at) => word(number, at)).join(" ");
  const { status, tookMs, longestMs } = await meanwhile(
    api,
    "/ingest",
    Array.from({ length: 40_000 }, line).join("\n"),
  );
  assert.equal(status, 200);
  assert.ok(longestMs < tookMs / 2, `another one waited ${longestMs} of ${tookMs} ms`);
});

Deno.test("an agent's message that takes long to check lets others be served in between", async () => {
  await using api = openTestApi({ maxBodyBytes: MEGABYTES_16 });
  const point = { source: "web", host: "h", level: "INFO", template: "t", mode: "live", slotMs: START_MS, count: 1 };
  const points = [...Array(100_000).fill(point), { ...point, count: 0 }];
  const batch = { agent: "a", number: 1, points, templates: [], samples: [] };
  const { status, tookMs, longestMs } = await meanwhile(api, AGENT_PATH, {
    agent: "a",
    batch,
    heartbeats: [],
    clockMs: START_MS,
  });
  assert.equal(status, 400);
  assert.ok(longestMs < tookMs / 2, `another one waited ${longestMs} of ${tookMs} ms`);
});

/** How a body is answered, how long that took, and how long others waited meanwhile at most, milliseconds. */
async function meanwhile(api: TestApi, path: string, body: unknown) {
  let isAnswered = false, longestMs = 0;
  const startMs = performance.now();
  const answer = api.post(path, body).finally(() => isAnswered = true);
  while (!isAnswered) {
    const askedMs = performance.now();
    assert.equal((await api.get("/")).status, 200);
    longestMs = Math.max(longestMs, performance.now() - askedMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { status: (await answer).status, tookMs: performance.now() - startMs, longestMs };
}

async function anyRefused(api: TestApi, body: string) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return await api.post("/ingest", body);
}

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
