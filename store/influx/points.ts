import type { LinePoint } from "../../core/line_point.ts";
import { assertNotReserved } from "../assert_not_reserved.ts";
import { lineOf } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { toTagText } from "./tag_text.ts";

/** See `PointStore.writePoints`. */
export function writePoints(connection: InfluxConnection, points: readonly LinePoint[]): Promise<void> {
  assertNotReserved(points);
  return connection.write("counters", points.map((point) => lineOf(writable(point))));
}

/** The point with what line protocol has no way to write encoded; nearly always the point as it is. */
function writable({ measurement, tags, fields, timeNs }: LinePoint): LinePoint {
  return {
    measurement: toTagText(measurement),
    tags: new Map([...tags].map(([key, value]) => [toTagText(key), toTagText(value)])),
    fields: new Map([...fields].map(([key, value]) => [toTagText(key), value])),
    timeNs,
  };
}
