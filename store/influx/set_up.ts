import type { RetentionRule } from "@influxdata/influxdb-client-apis";
import { StoreRefusedError } from "../store_errors.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import type { BucketRole } from "./measurements.ts";

/** InfluxDB takes no shorter retention. */
const MIN_RETENTION_MS = 3_600_000;

/** Facts are few and spread over all time: shards of a year keep them in few files. */
const FACTS_SHARD_SECONDS = 365 * 86_400;

export interface SetUpOptions {
  /** Of the bucket for counters, where it has to be created; `Infinity` keeps everything. */
  readonly retentionMs: number;
  /** Whether buckets, and the organisation, may be created where they are missing. */
  readonly create: boolean;
}

/**
 * Sees to it that both buckets are there, and creates what is missing, the organisation included. What is there is left as it is,
 * its retention too. A token that may read and write the two buckets is enough where both exist.
 *
 * @returns the retention that the bucket for counters has, milliseconds; `Infinity` where it keeps everything.
 * @throws {StoreRefusedError} when a bucket is missing and must not be created.
 */
export async function setUp(connection: InfluxConnection, options: SetUpOptions): Promise<{ retentionMs: number }> {
  const facts = await retentionOf(connection, "facts");
  if (facts === undefined) {
    await create(connection, "facts", [{
      type: "expire",
      everySeconds: 0,
      shardGroupDurationSeconds: FACTS_SHARD_SECONDS,
    }], options);
  }
  const retentionMs = await retentionOf(connection, "counters");
  if (retentionMs !== undefined) return { retentionMs };
  const rules = rulesFor(options.retentionMs);
  await create(connection, "counters", rules, options);
  return { retentionMs: retentionIn(rules) };
}

/** Retention of a bucket in milliseconds; undefined where it, or its organisation, is not there for this token. */
async function retentionOf(connection: InfluxConnection, role: BucketRole): Promise<number | undefined> {
  const { org, buckets: { [role]: name } } = connection.target;
  try {
    const { buckets = [] } = await connection.buckets().getBuckets({ org, name });
    const bucket = buckets.find((bucket) => bucket.name === name);
    return bucket && retentionIn(bucket.retentionRules);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function create(
  connection: InfluxConnection,
  role: BucketRole,
  retentionRules: RetentionRule[],
  options: SetUpOptions,
): Promise<void> {
  const name = connection.target.buckets[role];
  if (!options.create) {
    throw new StoreRefusedError(`Cannot use bucket "${name}": expected it to exist, create it first`);
  }
  const orgID = await organizationId(connection);
  try {
    await connection.buckets().postBuckets({ body: { orgID, name, retentionRules } });
  } catch (error) {
    // Another process that starts at the same time may have been first.
    if (await retentionOf(connection, role) === undefined) throw error;
  }
}

async function organizationId(connection: InfluxConnection): Promise<string> {
  const { org } = connection.target;
  try {
    const { orgs = [] } = await connection.organizations().getOrgs({ org });
    const found = orgs.find(({ name }) => name === org);
    if (found?.id) return found.id;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const { id } = await connection.organizations().postOrgs({ body: { name: org } });
  return id!;
}

function rulesFor(retentionMs: number): RetentionRule[] {
  if (retentionMs === Infinity) return [];
  return [{ type: "expire", everySeconds: Math.ceil(Math.max(retentionMs, MIN_RETENTION_MS) / 1000) }];
}

function retentionIn(rules: readonly RetentionRule[]): number {
  const seconds = rules[0]?.everySeconds ?? 0;
  return seconds > 0 ? seconds * 1000 : Infinity;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && /not found/.test(error.message);
}
