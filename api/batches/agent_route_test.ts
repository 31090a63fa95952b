import assert from "node:assert/strict";
import { AGENT_PATH } from "../../core/agent_message.ts";
import type { CounterBatch, CounterPoint, TemplateRecord } from "../../core/counter_batch.ts";
import { packPoints } from "../../core/packed_points.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const POINT: CounterPoint = {
  source: "app",
  host: "h1",
  level: "info",
  template: "t1",
  mode: "live",
  slotMs: START_MS,
  count: 5,
};

const TEMPLATE: TemplateRecord = {
  source: "app",
  id: "t1",
  text: "user <*> logged in",
  sample: "user 1 logged in",
  firstSeenMs: START_MS,
  initial: false,
};

const HEARTBEAT: Heartbeat = {
  agent: "a1",
  source: "app",
  host: "h1",
  read: 5,
  counted: 5,
  rejected: 0,
  lagBytes: 0,
  lagMs: 0,
  watermarkMs: START_MS,
  sinceMs: START_MS,
  firstLiveMs: START_MS,
  spoolBytes: 0,
};

function message(batch: Partial<CounterBatch> | null = {}) {
  const whole = { agent: "a1", number: 0, points: [POINT], templates: [TEMPLATE], samples: [], ...batch };
  return { agent: "a1", batch: batch === null ? null : whole, heartbeats: [HEARTBEAT], clockMs: START_MS };
}

Deno.test("an agent's message is stored whole: templates, counters, heartbeats by the api's clock", async () => {
  await using api = openTestApi();
  await api.clock.advance(1500);
  const { status, body } = await api.post(AGENT_PATH, message());
  assert.equal(status, 200);
  assert.deepEqual(body, { stored: 5, rejected: 0, timeMs: START_MS + 1500, batch: 0, signsRefusals: true });
  assert.equal((await api.store.heartbeats())[0].seenMs, START_MS + 1500);
  assert.equal((await api.get("/api/templates")).body[0].text, "user <*> logged in");
});

Deno.test("an agent's message that is sent again, or whose answer was lost, counts once", async () => {
  await using api = openTestApi();
  api.fail("writeCounters", "after");
  assert.equal((await api.post(AGENT_PATH, message())).status, 503);
  assert.equal((await api.post(AGENT_PATH, message())).status, 200);
  assert.equal((await api.post(AGENT_PATH, message())).status, 200);
  assert.equal(await api.lines(), 5);
});

Deno.test("no heartbeat is stored when its message's batch is not", async () => {
  await using api = openTestApi();
  api.fail("writeCounters", "before");
  assert.equal((await api.post(AGENT_PATH, message())).status, 503);
  assert.deepEqual(await api.store.heartbeats(), []);
});

Deno.test("an agent may send heartbeats alone", async () => {
  await using api = openTestApi();
  const { status, body } = await api.post(AGENT_PATH, message(null));
  assert.equal(status, 200);
  assert.equal(body.stored, 0);
  assert.equal((await api.get("/api/heartbeats")).body[0].agent, "a1");
});

Deno.test("points older than the retention are refused with 422, the others are stored", async () => {
  await using api = openTestApi({ retentionMs: 3_600_000 });
  const old = { ...POINT, slotMs: START_MS - 7_200_000, count: 3 };
  const { status, body } = await api.post(AGENT_PATH, message({ points: [POINT, old] }));
  assert.equal(status, 422);
  assert.equal(body.stored, 5);
  assert.equal(body.rejected, 3);
  assert.match(body.reason, /./);
  assert.equal((await api.store.heartbeats()).length, 1);
});

Deno.test("names in an agent's message are of characters that are seen", async () => {
  await using api = openTestApi();
  const source = "app\u001b[2J\u202e\n", shown = "app\ufffd[2J\ufffd\ufffd";
  const sent = message({ points: [{ ...POINT, source, host: source }], templates: [{ ...TEMPLATE, source }] });
  const { status } = await api.post(AGENT_PATH, { ...sent, heartbeats: [{ ...HEARTBEAT, source, host: source }] });
  assert.equal(status, 200);
  const [heartbeat] = await api.store.heartbeats();
  assert.deepEqual([heartbeat!.source, heartbeat!.host], [shown, shown]);
  assert.deepEqual(await api.store.templateHosts(), [{ source: shown, template: "t1", host: shown }]);
  assert.deepEqual((await api.store.templates()).map(({ source }) => source), [shown]);
});

Deno.test("two agents that report one text end with one template, whose counts add up", async () => {
  await using api = openTestApi();
  await api.post(AGENT_PATH, message());
  const other = message({
    agent: "a2",
    templates: [{ ...TEMPLATE, id: "t2", firstSeenMs: START_MS + 1000 }],
    points: [{ ...POINT, template: "t2", count: 2 }],
  });
  const { status } = await api.another().post(AGENT_PATH, {
    ...other,
    agent: "a2",
    heartbeats: [{ ...HEARTBEAT, agent: "a2" }],
  });
  assert.equal(status, 200);
  const { body: templates } = await api.get("/api/templates");
  assert.equal(templates.length, 1);
  assert.equal(templates[0].id, "t1");
  assert.equal(templates[0].count, 7);
  assert.deepEqual(templates[0].ancestors, ["t2"]);
});

Deno.test("an agent's message has its points packed: names once, numbers slot by slot", async () => {
  await using api = openTestApi();
  const points = [POINT, { ...POINT, level: "warn", count: 2 }, { ...POINT, slotMs: START_MS + 1_000, count: 3 }];
  const { status, body } = await api.post(AGENT_PATH, message({ points: packPoints(points) as never }));
  assert.deepEqual([status, body.stored], [200, 10]);
  assert.equal(await api.lines(), 10);
});

const SERIES = ["app", "h1", "info", "t1", "live"];
const packed = (series: unknown, slots: unknown) => message({ points: { series, slots } as never });

const WRONG: readonly { name: string; body: unknown; message: RegExp }[] = [
  { name: "a count of 0", body: message({ points: [{ ...POINT, count: 0 }] }), message: /"batch.points.0.count"/ },
  { name: "a count of 1.5", body: message({ points: [{ ...POINT, count: 1.5 }] }), message: /"batch.points.0.count"/ },
  { name: "an empty tag", body: message({ points: [{ ...POINT, host: "" }] }), message: /"batch.points.0.host"/ },
  { name: "an empty name", body: packed([["app", "", "info", "t1", "live"]], []), message: /points.series.0.1"/ },
  { name: "a packed count of 0", body: packed([SERIES], [[START_MS, 0, 0]]), message: /"batch.points.slots.0"/ },
  { name: "half a point", body: packed([SERIES], [[START_MS, 0, 1], [START_MS, 0]]), message: /points.slots.1"/ },
  { name: "a slot in text", body: packed([SERIES], [[`${START_MS}`, 0, 1]]), message: /points.slots.0"/ },
  { name: "a point of no series", body: packed([SERIES], [[START_MS, 1, 1]]), message: /points.slots.0"/ },
  { name: "a batch number of 1e9", body: message({ number: 1e9 }), message: /"batch.number"/ },
  { name: "an unknown mode", body: message({ points: [{ ...POINT, mode: "x" as "live" }] }), message: /points.0.mode/ },
  { name: "a batch of another agent", body: message({ agent: "a2" }), message: /the same agent/ },
  { name: "an agent alone", body: { agent: "a1" }, message: /"batch"/ },
];

for (const { name, body, message } of WRONG) {
  Deno.test(`an agent's message with ${name} is refused with 400`, async () => {
    await using api = openTestApi();
    const answer = await api.post(AGENT_PATH, body);
    assert.equal(answer.status, 400);
    assert.match(answer.body.error.message, message);
    assert.equal(await api.lines(), 0);
  });
}

const YEAR_275760 = 8.64e15;

Deno.test("a count or a slot that can't be is refused alone, with its reason", async () => {
  await using api = openTestApi();
  const impossible = [
    { ...POINT, template: "t2", count: Number.MAX_SAFE_INTEGER },
    { ...POINT, template: "t3", slotMs: YEAR_275760 },
    { ...POINT, template: "t4", slotMs: Date.UTC(2263, 0, 1), count: 2 },
  ];
  const { status, body } = await api.post(AGENT_PATH, message({ points: [POINT, ...impossible] }));
  assert.equal(status, 422);
  assert.equal(body.stored, 5);
  assert.match(body.reason, /count of "9007199254740991".*expected at most 1000000000; .*lines of "\+275760-09-13/);
  const templates = await api.get("/api/templates");
  assert.equal(templates.status, 200);
  assert.deepEqual(templates.body.map(({ id, count }: { id: string; count: number }) => [id, count]), [["t1", 5]]);
  assert.match((await api.get("/metrics")).body, /logiq_lines_rejected_total\{reason="bounds"\} 9007199254740991/);
});

Deno.test("a template and a sample of a time that can't be are left out, the lines are stored", async () => {
  await using api = openTestApi();
  const templates = [TEMPLATE, { ...TEMPLATE, id: "t2", firstSeenMs: YEAR_275760 }];
  const samples = [{ source: "app", template: "t1", line: "user 1 logged in", atMs: YEAR_275760 }];
  const { status, body } = await api.post(AGENT_PATH, message({ templates, samples }));
  assert.deepEqual([status, body.stored, body.rejected], [200, 5, 0]);
  assert.match(body.reason, /a template of "\+275760.*a sample of/);
  assert.equal((await api.store.templates()).length, 1);
  assert.equal((await api.store.samples()).length, 0);
});

Deno.test("a heartbeat of a time that can't be is left out; a watermark is at most a minute ahead", async () => {
  await using api = openTestApi();
  const later = (source: string, change: Partial<Heartbeat>) => ({ ...HEARTBEAT, source, ...change });
  const heartbeats = [
    later("watermark", { watermarkMs: YEAR_275760 }),
    later("since", { sinceMs: YEAR_275760 }),
    later("firstLive", { firstLiveMs: YEAR_275760 }),
    later("hour", { watermarkMs: START_MS + 3_600_000 }),
    HEARTBEAT,
  ];
  const { status, body } = await api.post(AGENT_PATH, { ...message(null), heartbeats });
  assert.equal(status, 200);
  assert.match(body.reason, /Cannot store a heartbeat of "\+275760/);
  const stored = (await api.store.heartbeats()).map(({ source, watermarkMs }) => [source, watermarkMs - START_MS]);
  assert.deepEqual(stored.sort(), [["app", 0], ["hour", 60_000]]);
});

Deno.test("counts that a store holds already, and that no number holds together, are shown", async () => {
  await using api = openTestApi();
  const points = ["a", "b"].map((host) => ({ ...POINT, host, count: Number.MAX_SAFE_INTEGER }));
  await api.store.writeCounters({ agent: "a1", number: 0, points, templates: [], samples: [] }, START_MS);
  const { status, body } = await api.get("/api/templates");
  assert.deepEqual([status, body[0].count], [200, Number.MAX_SAFE_INTEGER]);
});
