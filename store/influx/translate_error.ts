import { HttpError } from "@influxdata/influxdb-client";
import { withoutPassword } from "../../core/without_password.ts";
import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";
import type { InfluxTarget } from "./influx_connection.ts";

/**
 * Says in the store's terms what InfluxDB's or the network's error means, with the remedy at its end.
 *
 * A wrong token, or a missing organisation or bucket, can be put right while LogIQ goes on, and nothing that waits to be stored
 * may be dropped for it: unavailable. Only what InfluxDB will not take in any case is refused.
 *
 * @param action what was tried, as in `write counters to`.
 */
export function translateError(error: unknown, { action, target }: { action: string; target: InfluxTarget }): unknown {
  if (!(error instanceof Error) || error instanceof RangeError) return error;
  if (error instanceof StoreRefusedError || error instanceof StoreUnavailableError) return error;
  const about = `Cannot ${action} "influx:${target.url}"`;
  const meaning = MEANINGS.find(({ applies }) => applies(error))?.text(target) ?? error.message;
  const message = withoutPassword(`${about}: ${meaning}`);
  if (isRefusal(error)) return new StoreRefusedError(message, { cause: error });
  return new StoreUnavailableError(message, { cause: error, retryAfterMs: retryAfterMs(error) });
}

interface Meaning {
  readonly applies: (error: Error) => boolean;
  readonly text: (target: InfluxTarget) => string;
}

const MEANINGS: readonly Meaning[] = [
  {
    applies: (error) => error.name === "TimeoutError" || error.name === "AbortError",
    text: () => "it did not answer in time; it is tried again, else look at InfluxDB's load",
  },
  {
    applies: (error) => !(error instanceof HttpError) && error instanceof TypeError,
    text: () => "it can't be reached; start InfluxDB or set INFLUX_URL to where it listens",
  },
  {
    applies: (error) => statusOf(error) === 401,
    text: ({ buckets }) => `the token is not accepted; set INFLUX_TOKEN to one that may ${rights(buckets)}`,
  },
  {
    applies: (error) => statusOf(error) === 403,
    text: ({ buckets }) => `the token has too few rights; set INFLUX_TOKEN to one that may ${rights(buckets)}`,
  },
  {
    applies: (error) => /organization name .* not found|organization not found/.test(error.message),
    text: ({ org }) => `organisation "${org}" is not there; set INFLUX_ORG to one that is`,
  },
  {
    applies: (error) => /bucket .* not found|could not find bucket/.test(error.message),
    text: ({ buckets }) =>
      `a bucket is not there; create "${buckets.counters}" and "${buckets.facts}", or start LogIQ with a token that may, ` +
      `and see that INFLUX_TOKEN may ${rights(buckets)}`,
  },
  {
    applies: (error) => /no space left|disk quota/i.test(error.message),
    text: () => "the disk of InfluxDB is full; free some space, and restart InfluxDB if it goes on",
  },
];

function rights(buckets: InfluxTarget["buckets"]): string {
  return `read and write buckets "${buckets.counters}" and "${buckets.facts}"`;
}

function isRefusal(error: Error): boolean {
  const status = statusOf(error);
  return (status === 400 || status === 413 || status === 422) && !/organization name .* not found/.test(error.message);
}

function statusOf(error: Error): number | undefined {
  return error instanceof HttpError ? error.statusCode : undefined;
}

/** The client reads the header's seconds as if they were milliseconds. */
function retryAfterMs(error: Error): number | undefined {
  const seconds = error instanceof HttpError ? error.retryAfter() : 0;
  return seconds > 0 ? seconds * 1000 : undefined;
}
