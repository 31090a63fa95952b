import { timingSafeEqual } from "node:crypto";
import { RequestError } from "./request_error.ts";

/**
 * Does nothing when `request` carries `Authorization: Bearer TOKEN` or `Token TOKEN`, or when no token is asked for. The
 * comparison takes the same time wherever the tokens differ.
 *
 * @throws {RequestError} 401 otherwise.
 */
export async function requireToken(request: Request, apiToken: string | undefined): Promise<void> {
  if (apiToken === undefined) return;
  const given = /^(?:bearer|token) +(.+)$/i.exec(request.headers.get("Authorization")?.trim() ?? "")?.[1] ?? "";
  if (timingSafeEqual(await digest(given), await digest(apiToken))) return;
  throw new RequestError(401, "Cannot write without the token: expected the header Authorization: Bearer API_TOKEN", {
    headers: { "WWW-Authenticate": 'Bearer realm="logiq"' },
  });
}

/**
 * Without a token, whoever reaches the loopback address may write; pages of other sites in a browser on this machine
 * reach it too, so what a browser marks as coming from another site is refused.
 *
 * @throws {RequestError} 403 for such a request.
 */
export function refuseCrossSite(request: Request): void {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site === null || site === "same-origin" || site === "none") return;
  throw new RequestError(403, `Cannot write from "${site}": expected a page of this api's own, or no browser`);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
