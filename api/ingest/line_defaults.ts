import { UNKNOWN_HOST } from "../../core/counter_batch.ts";
import { RequestError } from "../request_error.ts";
import { checkedName, knownLevel } from "./raw_entry.ts";

/** What a line is where it does not say so itself. */
export interface LineDefaults {
  readonly source: string;
  readonly host: string;
  /** Index into LEVELS. */
  readonly level?: number;
}

/**
 * Reads `source`, `host` and `level` of a query. `source` is `api` and `host` is `-` by default; a level that is no level leaves it
 * to the line.
 *
 * @throws {RequestError} 400 for a source or host that is no name.
 */
export function lineDefaults(query: URLSearchParams): LineDefaults {
  return {
    source: nameParameter(query, "source") ?? "api",
    host: nameParameter(query, "host") ?? UNKNOWN_HOST,
    ...knownLevel(query.get("level")),
  };
}

function nameParameter(query: URLSearchParams, parameter: string): string | null {
  const given = query.get(parameter);
  if (given === null || given === "") return null;
  const name = checkedName(given);
  if (name !== null) return name;
  throw new RequestError(400, `Cannot use ${parameter} "${given}": expected 1 to 255 printable characters, not "*"`);
}
