import type { Store } from "../store.ts";
import {
  alarm,
  anomaly,
  baseline,
  batch,
  heartbeat,
  HOUR_MS,
  ledgerEntry,
  NOW_MS,
  point,
  registeredTemplate,
  START_MS,
  stateRow,
} from "./contract_fixtures.ts";

/** What `kept` finds after `fill`. */
export const FILLED = {
  lines: 7,
  templates: 1,
  samples: 1,
  heartbeats: 1,
  baselines: 1,
  anomalies: 1,
  alarms: 1,
  ledger: 1,
  detectorState: 1,
  replies: 1,
};

/** Writes something through every port; doing it again changes nothing. */
export async function fill(store: Store): Promise<void> {
  await store.writeCounters(batch([point({ count: 3 }), point({ slotMs: START_MS + HOUR_MS, count: 4 })]), NOW_MS);
  await store.saveTemplates([registeredTemplate()]);
  await store.saveSamples([{ source: "app", template: "login", line: "user anna logged in", atMs: START_MS }]);
  await store.saveHeartbeats([heartbeat()], NOW_MS);
  await store.saveBaselines([baseline()]);
  await store.saveAnomalies([anomaly()]);
  await store.saveAlarms([alarm()]);
  await store.saveLedger(ledgerEntry());
  await store.saveDetectorState([stateRow()]);
  await store.rememberReply("key", "reply", NOW_MS);
}

/** How much a store holds of what `fill` writes. */
export async function kept(store: Store): Promise<Record<string, number>> {
  const range = { source: "app", fromMs: START_MS, toMs: START_MS + 2000 };
  return {
    lines: (await store.templateCounts()).reduce((sum, row) => sum + row.count, 0),
    templates: (await store.templates()).length,
    samples: (await store.samples()).length,
    heartbeats: (await store.heartbeats()).length,
    baselines: (await store.baselines(range)).length,
    anomalies: (await store.anomalies()).length,
    alarms: (await store.alarms()).length,
    ledger: (await store.ledger()).length,
    detectorState: (await store.detectorState()).length,
    replies: await store.recallReply("key") === null ? 0 : 1,
  };
}
