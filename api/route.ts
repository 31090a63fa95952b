/** A request on its way to its handler. */
export interface Call {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Named parts of the path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** One method of one path. Handlers throw; the router maps what they throw to an answer. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH";
  /** As Hono writes it: `/api/anomalies/:id`. */
  readonly path: string;
  /** `writing` needs the token where one is set, and refuses requests that another site made a browser send. */
  readonly access: "reading" | "writing";
  /** How its errors are answered, for a route that speaks another tool's protocol. @default errorResponse */
  readonly failure?: (error: unknown) => Response;
  handle(call: Call): Promise<Response> | Response;
}
