import assert from "node:assert/strict";
import fc from "fast-check";
import type { TemplateRecord } from "../counter_batch.ts";
import { Lineage } from "./lineage.ts";
import { reconcile } from "./reconcile.ts";
import type { RegisteredTemplate } from "./registered_template.ts";

function record(id: string, text: string, more: Partial<TemplateRecord> = {}): TemplateRecord {
  return { source: "s", id, text, sample: "", firstSeenMs: 0, initial: false, ...more };
}

/** The store's part: replaces rows by (source, id), keeps the smallest first sight and `initial`. */
class Registry {
  rows: RegisteredTemplate[] = [];

  save(changed: readonly RegisteredTemplate[]): void {
    const rows = new Map(this.rows.map((row) => [row.source + row.id, row]));
    for (const row of changed) {
      const old = rows.get(row.source + row.id);
      rows.set(row.source + row.id, {
        ...row,
        firstSeenMs: Math.min(row.firstSeenMs, old?.firstSeenMs ?? Infinity),
        initial: row.initial || (old?.initial ?? false),
      });
    }
    this.rows = [...rows.values()];
  }

  survivors(ids: readonly string[]): string[] {
    const lineage = Lineage.from(this.rows);
    return ids.map((id) => lineage.resolve("s", id));
  }
}

Deno.test("reconcile() gives rows for what is new and none for a repeated report", () => {
  const [row] = reconcile([], [record("a", "x")], 5);
  assert.deepEqual(row, { ...record("a", "x"), updatedMs: 5 });
  assert.deepEqual(reconcile([row], [record("a", "x")], 9), []);
});

Deno.test("reconcile() keeps the first sight, the sample and `initial`, and takes the new text", () => {
  const rows = reconcile([], [record("a", "user alice in", { sample: "first", firstSeenMs: 7, initial: true })], 1);
  const [row] = reconcile(rows, [record("a", "user <*> in", { sample: "later", firstSeenMs: 8 })], 2);
  assert.deepEqual(row, {
    ...record("a", "user <*> in", { sample: "first", firstSeenMs: 7, initial: true }),
    updatedMs: 2,
  });
});

Deno.test("reconcile() does not take a generalisation back when another host meets the template", () => {
  const rows = reconcile([], [record("a", "user <*> logged in")], 1);
  assert.deepEqual(reconcile(rows, [record("a", "user bob logged in")], 2), []);
});

Deno.test("reconcile() names the survivor in the rows of all that it replaces, chains shortened", () => {
  const rows = reconcile(
    [],
    [record("a", "took 5 whole ms", { replacedBy: "b" }), record("b", "took <*> whole ms")],
    1,
  );
  const changed = reconcile(
    rows,
    [record("b", "took <*> whole ms", { replacedBy: "c" }), record("c", "took <*> ms")],
    2,
  );
  assert.deepEqual(changed.map(({ id, replacedBy }) => [id, replacedBy]), [["a", "c"], ["b", "c"], ["c", undefined]]);
});

Deno.test("reconcile() moves the survivor to an earlier first sight that arrives late", () => {
  const rows = reconcile([], [record("a", "x", { firstSeenMs: 5 }), record("b", "x", { firstSeenMs: 9 })], 1);
  const changed = reconcile(rows, [record("b", "x", { firstSeenMs: 2 })], 2);
  assert.deepEqual(changed.map(({ id, replacedBy }) => [id, replacedBy]), [["a", "b"], ["b", undefined]]);
});

/** Reports as miners make them, circles of claims included; a claim comes together with the record of its target. */
const arbitraryReports = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(..."abcdefgh", "overflow"),
    words: fc.tuple(
      fc.constantFrom("user", "job", "<*>"),
      fc.constantFrom("in", "out", "7", "<*>"),
      fc.constant("end"),
    ),
    firstSeenMs: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
    claims: fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: 2 }),
    ancestor: fc.option(fc.constantFrom(..."abcdefgh"), { nil: undefined }),
  }),
  { selector: ({ id }) => id, minLength: 1 },
).map((templates) =>
  templates.flatMap((template) => {
    const seen = template.firstSeenMs.map((firstSeenMs) => [recordOf(template, { firstSeenMs })]);
    const targets = templates.filter(({ id }) => template.claims.includes(id));
    return [...seen, ...targets.map((target) => [recordOf(template, { replacedBy: target.id }), recordOf(target)])];
  })
);

interface Shape {
  readonly id: string;
  readonly words: readonly string[];
  readonly firstSeenMs: readonly number[];
  readonly ancestor?: string;
}

function recordOf({ id, words, firstSeenMs, ancestor }: Shape, more: Partial<TemplateRecord> = {}): TemplateRecord {
  return record(id, words.join(" "), { firstSeenMs: firstSeenMs[0], ancestor, ...more });
}

function assertReadInOneStep(registry: Registry): void {
  const ids = registry.rows.map(({ id }) => id);
  assert.deepEqual(registry.rows.map(({ id, replacedBy }) => replacedBy ?? id), registry.survivors(ids));
}

Deno.test("reconcile() gives the same survivors for any order and any split of the reports", () => {
  const law = fc.property(
    arbitraryReports.chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray(reports, { minLength: reports.length }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: reports.length, maxLength: reports.length }),
      )
    ),
    ([reports, shuffled, sizes]) => {
      const ids = [...new Set(reports.flat().map(({ id }) => id))];
      const whole = new Registry();
      whole.save(reconcile([], reports.flat(), 1));
      const split = new Registry();
      for (let at = 0, part = 0; at < shuffled.length; at += sizes[part++]) {
        split.save(reconcile(split.rows, shuffled.slice(at, at + sizes[part]).flat(), 1));
      }
      assert.deepEqual(split.survivors(ids), whole.survivors(ids));
      assertReadInOneStep(split);
    },
  );
  fc.assert(law, { numRuns: 1000 });
});

Deno.test("reconcile() gives the same survivors when two api processes did not see each other's rows", () => {
  const law = fc.property(
    arbitraryReports,
    fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    (reports, sides) => {
      const [left, right] = [true, false].map((side) =>
        reports.flat().filter(({ id, replacedBy }) => replacedBy === undefined && sides[id.charCodeAt(0) % 9] === side)
      );
      const whole = new Registry();
      whole.save(reconcile([], [...left, ...right], 1));
      const raced = new Registry();
      for (const changed of [reconcile([], right, 1), reconcile([], left, 1)]) raced.save(changed);
      const ids = whole.rows.map(({ id }) => id);
      assert.deepEqual(raced.survivors(ids), whole.survivors(ids));
      raced.save(reconcile(raced.rows, [], 2));
      assertReadInOneStep(raced);
    },
  );
  fc.assert(law, { numRuns: 300 });
});
