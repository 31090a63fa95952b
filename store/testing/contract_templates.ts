import assert from "node:assert/strict";
import type { SampleLine } from "../../core/counter_batch.ts";
import { SAMPLES_PER_TEMPLATE, type TemplateStore } from "../ports/templates.ts";
import { type ContractCase, NOW_MS, ODD_TEXT, registeredTemplate, START_MS } from "./contract_fixtures.ts";

/** The template registry and sample lines. */
export const TEMPLATE_CASES: readonly ContractCase<TemplateStore>[] = [
  {
    sentence: "templates() gives back what saveTemplates() was given, ordered by source and id",
    async check(store) {
      const rows = [
        registeredTemplate({ source: "app", id: "a", replacedBy: "b" }),
        registeredTemplate({ source: "app", id: "b", text: ODD_TEXT, sample: ODD_TEXT }),
        registeredTemplate({ source: "app", id: "c", initial: true, ancestor: "b", text: "", sample: "" }),
        registeredTemplate({ source: "web", id: "a", text: "GET <*>" }),
      ];
      await store.saveTemplates([rows[3], rows[1]]);
      await store.saveTemplates([rows[2], rows[0]]);
      await store.saveTemplates([]);
      assert.deepEqual(await store.templates(), rows);
      assert.deepEqual(await store.templates({ source: "app" }), rows.slice(0, 3));
      assert.deepEqual(await store.templates({ source: "none" }), []);
    },
  },
  {
    sentence: "saveTemplates() replaces by source and id, and the same rows again change nothing",
    async check(store) {
      const row = registeredTemplate({ text: "user anna logged in" });
      await store.saveTemplates([row, registeredTemplate({ source: "web" })]);
      const newer = { ...row, text: "user <*> logged in", replacedBy: "session", updatedMs: row.updatedMs + 5 };
      await store.saveTemplates([newer]);
      await store.saveTemplates([newer]);
      assert.deepEqual(await store.templates(), [newer, registeredTemplate({ source: "web" })]);
    },
  },
  {
    sentence: "saveTemplates() only ever makes firstSeenMs smaller and keeps initial true",
    async check(store) {
      const row = registeredTemplate({ firstSeenMs: START_MS, initial: false });
      await store.saveTemplates([row]);
      const steps = [
        { given: { firstSeenMs: START_MS + 10, initial: false }, kept: { firstSeenMs: START_MS, initial: false } },
        { given: { firstSeenMs: START_MS - 10, initial: true }, kept: { firstSeenMs: START_MS - 10, initial: true } },
        { given: { firstSeenMs: START_MS, initial: false }, kept: { firstSeenMs: START_MS - 10, initial: true } },
      ];
      for (const { given, kept } of steps) {
        await store.saveTemplates([{ ...row, ...given }]);
        assert.deepEqual(await store.templates(), [{ ...row, ...kept }]);
      }
    },
  },
  {
    sentence: "saveTemplates() takes the smallest firstSeenMs of one call's rows of a template",
    async check(store) {
      const row = registeredTemplate();
      await store.saveTemplates([
        { ...row, firstSeenMs: START_MS - 10, initial: true },
        { ...row, text: "last", firstSeenMs: START_MS, initial: false },
      ]);
      assert.deepEqual(await store.templates(), [{ ...row, text: "last", firstSeenMs: START_MS - 10, initial: true }]);
    },
  },
  {
    sentence: "templates() keeps those that changed at or after changedSinceMs",
    async check(store) {
      const rows = ["a", "b", "c"].map((id, i) => registeredTemplate({ id, updatedMs: START_MS + i }));
      await store.saveTemplates(rows);
      assert.deepEqual(await store.templates({ changedSinceMs: START_MS + 1 }), rows.slice(1));
      assert.deepEqual(await store.templates({ changedSinceMs: START_MS + 3 }), []);
      assert.deepEqual(await store.templates({ source: "app", changedSinceMs: START_MS }), rows);
    },
  },
  {
    sentence: "countTemplates() counts by source, those that were replaced left out",
    async check(store) {
      assert.deepEqual(await store.countTemplates(), []);
      await store.saveTemplates([
        registeredTemplate({ source: "web", id: "a" }),
        registeredTemplate({ id: "a" }),
        registeredTemplate({ id: "b" }),
        registeredTemplate({ id: "c", replacedBy: "a" }),
        registeredTemplate({ source: ODD_TEXT, id: "a", replacedBy: "gone" }),
        registeredTemplate({ source: ODD_TEXT, id: "b" }),
      ]);
      const odd = { source: ODD_TEXT, count: 1 };
      assert.deepEqual(await store.countTemplates(), [odd, { source: "app", count: 2 }, { source: "web", count: 1 }]);
      await store.saveTemplates([
        registeredTemplate({ id: "c", updatedMs: NOW_MS + 1 }),
        registeredTemplate({ id: "b", replacedBy: "a", updatedMs: NOW_MS + 1 }),
      ]);
      await store.saveTemplates([
        registeredTemplate({ source: "web", id: "a", replacedBy: "z", updatedMs: NOW_MS + 1 }),
      ]);
      assert.deepEqual(await store.countTemplates(), [odd, { source: "app", count: 2 }]);
      assert.deepEqual((await store.templates({ source: "app" })).map((row) => row.replacedBy), [
        undefined,
        "a",
        undefined,
      ]);
    },
  },
  {
    sentence: "samples() keeps the newest lines of each template, newest first",
    async check(store) {
      const samples = Array.from({ length: SAMPLES_PER_TEMPLATE + 3 }, (_, i) => sample(i));
      const newest = samples.slice(-SAMPLES_PER_TEMPLATE).reverse();
      await store.saveSamples(samples.slice(4));
      await store.saveSamples(samples);
      await store.saveSamples(samples.slice(0, 2));
      await store.saveSamples([]);
      assert.deepEqual(await store.samples(), newest);
    },
  },
  {
    sentence: "samples() keeps the same line at the same time once, and two lines of one time both",
    async check(store) {
      const other = { ...sample(1), line: ODD_TEXT };
      await store.saveSamples([sample(1), sample(1)]);
      await store.saveSamples([sample(1), other]);
      const rows = await store.samples();
      assert.deepEqual(rows.toSorted((a, b) => a.line < b.line ? -1 : 1), [other, sample(1)]);
    },
  },
  {
    sentence: "samples() are bounded per template and filtered by source and template",
    async check(store) {
      const kinds = [["app", "a"], ["app", "b"], ["web", "a"]].map(([source, template]) => ({ source, template }));
      await store.saveSamples(kinds.flatMap((kind) => [1, 2, 3, 4, 5, 6, 7].map((i) => ({ ...sample(i), ...kind }))));
      for (const kind of kinds) {
        const rows = await store.samples(kind);
        assert.deepEqual(rows, [7, 6, 5, 4, 3].map((i) => ({ ...sample(i), ...kind })));
      }
      assert.equal((await store.samples({ source: "app" })).length, 2 * SAMPLES_PER_TEMPLATE);
      assert.equal((await store.samples({ template: "a" })).length, 2 * SAMPLES_PER_TEMPLATE);
      assert.deepEqual(await store.samples({ source: "web", template: "b" }), []);
    },
  },
];

function sample(i: number): SampleLine {
  return { source: "app", template: "login", line: `user ${i} logged in`, atMs: START_MS + i };
}
