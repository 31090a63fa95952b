import assert from "node:assert/strict";
import type { LabelledInterval } from "./labelled_interval.ts";
import { readLabels } from "./read_labels.ts";

const ACCEPTED: [string, unknown, LabelledInterval[]][] = [
  ["an array in epoch seconds", [{ start: 10, end: 20.5, message: "disk", name: "full" }], [
    { name: "full", startMs: 10_000, endMs: 20_500, messages: ["disk"] },
  ]],
  ["ISO times, and no end", [{ start: "2026-01-31T12:00:00Z" }], [
    { name: "label 1", startMs: 1_769_860_800_000, endMs: 1_769_860_800_000, messages: [] },
  ]],
  ["phases", { start: 0, end: 9, phases: [{ phase: "scan", start: 1, end: 2, messages: ["a", ""] }] }, [
    { name: "scan", startMs: 1_000, endMs: 2_000, messages: ["a", ""] },
  ]],
  ["no labels at all", [], []],
];
for (const [what, given, expected] of ACCEPTED) {
  Deno.test(`readLabels() reads ${what}`, () => assert.deepEqual(readLabels(JSON.stringify(given)), expected));
}

const REFUSED: [string, string, RegExp][] = [
  ["no JSON", "start,end", /^Cannot read labels: expected JSON/],
  ["an object without phases", "{}", /expected an array of {"start"/],
  ["null", "null", /expected an array/],
  ["a label that is none", "[7]", /label 1: expected an object/],
  [
    "a time that is none",
    '[{"start": 1}, {"start": "noon"}]',
    /start of label 2, "noon": expected epoch seconds or an/,
  ],
  ["no start", '[{"end": 1}]', /start of label 1, nothing: expected/],
  ["an end before the start", '[{"start": 2, "end": 1}]', /label 1: expected its end not to be before/],
  ["a message that is no text", '[{"start": 2, "message": 5}]', /messages of label 1: expected texts/],
];
for (const [what, json, message] of REFUSED) {
  Deno.test(`readLabels() refuses ${what}`, () => {
    assert.throws(() => readLabels(json), (error: Error) => message.test(error.message));
  });
}
