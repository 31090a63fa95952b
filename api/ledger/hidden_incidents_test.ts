import assert from "node:assert/strict";
import type { Alarm } from "../../core/detection/alarm.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import { hiddenIncidents } from "./hidden_incidents.ts";

const MINUTE_MS = 60_000;
const ALARM: Alarm = {
  ...{ kind: "spike", source: "web", template: "*", startMs: 0, endMs: MINUTE_MS, incident: "" },
  ...{ actual: 9, expected: 1, probability: 0.1, scaleMs: MINUTE_MS },
};
const MUTE: LedgerEntry = {
  ...{ id: "m", kind: "mute", source: "web", untilMs: null, author: "", comment: "", createdMs: 0, revokedMs: null },
};

Deno.test("hiddenIncidents() puts alarms together that are near each other, and names the mutes", () => {
  const later = { startMs: 60 * MINUTE_MS, endMs: 61 * MINUTE_MS };
  const alarms = [ALARM, { ...ALARM, source: "db", startMs: MINUTE_MS, endMs: 5 * MINUTE_MS }, { ...ALARM, ...later }];
  const ledger = [MUTE, { ...MUTE, id: "db", source: "db" }, { ...MUTE, id: "other", source: "other" }];
  assert.deepEqual(hiddenIncidents(alarms, ledger).map(({ mutes, sources, series }) => [mutes, sources, series]), [
    [["m", "db"], ["web", "db"], 2],
    [["m"], ["web"], 1],
  ]);
});
