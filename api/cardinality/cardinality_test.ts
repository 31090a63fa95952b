import assert from "node:assert/strict";
import { AGENT_PATH } from "../../core/agent_message.ts";
import { OVERFLOW_ID } from "../../core/mining/templates/template.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";
import { MOST } from "./most.ts";

const point = (source: string, template: string, host = "h") => {
  return { source, host, level: "INFO", template, mode: "live", slotMs: START_MS, count: 2 };
};
const template = (source: string, id: string) => {
  return { source, id, text: `${id} <*>`, sample: id, firstSeenMs: START_MS, initial: false };
};
const message = (batch: Record<string, unknown>, heartbeats: unknown[] = []) => ({
  agent: "a",
  batch: { agent: "a", number: 1, points: [], templates: [], samples: [], ...batch },
  heartbeats,
  clockMs: START_MS,
});
const heartbeat = (agent: string) => {
  const lines = { read: 1, counted: 1, rejected: 0 }, waiting = { lagBytes: 0, lagMs: 0, spoolBytes: 0 };
  return {
    agent,
    source: "s",
    host: "h",
    ...lines,
    ...waiting,
    watermarkMs: START_MS,
    sinceMs: START_MS,
    firstLiveMs: null,
  };
};
const overflow = (metrics: string, what: string) => {
  return Number(new RegExp(`logiq_overflow_total\\{what="${what}"\\} (\\d+)`).exec(metrics)?.[1]);
};

Deno.test("an api tells a bounded number of sources apart: raw lines of others are one source's, an agent's are refused, and both are shown", async () => {
  await using api = openTestApi({ most: { ...MOST, sources: 3 } });
  for (const source of ["a", "b", "c", "d"]) await api.post("/ingest", [{ source, content: `hello ${source}` }]);
  const { body: views } = await api.get("/api/templates");
  assert.deepEqual(new Set(views.map(({ source }: { source: string }) => source)), new Set(["a", "b", "other"]));
  assert.equal(await api.lines(), 4);
  const given = { points: [point("a", "t"), point("e", "t")], templates: [template("e", "t")] };
  const { status, body } = await api.post(AGENT_PATH, message(given));
  assert.deepEqual([status, body.stored, body.rejected], [422, 2, 2]);
  assert.match(body.reason, /source "e": this api has as many sources as it may/);
  assert.equal(overflow((await api.get("/metrics")).body, "sources"), 3);
  await using another = openTestApi({ most: { ...MOST, sources: 3 } });
  assert.equal((await another.post("/ingest", [{ source: "z", content: "hello" }])).status, 200);
});

Deno.test("an api stores a bounded number of series of points that are no lines: others are refused alone, and shown", async () => {
  await using api = openTestApi({ most: { ...MOST, pointSeries: 3 } });
  const write = (body: string) => api.post("/api/v2/write", body);
  assert.equal((await write("cpu,host=a,core=1 load=1,idle=2 1\ncpu,host=b load=1 1")).status, 204);
  const { status, body } = await write('cpu,core=1,host=a idle=3 2\ncpu,host=c load=1 2\nm message="hello"');
  assert.deepEqual([status, body.rejected], [422, 1]);
  assert.match(body.message, /measurement "cpu": this api stores as many series of points as it may/);
  assert.equal(await api.lines(), 1);
  assert.equal((await write("cpu,host=b load=5 3")).status, 204);
  assert.equal((await write("cpu,host=b load=5,other=1 3")).status, 422);
  assert.equal(overflow((await api.get("/metrics")).body, "point_series"), 2);
});

Deno.test("an api that starts again knows the sources that were told apart", async () => {
  await using api = openTestApi({ most: { ...MOST, sources: 2 } });
  await api.post("/ingest", [{ source: "a", content: "hello" }]);
  const again = api.another();
  await again.post("/ingest", [{ source: "b", content: "hello" }]);
  await again.post("/ingest", [{ source: "a", content: "hello" }]);
  const { body } = await api.get("/api/templates");
  assert.deepEqual(body.map(({ source, count }: { source: string; count: number }) => `${source} ${count}`), [
    "a 2",
    "other 1",
  ]);
});

Deno.test("hosts of a source, and series of all, are told apart up to a number; no line is lost", async () => {
  await using api = openTestApi({ most: { ...MOST, hostsPerSource: 2, series: 5 } });
  const hosts = Array.from({ length: 10 }, (_, at) => point("a", "t", `h${at}`));
  assert.equal((await api.post(AGENT_PATH, message({ points: hosts }))).body.stored, 20);
  const ids = Array.from({ length: 10 }, (_, at) => point("b", `t${at}`));
  assert.equal((await api.post(AGENT_PATH, message({ number: 2, points: ids }))).body.stored, 20);
  assert.equal(await api.lines(), 40);
  const { body } = await api.get("/api/templates?source=b");
  assert.equal(body.length, 3);
  assert.equal(body[0].id, OVERFLOW_ID);
  const { body: metrics } = await api.get("/metrics");
  assert.deepEqual([overflow(metrics, "hosts"), overflow(metrics, "series")], [8, 8]);
});

Deno.test("an api that starts again knows the hosts, series and templates that were told apart", async () => {
  await using api = openTestApi({ most: { ...MOST, hostsPerSource: 2, templatesPerSource: 3, series: 6 } });
  const ids = ["t0", "t1", "t2", "t3"];
  const reported = { points: ids.map((id) => point("a", id)), templates: ids.map((id) => template("a", id)) };
  await api.post(AGENT_PATH, message(reported));
  await api.post(AGENT_PATH, message({ number: 1, points: [point("b", "t", "h1"), point("b", "t", "h2")] }));
  const again = api.another();
  // What agents have reported they do not report again.
  await again.post(AGENT_PATH, message({ number: 2, points: ids.map((id) => point("a", id)) }));
  await again.post(AGENT_PATH, message({ number: 3, points: [point("b", "t", "h3"), point("b", "t", "h4")] }));
  const { body } = await again.get("/api/templates?hosts=true");
  interface Seen extends Record<"source" | "id" | "count", unknown> {
    readonly hosts: readonly string[];
  }
  const seen = body.map(({ source, id, count, hosts }: Seen) => `${source} ${id} ${count} ${hosts}`);
  assert.deepEqual(seen.sort(), [
    "a overflow 4 h",
    "a t0 4 h",
    "a t1 4 h",
    "a t2 4 h",
    "b overflow 4 other",
    "b t 4 h1,h2",
  ]);
  assert.equal(await again.lines(), 24);
});

Deno.test("a bounded number of agents is heard, source by source, after a restart too; others are left out, and shown", async () => {
  await using api = openTestApi({ most: { ...MOST, heartbeats: 2 } });
  const says = (agent: string) => ({ ...message({}, [heartbeat(agent)]), agent, batch: null });
  for (const agent of ["a", "b", "c", "a"]) assert.equal((await api.post(AGENT_PATH, says(agent))).status, 200);
  const again = api.another();
  for (const agent of ["d", "b"]) await again.post(AGENT_PATH, says(agent));
  const heard = (await again.get("/api/heartbeats")).body.map(({ agent }: { agent: string }) => agent);
  assert.deepEqual(heard, ["a", "b"]);
  assert.equal(overflow((await again.get("/metrics")).body, "heartbeats"), 1);
});

Deno.test("a source has a bounded number of templates, whatever number of agents reports them; others are the overflow template", async () => {
  await using api = openTestApi({ most: { ...MOST, templatesPerSource: 3 } });
  const ids = Array.from({ length: 8 }, (_, at) => `t${at}`);
  const batch = { points: ids.map((id) => point("a", id)), templates: ids.map((id) => template("a", id)) };
  assert.equal((await api.post(AGENT_PATH, message(batch))).body.stored, 16);
  const later = { number: 2, points: ids.map((id) => point("a", id)) };
  assert.equal((await api.post(AGENT_PATH, message(later))).body.stored, 16);
  const { body } = await api.get("/api/templates");
  const counts = Object.fromEntries(body.map(({ id, count }: { id: string; count: number }) => [id, count]));
  assert.deepEqual(counts, { overflow: 20, t0: 4, t1: 4, t2: 4 });
  assert.equal(overflow((await api.get("/metrics")).body, "templates"), 5);
});
