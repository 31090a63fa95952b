import assert from "node:assert/strict";
import { Rehearsal } from "./testing/rehearsal.ts";

/** Time passes, and no agent is heard of. */
async function silence(stage: Rehearsal): Promise<void> {
  for (let at = 0; at < 70; at++) await stage.clock.advance(2000);
}

for (const detector of ["sigma", "auto"]) {
  Deno.test(`runDetector() says by ${detector} when an agent is gone, though no window does, and when it is back`, async () => {
    await using stage = new Rehearsal();
    stage.start("fresh", { detector });
    await stage.calm(8);
    await silence(stage);
    const opened = stage.eventsOf("anomalyOpened");
    assert.deepEqual(opened.map(({ anomaly }) => [anomaly.kind, anomaly.source]), [["absence", "web"]]);
    assert.equal((await stage.store.anomalies()).length, 1);
    stage.restartAgent();
    await stage.calm(70);
    assert.deepEqual(stage.eventsOf("anomalyClosed").map(({ anomaly }) => anomaly.kind), ["absence"]);
    const [anomaly] = await stage.store.anomalies();
    assert.equal(anomaly?.incident?.isOpen, false);
  });

  Deno.test(`runDetector() goes on by ${detector} with an agent that is missed, after it was killed`, async () => {
    await using stage = new Rehearsal();
    stage.start("fresh", { detector });
    await stage.calm(8);
    await silence(stage);
    await stage.crash();
    stage.start("continue", { detector });
    await silence(stage);
    assert.deepEqual(stage.eventsOf("anomalyOpened").length, 1);
    stage.restartAgent();
    await stage.calm(70);
    assert.equal(stage.eventsOf("anomalyClosed").length, 1);
    assert.deepEqual((await stage.store.anomalies()).map(({ incident }) => incident?.isOpen), [false]);
  });
}

Deno.test("runDetector() ends at its start the incidents that no state goes on with", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh", { detector: "auto" });
  await stage.calm(8);
  await silence(stage);
  await stage.stop();
  const [open] = await stage.store.anomalies();
  await stage.store.saveAnomalies([{ ...open!, id: "another", endMs: open!.startMs }]);
  stage.start("continue", { detector: "auto" });
  await stage.clock.advance(2000);
  const anomalies = await stage.store.anomalies();
  const isOpen = Object.fromEntries(anomalies.map(({ id, incident }) => [id, incident?.isOpen]));
  assert.deepEqual(isOpen, { [open!.id]: true, another: false });
  assert.deepEqual(stage.eventsOf("anomalyClosed").map(({ anomaly }) => anomaly.id), ["another"]);
  const { id, title, startMs } = open!;
  assert.deepEqual(stage.eventsOf("started").at(-1)!.open, [{ id, title, sinceMs: startMs }]);
});
