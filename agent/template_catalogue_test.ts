import assert from "node:assert/strict";
import { TemplateCatalogue } from "./template_catalogue.ts";

const created = { kind: "created", id: "a", text: "user 1 in", sample: "user 1 in" } as const;
const record = { source: "s", id: "a", text: "user 1 in", sample: "user 1 in", firstSeenMs: 1_000, initial: true };

Deno.test("TemplateCatalogue sends a record once, and again when its text changes", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply([created], 1_000, true);
  catalogue.use({ id: "a", text: "user 1 in", sample: "" }, 1_000, false);
  assert.deepEqual(catalogue.takeChanged(), [record]);
  assert.deepEqual(catalogue.takeChanged(), []);
  catalogue.apply([{ kind: "generalised", id: "a", text: "user <*> in" }], 5_000, false);
  assert.deepEqual(catalogue.takeChanged(), [{ ...record, text: "user <*> in" }]);
});

Deno.test("TemplateCatalogue sends what an earlier run knew when it is first used, as it was", () => {
  const catalogue = new TemplateCatalogue("s", [record]);
  assert.deepEqual(catalogue.takeChanged(), []);
  catalogue.use({ id: "a", text: "user <*> in", sample: "" }, 9_000, false);
  assert.deepEqual(catalogue.takeChanged(), [record]);
});

Deno.test("TemplateCatalogue makes a record of a template that no event brought", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.use({ id: "overflow", text: "<overflow>", sample: "" }, 2_000, false);
  const wanted = { source: "s", id: "overflow", text: "<overflow>", sample: "", firstSeenMs: 2_000, initial: false };
  assert.deepEqual(catalogue.takeChanged(), [wanted]);
});

Deno.test("TemplateCatalogue sends a merged template's survivor with it, and forgets it then", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply([created, { kind: "merged", id: "a", into: "b" }], 1_000, true);
  assert.deepEqual(catalogue.takeChanged(), [{ ...record, replacedBy: "b" }]);
  assert.deepEqual(catalogue.records(), []);
});

Deno.test("TemplateCatalogue says what a template was split off", () => {
  const catalogue = new TemplateCatalogue("s");
  catalogue.apply([{ ...created, ancestor: "z" }], 1_000, false);
  assert.equal(catalogue.takeChanged()[0].ancestor, "z");
});
