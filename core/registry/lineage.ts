import type { TemplateRecord } from "../counter_batch.ts";
import { OVERFLOW_ID } from "../mining/templates/template.ts";
import { CoverIndex } from "./cover_index.ts";
import { DisjointSets } from "./disjoint_sets.ts";

/**
 * Which template survives for each id, per source: what a registry's writer computes, and its readers find in the rows. It follows from the set of rows alone, never from the order in which
 * they came, so that any number of processes writes the same. Two templates are one when
 *
 * - one names the other as `replacedBy`,
 * - their texts are equal, or
 * - the text of one is an instance of the other's ({@link CoverIndex}).
 *
 * What was split off another (has an `ancestor`) is one with nothing by its text, which is that of a template that was merged before.
 *
 * Of all that are one in this way, directly or through others, the most general survives (fewest literal tokens, then most values in them: `Task <*>[<*>] done`
 * before `Task mail[<*>] done`), then that with the earliest first line, then the smallest id. A survivor that is named before its own record arrives goes before
 * all others. Circles, which two agents can make together, are harmless. The overflow template never merges.
 */
export class Lineage {
  readonly #replaced: ReadonlyMap<string, ReadonlyMap<string, string>>;

  private constructor(replaced: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    this.#replaced = replaced;
  }

  /** Reads the lineage out of registry rows. Of rows with the same (source, id) the last counts, but each `replacedBy` holds. */
  static from(rows: Iterable<TemplateRecord>): Lineage {
    const sources = Map.groupBy(rows, ({ source }) => source);
    return new Lineage(new Map([...sources].map(([source, ofSource]) => [source, survivors(ofSource)])));
  }

  /** The surviving template's id; an id that was never replaced, or that is unknown, is its own. */
  resolve(source: string, id: string): string {
    return this.#replaced.get(source)?.get(id) ?? id;
  }
}

function survivors(rows: readonly TemplateRecord[]): Map<string, string> {
  const templates = new Map(rows.map((row) => [row.id, row]));
  const families = new DisjointSets<string>();
  for (const [id, other] of [...claims(rows), ...kinships([...templates.values()])]) {
    if (id !== OVERFLOW_ID && other !== OVERFLOW_ID) families.join(id, other);
  }
  const replaced = new Map<string, string>();
  for (const family of families.sets()) {
    const [survivor, ...others] = family.map((id) => candidate(id, templates.get(id))).sort(byRank);
    for (const { id } of others) replaced.set(id, survivor!.id);
  }
  return replaced;
}

type Pair = readonly [string, string];

function claims(rows: readonly TemplateRecord[]): Pair[] {
  return rows.flatMap(({ id, replacedBy }) => replacedBy === undefined ? [] : [[id, replacedBy] as const]);
}

/** Templates whose texts say that they are one. */
function* kinships(templates: readonly TemplateRecord[]): Generator<Pair> {
  const ofText = new Map<string, string>();
  const unsplit = templates.filter(({ id, ancestor }) => id !== OVERFLOW_ID && ancestor === undefined);
  for (const { id, text } of unsplit) {
    const twin = ofText.get(text);
    if (twin === undefined) ofText.set(text, id);
    else yield [id, twin];
  }
  const covers = new CoverIndex(ofText.keys());
  for (const { id, text } of unsplit) {
    for (const general of covers.covering(text)) yield [id, ofText.get(general)!];
  }
}

interface Candidate {
  readonly id: string;
  readonly literals: number;
  readonly values: number;
  readonly firstSeenMs: number;
}

function candidate(id: string, record: TemplateRecord | undefined): Candidate {
  if (record === undefined) return { id, literals: -1, values: 0, firstSeenMs: 0 };
  const { text, firstSeenMs } = record;
  const literals = text.split(" ").filter((token) => token !== "<*>").length;
  return { id, literals, values: text.split("<*>").length - 1, firstSeenMs };
}

function byRank(a: Candidate, b: Candidate): number {
  return a.literals - b.literals || b.values - a.values || a.firstSeenMs - b.firstSeenMs ||
    (a.id < b.id ? -1 : 1);
}
