import type { Scenario } from "../../demos/scenario.ts";

/** Name of a demo's own InfluxDB bucket, beside the user's: a run deletes what the last run of this demo has left, and nothing else. */
export function demoBucket(bucket: string, { name }: Pick<Scenario, "name">): string {
  return `${bucket}_${name}`;
}
