import assert from "node:assert/strict";
import { alarmsOf } from "./alarms_of.ts";
import { openEpisode } from "./episode.ts";

const FIGURES = { startMs: 0, endMs: 60_000, actual: 0, expected: 9, threshold: 1, score: 4 };
const MEMBER = {
  kind: "silence",
  source: "web",
  template: "*",
  startMs: 0,
  endMs: 120_000,
  actual: 0,
  expected: 9,
  lower: 1,
  upper: null,
  perDay: 0.1,
  spanMs: 86_400,
};

Deno.test("alarmsOf() makes an alarm of each member, with how probable its time is", () => {
  const members = [MEMBER, { ...MEMBER, template: "t", perDay: 1e6 }];
  const incident = { members, more: 0, adopted: false };
  const episode = { ...openEpisode({ kind: "silence", source: "web", template: "*", ...FIGURES }), incident };
  assert.deepEqual(
    alarmsOf(episode).map(({ incident, template, endMs, probability, scaleMs }) => {
      return [incident, template, endMs, probability.toPrecision(3), scaleMs];
    }),
    [[episode.id, "*", 120_000, "0.000100", 86_400], [episode.id, "t", 120_000, "1.00", 86_400]],
  );
});

Deno.test("alarmsOf() makes none of an episode that is no incident", () => {
  assert.deepEqual(alarmsOf(openEpisode({ kind: "frequency", source: "web", template: "*", ...FIGURES })), []);
});
