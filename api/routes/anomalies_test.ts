import assert from "node:assert/strict";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const SPIKE: Anomaly = {
  id: "spike",
  kind: "frequency",
  source: "web",
  template: "*",
  title: "Spike in web",
  text: "10x",
  severity: "warning",
  startMs: START_MS,
  endMs: START_MS + 4000,
  windowMs: 2000,
  actual: 100,
  expected: 10,
  threshold: 20,
  score: 9,
  sample: "",
  savedMs: START_MS + 2100,
  parent: null,
  label: null,
};

const NEWCOMER: Anomaly = {
  ...SPIKE,
  id: "new",
  kind: "pattern",
  source: "db",
  template: "t1",
  startMs: START_MS + 60_000,
  endMs: START_MS + 62_000,
};

const FILTERS: readonly (readonly [string, readonly string[]])[] = [
  ["", ["spike", "new"]],
  ["?kind=pattern", ["new"]],
  ["?source=web", ["spike"]],
  ["?template=t1", ["new"]],
  ["?template=*", ["spike"]],
  ["?label=none", ["spike", "new"]],
  ["?label=true", []],
  [`?from=${START_MS + 3000}`, ["spike", "new"]],
  [`?from=${START_MS + 4000}`, ["new"]],
  [`?to=${START_MS + 60_000}`, ["spike"]],
];

for (const [query, ids] of FILTERS) {
  Deno.test(`GET /api/anomalies${query} lists [${ids}]`, async () => {
    await using api = openTestApi();
    await api.store.saveAnomalies([SPIKE, NEWCOMER]);
    const { status, body } = await api.get(`/api/anomalies${query}`);
    assert.equal(status, 200);
    assert.deepEqual(body.map(({ id }: Anomaly) => id), ids);
  });
}

Deno.test("GET /api/anomalies gives anomalies as they were saved", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([SPIKE]);
  assert.deepEqual((await api.get("/api/anomalies")).body, [SPIKE]);
});

for (const query of ["?kind=odd", "?label=maybe", "?from=soon"]) {
  Deno.test(`GET /api/anomalies${query} is refused with 400`, async () => {
    await using api = openTestApi();
    assert.equal((await api.get(`/api/anomalies${query}`)).status, 400);
  });
}

for (const [label, kept] of [[true, "true"], ["false", "false"], [null, null]] as const) {
  Deno.test(`PATCH /api/anomalies/:id labels with ${JSON.stringify(label)}`, async () => {
    await using api = openTestApi();
    await api.store.saveAnomalies([SPIKE]);
    await api.store.labelAnomaly("spike", "true");
    const { status, body } = await api.send("PATCH", "/api/anomalies/spike", { label });
    assert.equal(status, 200);
    assert.deepEqual(body, { id: "spike", label: kept });
    assert.equal((await api.get("/api/anomalies")).body[0].label, kept);
  });
}

Deno.test("PATCH /api/anomalies/:id notes in the ledger who says so and why, in place of what was said before", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([SPIKE]);
  await api.send("PATCH", "/api/anomalies/spike", { label: true });
  await api.send("PATCH", "/api/anomalies/spike", { label: false, author: "ann", comment: "the sale" });
  const { body } = await api.get("/api/ledger");
  const said = body.filter(({ active }: { active: boolean }) => active);
  assert.equal(body.length, 2);
  assert.deepEqual(
    said.map(({ kind, incident, verdict, author, comment }: Record<string, unknown>) =>
      [kind, incident, verdict, author, comment].join()
    ),
    ["label,spike,false,ann,the sale"],
  );
  await api.post(`/api/ledger/${said[0].id}/undo`, {});
  assert.equal((await api.get("/api/anomalies")).body[0].label, null, "undone as easily");
});

Deno.test("PATCH /api/anomalies/:id of an unknown anomaly is a 404", async () => {
  await using api = openTestApi();
  const { status, body } = await api.send("PATCH", "/api/anomalies/un%20known", { label: true });
  assert.equal(status, 404);
  assert.match(body.error.message, /"un known"/);
});

for (const body of ["", "{", "null", "true", "{}", '{"label":"yes"}', '{"label":1}', "x".repeat(20_000)]) {
  Deno.test(`PATCH /api/anomalies/:id refuses the body ${body.slice(0, 20)}`, async () => {
    await using api = openTestApi();
    await api.store.saveAnomalies([SPIKE]);
    assert.equal((await api.send("PATCH", "/api/anomalies/spike", body)).status, body.length > 16_384 ? 413 : 400);
    assert.equal((await api.get("/api/anomalies")).body[0].label, null);
  });
}
