import assert from "node:assert/strict";
import type { CounterPoint, TemplateRecord } from "../core/counter_batch.ts";
import { Miner } from "../core/mining/miner.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import { resolveCounts } from "../windows/resolve_counts.ts";
import { SourceRegistry } from "../windows/source_registry.ts";
import { SourceCounter } from "./source_counter.ts";
import { TemplateCatalogue } from "./template_catalogue.ts";

const WORDS = ["quiescent", "unseated", "inoperable", "waterlogged", "bloated"];

/** What a store holds of one host: counters by slot, and the registry. */
class Stored {
  readonly points: CounterPoint[] = [];
  rows: readonly RegisteredTemplate[] = [];

  take({ points, templates }: { readonly points: CounterPoint[]; readonly templates: TemplateRecord[] }): void {
    this.points.push(...points);
    const rows = new Map(this.rows.map((row) => [row.id, row]));
    for (const row of reconcile(this.rows, templates, this.points.length)) rows.set(row.id, row);
    this.rows = [...rows.values()];
  }

  /** Lines by text, of one slot or all, as readers follow the lineage. */
  countsByText(slotMs?: number): Record<string, number> {
    const registry = new SourceRegistry();
    registry.take(this.rows);
    const counts = new Map<string, number>();
    for (const point of this.points.filter((each) => slotMs === undefined || each.slotMs === slotMs)) {
      counts.set(point.template, (counts.get(point.template) ?? 0) + point.count);
    }
    const resolved = [...resolveCounts(counts, registry.lineage)];
    return Object.fromEntries(resolved.map(([template, count]) => [registry.get(template)!.text, count]));
  }
}

function line(word: string): string {
  return `worker of the pool has become ${word} again`;
}

Deno.test("counts stay exact through a merge and a split: the past with the ancestor, what follows with each word, and nothing is new", () => {
  const catalogue = new TemplateCatalogue("app");
  const counter = new SourceCounter({ source: "app", host: "h", miner: new Miner(), catalogue });
  const stored = new Stored();
  for (let slot = 1; slot <= 20; slot++) {
    counter.openSlot(slot * 1000);
    const take = counter.chunk("live", false);
    for (let i = 0; i < 10; i++) {
      const buffer = new TextEncoder().encode(line(WORDS[i % WORDS.length]!));
      take({ buffer, start: 0, end: buffer.length, lines: 1 });
    }
    stored.take(counter.takeSlot());
  }
  const counts = stored.countsByText();
  assert.equal(Object.values(counts).reduce((sum, count) => sum + count), 200);
  assert.deepEqual(new Set(Object.keys(counts)), new Set([line("<*>"), ...WORDS.map(line)]));
  assert.deepEqual(stored.countsByText(20_000), Object.fromEntries(WORDS.map((word) => [line(word), 2])));
  const registry = new SourceRegistry();
  registry.take(stored.rows);
  const late = registry.arrivalsBefore(Infinity).filter(({ firstSeenMs }) => firstSeenMs > 1000);
  assert.equal(late.length, WORDS.length);
  assert.ok(late.every(({ ancestor }) => ancestor !== undefined));
});
