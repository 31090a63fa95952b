import { HttpError } from "@influxdata/influxdb-client";
import { StoreRefusedError } from "../store_errors.ts";
import { InfluxConnection } from "./influx_connection.ts";
import { factsBucket } from "./measurements.ts";
import { setUp } from "./set_up.ts";
import { translateError } from "./translate_error.ts";

/** Which InfluxDB, and what in it. */
export interface InfluxStoreOptions {
  /** For example `http://127.0.0.1:8086`. */
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** Holds counters, baselines, heartbeats and other tools' points; everything else goes into BUCKET`_facts`. */
  readonly bucket: string;
  /** Counters older than this are refused, milliseconds. A new bucket gets it as its retention, at least an hour; `Infinity` keeps everything. */
  readonly retentionMs: number;
  /**
   * Whether missing buckets, and a missing organisation, are created, which takes a token that may.
   * @default true
   */
  readonly createBuckets?: boolean;
  /**
   * How long to wait for an answer, milliseconds; counts over all time and deletes have a minute.
   * @default 10_000
   */
  readonly timeoutMs?: number;
}

/** A connection to buckets that are there, and the retention that holds: the shorter one of the bucket's and the wanted. */
export async function connectInflux(
  options: InfluxStoreOptions,
): Promise<{ readonly connection: InfluxConnection; readonly retentionMs: number }> {
  const { url, token, org, bucket, createBuckets: create = true, timeoutMs } = options;
  const target = { url, token, org, buckets: { counters: bucket, facts: factsBucket(bucket) } };
  try {
    const connection = new InfluxConnection(target, { timeoutMs });
    const { retentionMs } = await setUp(connection, { retentionMs: options.retentionMs, create });
    return { connection, retentionMs: Math.min(retentionMs, options.retentionMs) };
  } catch (error) {
    const translated = translateError(error, { action: "open store", target });
    if (!isSetting(error) || !(translated instanceof Error)) throw translated;
    throw new StoreRefusedError(translated.message, { cause: error });
  }
}

/** Whether the error comes from what a user has set, so that waiting is of no use before the first request. */
function isSetting(error: unknown): boolean {
  return error instanceof HttpError && [401, 403, 404].includes(error.statusCode);
}
