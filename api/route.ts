import type { Access, Role } from "./access/roles.ts";

/** A request on its way to its handler. */
export interface Call {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Named parts of the path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What its token allows; null without one, which happens on `open` routes alone. */
  readonly role: Role | null;
  /** Reads the body, see `readBody()`. What is held of it counts until the answer is made. */
  body(maxBytes: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** One method of one path. Handlers throw; the router maps what they throw to an answer. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH";
  /** As Hono writes it: `/api/anomalies/:id`. */
  readonly path: string;
  /** What its token must allow, where there are tokens. Requests that another site made a browser send are refused on all. */
  readonly access: Access;
  /** How its errors are answered, for a route that speaks another tool's protocol. @default errorResponse */
  readonly failure?: (error: unknown) => Response;
  handle(call: Call): Promise<Response> | Response;
}
