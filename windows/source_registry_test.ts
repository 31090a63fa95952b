import assert from "node:assert/strict";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import { SourceRegistry } from "./source_registry.ts";

function row(id: string, more: Partial<RegisteredTemplate> = {}): RegisteredTemplate {
  const times = { firstSeenMs: 0, updatedMs: 1 };
  return { source: "s", id, text: `text of ${id}`, sample: "", initial: false, ...times, ...more };
}

Deno.test("SourceRegistry.arrivalsBefore() tells each template once, the earliest first, when its time has come", () => {
  const registry = new SourceRegistry();
  registry.take([row("b", { firstSeenMs: 5 }), row("a", { firstSeenMs: 5 }), row("late", { firstSeenMs: 20 })]);
  registry.take([row("a", { firstSeenMs: 5, updatedMs: 9 }), row("early", { firstSeenMs: 1 })]);
  const told = (endMs: number) => registry.arrivalsBefore(endMs).map(({ template }) => template);
  assert.deepEqual([told(10), told(20), told(21), told(99)], [["early", "a", "b"], [], ["late"], []]);
});

Deno.test("SourceRegistry follows the lineage: of arrivals, of ancestors and of rows", () => {
  const registry = new SourceRegistry();
  registry.take([row("old", { text: "x <*>", replacedBy: "new" }), row("new", { text: "<*>" })]);
  registry.take([row("split", { ancestor: "old", firstSeenMs: 3 })]);
  assert.deepEqual([...registry.lineage], [["old", "new"]]);
  assert.equal(registry.get("old")?.text, "<*>");
  assert.deepEqual(registry.arrivalsBefore(9).map(({ template, ancestor }) => [template, ancestor]), [
    ["new", undefined],
    ["new", undefined],
    ["split", "new"],
  ]);
});

Deno.test("SourceRegistry keeps its lineage where no row has changed", () => {
  const registry = new SourceRegistry();
  registry.take([row("a")]);
  const { lineage } = registry;
  registry.take([row("a")]);
  assert.equal(registry.lineage, lineage);
});
