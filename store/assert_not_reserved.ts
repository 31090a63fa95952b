import type { LinePoint } from "../core/line_point.ts";
import { RESERVED_MEASUREMENTS } from "./ports/points.ts";
import { StoreRefusedError } from "./store_errors.ts";

/** @throws {StoreRefusedError} when a point uses one of LogIQ's own measurement names: the types of its fields would clash. */
export function assertNotReserved(points: readonly LinePoint[]): void {
  const point = points.find(({ measurement }) => RESERVED_MEASUREMENTS.includes(measurement));
  if (point === undefined) return;
  throw new StoreRefusedError(
    `Cannot write measurement "${point.measurement}": expected a name other than LogIQ's own ${
      RESERVED_MEASUREMENTS.join(", ")
    }`,
  );
}
