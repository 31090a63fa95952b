import assert from "node:assert/strict";
import { TemplateCatalogue } from "./template_catalogue.ts";

const created = { kind: "created", id: "a", text: "user 1 in", sample: "user 1 in" } as const;
const record = { source: "s", id: "a", text: "user 1 in", sample: "user 1 in", firstSeenMs: 1_000, initial: true };

/** What is to be sent, which then arrives. */
function taken(catalogue: TemplateCatalogue) {
  const records = catalogue.unsent();
  catalogue.sent(records);
  return records;
}

Deno.test("TemplateCatalogue sends a record once, and again when its text changes", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply(created, { slotMs: 1_000, preexisting: true });
  catalogue.use({ id: "a", text: "user 1 in", sample: "" }, { slotMs: 1_000, preexisting: false });
  assert.deepEqual(taken(catalogue), [record]);
  assert.deepEqual(taken(catalogue), []);
  catalogue.apply({ kind: "generalised", id: "a", text: "user <*> in" }, { slotMs: 5_000, preexisting: false });
  assert.deepEqual(taken(catalogue), [{ ...record, text: "user <*> in" }]);
});

Deno.test("TemplateCatalogue sends what an earlier run knew when it is first used, as it was", () => {
  const catalogue = new TemplateCatalogue("s", [record]);
  assert.deepEqual(taken(catalogue), []);
  catalogue.use({ id: "a", text: "user <*> in", sample: "" }, { slotMs: 9_000, preexisting: false });
  assert.deepEqual(taken(catalogue), [record]);
});

Deno.test("TemplateCatalogue sends a record again that was there in an earlier slot, but for a clock that was set back", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply(created, { slotMs: 9_000, preexisting: true });
  assert.equal(taken(catalogue).length, 1);
  catalogue.use(created, { slotMs: 5_000, preexisting: true });
  catalogue.use(created, { slotMs: 7_000, preexisting: true });
  assert.deepEqual(taken(catalogue), [{ ...record, firstSeenMs: 5_000 }]);
  catalogue.use(created, { slotMs: 1_000, preexisting: false });
  assert.deepEqual(taken(catalogue), []);
});

Deno.test("TemplateCatalogue makes a record of a template that no event brought", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.use({ id: "overflow", text: "<overflow>", sample: "" }, { slotMs: 2_000, preexisting: false });
  const wanted = { source: "s", id: "overflow", text: "<overflow>", sample: "", firstSeenMs: 2_000, initial: false };
  assert.deepEqual(taken(catalogue), [wanted]);
});

Deno.test("TemplateCatalogue sends a merged template's survivor with it, and forgets it then", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply(created, { slotMs: 1_000, preexisting: true });
  catalogue.apply({ kind: "merged", id: "a", into: "b" }, { slotMs: 1_000, preexisting: true });
  assert.deepEqual(taken(catalogue), [{ ...record, replacedBy: "b" }]);
  assert.deepEqual(catalogue.records(), []);
});

Deno.test("TemplateCatalogue says what a template was split off", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply({ ...created, ancestor: "z" }, { slotMs: 1_000, preexisting: false });
  assert.equal(taken(catalogue)[0].ancestor, "z");
});

Deno.test("TemplateCatalogue keeps what changed while it was on its way", () => {
  const catalogue = new TemplateCatalogue("s");
  const first = { slotMs: 1_000, preexisting: true };
  catalogue.apply(created, first);
  const before = catalogue.unsent();
  catalogue.apply({ kind: "generalised", id: "a", text: "user <*> in" }, first);
  catalogue.sent(before);
  assert.deepEqual(taken(catalogue), [{ ...record, text: "user <*> in" }]);
  assert.deepEqual(taken(catalogue), []);
});

Deno.test("TemplateCatalogue has the overflow template when it is used, not when it is learned", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply({ kind: "overflowed", id: "overflow" }, { slotMs: 1_000, preexisting: false });
  assert.deepEqual(catalogue.unsent(), []);
});
