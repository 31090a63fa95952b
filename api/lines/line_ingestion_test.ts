import assert from "node:assert/strict";
import fc from "fast-check";
import { RecordStream } from "../../counting/record_stream.ts";
import { openTestApi } from "../testing/test_api.ts";
import { MOST_SOURCES } from "./source_intakes.ts";

Deno.test("ids hold over a restart: the new process learns the registry's templates", async () => {
  await using api = openTestApi();
  await api.post("/ingest", "user 1 logged in\nuser 2 logged in\ndisk full");
  const ids = (await api.get("/api/templates")).body.map(({ id }: { id: string }) => id);
  await api.another().post("/ingest", "disk full\nuser 3 logged in");
  assert.deepEqual((await api.get("/api/templates")).body.map(({ id }: { id: string }) => id), ids);
});

Deno.test("a template that was never stored is sent again with the next batch that has none of its lines", async () => {
  await using api = openTestApi();
  api.fail("saveTemplates", "before");
  assert.equal((await api.post("/ingest", "only once said")).status, 503);
  assert.equal((await api.post("/ingest", "another thing")).status, 200);
  assert.deepEqual((await api.store.templates()).map(({ text }) => text).sort(), ["another thing", "only once said"]);
});

Deno.test("the sample of a template is renewed, but not at every request", async () => {
  await using api = openTestApi();
  for (const n of [1, 2, 3]) await api.post("/ingest", `user ${n} logged in`);
  await api.clock.advance(10_000);
  await api.post("/ingest", "user 4 logged in");
  assert.deepEqual((await api.store.samples()).map(({ line }) => line), ["user 4 logged in", "user 1 logged in"]);
});

Deno.test("a request with too many sources is refused before anything is counted", async () => {
  await using api = openTestApi({ maxBodyBytes: 1_000_000 });
  const entries = Array.from({ length: MOST_SOURCES + 1 }, (_, n) => ({ content: "x", source: `s${n}` }));
  const { status, body } = await api.post("/ingest", entries);
  assert.equal(status, 400);
  assert.match(body.error.message, /lines of "1001" sources at once: expected at most 1000/);
  assert.equal(await api.lines(), 0);
});

Deno.test("law: every line of every request is taken, and every record counted once, whatever it says and however requests overlap", async () => {
  const word = fc.constantFrom("user", "disk", "17", "failed", "10.0.0.1", "", "a=b", "\t", "ä", "{");
  const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
  const request = fc.record({
    source: fc.constantFrom("a", "b"),
    lines: fc.array(line, { minLength: 1, maxLength: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 8 }), async (requests) => {
      await using api = openTestApi({ maxTemplates: 5 });
      await Promise.all(requests.map(async ({ source, lines }) => {
        const { body } = await api.post(`/ingest?source=${source}`, textOf(lines));
        assert.equal(body.accepted, lines.length);
      }));
      const counts = await api.store.templateCounts();
      for (const source of ["a", "b"]) {
        const sent = requests.filter((request) => request.source === source).reduce(
          (sum, { lines }) => sum + recordsOf(textOf(lines)),
          0,
        );
        const counted = counts.filter((count) => count.source === source).reduce((sum, { count }) => sum + count, 0);
        assert.equal(counted, sent);
      }
      const known = new Set((await api.store.templates()).map(({ source, id }) => `${source} ${id}`));
      for (const { source, template } of counts) assert.ok(known.has(`${source} ${template}`), `${source} ${template}`);
    }),
    { numRuns: 60 },
  );
});

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** Number of records that a text is. */
function recordsOf(text: string): number {
  let records = 0;
  const stream = new RecordStream(() => records++);
  stream.push(new TextEncoder().encode(text));
  stream.end();
  return records;
}
