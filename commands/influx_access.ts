import { InfluxDB } from "@influxdata/influxdb-client";
import { AuthorizationsAPI, BucketsAPI, OrgsAPI, type Permission } from "@influxdata/influxdb-client-apis";
import { openInfluxStore } from "../store/influx/influx_store.ts";
import { factsBucket } from "../store/influx/measurements.ts";

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
 * A file whose token InfluxDB still accepts is left as it is; so a second run changes nothing.
 */
export async function setUpInfluxAccess(admin: InfluxAdministration, files: TokenFiles): Promise<void> {
  const names = [admin.bucket, `${admin.bucket}_demo`];
  for (const bucket of names) {
    await using _created = await openInfluxStore({ ...admin, bucket });
  }
  const client = new InfluxDB({ url: admin.url, token: admin.token });
  const orgID = await organizationId(client, admin.org);
  if (files.grafanaToken) {
    const readAll: Permission[] = [{ action: "read", resource: { type: "buckets", orgID } }];
    await keepToken(admin, {
      orgID,
      description: "LogIQ: Grafana reads",
      permissions: readAll,
      file: files.grafanaToken,
      mode: 0o444,
    });
  }
  if (files.writerToken) {
    const permissions = await readAndWrite(client, {
      orgID,
      names: names.flatMap((name) => [name, factsBucket(name)]),
    });
    await keepToken(admin, {
      orgID,
      description: "LogIQ: reads and writes",
      permissions,
      file: files.writerToken,
      mode: 0o400,
    });
  }
}

interface KeptToken {
  readonly orgID: string;
  readonly description: string;
  readonly permissions: Permission[];
  readonly file: string;
  readonly mode: number;
}

async function keepToken(admin: InfluxAdministration, { file, mode, ...wanted }: KeptToken): Promise<void> {
  if (await isAccepted(admin.url, await readToken(file))) return;
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

async function isAccepted(url: string, token: string): Promise<boolean> {
  if (!token) return false;
  const response = await fetch(new URL("/api/v2/buckets?limit=1", url), {
    headers: { authorization: `Token ${token}` },
  });
  await response.body?.cancel();
  return response.ok;
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
  return orgs[0].id!;
}
