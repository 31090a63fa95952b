import { BlockCounts } from "../../core/compare/block_counts.ts";
import { LEVELS, Miner } from "../../core/mining/miner.ts";
import { readRecords } from "../read_records.ts";
import type { ComparedTemplate, Comparison } from "./compared_template.ts";
import { isError } from "./is_error.ts";
import { SyslogHosts } from "./syslog_hosts.ts";

const MAX_TEMPLATES = 10_000;
const BLOCKS = 32;

/** What is counted of files while they are mined, by handles of the miner. */
class Side {
  readonly blocks = new BlockCounts(BLOCKS);
  readonly hosts = new SyslogHosts();
  /** Lines by handle, then by level. */
  readonly levels: number[][] = [];

  constructor(readonly miner: Miner) {}

  add(buffer: Uint8Array, start: number, end: number): void {
    const handle = this.miner.mine(buffer, start, end), level = this.miner.lastLevel;
    this.blocks.add(handle);
    this.hosts.add(handle, buffer, start, end);
    const levels = this.levels[handle] ??= [];
    levels[level] = (levels[level] ?? 0) + 1;
  }
}

/**
 * Mines the files of both sides by one miner, so that a message is the same template in both, in the form that it has at the end.
 * @throws {Error} that names a file which can't be read.
 */
export async function mineSides(before: readonly string[], after: readonly string[]): Promise<Comparison> {
  const miner = new Miner({ maxTemplates: MAX_TEMPLATES });
  const sides = [new Side(miner), new Side(miner)] as const;
  await readRecords(before, ({ buffer, start, end }) => sides[0].add(buffer, start, end));
  await readRecords(after, ({ buffer, start, end }) => sides[1].add(buffer, start, end));
  const handles = Array.from({ length: miner.handleCount }, (_, handle) => handle);
  const merged = [...Map.groupBy(handles, (handle) => miner.resolve(handle))];
  const [{ blocks: { totals } }, { blocks: { totals: others } }] = sides;
  return {
    templates: merged.map(([survivor, handles]) => templateOf(miner.template(survivor), handles, sides)),
    totals,
    before: sum(totals),
    after: sum(others),
  };
}

function templateOf(
  { text, sample }: { readonly text: string; readonly sample: string },
  handles: readonly number[],
  [before, after]: readonly [Side, Side],
): ComparedTemplate {
  const level = levelOf(handles.flatMap((handle) => [before.levels[handle] ?? [], after.levels[handle] ?? []]));
  const hosts = handles.flatMap((handle) => [...before.hosts.of(handle), ...after.hosts.of(handle)]);
  return {
    text,
    sample,
    source: null,
    level,
    isError: isError({ level, text }),
    hosts: [...new Set(hosts)].sort(),
    before: added(handles.map((handle) => before.blocks.of(handle))),
    after: sum(added(handles.map((handle) => after.blocks.of(handle)))),
  };
}

/** The level that most lines have. */
function levelOf(counts: readonly (readonly number[])[]): string {
  const all = added(counts);
  const most = all.reduce((best, count, level) => count > (all[best] ?? 0) ? level : best, 0);
  return most === 0 ? "-" : LEVELS[most]!;
}

function added(lists: readonly (readonly number[])[]): number[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, i) => sum(lists.map((list) => list[i] ?? 0)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
