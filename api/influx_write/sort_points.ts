import type { LogRecord } from "../../counting/log_record.ts";
import { UNKNOWN_HOST } from "../../core/counter_batch.ts";
import type { LinePoint } from "../../core/line_point.ts";
import { RESERVED_MEASUREMENTS } from "../../store/ports/points.ts";
import type { PointSeriesLimit } from "../cardinality/point_series_limit.ts";
import { checkedName, knownLevel } from "../ingest/raw_entry.ts";
import type { RecordsBySource } from "../lines/line_ingestion.ts";
import { recordsBySource, textRecord } from "../lines/records_by_source.ts";

/** What a batch of line protocol is to LogIQ. */
export interface SortedPoints {
  /** Log lines by source. */
  readonly lines: RecordsBySource;
  /** Points to store as they are. */
  readonly points: readonly LinePoint[];
  /** Why a point is none of both. */
  readonly refusals: readonly string[];
}

/**
 * Tells log lines from other points: a point with a string field `message` is a line. Its tags `source`, `host` and `level` are
 * honoured; without a tag `source` the measurement is the source, without `host` it is unknown (`-`), without a `level`, or
 * with a word that is none, the line itself may name it. Its other tags and fields are dropped, and its time too: lines
 * count when they arrive.
 */
export function sortPoints(batch: readonly LinePoint[], series: Pick<PointSeriesLimit, "admits">): SortedPoints {
  const lines: { source: string; record: LogRecord }[] = [];
  const points: LinePoint[] = [];
  const refusals: string[] = [];
  for (const point of batch) {
    const message = point.fields.get("message");
    if (message?.kind !== "string") {
      const { measurement } = point;
      if (RESERVED_MEASUREMENTS.includes(measurement)) {
        refusals.push(`measurement "${measurement}": expected a name other than LogIQ's own`);
      } else if (series.admits(point)) points.push(point);
      else refusals.push(`measurement "${measurement}": this api stores as many series of points as it may`);
      continue;
    }
    const source = checkedName(point.tags.get("source") ?? point.measurement);
    const host = checkedName(point.tags.get("host") ?? UNKNOWN_HOST);
    if (source === null || host === null) {
      refusals.push(
        `line of "${point.measurement}": expected a source and host of 1 to 255 printable characters, not "*"`,
      );
      continue;
    }
    const named = { host, ...knownLevel(point.tags.get("level")) };
    lines.push({ source, record: textRecord(message.value, named) });
  }
  return { lines: recordsBySource(lines), points, refusals };
}
