import { connectInflux, type InfluxStoreOptions } from "./connect_influx.ts";
import { deleteMeasurements } from "./delete_measurements.ts";
import { OWN_MEASUREMENTS } from "./measurements.ts";
import { translateError } from "./translate_error.ts";

/**
 * Deletes everything that LogIQ has written into two buckets, for a demo that has them to itself; they are created where they
 * are missing, and other tools' points stay. Stores that are open on them must be opened again.
 *
 * @throws {StoreUnavailableError} when InfluxDB can't be reached.
 * @throws {StoreRefusedError} when it does not accept the token, or organisation or buckets are not there and can't be created.
 */
export async function emptyInfluxStore(options: InfluxStoreOptions): Promise<void> {
  const { connection } = await connectInflux(options);
  try {
    await deleteMeasurements(connection, OWN_MEASUREMENTS);
  } catch (error) {
    throw translateError(error, { action: "empty store", target: connection.target });
  }
}
