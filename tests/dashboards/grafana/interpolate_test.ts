import assert from "node:assert/strict";
import { fillMacros, goDuration, interpolateVariables } from "./interpolate.ts";

Deno.test("interpolateVariables() writes several values as alternatives, one escaped, all as its own value", () => {
  const variables = new Map([
    ["one", { values: ["a.b/c"] }],
    ["two", { values: ["a", "b+"] }],
    ["all", { values: ["a", "b"], all: ".*" }],
  ]);
  const flux = "/^${one:regex}$/ /^${two:regex}$/ /^${all:regex}$/ ${one} ${none}";
  assert.equal(interpolateVariables(flux, variables), "/^a\\.b\\/c$/ /^(a|b\\+)$/ /^.*$/ a.b/c ${none}");
});

Deno.test("fillMacros() fills in times and the interval, as Go prints it", () => {
  const range = { fromMs: 0, toMs: 60_000, intervalMs: 90_000 };
  assert.equal(
    fillMacros("v.timeRangeStart v.timeRangeStop v.windowPeriod r.text", range),
    "1970-01-01T00:00:00.000Z 1970-01-01T00:01:00.000Z 1m30s r.text",
  );
});

Deno.test("goDuration() names minutes and seconds even where they are 0, and milliseconds below a second", () => {
  assert.deepEqual([500, 2_000, 60_000, 3_600_000].map(goDuration), ["500ms", "2s", "1m0s", "1h0m0s"]);
});
