import assert from "node:assert/strict";
import type { Finding } from "./finding.ts";
import { Recurrences } from "./recurrences.ts";

const HOUR_MS = 3_600_000;

function finding(
  { atHour, ...more }: { readonly atHour: number } & Partial<Finding>,
): Finding {
  const times = { startMs: atHour * HOUR_MS - 60_000, endMs: atHour * HOUR_MS };
  const figures = { actual: 90, expected: 10, lower: 4, upper: 20, perDay: 1e-4, mostPerDay: 1e-2, adopted: false };
  return { kind: "spike", source: "mail", template: "sent", ...times, ...figures, ...more };
}

/** Whether each of these findings may open an incident, in a source that is watched from hour 0 on. */
function told(findings: readonly Finding[], recurrences = new Recurrences(0.2)): boolean[] {
  return findings.map((each) => recurrences.take(each, { watchedMs: each.endMs, isOpening: true }));
}

/** Findings at these hours. */
function at(hours: readonly number[], more: Partial<Finding> = {}): Finding[] {
  return hours.map((atHour) => finding({ atHour, ...more }));
}

Deno.test("Recurrences tells what occurs for the first time, and all of one occurrence", () => {
  assert.deepEqual(told(at([30, 31, 35])), [true, true, true]);
});

Deno.test("Recurrences does not tell what occurs more often than the budget allows", () => {
  const hours = [20, 32, 44, 56, 68, 80];
  assert.deepEqual(told(at(hours)).slice(3), [false, false, false]);
  assert.deepEqual(told(at(hours), new Recurrences(10)), Array(6).fill(true));
  assert.deepEqual(told(at(hours), new Recurrences()), Array(6).fill(true));
});

Deno.test("Recurrences tells what occurs as seldom as the budget allows", () => {
  assert.deepEqual(told(at([24, 24 * 9, 24 * 17, 24 * 25])), [true, true, true, true]);
});

Deno.test("Recurrences tells a frequent finding when its evidence is much rarer than that of the others", () => {
  const recurrences = new Recurrences(0.2);
  told(at([20, 32, 44, 56]), recurrences);
  assert.deepEqual(told(at([68]), recurrences), [false]);
  assert.deepEqual(told([finding({ atHour: 80, perDay: 1e-30 })], recurrences), [true]);
});

Deno.test("Recurrences adds up the evidence of one occurrence", () => {
  const recurrences = new Recurrences(0.2);
  told(at([20, 32, 44, 56]), recurrences);
  const goesOn = told(at([68, 68.1, 68.2, 68.3, 68.4, 68.5, 68.6, 68.7]), recurrences);
  assert.deepEqual([goesOn.at(0), goesOn.at(-1)], [false, true]);
});

Deno.test("Recurrences leaves what one series does not use to the others, and shares the rest alike", () => {
  const recurrences = new Recurrences(0.2);
  const noisy = ["a", "b", "c", "d"].flatMap((source) => at([20, 32, 44, 56, 68], { source }));
  told(noisy.sort((a, b) => a.endMs - b.endMs), recurrences);
  assert.deepEqual(told(at([70], { source: "quiet" }), recurrences), [true]);
  assert.deepEqual(told(at([80], { source: "quiet" }), recurrences), [false]);
  assert.deepEqual(told(at([70, 80], { source: "quiet" })), [true, true]);
});

Deno.test("Recurrences keeps a message's first lines, its rate, its absence and errors apart, and more of it from less", () => {
  const recurrences = new Recurrences(0.1);
  const kinds = ["pattern", "spike", "drop", "missing", "errors"] as const;
  const findings = kinds.flatMap((kind, i) => [20 + i / 10, 30 + i / 10].map((atHour) => finding({ atHour, kind })));
  assert.deepEqual(told(findings, recurrences), kinds.flatMap(() => [true, false]));
});

Deno.test("Recurrences always tells that a source is silent", () => {
  assert.deepEqual(told(at([20, 32, 44, 56], { kind: "silence", template: "*" })), Array(4).fill(true));
  assert.equal(told(at([20, 32, 44, 56], { kind: "missing", template: "@web-1" })).at(-1), false);
});

Deno.test("Recurrences follows merges, and goes on from what was kept", () => {
  const recurrences = new Recurrences(0.2);
  told(at([20, 32, 44, 56]), recurrences);
  recurrences.rekey("mail", new Map([["sent", "delivered"]]));
  const restored = new Recurrences(0.2);
  restored.restore("mail", JSON.parse(JSON.stringify(recurrences.stateOf("mail"))));
  assert.deepEqual(told(at([68], { template: "delivered" }), restored), [false]);
  assert.deepEqual(told(at([68]), restored), [true]);
});

Deno.test("Recurrences remembers no more than 200 series of a source", () => {
  const recurrences = new Recurrences(0.2);
  for (let i = 0; i < 300; i++) told([finding({ atHour: 20 + i / 100, template: `t${i}` })], recurrences);
  const { series } = recurrences.stateOf("mail");
  assert.equal(series.length, 200);
  assert.ok(series.some(([key]) => key.endsWith("t299")));
});

Deno.test("Recurrences counts no occurrence that other logs shared, and counts one of another time", () => {
  const hours = [20, 32, 44, 56];
  const after = (share: (recurrences: Recurrences) => void) => {
    const recurrences = new Recurrences(0.2);
    told(at(hours), recurrences);
    share(recurrences);
    return told(at([68]), recurrences);
  };
  const shared = new Recurrences(0.2);
  for (const atHour of hours) {
    told(at([atHour]), shared);
    shared.share(finding({ atHour }));
  }
  assert.deepEqual(told(at([68]), shared), [true]);
  assert.deepEqual([after(() => {}), after((recurrences) => recurrences.share(finding({ atHour: 90 })))], [[false], [
    false,
  ]]);
});
