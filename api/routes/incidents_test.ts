import assert from "node:assert/strict";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { openTestApi, START_MS, type TestApi } from "../testing/test_api.ts";

const MINUTE_MS = 60_000;

const MEMBER = {
  ...{ kind: "silence", source: "web", template: "*", startMs: START_MS, endMs: START_MS + MINUTE_MS },
  ...{ actual: 0, expected: 60, lower: 40, upper: null, perDay: 0.001, spanMs: MINUTE_MS },
};

const INCIDENT: Anomaly = {
  ...{ id: "outage", kind: "silence", source: "web", template: "*", title: "No lines from web", text: "nothing" },
  ...{ severity: "critical", startMs: START_MS, endMs: START_MS + MINUTE_MS, windowMs: MINUTE_MS },
  ...{ actual: 0, expected: 60, threshold: 40, score: 30, sample: "", savedMs: START_MS + MINUTE_MS, parent: null },
  label: null,
  incident: {
    members: [
      { ...MEMBER, mostPerDay: 0.01 },
      {
        ...MEMBER,
        kind: "pattern",
        source: "db",
        template: "t1",
        text: "lost <*>",
        sample: "lost 7",
        learnedMs: 86_400_000,
      },
    ],
    more: 2,
    adopted: false,
    isOpen: true,
  },
};

const EPISODE: Anomaly = {
  ...{ id: "spike", kind: "frequency", source: "shop", template: "*", title: "10x in shop", text: "10x" },
  ...{ severity: "warning", startMs: START_MS - MINUTE_MS, endMs: START_MS - 50_000, windowMs: 2000 },
  ...{ actual: 100, expected: 10, threshold: 20, score: 9, sample: "", savedMs: START_MS, parent: null, label: null },
};

const DETAIL: Anomaly = { ...EPISODE, id: "detail", template: "t9", parent: "spike", sample: "order 9" };

async function openFilled(): Promise<TestApi> {
  const api = openTestApi();
  await api.store.saveAnomalies([INCIDENT, EPISODE, DETAIL]);
  const row = { firstSeenMs: 0, updatedMs: 0, initial: false, sample: "order 9" };
  await api.store.saveTemplates([{ source: "shop", id: "t9", text: "order <*>", ...row }]);
  return api;
}

const FILTERS: readonly (readonly [string, readonly string[]])[] = [
  ["", ["outage", "spike"]],
  ["?source=db", ["outage"]],
  ["?source=shop", ["spike"]],
  ["?source=none", []],
  ["?kind=pattern", ["outage"]],
  ["?kind=frequency", ["spike"]],
  ["?severity=critical", ["outage"]],
  ["?open=true", ["outage"]],
  ["?open=false", ["spike"]],
  [`?from=${START_MS}`, ["outage"]],
  [`?to=${START_MS}`, ["spike"]],
  ["?limit=1", ["outage"]],
];

for (const [query, ids] of FILTERS) {
  Deno.test(`GET /api/incidents${query} lists [${ids}]`, async () => {
    await using api = await openFilled();
    const { status, body } = await api.get(`/api/incidents${query}`);
    assert.equal(status, 200);
    assert.deepEqual(body.incidents.map(({ id }: { id: string }) => id), ids);
  });
}

Deno.test("GET /api/incidents gives each incident once, page by page", async () => {
  await using api = openTestApi();
  const many = Array.from({ length: 7 }, (_, at) => ({
    ...INCIDENT,
    id: `i${at}`,
    startMs: START_MS + Math.floor(at / 2) * MINUTE_MS,
  }));
  await api.store.saveAnomalies(many);
  const seen: string[] = [];
  for (let before: string | null = ""; before !== null;) {
    const { body } = await api.get(`/api/incidents?limit=2&before=${before}`);
    assert.ok(body.incidents.length <= 2);
    seen.push(...body.incidents.map(({ id }: { id: string }) => id));
    before = body.next;
  }
  assert.deepEqual(seen, ["i6", "i5", "i4", "i3", "i2", "i1", "i0"]);
});

Deno.test("GET /api/incidents/:id shows what takes part, with texts and lines", async () => {
  await using api = await openFilled();
  api.fail("anomalies", "before");
  const { status, body } = await api.get("/api/incidents/outage");
  assert.equal(status, 200);
  assert.deepEqual([body.sources, body.more, body.open], [["web", "db"], 2, true]);
  assert.deepEqual(body.members[1], {
    ...{ kind: "pattern", source: "db", template: "t1", text: "lost <*>", sample: "lost 7" },
    ...{ time: "2026-01-01T00:00:00.000Z", time_end: "2026-01-01T00:01:00.000Z" },
    ...{ figures: "no line in 1 min where 60 expected; by chance once in 3 years", actual: 0, expected: 60 },
    ...{ lower: 40, upper: null, expected_per_day: 0.001, called_below_per_day: null, span_ms: MINUTE_MS },
    learned_ms: 86_400_000,
  });
  assert.deepEqual(body.first_sign, body.members[0]);
  assert.equal(body.first_sign.called_below_per_day, 0.01);
});

Deno.test("GET /api/incidents/:id names the log first that the title is about, though another one deviated before it", async () => {
  await using api = openTestApi();
  const [stop, lost] = INCIDENT.incident!.members;
  const { source, template } = lost!;
  const incident = { ...INCIDENT.incident!, members: [lost!, stop!] };
  await api.store.saveAnomalies([{ ...INCIDENT, kind: "pattern", source, template, incident }]);
  const { body } = await api.get("/api/incidents/outage");
  assert.deepEqual(body.sources, ["web", "db"]);
});

Deno.test("GET /api/incidents/:id says since when it is on again, and by what", async () => {
  await using api = await openFilled();
  const [outage] = await api.store.anomalyWithDetails("outage");
  const againMs = outage!.startMs + 20 * MINUTE_MS;
  const [first, second] = outage!.incident!.members;
  const again = { ...second!, againMs, endMs: againMs + MINUTE_MS };
  const incident = { ...outage!.incident!, againMs, members: [first!, again] };
  await api.store.saveAnomalies([{ ...outage!, endMs: again.endMs, incident }]);
  const { body } = await api.get("/api/incidents/outage");
  assert.deepEqual([body.time, body.since], ["2026-01-01T00:00:00.000Z", "2026-01-01T00:20:00.000Z"]);
  assert.deepEqual([body.first_sign.template, body.first_sign.time], [again.template, body.since]);
});

Deno.test("GET /api/incidents/:id takes an episode's details for its members, and the registry's texts", async () => {
  await using api = await openFilled();
  api.fail("anomalies", "before");
  const { body } = await api.get("/api/incidents/spike");
  assert.deepEqual(
    body.members.map(({ template, text, sample, upper }: Record<string, unknown>) => [template, text, sample, upper]),
    [["*", "", "", 20], ["t9", "order <*>", "order 9", 20]],
  );
});

Deno.test("GET /api/incidents/:id of an unknown incident is a 404", async () => {
  await using api = await openFilled();
  const { status, body } = await api.get("/api/incidents/none");
  assert.equal(status, 404);
  assert.match(body.error.message, /"none"/);
});

for (
  const query of ["?kind=odd", "?severity=odd", "?open=maybe", "?from=soon", "?limit=0", "?limit=1001", "?limit=x"]
) {
  Deno.test(`GET /api/incidents${query} is refused with 400`, async () => {
    await using api = await openFilled();
    assert.equal((await api.get(`/api/incidents${query}`)).status, 400);
  });
}
