import assert from "node:assert/strict";
import { type AnomalyKind, kindOf, KINDS } from "./kinds.ts";

Deno.test("KINDS have names and chart colours of their own", () => {
  assert.equal(new Set(KINDS.map(({ name }) => name)).size, KINDS.length);
  assert.equal(new Set(KINDS.map(({ colours }) => colours.chart)).size, KINDS.length);
});

Deno.test("kindOf() finds each kind by its name, and refuses one that there is none of", () => {
  for (const kind of KINDS) assert.equal(kindOf(kind.name), kind);
  assert.throws(() => kindOf("tide" as AnomalyKind), /Cannot show an anomaly of kind "tide": expected frequency, /);
});
