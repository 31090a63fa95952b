import assert from "node:assert/strict";
import { type CalledIncident, judgeIncidents, type Verdict } from "./judge_incidents.ts";
import { scoreLabels } from "./label_score.ts";
import type { LabelledInterval } from "./labelled_interval.ts";

const MINUTE = 60_000, DAY = 86_400_000;
const full: LabelledInterval = { name: "full", startMs: 60 * MINUTE, endMs: 70 * MINUTE, messages: ["disk full"] };
const scan: LabelledInterval = { name: "scan", startMs: 600 * MINUTE, endMs: 610 * MINUTE, messages: [] };

function incident(startMinute: number, text = "", calledMinute = startMinute, kind = "spike"): CalledIncident {
  return { kind, startMs: startMinute * MINUTE, calledMs: calledMinute * MINUTE, text };
}

const VERDICTS: [string, CalledIncident, Verdict, LabelledInterval[]][] = [
  ["names a label's message in its time", incident(62, "disk full on sda"), "right", [full]],
  ["begins a minute before", incident(59, "disk full"), "right", [full]],
  ["is called in its time, and began long before", incident(30, "disk full", 65), "right", [full]],
  ["begins five minutes after its end", incident(75, "disk full"), "right", [full]],
  ["begins later", incident(75.1, "disk full"), "false", []],
  ["begins earlier", incident(58.9, "disk full"), "false", []],
  ["names another message", incident(62, "login"), "beside", []],
  ["names anything where a label names nothing", incident(601, "login"), "right", [scan]],
];
for (const [what, called, verdict, labels] of VERDICTS) {
  Deno.test(`judgeIncidents() calls ${verdict} what ${what}`, () => {
    assert.deepEqual(judgeIncidents([called], [full, scan]), [{ incident: called, verdict, labels }]);
  });
}

Deno.test("scoreLabels() sums up what was found, how soon, and what was false, per name and per kind", () => {
  const labels = [full, scan, { ...scan, startMs: 700 * MINUTE, endMs: 701 * MINUTE }, {
    ...full,
    startMs: 3 * DAY,
    endMs: 3 * DAY,
  }];
  const judged = judgeIncidents([
    incident(61, "disk full", 64),
    incident(62, "disk full", 66, "burst"),
    incident(63, "login"),
    incident(599.5, "login"),
    incident(300, "login", 300, "burst"),
  ], labels);
  const score = scoreLabels(judged, { labels, fromMs: 0, toMs: 2 * DAY });
  assert.deepEqual(score, {
    labels: 3,
    found: 2,
    medianDelayMs: 2 * MINUTE,
    outside: 1,
    right: 3,
    beside: 1,
    false: 1,
    precision: 3 / 4,
    recall: 2 / 3,
    f1: 2 * (3 / 4) * (2 / 3) / (3 / 4 + 2 / 3),
    falsePerDay: 0.5,
    byLabel: [
      { name: "full", labels: 1, found: 1, medianDelayMs: 4 * MINUTE },
      { name: "scan", labels: 2, found: 1, medianDelayMs: 0 },
    ],
    byKind: [{ kind: "burst", right: 1, beside: 0, false: 1 }, { kind: "spike", right: 2, beside: 1, false: 0 }],
  });
});

Deno.test("scoreLabels() says null where there is nothing to tell, and no NaN", () => {
  const nothing = scoreLabels([], { labels: [], fromMs: 0, toMs: 0 });
  assert.deepEqual(
    [nothing.precision, nothing.recall, nothing.f1, nothing.medianDelayMs, nothing.falsePerDay],
    [null, null, null, null, 0],
  );
  const missed = scoreLabels(judgeIncidents([incident(1)], [full]), { labels: [full], fromMs: 0, toMs: DAY });
  assert.deepEqual([missed.precision, missed.recall, missed.f1], [0, 0, 0]);
});
