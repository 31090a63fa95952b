import type { ObservedWindow } from "./observed_window.ts";

const NONE: ReadonlyMap<string, number> = new Map();

/** A window with nothing left out: what is not told of is none, and a window is complete. */
export function filled(
  { errors = NONE, fatals = NONE, hosts = NONE, arrivals = [], complete = true, ...told }: ObservedWindow,
): Required<ObservedWindow> {
  return { ...told, errors, fatals, hosts, arrivals, complete };
}
