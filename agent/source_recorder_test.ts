import assert from "node:assert/strict";
import type { Mode } from "../core/mode.ts";
import { SourceRecorder } from "./source_recorder.ts";
import { TemplateCatalogue } from "./template_catalogue.ts";
import { WordMiner } from "./testing/word_miner.ts";

class Bench {
  readonly miner = new WordMiner();
  readonly recorder = new SourceRecorder({
    source: "app",
    host: "h",
    miner: this.miner,
    catalogue: new TemplateCatalogue("app"),
  });

  constructor() {
    this.recorder.openSlot(1_000);
  }

  add(lines: string[], mode: Mode = "live", preexisting = false): void {
    const onLine = this.recorder.chunk(mode, preexisting);
    for (const line of lines) {
      const bytes = new TextEncoder().encode(line);
      onLine(bytes, 0, bytes.length);
    }
  }

  counts(): Record<string, number> {
    const { points } = this.recorder.takeSlot();
    return Object.fromEntries(
      points.map(({ template, mode, level, count }) => [`${template} ${mode} ${level}`, count]),
    );
  }
}

Deno.test("SourceRecorder counts per template, mode and level, and begins each slot at 0", () => {
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
  assert.deepEqual(bench.recorder.totals, { read: 5, counted: 5, firstLiveMs: 1_000 });
});

Deno.test("SourceRecorder adds up templates that were merged within the slot", () => {
  const bench = new Bench();
  bench.add(["login 1", "logon 2", "logon 3"]);
  bench.miner.merge("logon", "login");
  const { points, templates } = bench.recorder.takeSlot();
  assert.deepEqual(points.map(({ template, count }) => [template, count]), [["login", 3]]);
  assert.deepEqual(templates.map(({ id, replacedBy }) => [id, replacedBy]), [["login", undefined], ["logon", "login"]]);
});

Deno.test("SourceRecorder tells templates of a file's first content from later ones", () => {
  const bench = new Bench();
  bench.add(["old 1"], "backlog", true);
  bench.add(["new 1", "old 2"]);
  const { templates } = bench.recorder.takeSlot();
  assert.deepEqual(templates.map(({ id, initial }) => [id, initial]), [["old", true], ["new", false]]);
});

Deno.test("SourceRecorder takes a sample of a template again after 10 s", () => {
  const bench = new Bench();
  const samples = [1_000, 2_000, 10_999, 11_000, 12_000].map((slotMs) => {
    bench.recorder.openSlot(slotMs);
    bench.add([`login at ${slotMs}`, "login again"]);
    return bench.recorder.takeSlot().samples.map((sample) => sample.line);
  });
  assert.deepEqual(samples, [["login at 1000"], [], [], ["login at 11000"], []]);
});

Deno.test("SourceRecorder remembers the first live slot, not the first of all", () => {
  const bench = new Bench();
  bench.add(["login 1"], "backlog");
  bench.recorder.takeSlot();
  assert.equal(bench.recorder.totals.firstLiveMs, null);
  bench.recorder.openSlot(7_000);
  bench.add(["login 2"]);
  bench.recorder.takeSlot();
  assert.equal(bench.recorder.totals.firstLiveMs, 7_000);
});
