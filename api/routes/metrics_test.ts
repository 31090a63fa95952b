import assert from "node:assert/strict";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const HEARTBEAT: Heartbeat = {
  agent: "a1",
  source: 'odd "name"\\\n',
  host: "h1",
  read: 15,
  counted: 7,
  rejected: 3,
  rejectedBy: { bounds: 2 },
  lost: { gone: 1, spool: 4 },
  lagBytes: 100,
  lagMs: 1500,
  watermarkMs: START_MS,
  sinceMs: START_MS,
  firstLiveMs: null,
  spoolBytes: 5,
};

Deno.test("GET /metrics is Prometheus text whose every line is well-formed and every metric described", async () => {
  await using api = openTestApi();
  await api.post("/ingest?source=web", "a b");
  await api.store.saveHeartbeats([HEARTBEAT], START_MS);
  const { headers, body } = await api.get("/metrics");
  assert.match(headers.get("Content-Type") ?? "", /^text\/plain; version=0\.0\.4/);
  const described = new Set<string>();
  for (const line of body.split("\n").filter((line: string) => line !== "")) {
    const comment = /^# (HELP|TYPE) (\w+) (.+)$/.exec(line);
    if (comment !== null) {
      described.add(`${comment[1]} ${comment[2]}`);
      continue;
    }
    const sample = /^(\w+?)(_bucket|_sum|_count)?(\{(\w+="([^"\\\n]|\\["\\n])*",?)+\})? (-?[\d.e+-]+|\+Inf|NaN)$/.exec(
      line,
    );
    assert.ok(sample, `malformed: ${line}`);
    assert.ok(["HELP", "TYPE"].every((what) => described.has(`${what} ${sample[1]}`)), `not described: ${line}`);
  }
});

Deno.test("GET /metrics counts lines, requests and batches, and says what agents, registry and store hold", async () => {
  await using api = openTestApi();
  await api.post("/ingest?source=web", "a b\na b\nc d");
  await api.post("/ingest", [{ content: 1 }, { content: "x y" }]);
  await api.get("/nothing");
  await api.post("/api/agent/batches", { agent: "a1", batch: null, heartbeats: [HEARTBEAT], clockMs: START_MS - 7000 });
  await api.clock.advance(1000);
  const { body } = await api.get("/metrics");
  const source = 'agent="a1",source="odd \\"name\\"\\\\\ufffd"';
  for (
    const line of [
      'logiq_lines_accepted_total{source="web"} 3',
      'logiq_lines_accepted_total{source="api"} 1',
      'logiq_lines_rejected_total{reason="entry"} 1',
      'logiq_lines_rejected_total{reason="retention"} 0',
      `logiq_agent_lines_rejected_total{${source},reason="bounds"} 2`,
      `logiq_agent_lines_rejected_total{${source},reason="unknown"} 1`,
      `logiq_agent_lines_lost_total{${source},reason="gone"} 1`,
      `logiq_agent_lines_lost_total{${source},reason="spool"} 4`,
      "logiq_batches_total 2",
      'logiq_http_requests_total{method="POST",route="/ingest",status="200"} 2',
      'logiq_http_requests_total{method="POST",route="/api/agent/batches",status="200"} 1',
      'logiq_http_requests_total{method="GET",route="-",status="404"} 1',
      'logiq_store_write_seconds_count{operation="counters"} 2',
      'logiq_build_info{version="1.2.3"} 1',
      'logiq_templates{source="web"} 2',
      'logiq_anomalies{kind="frequency",label="none"} 0',
      "logiq_store_up 1",
      'logiq_agent_clock_offset_seconds{agent="a1"} -7',
      `logiq_agent_lines_read_total{${source}} 15`,
      `logiq_agent_conservation_difference_lines{${source}} 0`,
      `logiq_agent_lag_bytes{${source}} 100`,
      `logiq_agent_lag_seconds{${source}} 1.5`,
      `logiq_agent_spool_bytes{${source}} 5`,
      `logiq_agent_watermark_seconds{${source}} ${START_MS / 1000}`,
    ]
  ) assert.ok(body.includes(`${line}\n`), `missing: ${line}\n${body}`);
});

Deno.test("GET /metrics goes on while the store is away, and says so", async () => {
  await using api = openTestApi();
  await api.post("/ingest?source=web", "a b");
  api.fail("countTemplates", "before");
  const { status, body } = await api.get("/metrics");
  assert.equal(status, 200);
  assert.match(body, /^logiq_store_up 0$/m);
  assert.match(body, /^logiq_lines_accepted_total\{source="web"\} 1$/m);
});

Deno.test("GET /metrics has no label that a terminal would obey", async () => {
  await using api = openTestApi();
  await api.store.saveHeartbeats([{ ...HEARTBEAT, source: "a\u001b[2J\u009b\u202e" }], START_MS);
  const { body } = await api.get("/metrics");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(body, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(body, /source="a\ufffd\[2J\ufffd\ufffd"/);
});
