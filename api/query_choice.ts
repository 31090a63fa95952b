import { RequestError } from "./request_error.ts";

/** A query parameter that has to be one of these; undefined where it is absent or empty. @throws {RequestError} 400 for another. */
export function queryChoice<Choice extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly Choice[],
): Choice | undefined {
  const value = query.get(name);
  if (value === null || value === "") return undefined;
  const found = allowed.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new RequestError(400, `Cannot filter by ${name} "${value}": expected ${allowed.join(", ")}`);
}
