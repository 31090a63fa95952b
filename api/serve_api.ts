import { isLoopback } from "../core/is_loopback.ts";
import { messageOf } from "../core/message_of.ts";
import { StoreUnavailableError } from "../store/store_errors.ts";
import type { Api } from "./create_api.ts";
import { errorResponse } from "./error_response.ts";

/** How long answers under way may take once the server is asked to stop. */
const GRACE_MS = 1000;

/** A server that listens. */
export interface ServedApi {
  /** The port, also where 0 was asked for. */
  readonly port: number;
  readonly url: string;
  /** Stops listening, gives answers under way a second (then they are a 503), ends the heartbeats. */
  stop(): Promise<void>;
  /** Resolves when it has stopped. */
  readonly finished: Promise<void>;
}

/**
 * Serves an api and starts its heartbeats, until `stop()` or until `signal` aborts. Port 0 takes a free one.
 *
 * @throws {Error} in one line with the remedy, when the port is in use or not allowed, or when another address than
 * loopback is asked for without a token.
 */
export function serveApi(
  api: Api,
  { hostname = "127.0.0.1", port, signal }: {
    readonly hostname?: string;
    readonly port: number;
    readonly signal?: AbortSignal;
  },
): ServedApi {
  if (!api.hasToken && !isLoopback(hostname)) {
    throw new Error(
      `Cannot listen on "${hostname}" without a token: set API_TOKEN, or listen on the loopback address 127.0.0.1`,
    );
  }
  const listening = listen(api, hostname, port);
  let stopping: Promise<void> | undefined;
  const stop = () => stopping ??= end();
  signal?.addEventListener("abort", stop, { once: true });
  api.start();
  if (signal?.aborted) stop();
  return {
    port: listening.server.addr.port,
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${listening.server.addr.port}`,
    stop,
    finished: listening.server.finished.then(() => stop()),
  };

  async function end(): Promise<void> {
    await Promise.all([shutdown(listening), api.stop()]);
  }
}

interface Listening {
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** One per request under way: answers it with a 503. */
  readonly cuts: Set<() => void>;
}

function listen(api: Api, hostname: string, port: number): Listening {
  const cuts = new Set<() => void>();
  const handler = async (request: Request) => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const cut = () =>
      resolve(errorResponse(new StoreUnavailableError("Cannot answer: the api is stopping, send it again")));
    cuts.add(cut);
    try {
      return await Promise.race([api.fetch(request), promise]);
    } finally {
      cuts.delete(cut);
    }
  };
  try {
    return { cuts, server: Deno.serve({ hostname, port, onListen() {} }, handler) };
  } catch (error) {
    throw new Error(`Cannot listen on "${hostname}:${port}": ${remedy(error)}`, { cause: error });
  }
}

async function shutdown({ server, cuts }: Listening): Promise<void> {
  const timer = setTimeout(() => cuts.forEach((cut) => cut()), GRACE_MS);
  await server.shutdown();
  clearTimeout(timer);
}

function remedy(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return "the port is in use, choose another with --port or end what uses it";
  }
  if (error instanceof Deno.errors.PermissionDenied) return "not allowed, choose a --port above 1023";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine does not have the address, choose another";
  return messageOf(error);
}
