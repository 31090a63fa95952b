import assert from "node:assert/strict";
import { anAnomaly } from "../../core/detection/testing/an_anomaly.ts";
import type { Severity } from "../../core/severity.ts";
import type { AnomalyChange } from "../../notify/notifier.ts";
import { ToldChanges } from "./told_changes.ts";

/** What is told of changes of one incident, each with the severity that it has then. */
function toldOf(least: Severity, changes: readonly (readonly [AnomalyChange, Severity])[]): (AnomalyChange | null)[] {
  const told = new ToldChanges(least);
  return changes.map(([change, severity]) => told.take({ ...anAnomaly({ id: "one" }), severity }, change));
}

Deno.test("ToldChanges tells all where all matters", () => {
  const changes = [["opened", "info"], ["worsened", "critical"], ["closed", "critical"]] as const;
  assert.deepEqual(toldOf("info", changes), ["opened", "worsened", "closed"]);
  assert.deepEqual(toldOf("info", [["worsened", "warning"]]), ["worsened"]);
});

Deno.test("ToldChanges opens an incident when it comes to matter enough, and ends what was told", () => {
  const changes = [["opened", "warning"], ["worsened", "critical"], ["closed", "warning"]] as const;
  assert.deepEqual(toldOf("critical", changes), [null, "opened", "closed"]);
});

Deno.test("ToldChanges does not end what nobody was told of, opened again or not", () => {
  assert.deepEqual(toldOf("critical", [["opened", "warning"], ["closed", "warning"]]), [null, null]);
  const again = [["opened", "critical"], ["closed", "critical"], ["opened", "info"], ["closed", "info"]] as const;
  assert.deepEqual(toldOf("warning", again), ["opened", "closed", null, null]);
});

Deno.test("ToldChanges ends what matters and may have been told before a restart", () => {
  assert.deepEqual(toldOf("warning", [["closed", "critical"]]), ["closed"]);
});
