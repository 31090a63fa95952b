import assert from "node:assert/strict";
import fc from "fast-check";
import type { TemplateRecord } from "../core/counter_batch.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { TemplateRegistry } from "./template_registry.ts";

const RECORD: TemplateRecord = { source: "s", id: "t1", text: "a b", sample: "a b", firstSeenMs: 5, initial: false };

Deno.test("save() writes a record once, and nothing when it is there", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(1000);
  const registry = new TemplateRegistry(store, clock);
  await registry.save([RECORD]);
  await clock.advance(500);
  await registry.save([RECORD]);
  assert.deepEqual(await registry.rows("s"), [{ ...RECORD, updatedMs: 1000 }]);
});

Deno.test("save() of two sources keeps them apart", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const registry = new TemplateRegistry(store, new ManualClock());
  await registry.save([RECORD, { ...RECORD, source: "r" }]);
  assert.equal((await registry.rows("r")).length, 1);
  assert.equal((await registry.rows("s"))[0].replacedBy, undefined);
});

Deno.test("confirm() brings back what another process has overwritten meanwhile", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock();
  const registry = new TemplateRegistry(store, clock);
  await registry.save([RECORD, { ...RECORD, id: "t2", text: "a c", replacedBy: "t1" }]);
  await store.saveTemplates([{ ...RECORD, id: "t2", text: "a c", updatedMs: 0 }]);
  await clock.advance(999);
  await registry.confirm();
  assert.equal((await registry.rows("s"))[1].replacedBy, undefined);
  await clock.advance(1);
  await registry.confirm();
  assert.equal((await registry.rows("s"))[1].replacedBy, "t1");
});

Deno.test("law: processes that save at once, in whatever order their reads and writes meet, lose nothing", async () => {
  const texts = {
    t1: ["user a in", "user <*> in"],
    t2: ["user b in", "user <*> in"],
    t3: ["disk full"],
    t4: ["user a in"],
  };
  const record = fc.constantFrom("t1", "t2", "t3", "t4").chain((id) =>
    fc.record({
      id: fc.constant(id),
      text: fc.constantFrom(...texts[id as keyof typeof texts]),
      firstSeenMs: fc.integer({ min: 1, max: 3 }),
      replacedBy: fc.option(fc.constantFrom("t1", "t2"), { nil: undefined }),
    })
  ).map((given) => ({ ...RECORD, ...given }));
  const reports = fc.array(fc.array(record, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), reports, reports, async (scheduler, ours, theirs) => {
      await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
      const clock = new ManualClock(10);
      const processes = [ours, theirs].map((reports) => ({
        reports,
        registry: new TemplateRegistry(scheduled(store, scheduler), clock),
      }));
      await scheduler.waitFor(
        Promise.all(processes.flatMap(({ reports, registry }) => reports.map((report) => registry.save(report)))),
      );
      for (let round = 0; round < 4; round++) {
        await clock.advance(1000);
        await scheduler.waitFor(Promise.all(processes.map(({ registry }) => registry.confirm())));
      }
      const rows = await store.templates();
      assert.deepEqual(reconcile(rows, [...ours, ...theirs].flat(), 20), []);
    }),
    { numRuns: 60 },
  );
});

Deno.test("law: once processes that add rows at once have saved them, each row names its survivor", async () => {
  const texts = ["user a in", "user <*> in", "user <*> in", "user b in", "disk full", "user a in"];
  const records = texts.map((text, i) => ({ ...RECORD, id: `t${i}`, text, firstSeenMs: i % 2 + 1 }));
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.shuffledSubarray(records), async (scheduler, ours) => {
      await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
      const theirs = records.filter((record) => !ours.includes(record));
      const saved = [ours, theirs].flatMap((own) => {
        const registry = new TemplateRegistry(scheduled(store, scheduler), new ManualClock(10));
        return [own.slice(0, 2), own.slice(2)].map((report) => registry.save(report));
      });
      await scheduler.waitFor(Promise.all(saved));
      assert.deepEqual(reconcile(await store.templates(), [], 20), []);
    }),
    { numRuns: 100 },
  );
});

function scheduled(store: TemplateStore, scheduler: fc.Scheduler): TemplateStore {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== "templates" && name !== "saveTemplates") return value;
      return scheduler.scheduleFunction((...parameters: unknown[]) => value.apply(target, parameters));
    },
  });
}
