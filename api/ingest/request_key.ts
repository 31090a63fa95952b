import { createHash } from "node:crypto";
import type { RequestKey } from "../lines/keyed_batches.ts";
import { RequestError } from "../request_error.ts";

/**
 * The request's `Idempotency-Key` with a digest of all that decides what its lines are (path, query, type and body), or
 * undefined where it has none.
 *
 * @throws {RequestError} 400 for a key that is empty or longer than 255 characters.
 */
export function requestKey(request: Request, body: Uint8Array): RequestKey | undefined {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return undefined;
  if (key === "" || key.length > 255) {
    throw new RequestError(400, `Cannot use the Idempotency-Key "${key.slice(0, 40)}": expected 1 to 255 characters`);
  }
  const { pathname, search } = new URL(request.url);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([pathname, search, request.headers.get("Content-Type")]))
    .update(body)
    .digest("hex");
  return { key, fingerprint };
}
