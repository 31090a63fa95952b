import { factLine, text } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { REPLIES } from "./measurements.ts";
import { replyDaysQuery, replyQuery } from "./queries.ts";
import { textHash } from "./text_hash.ts";

const DAY_MS = 86_400_000;

/** See `Store.rememberReply`. The key's hash is the point's time, so that a look-up reads one nanosecond and no index grows. */
export function rememberReply(connection: InfluxConnection, key: string, reply: string, nowMs: number): Promise<void> {
  const fields = { key: text(key), reply: text(reply) };
  return connection.write("facts", [
    factLine({ measurement: REPLIES, tags: { day: dayOf(nowMs) }, fields, timeNs: placeOf(key) }),
  ]);
}

/** See `Store.recallReply`. */
export async function recallReply(connection: InfluxConnection, key: string): Promise<string | null> {
  const fromNs = placeOf(key);
  const query = replyQuery(connection.target.buckets.facts, { fromNs, toNs: fromNs + 1n });
  const rows = await connection.query(query, (column) => ({
    day: column("day"),
    key: column("key"),
    reply: column("reply"),
  }));
  const newest = rows.filter((row) => row.key === key).sort((a, b) => a.day < b.day ? 1 : -1)[0];
  return newest?.reply ?? null;
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

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** 48 bits of hash as nanoseconds, all within 1970's first four days and so within a shard or two. */
function placeOf(key: string): bigint {
  return BigInt(textHash(key)) << 16n | BigInt(textHash(key, 0x9747b28c) & 0xffff);
}
