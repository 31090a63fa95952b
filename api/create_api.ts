import type { Clock } from "../core/clock.ts";
import type { ApiStore } from "./api_store.ts";
import { agentRoute } from "./batches/agent_route.ts";
import { BatchIngestion } from "./batches/batch_ingestion.ts";
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
import { anomaliesRoute } from "./routes/anomalies.ts";
import { baselinesRoute } from "./routes/baselines.ts";
import { eventsRoute, type LiveEvents } from "./routes/events.ts";
import { healthRoute } from "./routes/health.ts";
import { heartbeatsRoute } from "./routes/heartbeats.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { labelAnomalyRoute } from "./routes/label_anomaly.ts";
import { labelPageRoutes } from "./routes/label_page.ts";
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
  /** The largest body, before and after inflation, bytes. */
  readonly maxBodyBytes: number;
  /** Writing and labelling need it; without one, {@linkcode serveApi} serves the loopback address alone. */
  readonly apiToken?: string;
  /** LogIQ's version, as `GET /` shows it. */
  readonly version: string;
  /** What a detector in the same process says. @default there is none */
  readonly live?: LiveEvents;
  /** Told of faults of the api itself (a 500) and of heartbeats that could not be stored. */
  onProblem?(error: unknown): void;
}

/** The api, apart from a listening socket. */
export interface Api {
  /** Whether writing needs a token. */
  readonly hasToken: boolean;
  /** Answers a request; never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Starts what it does at every slot's end: heartbeats of sources that send raw lines, and looking after the registry. */
  start(): void;
  /** Ends that; resolves when nothing of it is under way. */
  stop(): Promise<void>;
}

/** Puts an api together. It does not close the store. */
export function createApi(options: ApiOptions): Api {
  const { store, clock, slotMs, maxBodyBytes, apiToken, version } = options;
  const onProblem = (error: unknown) => options.onProblem?.(error);
  const startedMs = clock.now();
  const metrics = new ApiMetrics({ version, startedMs });
  const registry = new TemplateRegistry(store, clock);
  const batches = new BatchIngestion({ store, clock, registry, metrics });
  const intakes = new SourceIntakes(registry, options.maxTemplates);
  const identity = new BatchIdentity();
  const ended = new AbortController();
  const lines = new LineIngestion({ store, clock, slotMs, intakes, batches, identity });
  const fetch = createRouter([
    healthRoute({ store, clock, version, startedMs }),
    agentRoute({ store, clock, batches, metrics, maxBodyBytes }),
    ingestRoute({ lines, metrics, maxBodyBytes }),
    writeRoute({ store, clock, lines, metrics, maxBodyBytes }),
    pingRoute({ version }),
    influxHealthRoute({ store, clock, version, startedMs }),
    influxReadyRoute({ store, clock, version, startedMs }),
    templatesRoute({ store, clock }),
    anomaliesRoute({ store, clock }),
    ...incidentRoutes({ store, clock }),
    eventsRoute({ live: options.live, clock, signal: ended.signal }),
    labelAnomalyRoute({ store }),
    ...labelPageRoutes({ store, apiToken }),
    baselinesRoute({ store, clock }),
    heartbeatsRoute({ store, clock }),
    metricsRoute({ store, clock, metrics }),
  ], { apiToken, onAnswer: (answer) => metrics.answered(answer), onFault: onProblem });
  const loop = new HeartbeatLoop(beat, { clock, slotMs, onProblem });
  return { hasToken: apiToken !== undefined, fetch, start: () => loop.start(), stop };

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
