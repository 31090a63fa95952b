import { InfluxDB } from "@influxdata/influxdb-client";
import { AuthorizationsAPI, BucketsAPI, OrgsAPI, type Permission } from "@influxdata/influxdb-client-apis";
import { factsBucket } from "../measurements.ts";

export interface LeastRights {
  readonly bucket: string;
  /** Names the token in InfluxDB's lists. */
  readonly description: string;
  /** @default true */
  readonly write?: boolean;
}

/** Creates a token that may read, and write, the store's two buckets of `bucket` and nothing else. */
export async function leastRightsToken(
  { url, token, org }: { readonly url: string; readonly token: string; readonly org: string },
  { bucket, description, write = true }: LeastRights,
): Promise<{ id: string; token: string }> {
  const client = new InfluxDB({ url, token });
  const orgID = (await new OrgsAPI(client).getOrgs({ org })).orgs?.[0]?.id;
  const permissions: Permission[] = [];
  for (const name of [bucket, factsBucket(bucket)]) {
    const { buckets = [] } = await new BucketsAPI(client).getBuckets({ org, name });
    const id = buckets[0].id;
    for (const action of write ? ["read", "write"] as const : ["read"] as const) {
      permissions.push({ action, resource: { type: "buckets", id, orgID } });
    }
  }
  const created = await new AuthorizationsAPI(client).postAuthorizations({ body: { orgID, description, permissions } });
  return { id: created.id!, token: created.token! };
}
