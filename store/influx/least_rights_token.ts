import { InfluxDB } from "@influxdata/influxdb-client";
import { AuthorizationsAPI, BucketsAPI, OrgsAPI, type Permission } from "@influxdata/influxdb-client-apis";
import { StoreRefusedError } from "../store_errors.ts";
import { factsBucket } from "./measurements.ts";

export interface LeastRights {
  readonly bucket: string;
  /** Names the token in InfluxDB's lists. */
  readonly description: string;
  /**
   * Whether it may write as well, as api and detector must; dashboards need not.
   * @default true
   */
  readonly write?: boolean;
}

/**
 * Creates a token with the least rights that do for the store of `bucket`: to read, and to write, its two buckets. InfluxDB shows a
 * token at its creation alone, so whoever calls keeps it.
 *
 * @param access with a token that may create tokens, for example the operator's.
 * @throws {StoreRefusedError} when organisation or buckets are not there.
 */
export async function leastRightsToken(
  { url, token, org }: { readonly url: string; readonly token: string; readonly org: string },
  { bucket, description, write = true }: LeastRights,
): Promise<{ id: string; token: string }> {
  const client = new InfluxDB({ url, token });
  const orgID = (await new OrgsAPI(client).getOrgs({ org })).orgs?.[0]?.id;
  const permissions: Permission[] = [];
  for (const name of [bucket, factsBucket(bucket)]) {
    const { buckets = [] } = await new BucketsAPI(client).getBuckets({ org, name });
    const id = buckets[0]?.id;
    if (!id) throw new StoreRefusedError(`Cannot create a token for bucket "${name}": expected it to exist`);
    for (const action of write ? ["read", "write"] as const : ["read"] as const) {
      permissions.push({ action, resource: { type: "buckets", id, orgID } });
    }
  }
  const created = await new AuthorizationsAPI(client).postAuthorizations({ body: { orgID, description, permissions } });
  return { id: created.id!, token: created.token! };
}
