import Table from "cli-table3";
import { cutText } from "../../core/cut_text.ts";
import { LEVELS, type Miner } from "../../core/mining/miner.ts";
import type { MinedFiles } from "./mine_files.ts";

/** A template and its records. */
export interface TemplateRow {
  readonly id: string;
  readonly count: number;
  /** The level that most of them have, `-` where they name none. */
  readonly level: string;
  readonly text: string;
  readonly sample: string;
  readonly ancestors: readonly string[];
}

/** Templates by count, with what was counted for those that were merged into them. */
export function rowsOf(miner: Miner, { counts, levels }: MinedFiles): TemplateRow[] {
  const byRoot = new Map<number, { count: number; levels: number[] }>();
  counts.forEach((count, handle) => {
    const root = miner.resolve(handle);
    const row = byRoot.get(root) ?? { count: 0, levels: LEVELS.map(() => 0) };
    byRoot.set(root, {
      count: row.count + count,
      levels: row.levels.map((n, level) => n + (levels[handle]![level] ?? 0)),
    });
  });
  return [...byRoot]
    .map(([handle, { count, levels }]) => ({ count, level: commonest(levels), ...miner.template(handle) }))
    .sort((a, b) => b.count - a.count);
}

function commonest(levels: readonly number[]): string {
  return LEVELS[levels.indexOf(Math.max(...levels))]!;
}

/** The first rows as a table, and how many there are. */
export function tableOf(
  rows: readonly TemplateRow[],
  { limit, lines }: { readonly limit: number; readonly lines: number },
): string {
  const shown = limit > 0 ? rows.slice(0, limit) : rows;
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const table = new Table({ head: ["count", "share", "level", "id", "template"], style: { head: [], border: [] } });
  for (const { count, level, id, text } of shown) {
    table.push([count, `${(100 * count / total).toFixed(1)} %`, level, id, cutText(text, 160)]);
  }
  const records = total === lines ? "" : ` in ${total} records`;
  const first = shown.length < rows.length ? `, first ${shown.length} shown` : "";
  return `${table.toString()}\n${lines} lines${records}, ${rows.length} templates${first}`;
}
