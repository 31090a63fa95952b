import type { InfluxConnection } from "./influx_connection.ts";
import type { BucketRole } from "./measurements.ts";

/** Deletes all points of these measurements, and of no others, in each bucket. Predicates know no OR: a request each. */
export async function deleteMeasurements(
  connection: InfluxConnection,
  measurements: Readonly<Record<BucketRole, readonly string[]>>,
): Promise<void> {
  for (const role of ["counters", "facts"] as const) {
    for (const measurement of measurements[role]) {
      await connection.delete(role, `_measurement="${measurement}"`);
    }
  }
}
