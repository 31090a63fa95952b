/** What a client is told beside a response's own headers. */
export interface HeadOptions {
  /** The request's. */
  readonly method: string;
  readonly closes: boolean;
  /** How the body's end is known; undefined: by that of the connection. */
  readonly length?: number | "chunked";
}

/** Connections are closed somewhat later, see `open_connections.ts`. */
const KEEP_ALIVE = "Keep-Alive: timeout=55\r\n";
const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  302: "Found",
  303: "See Other",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
const BODILESS: ReadonlySet<number> = new Set([204, 304]);
const SECOND_MS = 1_000;

let date = { second: 0, text: "" };

/** Status line and headers of a response, with the empty line at their end. */
export function responseHead(status: number, headers: Headers, { closes, length }: HeadOptions): string {
  let head = `HTTP/1.1 ${status} ${REASONS[status] ?? ""}\r\n`;
  headers.forEach((value, name) => head += `${name}: ${value}\r\n`);
  if (length === "chunked") head += "Transfer-Encoding: chunked\r\n";
  else if (length !== undefined && !BODILESS.has(status)) head += `Content-Length: ${length}\r\n`;
  return `${head}Date: ${dateNow()}\r\n${closes || length === undefined ? "Connection: close\r\n" : KEEP_ALIVE}\r\n`;
}

/** Made once a second. */
function dateNow(): string {
  const second = Math.floor(Date.now() / SECOND_MS);
  if (second !== date.second) date = { second, text: new Date(second * SECOND_MS).toUTCString() };
  return date.text;
}
