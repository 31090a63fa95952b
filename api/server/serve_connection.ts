import { errorResponse } from "../error_response.ts";
import { RequestError } from "../request_error.ts";
import type { Connection } from "./connection.ts";
import type { OpenConnections } from "./open_connections.ts";
import { readHead } from "./read_head.ts";
import { RequestBody } from "./request_body.ts";
import type { RequestHead } from "./request_head.ts";
import { sendResponse } from "./send_response.ts";
import { webRequest } from "./web_request.ts";

/** What connections are served with. */
export interface ServiceOptions {
  /** Answers a request; never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  readonly connections: OpenConnections;
  /** What this server is called where a client does not say. */
  readonly host: string;
  readonly scheme: "http" | "https";
  /** Aborted once no further request is taken. */
  readonly closing: AbortSignal;
}

/** How long a client that still sends a body which was refused may take to read the answer. */
const LINGER_MS = 500;

/** Answers one request after another of a connection, and closes it. Never rejects. */
export async function serveConnection(connection: Connection, options: ServiceOptions): Promise<void> {
  try {
    while (await serveRequest(connection, options));
  } catch (error) {
    // A client may go away at any time; nobody has to be told.
    if (error instanceof RequestError) await refuse(connection, error).catch(() => {});
  } finally {
    connection.close();
  }
}

/** Resolves with whether another request may follow. @throws {RequestError} for what is no HTTP. */
async function serveRequest(connection: Connection, options: ServiceOptions): Promise<boolean> {
  const { connections, closing } = options;
  const head = await readHead(connection);
  if (head === null) return false;
  connections.requested(connection);
  const body = new RequestBody(connection, { ...head, onComplete: () => connections.received(connection) });
  const response = await answerTo(head, body, options);
  if (connection.isClosed) {
    await response.body?.cancel();
    return false;
  }
  connections.received(connection);
  const closes = closing.aborted || !body.isComplete || !head.keepsAlive;
  // The client may go away meanwhile, or send the next request.
  if (body.isComplete) void connection.more();
  await sendResponse(response, connection, { ...head, closes });
  if (!body.isComplete) await linger(connection);
  connections.answered(connection);
  return !closes && !closing.aborted;
}

async function answerTo(
  head: RequestHead,
  body: RequestBody,
  { handler, ...named }: ServiceOptions,
): Promise<Response> {
  try {
    return await handler(webRequest(head, body, named));
  } catch (error) {
    if (!(error instanceof TypeError)) return errorResponse(error);
    return errorResponse(new RequestError(400, "Cannot read the request: expected a host, a path and a known method"));
  }
}

async function refuse(connection: Connection, error: RequestError): Promise<void> {
  await sendResponse(errorResponse(error), connection, { method: "GET", closes: true, isModern: true });
  await linger(connection);
}

/** Gives the answer time to arrive: closed at once, it would be lost with what the client still sends. */
async function linger(connection: Connection): Promise<void> {
  const timer = setTimeout(() => connection.close(), LINGER_MS);
  await connection.endWriting();
  while (await connection.more()) connection.take(connection.left.length);
  clearTimeout(timer);
}
