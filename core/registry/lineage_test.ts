import assert from "node:assert/strict";
import type { TemplateRecord } from "../counter_batch.ts";
import { Lineage } from "./lineage.ts";

function record(id: string, text: string, more: Partial<TemplateRecord> = {}): TemplateRecord {
  return { source: "s", id, text, sample: "", firstSeenMs: 0, initial: false, ...more };
}

const CASES: readonly [string, TemplateRecord[], Record<string, string>][] = [
  ["nothing replaces a lone template", [record("a", "x <*>")], { a: "a", unknown: "unknown" }],
  ["a chain is followed to its end", [
    record("a", "took 5 whole ms", { replacedBy: "b" }),
    record("b", "took <*> whole ms", { replacedBy: "c" }),
    record("c", "took <*> ms"),
  ], { a: "c", b: "c", c: "c" }],
  ["a survivor may be named before its record arrives", [record("a", "one", { replacedBy: "z" })], { a: "z" }],
  ["equal texts survive under the earliest", [
    record("a", "user <*> in", { firstSeenMs: 9 }),
    record("b", "user <*> in", { firstSeenMs: 3 }),
  ], { a: "b", b: "b" }],
  ["equal texts of one age survive under the smallest id", [record("b", "same"), record("a", "same")], { b: "a" }],
  ["a circle ends at its oldest", [
    record("a", "one", { replacedBy: "b", firstSeenMs: 5 }),
    record("b", "two", { replacedBy: "c", firstSeenMs: 2 }),
    record("c", "three", { replacedBy: "a", firstSeenMs: 7 }),
    record("d", "four", { replacedBy: "a", firstSeenMs: 9 }),
  ], { a: "b", b: "b", c: "b", d: "b" }],
  ["an instance is merged into the more general text", [
    record("a", "user alice logged in"),
    record("b", "user <*> logged in", { firstSeenMs: 8 }),
  ], { a: "b", b: "b" }],
  ["a value within a token is more general, whatever the ages and ids", [
    record("a", "Task tasks.mail[<*>] received", { replacedBy: "b" }),
    record("b", "Task <*>[<*>] received", { firstSeenMs: 8 }),
  ], { a: "b", b: "b" }],
  ["of texts without values the shorter one is not more general", [
    record("b", "old", { replacedBy: "a" }),
    record("a", "into"),
  ], { b: "a" }],
  ["verbs stay apart", [record("a", "Started <*>"), record("b", "Paused <*>")], { a: "a", b: "b" }],
  ["a text that is mostly variable covers no words", [
    record("a", "disk sda failed"),
    record("b", "<*> <*> failed"),
    record("c", "<*> failed"),
  ], { a: "a" }],
  ["two words are no value", [
    record("a", "user alice logged in there from home"),
    record("b", "user <*> logged in there from <*>"),
  ], { a: "a" }],
  ["a value and a word are one", [
    record("a", "user alice logged in there from 7"),
    record("b", "user <*> logged in there from <*>"),
  ], { a: "b" }],
  ["what was split off stays apart", [
    record("a", "job nightly has started", { ancestor: "b" }),
    record("b", "job <*> has started"),
  ], { a: "a", b: "b" }],
  ["what was split off is not one with what had its text before", [
    record("a", "job <*> has started"),
    record("b", "job nightly has started", { replacedBy: "a" }),
    record("c", "job nightly has started", { ancestor: "a" }),
    record("d", "job weekly has started", { ancestor: "a" }),
  ], { a: "a", b: "a", c: "c", d: "d" }],
  ["a host that has not split goes on with what another one has split", [
    record("a", "job <*> has started"),
    record("c", "job nightly has started", { ancestor: "a" }),
    record("e", "job yearly has started", { replacedBy: "a" }),
  ], { a: "a", c: "c", e: "a" }],
  ["what was split off is one again when its miner says so", [
    record("a", "job <*> has started"),
    record("c", "job nightly has started", { ancestor: "a", replacedBy: "a" }),
    record("d", "job weekly has started", { ancestor: "a", replacedBy: "a" }),
  ], { a: "a", c: "a", d: "a" }],
  ["the overflow template never merges", [
    record("overflow", "<overflow>", { replacedBy: "a" }),
    record("a", "<overflow>"),
    record("b", "two", { replacedBy: "overflow" }),
  ], { overflow: "overflow", a: "a", b: "b" }],
  ["sources are worlds of their own", [
    record("a", "same"),
    record("b", "same", { source: "other", firstSeenMs: -1 }),
  ], { a: "a" }],
];

for (const [name, rows, expected] of CASES) {
  Deno.test(`Lineage: ${name}`, () => {
    for (const order of [rows, rows.toReversed()]) {
      const lineage = Lineage.from(order);
      for (const [id, survivor] of Object.entries(expected)) assert.equal(lineage.resolve("s", id), survivor, id);
    }
  });
}
