import assert from "node:assert/strict";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import { RegistryReader } from "./registry_reader.ts";

function row(id: string, updatedMs: number): RegisteredTemplate {
  return { source: "s", id, text: id, sample: "", firstSeenMs: 0, initial: false, updatedMs };
}

Deno.test("RegistryReader.refresh() reads all rows first, then those that have changed, with an overlap", async () => {
  const asked: unknown[] = [];
  const rows = [row("a", 100), row("b", 70_000)];
  const templates = (filter: unknown) => Promise.resolve(asked.push(filter) === 1 ? [rows[0]] : rows);
  const reader = new RegistryReader({ templates } as unknown as TemplateStore);
  await reader.refresh(60_000);
  assert.ok(reader.of("s").has("a") && !reader.of("s").has("b"));
  await reader.refresh(80_000);
  await reader.refresh(75_000);
  await reader.refresh(90_000);
  assert.ok(reader.of("s").has("b"));
  assert.deepEqual(asked, [{}, { changedSinceMs: 50_000 }, { changedSinceMs: 70_000 }, { changedSinceMs: 70_000 }]);
});
