import { InfluxDB } from "@influxdata/influxdb-client";
import { AuthorizationsAPI, BucketsAPI, OrgsAPI, type Permission } from "@influxdata/influxdb-client-apis";
import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { factsBucket } from "../../store/influx/measurements.ts";
import { demoBucket } from "../../store/influx/demo_bucket.ts";

/** An InfluxDB and who may do everything in it. */
export interface InfluxAdministration {
  readonly url: string;
  /** A token that may create buckets and authorizations. */
  readonly token: string;
  readonly org: string;
  readonly bucket: string;
  readonly retentionMs: number;
}

/** Where tokens with few rights are kept. */
export interface TokenFiles {
  /** May read every bucket of the organisation, the demos' and those of other LogIQs included. */
  readonly grafanaToken?: string;
  /** May read and write the buckets of this LogIQ and of its demos, nothing else. */
  readonly writerToken?: string;
}

/**
 * Sees to it that the buckets are there, those for demos too, and that each file named holds a token with the least rights that do.
 * A file whose token still sees these buckets is left as it is; so a second run changes nothing. One that does not, as after a bucket
 * was deleted or another one chosen, is replaced. Tokens of other LogIQs, which have other buckets, are left alone.
 */
export async function setUpInfluxAccess(admin: InfluxAdministration, files: TokenFiles): Promise<void> {
  const stores = [admin.bucket, ...SCENARIOS.map((scenario) => demoBucket(admin.bucket, scenario))];
  for (const bucket of stores) {
    await using _created = await openInfluxStore({ ...admin, bucket });
  }
  const names = stores.flatMap((name) => [name, factsBucket(name)]);
  const client = new InfluxDB({ url: admin.url, token: admin.token });
  const orgID = await organizationId(client, admin.org);
  if (files.grafanaToken) {
    const readAll: Permission[] = [{ action: "read", resource: { type: "buckets", orgID } }];
    await keepToken(admin, {
      orgID,
      description: `LogIQ "${admin.bucket}": Grafana reads`,
      permissions: readAll,
      buckets: names,
      file: files.grafanaToken,
      mode: 0o444,
    });
  }
  if (files.writerToken) {
    const permissions = await readAndWrite(client, { orgID, names });
    await keepToken(admin, {
      orgID,
      description: `LogIQ "${admin.bucket}": reads and writes`,
      permissions,
      buckets: names,
      file: files.writerToken,
      mode: 0o400,
    });
  }
}

interface KeptToken {
  readonly orgID: string;
  readonly description: string;
  readonly permissions: Permission[];
  /** Names of the buckets that it has to see. */
  readonly buckets: readonly string[];
  readonly file: string;
  readonly mode: number;
}

async function keepToken(admin: InfluxAdministration, { file, mode, buckets, ...wanted }: KeptToken): Promise<void> {
  if (await seesAll(admin, await readToken(file), buckets)) return;
  const api = new AuthorizationsAPI(new InfluxDB({ url: admin.url, token: admin.token }));
  const { authorizations = [] } = await api.getAuthorizations({ orgID: wanted.orgID });
  for (const { id, description } of authorizations) {
    if (description === wanted.description) await api.deleteAuthorizationsID({ authID: id! });
  }
  const { token } = await api.postAuthorizations({ body: wanted });
  const next = `${file}.new`;
  await Deno.writeTextFile(next, `${token}\n`, { mode });
  await Deno.rename(next, file);
}

async function readToken(file: string): Promise<string> {
  try {
    return (await Deno.readTextFile(file)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Rights belong to a bucket's id and not to its name: a bucket that was made again is another one. */
async function seesAll({ url, org }: InfluxAdministration, token: string, names: readonly string[]): Promise<boolean> {
  if (!token) return false;
  for (const name of names) {
    const response = await fetch(new URL(`/api/v2/buckets?${new URLSearchParams({ org, name })}`, url), {
      headers: { authorization: `Token ${token}` },
    });
    const text = await response.text();
    if (!response.ok || !(JSON.parse(text).buckets ?? []).length) return false;
  }
  return true;
}

async function readAndWrite(
  client: InfluxDB,
  { orgID, names }: { orgID: string; names: readonly string[] },
): Promise<Permission[]> {
  const permissions: Permission[] = [];
  for (const name of names) {
    const { buckets = [] } = await new BucketsAPI(client).getBuckets({ orgID, name });
    for (const { id } of buckets) {
      permissions.push({ action: "read", resource: { type: "buckets", id, orgID } });
      permissions.push({ action: "write", resource: { type: "buckets", id, orgID } });
    }
  }
  return permissions;
}

async function organizationId(client: InfluxDB, org: string): Promise<string> {
  const { orgs = [] } = await new OrgsAPI(client).getOrgs({ org });
  return orgs[0]!.id!;
}
