import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { RequestError } from "../request_error.ts";
import { errorResponse } from "../error_response.ts";
import { ConnectionStream } from "./connection_stream.ts";
import { OpenConnections, PATIENCE, type Patience } from "./open_connections.ts";
import { sendResponse } from "./send_response.ts";
import { webRequest } from "./web_request.ts";

/** A certificate chain and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What {@linkcode serveHttp} is told. */
export interface HttpServerOptions {
  readonly hostname: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Speaks TLS where it is given. */
  readonly certificate?: Certificate;
  /** Answers a request; never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /** Far below the 1,024 files that a process may have open on many systems. @default 512 */
  readonly mostConnections?: number;
  /** @default PATIENCE */
  readonly patience?: Patience;
}

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** Takes no more connections, and resolves when requests under way are answered, or `cut()` was called. */
  close(): Promise<void>;
  /** Closes all connections. */
  cut(): void;
}

/** What Node.js tells clients; connections are closed by `OpenConnections`, somewhat later. */
const KEEP_ALIVE_MS = 55_000;
const LOOK_EVERY_MS = 1000;
/** Between two looks whether another connection can be taken. */
const PAUSE_MS = 100;
/** How long a client that still sends a body which was refused may take to read the answer. */
const LINGER_MS = 500;

/**
 * Serves HTTP/1.1 on connections that are bounded in number and in time: `Deno.serve()` waits for slow clients for ever, and ends where no
 * more files can be opened. Beyond the bound the connection that has waited longest for a request makes room for the new one, and where
 * none waits, the new one waits.
 *
 * @throws {Deno.errors.AddrInUse} and the like, where it cannot listen.
 */
export function serveHttp(options: HttpServerOptions): HttpServer {
  const { hostname, port, certificate, mostConnections = 512, patience = PATIENCE } = options;
  const listener = certificate === undefined
    ? Deno.listen({ hostname, port })
    : Deno.listenTls({ hostname, port, ...certificate, alpnProtocols: ["http/1.1"] });
  const connections = new OpenConnections(patience);
  const closed = new AbortController();
  const server = httpParser(options, { connections, listener, closed: closed.signal });
  const timer = setInterval(() => connections.closeLate(), LOOK_EVERY_MS);
  const accepting = acceptAll(listener, { connections, mostConnections, server });
  return {
    port: (listener.addr as Deno.NetAddr).port,
    cut: () => connections.closeAll(),
    async close() {
      if (!closed.signal.aborted) listener.close();
      closed.abort();
      connections.closeIdle();
      while (connections.size > 0) await connections.closing;
      await accepting;
      clearInterval(timer);
    },
  };
}

async function acceptAll(
  listener: Deno.Listener,
  { connections, mostConnections, server }: {
    readonly connections: OpenConnections;
    readonly mostConnections: number;
    readonly server: Server;
  },
): Promise<void> {
  for (;;) {
    try {
      const connection = new ConnectionStream(await listener.accept());
      connections.add(connection);
      server.emit("connection", connection);
    } catch (error) {
      if (error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) return;
      // Too many files are open, or a client was gone before it was taken.
      await room(connections);
    }
    while (connections.size >= mostConnections) await room(connections);
  }
}

/** Resolves when a connection has closed, which is the one that has waited longest, or soon. */
async function room(connections: OpenConnections): Promise<void> {
  const { closing } = connections;
  connections.closeIdlest();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PAUSE_MS);
  await Promise.race([closing, promise]);
  clearTimeout(timer);
}

/** Node.js' server reads and writes HTTP on connections that it is given, and never listens. */
function httpParser(
  { handler, hostname, certificate }: HttpServerOptions,
  { connections, listener, closed }: {
    readonly connections: OpenConnections;
    readonly listener: Deno.Listener;
    readonly closed: AbortSignal;
  },
): Server {
  const scheme = certificate === undefined ? "http" : "https";
  const { port } = listener.addr as Deno.NetAddr;
  const host = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, async (incoming, outgoing) => {
    const connection = incoming.socket as unknown as ConnectionStream;
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    connections.requested(connection);
    incoming.once("end", () => connections.received(connection));
    const response = await answerOf(() => webRequest(incoming, { host, scheme, signal: gone.signal }), handler);
    if (gone.signal.aborted) return void await response.body?.cancel();
    const closes = closed.aborted || !incoming.complete;
    connections.received(connection);
    await sendResponse(response, outgoing, { closes, signal: gone.signal });
    if (closes) return end(incoming, outgoing, connection);
    connections.answered(connection);
    if (closed.aborted) connection.destroySoon();
  });
  // A server that does not listen closes each connection after its answer.
  return Object.defineProperty(server, "listening", { value: true });
}

async function answerOf(make: () => Request, handler: (request: Request) => Promise<Response>): Promise<Response> {
  try {
    return await handler(make());
  } catch (error) {
    if (!(error instanceof TypeError)) return errorResponse(error);
    return errorResponse(new RequestError(400, "Cannot read the request: expected a host, a path and a known method"));
  }
}

/** Closes the connection once the answer had time to arrive: closed at once, it would be lost with what the client still sends. */
function end(incoming: IncomingMessage, outgoing: ServerResponse, connection: ConnectionStream): void {
  incoming.resume();
  const timer = setTimeout(() => connection.destroy(), LINGER_MS);
  connection.once("close", () => clearTimeout(timer));
  const finish = () => {
    if (incoming.complete) connection.destroySoon();
    else incoming.once("end", () => connection.destroySoon());
  };
  if (outgoing.writableFinished) finish();
  else outgoing.once("finish", finish);
}
