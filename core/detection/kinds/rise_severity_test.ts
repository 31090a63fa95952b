import assert from "node:assert/strict";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";
import { riseSeverity } from "./change_words.ts";

const RISE = { source: "web", template: ALL_TEMPLATES, expected: 10, threshold: 20, score: 30 };
const severities = (figures: Partial<EpisodeFigures>, ...counts: number[]) =>
  counts.map((actual) => riseSeverity({ ...RISE, ...figures, actual } as EpisodeFigures));

Deno.test("riseSeverity() takes more traffic for a warning, and ten times the usual for critical", () => {
  assert.deepEqual(severities({}, 20, 99, 100), ["warning", "warning", "critical"]);
});

Deno.test("riseSeverity() takes three times the lines of a message for a warning, of an error by how many come", () => {
  assert.deepEqual(severities({ template: "t" }, 29, 30, 1000), ["info", "warning", "warning"]);
  assert.deepEqual(severities({ template: "t", level: "error" }, 29, 300), ["info", "critical"]);
});
