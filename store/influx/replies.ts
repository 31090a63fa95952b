import { factLine, record } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { REPLIES } from "./measurements.ts";
import { newestDayQuery, replyDaysQuery } from "./queries.ts";
import { fnv32 } from "../../core/fnv.ts";

const DAY_MS = 86_400_000;

/** See `ReplyStore.rememberReply`. The key's hash is the point's time, so that a look-up reads one nanosecond and no index grows. */
export function rememberReply(connection: InfluxConnection, key: string, reply: string, nowMs: number): Promise<void> {
  const fields = { record: record({ key, reply }) };
  return connection.write("facts", [
    factLine({ measurement: REPLIES, tags: { day: dayOf(nowMs) }, fields, timeNs: placeOf(key) }),
  ]);
}

/** See `ReplyStore.recallReply`. */
export async function recallReply(connection: InfluxConnection, key: string): Promise<string | null> {
  const fromNs = placeOf(key);
  const range = { fromNs, toNs: fromNs + 1n };
  const query = newestDayQuery(connection.target.buckets.facts, range, { measurement: REPLIES });
  const rows: Remembered[] = await connection.query(query, (column) => JSON.parse(column("_value")));
  return rows.find((row) => row.key === key)?.reply ?? null;
}

/** Deletes the replies of days that ended more than a day ago. */
export async function pruneReplies(connection: InfluxConnection, nowMs: number): Promise<void> {
  const days: string[] = await connection.query(
    replyDaysQuery(connection.target.buckets.facts),
    (column) => column("_value"),
  );
  for (const day of days.filter((day) => day < dayOf(nowMs - DAY_MS))) {
    await connection.delete("facts", `_measurement="${REPLIES}" AND day="${day}"`);
  }
}

interface Remembered {
  readonly key: string;
  readonly reply: string;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** 48 bits of hash as nanoseconds, all within 1970's first four days and so within a shard or two. */
function placeOf(key: string): bigint {
  return BigInt(fnv32(key)) << 16n | BigInt(fnv32(key, 0x9747b28c) & 0xffff);
}
