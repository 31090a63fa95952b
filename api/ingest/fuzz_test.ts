import assert from "node:assert/strict";
import fc from "fast-check";
import { AGENT_PATH } from "../../core/agent_message.ts";
import { openTestApi } from "../testing/test_api.ts";

const TYPES = [
  "application/json",
  "application/x-ndjson",
  "text/plain",
  "text/plain;charset=",
  "",
  ";",
  "application/json;x",
  "image/png",
];

const json = fc.oneof(
  fc.jsonValue(),
  fc.array(fc.record(
    {
      content: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      source: fc.oneof(fc.string(), fc.constantFrom("web", "*", "__proto__", "constructor")),
      template: fc.string({ unit: "binary" }),
      level: fc.oneof(fc.string(), fc.constantFrom("error", "toString")),
      timestamp: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )),
  fc.record({ agent: fc.constant("a"), content: fc.string(), batch: fc.jsonValue(), heartbeats: fc.jsonValue() }),
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  json.map((value) => new TextEncoder().encode(JSON.stringify(value))),
  fc.array(json).map((values) => new TextEncoder().encode(values.map((value) => JSON.stringify(value)).join("\n"))),
);

Deno.test("law: no body, type, encoding, query or key makes POST /ingest fault; what it says it took is counted", async () => {
  await using api = openTestApi();
  const request = fc.record({
    body,
    type: fc.constantFrom(...TYPES),
    encoding: fc.constantFrom("identity", "identity", "identity", "gzip", "br"),
    source: fc.string(),
    key: fc.option(fc.constantFrom("k1", "k2", "")),
  });
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(request, async ({ body, type, encoding, source, key }) => {
      const headers = {
        "Content-Type": type,
        "Content-Encoding": encoding,
        ...(key !== null && { "Idempotency-Key": key }),
      };
      const answer = await api.post(`/ingest?source=${encodeURIComponent(source)}`, body, headers);
      assert.ok([200, 400, 415, 422].includes(answer.status), `${answer.status} ${JSON.stringify(answer.body)}`);
      if (answer.status === 200 && answer.headers.get("Idempotency-Replayed") === null) counted += answer.body.accepted;
    }),
    { numRuns: 600 },
  );
  assert.deepEqual(api.problems, []);
  assert.equal(await api.lines(), counted);
});

Deno.test("law: no agent's message, however wrong, makes POST /api/agent/batches fault", async () => {
  await using api = openTestApi();
  const message = fc.record({
    agent: fc.constantFrom("a", "", 5),
    batch: fc.jsonValue(),
    heartbeats: fc.oneof(fc.constant([]), fc.jsonValue()),
    clockMs: fc.jsonValue(),
  }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, fc.jsonValue(), fc.uint8Array({ maxLength: 50 })), async (body) => {
      const { status } = await api.post(AGENT_PATH, body);
      assert.ok([200, 400].includes(status), String(status));
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(api.problems, []);
});
