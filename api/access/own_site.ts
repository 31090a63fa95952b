import { RequestError } from "../request_error.ts";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a browser sends for a page of another site: whatever changes something, and reading other than by a link. `origins` are
 * those of pages that may all the same, such as `https://status.example`. A client that is no browser sends none of these headers.
 *
 * @throws {RequestError} 403 for such a request.
 */
export function refuseOtherSites(request: Request, origins: readonly string[]): void {
  const origin = request.headers.get("Origin");
  if (origin !== null && origins.includes(origin)) return;
  const site = request.headers.get("Sec-Fetch-Site") ?? "none";
  if (site !== "same-origin" && site !== "none" && !isLink(request)) throw refusal(site);
  if (origin !== null && !SAFE_METHODS.has(request.method) && !isOwn(origin, request)) throw refusal(origin);
}

/** Headers that let pages of `origins` read the answer; none for others, which a browser then keeps from it. */
export function crossOriginHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  const origin = request.headers.get("Origin");
  if (origin === null || !origins.includes(origin)) return {};
  return { "Access-Control-Allow-Origin": origin, Vary: "Origin" };
}

/** The answer to a browser's question whether a page may send such a request; undefined where it is none, or the page may not. */
export function preflightResponse(request: Request, origins: readonly string[]): Response | undefined {
  const isAsked = request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method");
  const allowed = crossOriginHeaders(request, origins);
  if (!isAsked || !("Vary" in allowed)) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      ...allowed,
      "Access-Control-Allow-Methods": "GET, POST, PATCH",
      "Access-Control-Allow-Headers": "Authorization, Content-Type, Content-Encoding, Idempotency-Key",
      "Access-Control-Max-Age": "600",
    },
  });
}

/** A person may follow a link from a dashboard to a page of the api. */
function isLink(request: Request): boolean {
  return SAFE_METHODS.has(request.method) && request.headers.get("Sec-Fetch-Mode") === "navigate";
}

function isOwn(origin: string, request: Request): boolean {
  const host = request.headers.get("Host") ?? new URL(request.url).host;
  return origin === `http://${host}` || origin === `https://${host}`;
}

function refusal(site: string): RequestError {
  return new RequestError(
    403,
    `Cannot take this from "${
      site.slice(0, 255)
    }": expected a page of this api's own, one of API_ORIGINS, or no browser`,
  );
}
