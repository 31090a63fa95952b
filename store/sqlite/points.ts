import type { FieldValue, LinePoint } from "../../core/line_point.ts";
import type { Connection } from "./connection.ts";
import { INSERT_POINT_SERIES, POINT_SERIES_ID, UPSERT_POINT } from "./queries.ts";

const LARGEST_INTEGER = 2n ** 63n - 1n;

/** See `PointStore.writePoints`. As in InfluxDB, fields of points with the same tags and time are merged, the last one wins. */
export function writePoints(db: Connection, points: readonly LinePoint[]): void {
  for (const point of points) {
    const series = seriesId(db, point);
    for (const [field, value] of point.fields) {
      db.run(UPSERT_POINT, { timeNs: point.timeNs, series, field, kind: value.kind, value: stored(value) });
    }
  }
}

function seriesId(db: Connection, { measurement, tags }: LinePoint): number {
  const sorted = JSON.stringify(Object.fromEntries([...tags].sort(([a], [b]) => a < b ? -1 : 1)));
  db.run(INSERT_POINT_SERIES, { measurement, tags: sorted });
  return db.first<{ id: number }>(POINT_SERIES_ID, { measurement, tags: sorted })!.id;
}

/** SQLite's integers are signed: an unsigned one above their range is kept as its decimal digits. */
function stored(field: FieldValue): number | bigint | string {
  if (field.kind === "boolean") return BigInt(field.value);
  if (field.kind === "unsigned" && field.value > LARGEST_INTEGER) return String(field.value);
  return field.value;
}
