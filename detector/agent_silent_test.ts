import assert from "node:assert/strict";
import { Rehearsal } from "./testing/rehearsal.ts";

Deno.test("runDetector() says when an agent is gone, though no window does, and when it is back", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  for (let at = 0; at < 70; at++) await stage.clock.advance(2000);
  const opened = stage.eventsOf("anomalyOpened");
  assert.deepEqual(opened.map(({ anomaly }) => [anomaly.kind, anomaly.source]), [["absence", "web"]]);
  assert.equal((await stage.store.anomalies()).length, 1);
  stage.restartAgent();
  await stage.calm(3);
  assert.deepEqual(stage.eventsOf("anomalyClosed").map(({ anomaly }) => anomaly.kind), ["absence"]);
  const [anomaly] = await stage.store.anomalies();
  assert.equal(anomaly?.incident?.isOpen, false);
});
