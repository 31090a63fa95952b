import assert from "node:assert/strict";
import plugin, { importFault } from "./import_direction.ts";

Deno.test("importFault() lets imports point inwards alone", () => {
  assert.equal(importFault("detector/run.ts", "store/store.ts"), null);
  assert.equal(importFault("core/a.ts", "core/b/c.ts"), null);
  assert.equal(importFault("main.ts", "commands/up.ts"), null);
  assert.match(
    importFault("core/a.ts", "store/store.ts")!,
    /core must not import from store: expected nothing outside/,
  );
  assert.match(
    importFault("agent/a.ts", "api/b.ts")!,
    /agent must not import from api: expected core, clock, settings, store, notify alone/,
  );
  assert.equal(importFault("tests/a.ts", "api/b.ts"), null);
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

Deno.test("the lint rule reports an import that points outwards, with the allowed direction", () => {
  const report = (file: string, source: string) =>
    Deno.lint.runPlugin(plugin, file, source).map((diagnostic) => diagnostic.message);
  const file = new URL("../../core/example.ts", import.meta.url).pathname;
  assert.deepEqual(report(file, 'import { a } from "../store/store.ts";'), [
    "core must not import from store: expected nothing outside alone",
  ]);
  assert.deepEqual(report(file, 'export { a } from "./clock.ts";'), []);
});
