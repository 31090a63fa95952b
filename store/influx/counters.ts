import { HttpError } from "@influxdata/influxdb-client";
import { type CounterBatch, type CounterPoint, UNKNOWN_HOST } from "../../core/counter_batch.ts";
import type { TemplateCount, TemplateHost, WriteOutcome } from "../ports/counters.ts";
import { factLine, integer, toNs } from "./fact_line.ts";
import { type InfluxConnection, MAX_LINES } from "./influx_connection.ts";
import { LOG_COUNTS } from "./measurements.ts";
import { rangeOf, templateCountsQuery, templateHostsQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/**
 * Batch numbers that fit into a slot's first millisecond, as nanoseconds. So a point's time cut to milliseconds is its slot for
 * slots of any length; a batch number's millions go into the tag `era`, which an agent that sends one batch a second
 * changes every 11 days.
 */
const NUMBERS_PER_ERA = 1_000_000;

/** See `CounterStore.writeCounters`. Points before `oldestMs` are left out; InfluxDB may leave out more by its own clock. */
export async function writeCounters(
  connection: InfluxConnection,
  batch: CounterBatch,
  oldestMs: number,
): Promise<WriteOutcome> {
  const young = batch.points.filter((point) => point.slotMs >= oldestMs);
  const tooOld = batch.points.filter((point) => point.slotMs < oldestMs);
  const dropped = await write(connection, batch, young);
  const rejected = lines(tooOld) + lines(dropped);
  const outcome = { stored: lines(young) - lines(dropped), rejected };
  if (rejected === 0) return outcome;
  const oldest = new Date([...tooOld, ...dropped].reduce((least, { slotMs }) => Math.min(least, slotMs), Infinity));
  const reason = `Cannot store lines of "${oldest.toISOString()}": expected a time within the bucket's retention`;
  return { ...outcome, reason };
}

/** See `CounterStore.templateCounts`. */
export async function queryTemplateCounts(
  connection: InfluxConnection,
  filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number },
): Promise<TemplateCount[]> {
  const range = rangeOf(filter);
  if (range.fromNs >= range.toNs) return [];
  const counts = new Map<string, { -readonly [Key in keyof TemplateCount]: TemplateCount[Key] }>();
  const query = templateCountsQuery(connection.target.buckets.counters, range, filter.source);
  await connection.query(query, (column) => {
    const tag = (name: string) => fromTagText(column(name));
    const [source, template, level] = [tag("source"), tag("template"), tag("level")] as const;
    const key = JSON.stringify([source, template, level]);
    let row = counts.get(key);
    if (row === undefined) {
      row = { source, template, level, count: 0, firstSlotMs: 0, lastSlotMs: 0 };
      counts.set(key, row);
    }
    const result = column("result");
    if (result === "count") row.count = column("_value");
    else row[result === "first" ? "firstSlotMs" : "lastSlotMs"] = Date.parse(column("_time"));
  }, { timeoutMs: 60_000 });
  return [...counts.values()];
}

/** See `CounterStore.templateHosts`. */
export async function queryTemplateHosts(
  connection: InfluxConnection,
  filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number },
): Promise<TemplateHost[]> {
  const range = rangeOf(filter);
  if (range.fromNs >= range.toNs) return [];
  const hosts: TemplateHost[] = [];
  await connection.query(
    templateHostsQuery(connection.target.buckets.counters, range, filter.source),
    (column) => {
      const tag = (name: string) => fromTagText(column(name));
      hosts.push({ source: tag("source"), template: tag("template"), host: tag("host") });
    },
    { timeoutMs: 60_000 },
  );
  return hosts.filter(({ host }) => host !== UNKNOWN_HOST);
}

/** Writes points and returns those that InfluxDB dropped for being older than the bucket's retention. */
async function write(
  connection: InfluxConnection,
  batch: CounterBatch,
  points: readonly CounterPoint[],
): Promise<readonly CounterPoint[]> {
  const dropped: CounterPoint[] = [];
  for (let from = 0; from < points.length; from += MAX_LINES) {
    const part = points.slice(from, from + MAX_LINES);
    try {
      await connection.write("counters", part.map((point) => counterLine(point, batch)));
    } catch (error) {
      const count = droppedForAge(error);
      if (count === undefined) throw error;
      dropped.push(...part.toSorted((a, b) => a.slotMs - b.slotMs).slice(0, count));
    }
  }
  return dropped;
}

/** How many points of a partial write were older than the retention; undefined for any other error. */
function droppedForAge(error: unknown): number | undefined {
  if (!(error instanceof HttpError) || error.statusCode !== 422) return undefined;
  const dropped = /outside retention policy .*\bdropped=(\d+)/.exec(error.message);
  return dropped ? Number(dropped[1]) : undefined;
}

function counterLine(point: CounterPoint, { agent, number }: CounterBatch): string {
  const { source, host, level, template, mode } = point;
  const era = Math.floor(number / NUMBERS_PER_ERA);
  return factLine({
    measurement: LOG_COUNTS,
    tags: { agent, ...(era > 0 ? { era: String(era) } : {}), host, level, mode, source, template },
    fields: { count: integer(point.count) },
    timeNs: toNs(point.slotMs) + BigInt(number % NUMBERS_PER_ERA),
  });
}

function lines(points: readonly CounterPoint[]): number {
  return points.reduce((sum, { count }) => sum + count, 0);
}
