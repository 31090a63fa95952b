import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { errorResponse } from "../error_response.ts";
import { RequestError } from "../request_error.ts";
import { ConnectionStream } from "./connection_stream.ts";
import { OpenConnections, PATIENCE, type Patience } from "./open_connections.ts";
import { RequestTurns } from "./request_turns.ts";
import { sendResponse } from "./send_response.ts";
import { type AnswerFor, answerFor, UnsentAnswers } from "./unsent_answers.ts";
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
  /** Speaks TLS where it is given. Asked again now and then: connections that come after a change get the new one. @throws what makes the old one stay */
  readonly certificate?: () => Certificate;
  /** Told once of a certificate that can't be used. */
  readonly onProblem?: (error: unknown) => void;
  /** Answers a request; never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /** How often `certificate` is asked again, milliseconds. @default 10_000 */
  readonly renewEveryMs?: number;
  /** Far below the 1,024 files that a process may have open on many systems. @default 512 */
  readonly mostConnections?: number;
  /** @default PATIENCE */
  readonly patience?: Patience;
  /** Bounds what large answers that clients do not take hold together. @default {one of its own} */
  readonly unsent?: UnsentAnswers;
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
const RENEW_EVERY_MS = 10_000;
/** Between two looks whether another connection can be taken. */
const PAUSE_MS = 100;
/** How long a client that still sends a body which was refused may take to read the answer. */
const LINGER_MS = 500;

/**
 * Serves HTTP/1.1 on connections that are bounded in number and in time: `Deno.serve()` waits for slow clients for ever, and ends where no
 * more files can be opened. Beyond the bound the connection that has waited longest for a request makes room for the new one, where none
 * waits one whose client stalls, and else the new one waits.
 *
 * @throws {Deno.errors.AddrInUse} and the like, where it cannot listen.
 */
export function serveHttp(options: HttpServerOptions): HttpServer {
  const { hostname, port, certificate, mostConnections = 512, patience = PATIENCE } = options;
  let pem = certificate?.();
  let listener = listen({ hostname, port }, pem);
  const { port: ownPort } = listener.addr as Deno.NetAddr;
  const connections = new OpenConnections(patience);
  const closed = new AbortController();
  const server = httpParser(options, { connections, port: ownPort, closed: closed.signal });
  const timer = setInterval(() => connections.closeLate(), LOOK_EVERY_MS);
  const accept = () => acceptAll(listener, { connections, mostConnections, server });
  let accepting = accept();
  const renewing = certificate && setInterval(() => renew(certificate), options.renewEveryMs ?? RENEW_EVERY_MS);
  let problem = "";
  return {
    port: ownPort,
    cut: () => connections.closeAll(),
    async close() {
      clearInterval(renewing);
      if (!closed.signal.aborted) stopListening(listener);
      closed.abort();
      connections.closeIdle();
      while (connections.size > 0) await connections.closing;
      await accepting;
      clearInterval(timer);
    },
  };

  /** A listener's certificate can't be changed: another one takes its port. */
  function renew(certificate: () => Certificate): void {
    try {
      const present = certificate();
      if (present.cert === pem?.cert && present.key === pem.key) return;
      listen({ hostname: "127.0.0.1", port: 0 }, present).close();
      stopListening(listener);
      listener = listen({ hostname, port: ownPort }, present);
      pem = present;
      const before = accepting;
      accepting = Promise.all([before, accept()]).then(() => {});
      problem = "";
    } catch (error) {
      if (problem !== String(error)) options.onProblem?.(error);
      problem = String(error);
    }
  }
}

/** One that is closed already, because its port could not be taken again, stays so. */
function stopListening(listener: Deno.Listener): void {
  try {
    listener.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

function listen(at: { readonly hostname: string; readonly port: number }, pem: Certificate | undefined): Deno.Listener {
  return pem === undefined ? Deno.listen(at) : Deno.listenTls({ ...at, ...pem, alpnProtocols: ["http/1.1"] });
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
  { handler, hostname, certificate, unsent = new UnsentAnswers() }: HttpServerOptions,
  { connections, port, closed }: {
    readonly connections: OpenConnections;
    readonly port: number;
    readonly closed: AbortSignal;
  },
): Server {
  const scheme = certificate === undefined ? "http" : "https";
  const host = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  const turns = new RequestTurns();
  unsent.onFull = () => connections.closeStalled();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    const connection = incoming.socket as unknown as ConnectionStream;
    return turns.inTurn(connection, () => answer(connection, incoming, outgoing));
  });
  // A server that does not listen closes each connection after its answer.
  return Object.defineProperty(server, "listening", { value: true });

  async function answer(
    connection: ConnectionStream,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    connections.requested(connection);
    incoming.once("end", () => connections.received(connection));
    const { response, answers } = await answerOf(
      () => webRequest(incoming, { host, scheme, signal: gone.signal }),
      handler,
    );
    if (gone.signal.aborted) return void await response.body?.cancel();
    const closes = closed.aborted || !incoming.complete;
    connections.received(connection);
    await sendResponse(response, outgoing, { closes, signal: gone.signal, unsent, answers });
    if (closes) return end(incoming, outgoing, connection);
    connections.answered(connection);
    if (closed.aborted) connection.destroySoon();
    await finished(outgoing);
  }
}

/** Resolves when the client has taken an answer, or is gone. */
async function finished(outgoing: ServerResponse): Promise<void> {
  if (outgoing.writableFinished || outgoing.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ["finish", "close"]) outgoing.once(event, () => resolve());
  await promise;
}

async function answerOf(
  make: () => Request,
  handler: (request: Request) => Promise<Response>,
): Promise<{ readonly response: Response; readonly answers: AnswerFor }> {
  let answers: AnswerFor = { path: "", caller: "" };
  try {
    const request = make();
    answers = answerFor(request);
    return { response: await handler(request), answers };
  } catch (error) {
    return { response: errorResponse(error instanceof TypeError ? unreadable() : error), answers };
  }
}

function unreadable(): RequestError {
  return new RequestError(400, "Cannot read the request: expected a host, a path and a known method");
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
