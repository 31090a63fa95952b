import assert from "node:assert/strict";
import { importFault } from "./import_direction.ts";
import { reports } from "./testing/reports.ts";

Deno.test("importFault() lets imports point inwards alone", () => {
  assert.equal(importFault("detector/run.ts", "store/store.ts"), null);
  assert.equal(importFault("main.ts", "commands/up.ts"), null);
  assert.match(
    importFault("core/a.ts", "store/store.ts")!,
    /core must not import from store: expected nothing outside/,
  );
  assert.match(
    importFault("store/a.ts", "api/b.ts")!,
    /store must not import from api: expected core, clock, settings, tools, store\/ports alone/,
  );
});

Deno.test("importFault() keeps the parts of one layer from each other", () => {
  assert.match(importFault("agent/a.ts", "api/b.ts")!, /agent must not import from api: expected core, /);
  assert.equal(importFault("api/a.ts", "api/routes/b.ts"), null);
});

Deno.test("importFault() knows layers within core, whose own files are innermost", () => {
  assert.equal(importFault("core/mining/miner.ts", "core/mining/tokens/tokenizer.ts"), null);
  assert.equal(importFault("core/mining/tokens/tokenizer.ts", "core/mining/byte_classes.ts"), null);
  assert.equal(importFault("core/detection/a.ts", "core/anomaly.ts"), null);
  assert.match(importFault("core/anomaly.ts", "core/detection/a.ts")!, /core must not import from core\/detection: /);
  assert.match(
    importFault("core/mining/header/a.ts", "core/mining/miner.ts")!,
    /core\/mining\/header must not import from core\/mining: expected core, /,
  );
});

Deno.test("importFault() knows the rooms of detection, of which detectors do not know each other", () => {
  assert.equal(importFault("core/detection/auto/a.ts", "core/detection/incidents/b.ts"), null);
  assert.equal(importFault("core/detection/episode.ts", "core/detection/kinds/kinds.ts"), null);
  assert.equal(importFault("core/detection/detectors.ts", "core/detection/sigma/sigma.ts"), null);
  for (
    const [from, to] of [
      ["incidents", "auto"],
      ["kinds", "sigma"],
      ["sigma", "auto"],
      ["figures", "kinds"],
      ["ledger", "incidents"],
    ]
  ) {
    const fault = importFault(`core/detection/${from}/a.ts`, `core/detection/${to}/b.ts`);
    assert.match(fault!, new RegExp(`^core/detection/${from} must not import from core/detection/${to}: `));
  }
});

Deno.test("importFault() knows the rooms of a store, of which adapters do not know each other, nor ports them", () => {
  assert.equal(importFault("store/stores.ts", "store/sqlite/sqlite_kind.ts"), null);
  assert.equal(importFault("store/sqlite/a.ts", "store/store_errors.ts"), null);
  assert.equal(importFault("store/store.ts", "store/ports/counters.ts"), null);
  assert.equal(importFault("commands/a.ts", "store/sqlite/b.ts"), null);
  assert.match(
    importFault("store/influx/a.ts", "store/sqlite/b.ts")!,
    /^store\/influx must not import from store\/sqlite: /,
  );
  assert.match(importFault("store/ports/a.ts", "store/store_errors.ts")!, /^store\/ports must not import from store: /);
  assert.match(importFault("store/compare.ts", "store/influx/a.ts")!, /^store must not import from store\/influx: /);
});

Deno.test("importFault() keeps a command's folder to that command, and leaves what several share to all", () => {
  assert.equal(importFault("commands/eval.ts", "commands/eval/recall.ts"), null);
  assert.equal(importFault("commands/backtest/report/a.ts", "commands/backtest/timeline.ts"), null);
  assert.equal(importFault("commands/eval/eval_lines.ts", "commands/scoring/label_score.ts"), null);
  assert.equal(importFault("bench/backtest/a.ts", "commands/backtest/run_backtest.ts"), null);
  for (const from of ["commands/eval.ts", "commands/compare/a.ts", "commands/viewer.ts"]) {
    const fault = importFault(from, "commands/backtest/timeline.ts");
    assert.equal(fault, `${from} must not import from commands/backtest: expected that command to do so alone`);
  }
});

Deno.test("importFault() knows tools, tests and bench", () => {
  assert.match(importFault("tools/lint/a.ts", "api/b.ts")!, /tools must not import from api: expected core, clock/);
  assert.match(importFault("commands/a.ts", "bench/b.ts")!, /commands must not import from bench: /);
  assert.match(importFault("tests/a.ts", "bench/b.ts")!, /tests must not import from bench: /);
  assert.equal(importFault("bench/a.ts", "tests/b.ts"), null);
  assert.equal(importFault("tests/a.ts", "api/testing/b.ts"), null);
});

Deno.test("importFault() asks for a new folder's layer", () => {
  assert.match(importFault("counters/a.ts", "core/b.ts")!, /^counters\/a.ts stands in no layer: expected .*layers.ts$/);
});

Deno.test("importFault() keeps what is for tests out of what runs", () => {
  assert.match(
    importFault("api/a.ts", "testing/manual_clock.ts")!,
    /api must not import from testing: expected tests,/,
  );
  assert.match(importFault("api/a.ts", "store/testing/contract.ts")!, /api must not import from store\/testing: /);
  assert.match(importFault("store/a.ts", "store/testing/contract.ts")!, /store must not import from store\/testing: /);
  assert.equal(importFault("api/testing/a.ts", "testing/manual_clock.ts"), null);
  assert.equal(importFault("bench/a.ts", "testing/logs/generator.ts"), null);
  assert.match(importFault("core/a.ts", "clock/system_clock.ts")!, /core must not import from clock: expected nothing/);
  assert.equal(importFault("commands/a.ts", "clock/system_clock.ts"), null);
});

Deno.test("the rule import-direction reports what points outwards, however it is written", () => {
  const outwards = "core must not import from store: expected nothing outside alone";
  for (
    const source of [
      'import { a } from "../store/store.ts";',
      'import type { a } from "../store/store.ts";',
      'export { a } from "../store/store.ts";',
      'export * from "../store/store.ts";',
      'await import("../store/store.ts");',
      'export type A = import("../store/store.ts").A;',
    ]
  ) assert.deepEqual(reports("import-direction", "core/example.ts", source), [outwards], source);
  assert.deepEqual(reports("import-direction", "core/example.ts", 'export { a } from "./clock.ts";'), []);
  assert.deepEqual(reports("import-direction", "core/example_test.ts", 'import { a } from "../store/store.ts";'), []);
});
