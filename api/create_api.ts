import type { Clock } from "../core/clock.ts";
import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import type { ApiAccess } from "./access/api_access.ts";
import { joinedBooks, type TokenBook, tokenBook } from "./access/token_book.ts";
import type { ApiStore } from "./api_store.ts";
import { agentRoute } from "./batches/agent_route.ts";
import { BatchIngestion } from "./batches/batch_ingestion.ts";
import { HeartbeatLimit } from "./cardinality/heartbeat_limit.ts";
import { MOST, type Most, type Overflow } from "./cardinality/most.ts";
import { PointSeriesLimit } from "./cardinality/point_series_limit.ts";
import { SeriesLimit } from "./cardinality/series_limit.ts";
import { SourceLimit } from "./cardinality/source_limit.ts";
import { SourceTemplatesLimit } from "./cardinality/source_templates_limit.ts";
import { SharedFiles } from "./batches/shared_files.ts";
import { WriteWatch } from "./batches/write_watch.ts";
import { influxHealthRoute, influxReadyRoute } from "./influx_write/health_routes.ts";
import { pingRoute } from "./influx_write/ping_route.ts";
import { writeRoute } from "./influx_write/write_route.ts";
import { ingestRoute } from "./ingest/ingest_route.ts";
import { BatchIdentity } from "./lines/batch_identity.ts";
import { HeartbeatLoop } from "./lines/heartbeat_loop.ts";
import { lineHeartbeats } from "./lines/line_heartbeats.ts";
import { LineIngestion } from "./lines/line_ingestion.ts";
import { SourceIntakes } from "./lines/source_intakes.ts";
import { ApiMetrics } from "./metrics/api_metrics.ts";
import { createRouter } from "./router.ts";
import { UnsentAnswers } from "./server/unsent_answers.ts";
import { anomaliesRoute } from "./routes/anomalies.ts";
import { baselinesRoute } from "./routes/baselines.ts";
import { eventsRoute, type LiveEvents } from "./routes/events.ts";
import { healthRoute } from "./routes/health.ts";
import { heartbeatsRoute } from "./routes/heartbeats.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { labelAnomalyRoute } from "./routes/label_anomaly.ts";
import { labelPageRoutes } from "./routes/label_page.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { templatesRoute } from "./routes/templates.ts";
import { TemplateRegistry } from "./template_registry.ts";

/** What an api is made of. */
export interface ApiOptions {
  readonly store: ApiStore;
  readonly clock: Clock;
  /** Name of this machine, for the heartbeats of sources that send raw lines. */
  readonly host: string;
  /** Length of a counting slot, milliseconds. */
  readonly slotMs: number;
  /** Most templates per source that raw lines make; further ones go into the overflow template. */
  readonly maxTemplates: number;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
  /** The largest body, before and after inflation, bytes. */
  readonly maxBodyBytes: number;
  /** A token that allows everything. Without one, and without `tokens`, {@linkcode serveApi} serves the loopback address alone. */
  readonly apiToken?: string;
  /** Further tokens. @default there are none */
  readonly tokens?: TokenBook;
  /** Names that clients may call this api by, beside those of the loopback address. @default none */
  readonly hosts?: readonly string[];
  /** Pages of other sites that may use it, as `https://host:port`. @default none */
  readonly origins?: readonly string[];
  /** How many names are told apart. @default MOST */
  readonly most?: Most;
  /** LogIQ's version, as `GET /` shows it. */
  readonly version: string;
  /** What a detector in the same process says. @default there is none */
  readonly live?: LiveEvents;
  /** Told of faults of the api itself (a 500) and of heartbeats that could not be stored. */
  onProblem?(error: unknown): void;
}

/** The api, apart from a listening socket. */
export interface Api {
  /** Whether reading and writing need a token. */
  readonly hasToken: boolean;
  /** What its answers hold that clients have not taken, for the server that sends them. */
  readonly unsent: UnsentAnswers;
  /** Answers a request; never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Starts what it does at every slot's end: heartbeats of sources that send raw lines, and looking after the registry. */
  start(): void;
  /** Ends that; resolves when nothing of it is under way. */
  stop(): Promise<void>;
}

/** How many of the largest bodies all requests under way may hold together. */
const BODIES_IN_FLIGHT = 4;

/** Puts an api together. It does not close the store. */
export function createApi(options: ApiOptions): Api {
  const { store, clock, slotMs, maxBodyBytes, version } = options;
  const onProblem = (error: unknown) => options.onProblem?.(error);
  const startedMs = clock.now();
  const access = accessOf(options);
  const metrics = new ApiMetrics({ version, startedMs });
  const most = options.most ?? MOST;
  const onOverflow = (what: Overflow) => metrics.overflowed(what);
  const sources = new SourceLimit(store, { most: most.sources, onOverflow: () => onOverflow("sources") });
  const series = new SeriesLimit(store, { most, onOverflow });
  const onTemplate = () => onOverflow("templates");
  const templates = new SourceTemplatesLimit(store, { most: most.templatesPerSource, onOverflow: onTemplate });
  const onHeartbeat = () => onOverflow("heartbeats");
  const beating = new HeartbeatLimit(store, { most: most.heartbeats, onOverflow: onHeartbeat });
  const pointSeries = new PointSeriesLimit({ most: most.pointSeries, onOverflow: () => onOverflow("point_series") });
  const registry = new TemplateRegistry(store, clock, templates);
  const writes = new WriteWatch(clock);
  const shared = new SharedFiles();
  const batches = new BatchIngestion({ store, clock, registry, metrics, writes, templates, series });
  const intakes = new SourceIntakes(registry, options);
  const identity = new BatchIdentity();
  const ended = new AbortController();
  const unsent = new UnsentAnswers();
  const lines = new LineIngestion({ store, clock, slotMs, intakes, sources, batches, identity });
  const fetch = createRouter([
    healthRoute({ store, writes, shared, clock, version, startedMs }),
    agentRoute({ store, clock, batches, sources, beating, metrics, writes, shared, maxBodyBytes, onProblem }),
    ingestRoute({ lines, metrics, maxBodyBytes }),
    writeRoute({ store, clock, lines, pointSeries, metrics, maxBodyBytes }),
    pingRoute({ version }),
    influxHealthRoute({ store, writes, clock, version, startedMs }),
    influxReadyRoute({ store, writes, clock, version, startedMs }),
    templatesRoute({ store, clock }),
    anomaliesRoute({ store, clock }),
    ...incidentRoutes({ store, clock }),
    eventsRoute({ live: options.live, clock, signal: ended.signal }),
    labelAnomalyRoute({ store, clock }),
    ...ledgerRoutes({ store, clock }),
    ...labelPageRoutes({ store, clock, tokens: access.tokens }),
    baselinesRoute({ store, clock }),
    heartbeatsRoute({ store, clock }),
    metricsRoute({ store, clock, metrics }),
  ], {
    access,
    bodyBytesInFlight: BODIES_IN_FLIGHT * maxBodyBytes,
    unsent,
    onAnswer: (answer) => metrics.answered(answer),
    onFault: onProblem,
  });
  const loop = new HeartbeatLoop(beat, { clock, slotMs, onProblem });
  return { hasToken: access.tokens !== undefined, unsent, fetch, start: () => loop.start(), stop };

  function stop(): Promise<void> {
    ended.abort();
    return loop.stop();
  }

  async function beat(): Promise<void> {
    await registry.confirm();
    const ready = intakes.ready();
    if (ready.length === 0) return;
    const nowMs = clock.now();
    const context = { agent: identity.agent, host: options.host, nowMs, slotMs, startedMs };
    await store.saveHeartbeats(lineHeartbeats(ready, context), nowMs);
  }
}

/** With a token, what reaches the api by an address or this machine's name is welcome: a page of another site has no token. */
function accessOf({ apiToken, tokens, host, hosts = [], origins = [] }: ApiOptions): ApiAccess {
  const admin = apiToken === undefined ? [] : [tokenBook([{ token: apiToken, role: "admin" }])];
  const books = tokens === undefined ? admin : [...admin, tokens];
  if (books.length === 0) return { hosts: { names: hosts, addresses: false }, origins };
  return { tokens: joinedBooks(books), hosts: { names: [host, ...hosts], addresses: true }, origins };
}
