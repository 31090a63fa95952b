import assert from "node:assert/strict";
import fc from "fast-check";
import { openTestApi, type TestApi } from "../testing/test_api.ts";

const KEY = { "Idempotency-Key": "order-7" };

Deno.test("a request with the same Idempotency-Key counts once and gets the same answer", async () => {
  await using api = openTestApi();
  const first = await api.post("/ingest", [{ content: "a b" }, { content: 1 }], KEY);
  await api.clock.advance(5000);
  const second = await api.post("/ingest", [{ content: "a b" }, { content: 1 }], KEY);
  assert.deepEqual(second.body, first.body);
  assert.equal(first.headers.get("Idempotency-Replayed"), null);
  assert.equal(second.headers.get("Idempotency-Replayed"), "true");
  assert.equal(await api.lines(), 1);
});

Deno.test("another key, and no key, count again", async () => {
  await using api = openTestApi();
  await api.post("/ingest", "a b", KEY);
  await api.post("/ingest", "a b", { "Idempotency-Key": "order-8" });
  await api.post("/ingest", "a b");
  await api.post("/ingest", "a b");
  assert.equal(await api.lines(), 4);
});

Deno.test("repetitions that arrive together count once", async () => {
  await using api = openTestApi();
  const answers = await Promise.all([1, 2, 3, 4].map(() => api.post("/ingest", "a b\nc d", KEY)));
  assert.deepEqual(answers.map(({ body }) => body.accepted), [2, 2, 2, 2]);
  assert.equal(await api.lines(), 2);
});

Deno.test("a key that comes with another body, query or type is refused with 422", async () => {
  await using api = openTestApi();
  await api.post("/ingest", "a b", KEY);
  assert.equal((await api.post("/ingest", "a c", KEY)).status, 422);
  assert.equal((await api.post("/ingest?source=x", "a b", KEY)).status, 422);
  assert.equal((await api.post("/ingest", "a b", { ...KEY, "Content-Type": "text/plain;charset=utf-8" })).status, 422);
  assert.equal(await api.lines(), 1);
});

for (const [name, key] of [["an empty", ""], ["a very long", "k".repeat(256)]]) {
  Deno.test(`${name} Idempotency-Key is refused with 400`, async () => {
    await using api = openTestApi();
    assert.equal((await api.post("/ingest", "a b", { "Idempotency-Key": key })).status, 400);
  });
}

const STEPS = ["recallReply", "rememberReply", "saveTemplates", "writeCounters", "saveSamples"] as const;

Deno.test("law: whatever step fails, however often, and whichever process takes the repetition, a key counts once", async () => {
  const failure = fc.record({
    step: fc.constantFrom(...STEPS),
    fault: fc.constantFrom("before" as const, "after" as const),
    afterMs: fc.integer({ min: 0, max: 4000 }),
    restart: fc.boolean(),
    meanwhile: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(failure, { maxLength: 5 }), async (failures) => {
      await using first = openTestApi();
      let api: TestApi = first;
      let others = 0;
      for (const { step, fault, afterMs, restart, meanwhile } of failures) {
        api.fail(step, fault);
        await api.post("/ingest", "user anna logged in\nuser 7 logged in\ndisk full", KEY);
        api.fail(step, fault, 0);
        await api.clock.advance(afterMs);
        if (restart) api = api.another();
        if (meanwhile) others += (await api.post("/ingest", "user bert logged in\nuser carl logged in")).body.accepted;
      }
      assert.equal((await api.post("/ingest", "user anna logged in\nuser 7 logged in\ndisk full", KEY)).status, 200);
      assert.equal(await api.lines(), 3 + others);
    }),
    { numRuns: 40 },
  );
});
