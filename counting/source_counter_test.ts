import assert from "node:assert/strict";
import type { Mode } from "../core/mode.ts";
import type { LogRecord } from "./log_record.ts";
import { SourceCounter } from "./source_counter.ts";
import { TemplateCatalogue } from "./template_catalogue.ts";
import { WordMiner } from "./testing/word_miner.ts";

function record(text: string, more: Partial<LogRecord> = {}): LogRecord {
  const buffer = new TextEncoder().encode(text);
  return { buffer, start: 0, end: buffer.length, lines: 1, ...more };
}

class Bench {
  readonly miner = new WordMiner();
  readonly counter = new SourceCounter({
    source: "app",
    host: "h",
    miner: this.miner,
    catalogue: new TemplateCatalogue("app"),
  });

  constructor() {
    this.counter.openSlot(1_000);
  }

  add(lines: string[], mode: Mode = "live", preexisting = false): void {
    const take = this.counter.chunk(mode, preexisting);
    for (const line of lines) take(record(line));
  }

  counts(): Record<string, number> {
    const { points } = this.counter.takeSlot();
    return Object.fromEntries(
      points.map(({ template, mode, level, count }) => [`${template} ${mode} ${level}`, count]),
    );
  }
}

Deno.test("SourceCounter counts per template, mode and level, and begins each slot at 0", () => {
  const bench = new Bench();
  bench.add(["login 1", "login 2", "logout 3"]);
  bench.add(["login 4"], "backlog");
  bench.miner.lastLevel = 6;
  bench.add(["login 5"]);
  assert.deepEqual(bench.counts(), {
    "login live -": 2,
    "logout live -": 1,
    "login backlog -": 1,
    "login live error": 1,
  });
  assert.deepEqual(bench.counts(), {});
  assert.deepEqual(bench.counter.totals, { read: 5, counted: 5, firstLiveMs: 1_000 });
});

Deno.test("SourceCounter adds up templates that were merged within the slot", () => {
  const bench = new Bench();
  bench.add(["login 1", "logon 2", "logon 3"]);
  bench.miner.merge("logon", "login");
  const { points, templates } = bench.counter.takeSlot();
  assert.deepEqual(points.map(({ template, count }) => [template, count]), [["login", 3]]);
  assert.deepEqual(templates.map(({ id, replacedBy }) => [id, replacedBy]), [["login", undefined], ["logon", "login"]]);
});

Deno.test("SourceCounter tells templates of a file's first content from later ones", () => {
  const bench = new Bench();
  bench.add(["old 1"], "backlog", true);
  bench.add(["new 1", "old 2"]);
  const { templates } = bench.counter.takeSlot();
  assert.deepEqual(templates.map(({ id, initial }) => [id, initial]), [["old", true], ["new", false]]);
});

Deno.test("SourceCounter takes a sample of a template again after 10 s", () => {
  const bench = new Bench();
  const samples = [1_000, 2_000, 10_999, 11_000, 12_000].map((slotMs) => {
    bench.counter.openSlot(slotMs);
    bench.add([`login at ${slotMs}`, "login again"]);
    return bench.counter.takeSlot().samples.map((sample) => sample.line);
  });
  assert.deepEqual(samples, [["login at 1000"], [], [], ["login at 11000"], []]);
});

Deno.test("SourceCounter remembers the first live slot, not the first of all", () => {
  const bench = new Bench();
  bench.add(["login 1"], "backlog");
  bench.counter.takeSlot();
  assert.equal(bench.counter.totals.firstLiveMs, null);
  bench.counter.openSlot(7_000);
  bench.add(["login 2"]);
  bench.counter.takeSlot();
  assert.equal(bench.counter.totals.firstLiveMs, 7_000);
});

Deno.test("SourceCounter counts a record of several lines once, and tells how many lines it was", () => {
  const bench = new Bench();
  const take = bench.counter.chunk("live", false);
  take(record("failed at\n a\n b", { lines: 3 }));
  take(record("failed again"));
  const { points, lines } = bench.counter.takeSlot();
  assert.deepEqual(points.map(({ template, count }) => [template, count]), [["failed", 2]]);
  assert.equal(lines, 4);
  assert.deepEqual(bench.counter.totals, { read: 4, counted: 4, firstLiveMs: 1_000 });
  take(record("failed"));
  assert.equal(bench.counter.takeSlot().lines, 1);
});

Deno.test("SourceCounter takes host, level and template where the record names them", () => {
  const bench = new Bench();
  const take = bench.counter.chunk("live", false);
  take(record("login 1"));
  take(record("login 2", { host: "h" }));
  take(record("login 3", { host: "web-1", level: 6 }));
  take(record("login 4", { template: "user <*>" }));
  take(record("login 5", { host: "web-1", template: "user <*>", level: 3 }));
  const { points, samples, templates } = bench.counter.takeSlot();
  const given = templates.find(({ text }) => text === "user <*>")!;
  assert.deepEqual(points.map(({ template, host, level, count }) => [template, host, level, count]), [
    ["login", "h", "-", 2],
    ["login", "web-1", "error", 1],
    [given.id, "h", "-", 1],
    [given.id, "web-1", "info", 1],
  ]);
  assert.equal(given.sample, "login 4");
  assert.deepEqual(samples.map(({ template, line }) => [template, line]), [["login", "login 1"], [
    given.id,
    "login 4",
  ]]);
});

Deno.test("SourceCounter puts given templates above the cap into the overflow template", () => {
  const miner = new WordMiner();
  const counter = new SourceCounter({
    source: "s",
    host: "h",
    miner,
    catalogue: new TemplateCatalogue("s"),
    maxTemplates: 2,
  });
  const take = counter.chunk("live", false);
  for (const template of ["a", "b", "c", "d", "a"]) take(record("x", { template }));
  const { points, templates } = counter.takeSlot();
  assert.deepEqual(points.map(({ count }) => count), [2, 1, 2]);
  assert.deepEqual(templates.map(({ text }) => text), ["a", "b", "<overflow>"]);
});

Deno.test("SourceCounter gives a template's record until it is said to have arrived", () => {
  const bench = new Bench();
  bench.add(["login 1"]);
  const { templates } = bench.counter.takeSlot();
  bench.add(["logout 1"]);
  assert.deepEqual(bench.counter.takeSlot().templates.map(({ id }) => id), ["login", "logout"]);
  bench.counter.catalogue.sent(templates);
  assert.deepEqual(bench.counter.takeSlot().templates.map(({ id }) => id), ["logout"]);
});

Deno.test("SourceCounter names a sample by the template that its line has in the end", () => {
  const bench = new Bench();
  bench.add(["login 1", "logon 2"]);
  bench.miner.merge("logon", "login");
  const { samples } = bench.counter.takeSlot();
  assert.deepEqual(samples.map(({ template, line }) => [template, line]), [["login", "login 1"], ["login", "logon 2"]]);
});

Deno.test("SourceCounter counts the past by the hosts that its records name", () => {
  const bench = new Bench();
  const take = bench.counter.chunk("history", true);
  for (const host of ["web-1", "h", "web-1", "web-2"]) take(record("login 1", { host, slotMs: 100 }));
  take(record("login 1", { host: "web-2", slotMs: 200 }));
  const { points } = bench.counter.takeSlot();
  assert.deepEqual(points.map(({ host, mode, slotMs, count }) => [host, mode, slotMs, count]), [
    ["h", "history", 100, 1],
    ["web-1", "history", 100, 2],
    ["web-2", "history", 100, 1],
    ["web-2", "history", 200, 1],
  ]);
});

Deno.test("SourceCounter counts records of the past in their own slots, and as backlog where they have none", () => {
  const bench = new Bench();
  const take = bench.counter.chunk("history", true);
  for (const [text, slotMs] of [["a 1", 100], ["b 1", 100], ["a 2", 200], ["a 3", 100]] as const) {
    take(record(text, { slotMs }));
  }
  take(record("a 4"));
  assert.equal(bench.counter.openPoints, 5);
  const { points, templates, samples, lines } = bench.counter.takeSlot();
  assert.deepEqual(points.map(({ template, mode, slotMs, count }) => [template, mode, slotMs, count]), [
    ["a", "backlog", 1_000, 1],
    ["a", "history", 100, 2],
    ["b", "history", 100, 1],
    ["a", "history", 200, 1],
  ]);
  assert.deepEqual(templates.map(({ id, firstSeenMs, initial }) => [id, firstSeenMs, initial]), [
    ["a", 100, true],
    ["b", 100, true],
  ]);
  assert.deepEqual(samples.map(({ line, atMs }) => [line, atMs]), [["a 1", 100], ["b 1", 100]]);
  assert.deepEqual([lines, bench.counter.totals], [5, { read: 5, counted: 5, firstLiveMs: null }]);
  bench.add(["a 5"]);
  assert.deepEqual(bench.counts(), { "a live -": 1 });
});
