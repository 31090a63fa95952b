import assert from "node:assert/strict";
import type { LedgerEntry } from "../core/ledger_entry.ts";
import type { Notifier } from "../notify/notifier.ts";
import { notifierSink } from "./sinks/notifier_sink.ts";
import { Rehearsal, START_MS } from "./testing/rehearsal.ts";

const MUTE: LedgerEntry = {
  ...{ id: "m", kind: "mute", source: "web", untilMs: null, author: "", comment: "", createdMs: 0, revokedMs: null },
};
const FLOOD = { a: 500, b: 100 };

Deno.test("runDetector() tells nobody of what is muted, but keeps it as an alarm without an incident", async () => {
  await using stage = new Rehearsal();
  const told: string[] = [];
  const ear: Notifier = {
    notify: ({ kind }, change) => Promise.resolve(void told.push(`${change} ${kind}`)),
    close: () => Promise.resolve(),
  };
  await stage.store.saveLedger(MUTE);
  stage.start("fresh", { sinks: [notifierSink(ear, stage)] });
  await stage.calm(8);
  await stage.pass([FLOOD, FLOOD]);
  await stage.calm(2);
  assert.deepEqual([await stage.calls(), told, stage.eventsOf("anomalyOpened")], [[], [], []]);
  const [alarm] = (await stage.store.alarms({ incident: "" })).filter(({ template }) => template === "*");
  assert.deepEqual([alarm?.kind, alarm?.source, alarm?.actual], ["frequency", "web", 600]);
});

Deno.test("runDetector() goes by the ledger within seconds of what is said in another process", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.store.saveLedger(MUTE);
  await stage.pass([FLOOD]);
  await stage.calm(2);
  assert.deepEqual(await stage.calls(), []);
  await stage.store.saveLedger({ ...MUTE, revokedMs: stage.clock.now() });
  await stage.pass([FLOOD]);
  assert.ok((await stage.calls()).some((call) => call.startsWith("frequency * ")));
});

Deno.test("runDetector() fresh keeps the ledger", async () => {
  await using stage = new Rehearsal();
  await stage.store.saveLedger({ ...MUTE, createdMs: START_MS });
  stage.start("fresh");
  await stage.calm(1);
  assert.equal((await stage.store.ledger()).length, 1);
});

Deno.test("runDetector() takes what is said of a template for said of the one that it was merged into", async () => {
  await using stage = new Rehearsal();
  await stage.store.saveLedger({ ...MUTE, template: "old", anomalyKind: "pattern" });
  stage.start("fresh");
  await stage.calm(8);
  await stage.agent.register([{ id: "into" }, { id: "old" }], stage.clock.now());
  await stage.store.saveTemplates(
    (await stage.store.templates()).map((row) => row.id === "old" ? { ...row, replacedBy: "into" } : row),
  );
  await stage.pass([{ a: 100, b: 100 }, { a: 100, b: 100, into: 3 }, { a: 100, b: 100 }]);
  assert.deepEqual(await stage.calls(), []);
  assert.deepEqual((await stage.store.alarms({ incident: "" })).map(({ template }) => template), ["into"]);
});
