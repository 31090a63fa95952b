import type { Clock } from "../../core/clock.ts";
import type { LinePoint } from "../../core/line_point.ts";
import { type ParsedLines, parseLineProtocol } from "../../core/line_protocol/parse_line_protocol.ts";
import { isPrecision, type Precision } from "../../core/line_protocol/precision.ts";
import type { PointStore } from "../../store/ports/points.ts";
import { StoreRefusedError } from "../../store/store_errors.ts";
import { assertFewFields, assertFewLines } from "../body_bounds.ts";
import type { PointSeriesLimit } from "../cardinality/point_series_limit.ts";
import { requestKey } from "../ingest/request_key.ts";
import type { LineIngestion } from "../lines/line_ingestion.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import { RequestError } from "../request_error.ts";
import type { Call, Route } from "../route.ts";
import { influxErrorResponse } from "./influx_error.ts";
import { sortPoints } from "./sort_points.ts";

/** Lines of one body; clients send some thousands. */
const MOST_POINTS = 50_000;

/** What `POST /api/v2/write` works with. */
export interface WriteOptions {
  readonly store: PointStore;
  readonly clock: Clock;
  readonly lines: LineIngestion;
  readonly pointSeries: PointSeriesLimit;
  readonly metrics: ApiMetrics;
  readonly maxBodyBytes: number;
}

/**
 * `POST /api/v2/write`: line protocol as an InfluxDB 2 client or Telegraf sends it. Log lines are mined, other points stored, see
 * {@linkcode sortPoints}. `org` and `bucket` may be anything: there is one place to write to.
 *
 * 204 when all is stored. Good lines survive bad ones, unlike in InfluxDB: 400 when some can't be read, with the first one's `line`
 * and all of them in `errors`; 422 when all can be read and some use LogIQ's own measurement names, or are of further series than may be. Neither is worth a retry, as clients know.
 */
export function writeRoute(options: WriteOptions): Route {
  return {
    method: "POST",
    path: "/api/v2/write",
    access: "ingesting",
    failure: influxErrorResponse,
    handle: (call) => write(call, options),
  };
}

async function write(
  { request, query, body }: Call,
  { store, clock, lines, pointSeries, metrics, maxBodyBytes }: WriteOptions,
): Promise<Response> {
  const precision = precisionOf(query);
  const bytes = await body(maxBodyBytes);
  assertFewLines(bytes, MOST_POINTS);
  assertFewFields(bytes);
  const key = requestKey(request, bytes);
  const parsed = parseLineProtocol(bytes, { precision, nowNs: BigInt(Math.floor(clock.now())) * 1_000_000n });
  const sorted = sortPoints(parsed.points, pointSeries);
  metrics.entriesRejected(parsed.rejected + sorted.refusals.length);
  // Points overwrite themselves when a request is repeated, lines would count again: those come last.
  const refusal = sorted.points.length > 0 && await metrics.timed("points", () => writePoints(store, sorted.points));
  if (sorted.lines.size > 0) await lines.ingest(sorted.lines, { key });
  if (refusal) throw refusal;
  if (parsed.rejected > 0) throw unreadable(parsed, sorted.refusals);
  if (sorted.refusals.length > 0) throw refused(sorted.refusals, parsed.points.length);
  return new Response(null, { status: 204 });
}

/** Resolves with the store's refusal, if it is one for good: the lines beside the points are worth storing all the same. */
async function writePoints(store: PointStore, points: readonly LinePoint[]): Promise<StoreRefusedError | undefined> {
  try {
    await store.writePoints(points);
  } catch (error) {
    if (error instanceof StoreRefusedError) return error;
    throw error;
  }
}

function precisionOf(query: URLSearchParams): Precision {
  const precision = query.get("precision") || "ns";
  if (isPrecision(precision)) return precision;
  throw new RequestError(400, `Cannot use precision "${precision}": expected ns, us, ms or s`);
}

function unreadable({ points, errors, rejected }: ParsedLines, refusals: readonly string[]): RequestError {
  const { line, column, message } = errors[0]!;
  const stored = points.length - refusals.length;
  const total = points.length + rejected;
  const extent = stored === 0 ? "none stored" : `partial write, ${stored} stored`;
  const also = refusals.length === 0 ? "" : `; ${refusals[0]}`;
  return new RequestError(
    400,
    `Cannot read ${total - stored} of ${total} lines (${extent}): line ${line}, column ${column}: ${message}${also}`,
    { position: { line, column }, details: { errors, rejected: total - stored } },
  );
}

function refused(refusals: readonly string[], total: number): RequestError {
  const extent = refusals.length === total ? "none stored" : `partial write, ${total - refusals.length} stored`;
  return new RequestError(422, `Cannot write ${refusals.length} of ${total} points (${extent}): ${refusals[0]}`, {
    details: { rejected: refusals.length },
  });
}
