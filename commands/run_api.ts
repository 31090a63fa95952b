import { tokenFile } from "../api/access/token_file.ts";
import { createApi } from "../api/create_api.ts";
import type { LiveEvents } from "../api/routes/events.ts";
import { serveApi } from "../api/serve_api.ts";
import type { Certificate } from "../api/server/http_server.ts";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/message_of.ts";
import { isTokenPlain } from "../core/plain_token.ts";
import type { Settings } from "../settings/settings_table.ts";
import { userPath } from "../settings/user_path.ts";
import type { Store } from "../store/store.ts";
import { StoreUnavailableError } from "../store/store_errors.ts";
import type { Display } from "../terminal/display.ts";
import { apiOptions } from "./part_options.ts";
import { regularly } from "./regularly.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** An api that listens. */
export interface RunningApi {
  readonly url: string;
  /** Answers a request of the same process. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Resolves when the signal has ended it. */
  readonly finished: Promise<void>;
}

/**
 * Serves an api over a store, deletes what is older than its retention and adds up what is over, until the signal aborts.
 *
 * @throws {Error} in one line with the remedy, when the port is in use or not allowed.
 */
export function runApi(
  { store, settings, clock, display, live, signal }: {
    readonly store: Store;
    readonly settings: Settings;
    readonly clock: Clock;
    readonly display: Display;
    /** What a detector in the same process says. @default there is none */
    readonly live?: LiveEvents;
    readonly signal: AbortSignal;
  },
): RunningApi {
  const onProblem = (problem: unknown) => display.problem(`api: ${messageOf(problem)}`);
  const tokens = settings.apiTokensFile === "" ? undefined : tokenFile(userPath(settings.apiTokensFile), { onProblem });
  const api = createApi({ ...apiOptions({ store, settings, clock }), tokens, live, onProblem });
  const certificate = settings.apiCertificate === "" ? undefined : () => certificateOf(settings);
  const server = serveApi(api, { hostname: settings.host, port: settings.port, certificate, onProblem, signal });
  if (isTokenPlain(server.url)) {
    display.problem(
      `api: tokens reach ${server.url} unencrypted: set API_CERT_FILE and API_KEY_FILE, or end TLS before it`,
    );
  }
  const care = { clock, signal, onProblem };
  const pruning = regularly((nowMs) => store.prune(nowMs), { ...care, everyMs: HOUR_MS });
  const summing = regularly((nowMs) => sumCounters(store, nowMs), { ...care, everyMs: MINUTE_MS });
  const finished = Promise.all([server.finished, pruning, summing]).then(() => {});
  return { url: server.url, fetch: api.fetch, finished };
}

/** A store that can't be reached is told of by whoever writes into it. */
async function sumCounters(store: Store, nowMs: number): Promise<void> {
  try {
    await store.sumCounters(nowMs);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

function certificateOf({ apiCertificate, apiKey }: Settings): Certificate {
  return { cert: readPem(apiCertificate), key: readPem(apiKey) };
}

function readPem(path: string): string {
  try {
    return Deno.readTextFileSync(userPath(path));
  } catch (cause) {
    throw new Error(`Cannot read "${path}": expected a PEM file for the api's TLS (${messageOf(cause)})`, { cause });
  }
}
