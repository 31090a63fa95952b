import { factLine, integer, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { stateLine, STRETCH_MS, stretchOf } from "./late_marks.ts";
import { COUNT_SUMS } from "./measurements.ts";
import { firstCountQuery, rangeOf, stretchSumsQuery, sumStatesQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/**
 * So long after a mark its late counters have come, or will be marked anew: a mark holds for half a minute, a request takes ten seconds at
 * most, and the clocks of several apis may differ by more than a minute.
 */
export const SETTLED_MS = 120_000;
/** So long after its end a stretch is added up first: what is written into it from then on has been marked as late for two minutes. */
const CLOSED_AFTER_MS = 180_000;
/** Stretches of one query and write, and how many of these are made at a time, the newest first. */
const MOST = { stretches: 6, runs: 72 };

/** A run of stretches, `[fromMs, toMs)`. */
interface Run {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When a stretch was last added up and when something last came late into it; -Infinity: never. */
interface SumState {
  summed: number;
  late: number;
}

/** Adds up the counters of each stretch of time that is over: `count_sums` hold what readers of long ranges take instead of counters. */
export class CountSums {
  #firstMs: number | undefined;

  /**
   * See `CounterStore.sumCounters`. A stretch is added up as a whole, so doing it twice, or in two processes, writes the same. A reader may take its sum where
   * it was made more than {@linkcode SETTLED_MS} after the last mark, see `dashboards/flux/sums.ts`.
   */
  async sum(connection: InfluxConnection, { nowMs, oldestMs }: { readonly nowMs: number; readonly oldestMs: number }) {
    const untilMs = stretchOf(nowMs - CLOSED_AFTER_MS);
    const states = await queryStates(connection, { fromMs: Math.max(0, oldestMs), toMs: untilMs });
    const fromMs = Math.min(await this.#firstCountMs(connection), ...states.keys());
    const wanted: number[] = [];
    for (let startMs = untilMs - STRETCH_MS; startMs >= Math.max(stretchOf(fromMs), oldestMs); startMs -= STRETCH_MS) {
      if (isWanted(states.get(startMs), nowMs)) wanted.push(startMs);
    }
    for (const run of runsOf(wanted).slice(0, MOST.runs)) await sumRun(connection, run, nowMs);
  }

  /** Infinity while nothing was counted. What comes later and is older is late, and so has a state. */
  async #firstCountMs(connection: InfluxConnection): Promise<number> {
    if (this.#firstMs !== undefined) return this.#firstMs;
    const query = firstCountQuery(connection.target.buckets.counters);
    const [firstMs] = await connection.query(query, (column) => Date.parse(column("_time")), { timeoutMs: 60_000 });
    this.#firstMs = firstMs;
    return firstMs ?? Infinity;
  }
}

/** Whether a stretch has to be added up, and what came late into it has come. */
function isWanted({ summed, late }: SumState = { summed: -Infinity, late: -Infinity }, nowMs: number): boolean {
  return summed <= late + SETTLED_MS && nowMs > late + SETTLED_MS;
}

/** Stretches, the newest first, as runs of neighbours. */
function runsOf(starts: readonly number[]): Run[] {
  const runs: { fromMs: number; toMs: number }[] = [];
  for (const startMs of starts) {
    const last = runs.at(-1);
    const isNext = last?.fromMs === startMs + STRETCH_MS && last.toMs - last.fromMs < MOST.stretches * STRETCH_MS;
    if (isNext) last.fromMs = startMs;
    else runs.push({ fromMs: startMs, toMs: startMs + STRETCH_MS });
  }
  return runs;
}

async function queryStates(connection: InfluxConnection, run: Run): Promise<Map<number, SumState>> {
  const states = new Map<number, SumState>();
  if (run.fromMs >= run.toMs) return states;
  await connection.query(sumStatesQuery(connection.target.buckets.facts, rangeOf(run)), (column) => {
    const startMs = Date.parse(column("_time"));
    let state = states.get(startMs);
    if (state === undefined) states.set(startMs, state = { summed: -Infinity, late: -Infinity });
    const field: string = column("_field");
    if (field === "summed" || field === "late") state[field] = Number(column("_value"));
  });
  return states;
}

/** Adds up a run and then says that it was: a kill between leaves sums that nobody takes. */
async function sumRun(connection: InfluxConnection, run: Run, nowMs: number): Promise<void> {
  const sums = new Map<string, { readonly startMs: number; readonly tags: Record<string, string>; count: number }>();
  const query = stretchSumsQuery(connection.target.buckets.counters, rangeOf(run), STRETCH_MS);
  await connection.query(query, (column) => {
    const startMs = Date.parse(column("_time"));
    const names = ["source", "template", "level", "mode"];
    const tags = Object.fromEntries(names.map((name) => [name, fromTagText(column(name))]));
    const key = JSON.stringify([startMs, ...Object.values(tags)]);
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, sum = { startMs, tags, count: 0 });
    sum.count += Number(column("_value"));
  }, { timeoutMs: 60_000 });
  const lines = [...sums.values()].map(({ startMs, tags, count }) =>
    factLine({ measurement: COUNT_SUMS, tags, fields: { count: integer(count) }, timeNs: toNs(startMs) })
  );
  await connection.write("counters", lines);
  const states = new Map<number, number>();
  for (let startMs = run.fromMs; startMs < run.toMs; startMs += STRETCH_MS) states.set(startMs, 0);
  for (const { startMs, count } of sums.values()) states.set(startMs, states.get(startMs)! + count);
  await connection.write("facts", [...states].map(([startMs, lines]) => stateLine(startMs, { summed: nowMs, lines })));
}
