import assert from "node:assert/strict";
import { Broadcast } from "../core/broadcast.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { readSettings } from "../settings/read_settings.ts";
import { createDisplay } from "../terminal/display.ts";
import { sinksOf } from "./sinks.ts";

function sinks(environment: Record<string, string>, live?: Broadcast<DetectorEvent>) {
  const lines: string[] = [];
  const display = createDisplay({ json: true, quiet: false, write: (line) => lines.push(line) });
  const store = { writePoints: () => Promise.resolve() };
  return { lines, all: sinksOf({ store, settings: readSettings({}, environment), clock, display, live }) };
}

const clock = { now: () => 0, sleep: () => Promise.resolve() };

function named(environment: Record<string, string>): string[] {
  return sinks(environment).all.map(({ name }) => name);
}

Deno.test("sinksOf() gives to the terminal, to Grafana's store, and to whom the settings name", () => {
  const always = named({});
  assert.equal(always[0], "terminal");
  const chosen = named({ INFLUX_URL: "http://127.0.0.1:8086", WEBHOOK_URL: "http://127.0.0.1:9/" });
  assert.deepEqual(chosen.filter((name) => !always.includes(name)), ["check recorder", "notifier"]);
});

Deno.test("sinksOf() lets other parts follow, until the end", async () => {
  const live = new Broadcast<DetectorEvent>();
  const heard = live.subscribe();
  const { all, lines } = sinks({}, live);
  for (const sink of all) await sink.take({ kind: "recovered" });
  for (const sink of all) await sink.close?.();
  assert.deepEqual(await Array.fromAsync(heard), [{ value: { kind: "recovered" }, missed: 0 }]);
  assert.deepEqual(lines, ['{"part":"detector","kind":"recovered"}']);
});
