import assert from "node:assert/strict";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const MEMBER = {
  ...{ kind: "spike", source: "web", template: "t", startMs: 0, endMs: 1, actual: 1, expected: 0, lower: 0 },
  ...{ upper: 0, perDay: 0.1, spanMs: 1 },
};
const INCIDENT: Anomaly = {
  ...{ id: "i", kind: "spike", source: "web", template: "t", title: "", text: "", severity: "info", startMs: 0 },
  ...{ endMs: 1, windowMs: 1, actual: 1, expected: 0, threshold: 0, score: 1, sample: "", savedMs: 1, parent: null },
  label: null,
  incident: { members: [MEMBER, { ...MEMBER, kind: "errors", source: "db", template: "*" }], more: 0, adopted: false },
};

Deno.test("POST /api/ledger mutes until a time, with author and comment", async () => {
  await using api = openTestApi();
  const body = { kind: "mute", source: "web", anomaly_kind: "spike", until: "2h", author: "ann", comment: "sale" };
  const { status, body: { entries: [entry] } } = await api.post("/api/ledger", body);
  assert.equal(status, 200);
  const { id, ...rest } = entry;
  assert.deepEqual(rest, {
    ...{ kind: "mute", active: true, source: "web", template: null, anomaly_kind: "spike", author: "ann" },
    ...{ incident: null, verdict: null, from: null },
    ...{ comment: "sale", until: "2026-01-01T02:00:00.000Z", created: "2026-01-01T00:00:00.000Z", revoked: null },
  });
  assert.deepEqual((await api.get("/api/ledger")).body, [entry]);
  assert.deepEqual((await api.store.ledger()).map(({ id, untilMs }) => [id, untilMs]), [[id, START_MS + 7_200_000]]);
});

Deno.test("POST /api/ledger notes what was missed, which stays so until it is undone", async () => {
  await using api = openTestApi();
  const body = { kind: "missed", from: "-2h", to: START_MS - 60_000, source: "web", author: "ann", comment: "pump" };
  const { status, body: { entries: [entry] } } = await api.post("/api/ledger", body);
  assert.equal(status, 200);
  assert.deepEqual([entry.kind, entry.source, entry.active, entry.author, entry.comment], [
    "missed",
    "web",
    true,
    "ann",
    "pump",
  ]);
  assert.deepEqual([entry.from, entry.until], ["2025-12-31T22:00:00.000Z", "2025-12-31T23:59:00.000Z"]);
  const { body: undone } = await api.post(`/api/ledger/${entry.id}/undo`, {});
  assert.equal(undone.active, false);
});

Deno.test("POST /api/ledger of an incident is about each series that takes part", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([INCIDENT]);
  const { body } = await api.post("/api/ledger", { kind: "accept", incident: "i" });
  assert.deepEqual(
    body.entries.map(({ source, template, anomaly_kind }: Record<string, string>) => [source, template, anomaly_kind]),
    [["web", "t", "spike"], ["db", "*", "errors"]],
  );
});

Deno.test("POST /api/ledger/:id/undo takes an entry back, once", async () => {
  await using api = openTestApi();
  const { body: { entries: [{ id }] } } = await api.post("/api/ledger", { kind: "mute", source: "web" });
  await api.clock.advance(1000);
  const { body: undone } = await api.post(`/api/ledger/${id}/undo`, {});
  assert.deepEqual([undone.active, undone.revoked], [false, "2026-01-01T00:00:01.000Z"]);
  await api.clock.advance(1000);
  assert.deepEqual((await api.post(`/api/ledger/${id}/undo`, {})).body, undone);
  assert.equal((await api.post("/api/ledger/none/undo", {})).status, 404);
});

Deno.test("the ledger is written with the token alone", async () => {
  await using api = openTestApi({ apiToken: "secret" });
  const body = { kind: "mute", source: "web" };
  assert.equal((await api.post("/api/ledger", body)).status, 401);
  const given = await api.post("/api/ledger", body, { Authorization: "Bearer secret" });
  assert.equal(given.status, 200);
  const [{ id }] = given.body.entries;
  assert.equal((await api.post(`/api/ledger/${id}/undo`, {})).status, 401);
  assert.equal((await api.store.ledger()).length, 1);
});

const REFUSED: readonly (readonly [unknown, number, RegExp])[] = [
  [{ kind: "mute" }, 400, /Cannot mute everything/],
  [{ kind: "odd", source: "web" }, 400, /Cannot note kind/],
  [{ kind: "mute", source: "web", anomaly_kind: "odd" }, 400, /the kind "odd"/],
  [{ kind: "mute", source: "web", until: "soon" }, 400, /until "soon"/],
  [{ kind: "mute", source: "web", until: START_MS - 1 }, 400, /a time to come/],
  [{ kind: "accept", source: "web", until: "2h" }, 400, /Cannot accept until/],
  [{ kind: "mute", source: "web", incident: "i" }, 400, /Cannot mute both/],
  [{ kind: "mute", incident: "none" }, 404, /"none"/],
  [{ kind: "mute", source: "web", odd: 1 }, 400, /Cannot note/],
  [{ kind: "mute", source: "web", from: "-1h" }, 400, /Cannot mute from a time to another/],
  [{ kind: "missed" }, 400, /missed at "null": expected a time that has passed/],
  [{ kind: "missed", from: START_MS + 1 }, 400, /a time that has passed/],
  [{ kind: "missed", from: "-1h", to: "-2h" }, 400, /no time before "-1h"/],
  [{ kind: "missed", from: "-1h", until: "2h" }, 400, /missed with "until"/],
  ["{", 400, /JSON/],
];

for (const [body, status, message] of REFUSED) {
  Deno.test(`POST /api/ledger refuses ${JSON.stringify(body)}`, async () => {
    await using api = openTestApi();
    const answer = await api.post("/api/ledger", body);
    assert.equal(answer.status, status);
    assert.match(answer.body.error.message, message);
    assert.deepEqual(await api.store.ledger(), []);
  });
}
