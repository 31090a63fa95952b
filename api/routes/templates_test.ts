import assert from "node:assert/strict";
import fc from "fast-check";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { TemplateCount } from "../../store/ports/counters.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";
import { joinedTemplates, sampledViews } from "./template_view.ts";

const iso = (ms: number) => new Date(START_MS + ms).toISOString();

Deno.test("GET /api/templates counts over the range, ends open or half-open", async () => {
  await using api = openTestApi();
  await api.post("/ingest", "job done");
  await api.clock.advance(10_000);
  await api.post("/ingest", "job done\njob done");
  const count = async (query: string) => (await api.get(`/api/templates${query}`)).body[0].count;
  assert.equal(await count(""), 3);
  assert.equal(await count("?from=-5s"), 2);
  assert.equal(await count(`?to=${START_MS + 10_000}`), 1);
  assert.equal(await count(`?from=${iso(0)}&to=${iso(1)}`), 1);
  assert.equal(await count("?from=2020-01-01&to=2020-01-02"), 0);
  const { body: [template] } = await api.get("/api/templates");
  assert.equal(template.first_seen, iso(0));
  assert.equal(template.last_seen, iso(10_000));
  assert.equal((await api.get("/api/templates?from=soon")).status, 400);
});

Deno.test("GET /api/templates keeps to the source that it is asked for", async () => {
  await using api = openTestApi();
  await api.post("/ingest?source=a", "one two");
  await api.post("/ingest?source=b", "one two");
  assert.deepEqual((await api.get("/api/templates?source=b")).body.map(({ source }: { source: string }) => source), [
    "b",
  ]);
  assert.deepEqual((await api.get("/api/templates?source=c")).body, []);
});

Deno.test("sampledViews() shows the sample that the registry has where no line was kept", () => {
  const [view] = viewsOf([row("t", "a <*>")], []);
  assert.deepEqual(view.samples, ["sample of t"]);
  assert.equal(view.last_seen, null);
  assert.equal(view.level, "-");
});

Deno.test("sampledViews() shows a count without a registry row, so that nothing is lost from sight", () => {
  const count = { source: "s", template: "t", level: "info", count: 4, firstSlotMs: 1000, lastSlotMs: 2000 };
  const [view] = viewsOf([], [count]);
  assert.equal(view.text, "");
  assert.equal(view.count, 4);
  assert.equal(view.first_seen, "1970-01-01T00:00:01.000Z");
});

Deno.test("law: the counts of sampledViews() add up to those of the store, whatever the lineage", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const rows = fc.array(
    fc.record({ id: fc.constantFrom(...ids), replacedBy: fc.option(fc.constantFrom(...ids), { nil: undefined }) }),
    { maxLength: 8 },
  );
  const counts = fc.array(fc.record({ template: fc.constantFrom(...ids), count: fc.integer({ min: 1, max: 99 }) }));
  fc.assert(fc.property(rows, counts, (rows, counts) => {
    const views = viewsOf(
      rows.map(({ id, replacedBy }) => row(id, `text ${id}`, replacedBy)),
      counts.map((count) => ({ ...count, source: "s", level: "-", firstSlotMs: 0, lastSlotMs: 0 })),
    );
    const sum = (all: readonly { count: number }[]) => all.reduce((total, { count }) => total + count, 0);
    assert.equal(sum(views), sum(counts));
    assert.equal(new Set(views.map(({ id }) => id)).size, views.length);
  }));
});

function viewsOf(rows: readonly RegisteredTemplate[], counts: readonly TemplateCount[]) {
  return sampledViews(joinedTemplates({ rows, counts }), new Map());
}

function row(id: string, text: string, replacedBy?: string): RegisteredTemplate {
  return {
    source: "s",
    id,
    text,
    sample: `sample of ${id}`,
    firstSeenMs: 0,
    initial: false,
    updatedMs: 0,
    ...(replacedBy !== undefined && { replacedBy }),
  };
}

Deno.test("GET /api/templates?hosts=true names the hosts of each template in the range", async () => {
  await using api = openTestApi();
  for (const host of ["b", "a", "b"]) await api.post(`/ingest?source=web&host=${host}`, "user 17 logged in");
  await api.post("/ingest?source=web", "cache full");
  const hosts = async (query: string) => {
    const { body } = await api.get(`/api/templates?source=web${query}`);
    return body.map(({ text, hosts }: { text: string; hosts?: string[] }) => [text, hosts]);
  };
  const named = await hosts("&hosts=true");
  assert.deepEqual(named, [["user <*> logged in", ["a", "b"]], ["cache full", []]]);
  assert.deepEqual(await hosts("&hosts=true&from=0&to=1"), [["user <*> logged in", []], ["cache full", []]]);
  assert.deepEqual(await hosts(""), [["user <*> logged in", undefined], ["cache full", undefined]]);
});

Deno.test("GET /api/templates of very many goes source by source, and reads those of the page alone", async () => {
  await using api = openTestApi();
  const sizes = { a: 9_000, b: 9_000, c: 8_000 };
  for (const [source, size] of Object.entries(sizes)) {
    const row = { source, text: "x", sample: "", firstSeenMs: START_MS, initial: false, updatedMs: START_MS };
    await api.store.saveTemplates(
      Array.from({ length: size }, (_, at) => ({ ...row, id: String(at).padStart(5, "0") })),
    );
  }
  const page = async (query: string) => {
    const { body, headers } = await api.get(`/api/templates?${query}`);
    const ids = body.map(({ source, id }: { readonly source: string; readonly id: string }) => `${source}${id}`);
    return { ids, total: headers.get("X-Total-Count"), link: headers.get("Link") };
  };
  const border = await page("limit=4&offset=8998");
  assert.deepEqual(border.ids, ["a08998", "a08999", "b00000", "b00001"]);
  assert.equal(border.total, "26000");
  assert.match(border.link!, /offset=9002/);
  assert.deepEqual(await page("limit=9&offset=25999"), { ids: ["c07999"], total: "26000", link: null });
  assert.equal((await page("")).ids.length, 25_000);
});
