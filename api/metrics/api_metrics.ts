import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { addCount } from "../../core/add_count.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import type { WriteOutcome } from "../../store/ports/counters.ts";
import type { Overflow } from "../cardinality/most.ts";
import { BoundedLabels } from "./bounded_labels.ts";

/** Sources, and agents, with a label of their own: names that anybody may invent must not flood the scraper. */
const MOST_LABELS = 1000;

/** What this api process counts, as Prometheus metrics. */
export class ApiMetrics {
  readonly #registry = new Registry();
  readonly #sources = new BoundedLabels(MOST_LABELS);
  readonly #agents = new BoundedLabels(MOST_LABELS);
  readonly #requests = new Counter({
    name: "logiq_http_requests_total",
    help: "Requests answered, by method, route and status.",
    labelNames: ["method", "route", "status"],
    registers: [this.#registry],
  });
  readonly #lines = new Counter({
    name: "logiq_lines_accepted_total",
    help: "Lines stored by this process; a batch that was sent again counts again.",
    labelNames: ["source"],
    registers: [this.#registry],
  });
  readonly #refused = new Counter({
    name: "logiq_lines_rejected_total",
    help:
      "Lines that were refused for good, by reason: entry (malformed), retention (too old for the store) or bounds (a count or time that can't be).",
    labelNames: ["reason"],
    registers: [this.#registry],
  });
  readonly #overflow = new Counter({
    name: "logiq_overflow_total",
    help:
      "Names beyond those that are told apart: their lines are counted together (an agent's sources, and heartbeats: refused).",
    labelNames: ["what"],
    registers: [this.#registry],
  });
  readonly #batches = new Counter({
    name: "logiq_batches_total",
    help: "Counter batches stored, those of agents and of raw lines.",
    registers: [this.#registry],
  });
  readonly #clockOffsets = new Gauge({
    name: "logiq_agent_clock_offset_seconds",
    help: "The agent's clock less the api's, when it last sent something; above 5 either way the api's is used.",
    labelNames: ["agent"],
    registers: [this.#registry],
  });
  readonly #writes = new Histogram({
    name: "logiq_store_write_seconds",
    help: "Time that a write to the store took, failed ones included.",
    labelNames: ["operation"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.#registry],
  });

  constructor({ version, startedMs }: { readonly version: string; readonly startedMs: number }) {
    const registers = [this.#registry];
    new Gauge({
      name: "logiq_build_info",
      help: "Always 1; the label names the version.",
      labelNames: ["version"],
      registers,
    })
      .set({ version }, 1);
    new Gauge({ name: "logiq_start_time_seconds", help: "When this process started, Unix time.", registers })
      .set(startedMs / 1000);
    for (const reason of ["entry", "retention", "bounds"]) this.#refused.inc({ reason }, 0);
    for (const what of ["sources", "hosts", "templates", "series", "point_series", "heartbeats"]) {
      this.#overflow.inc({ what }, 0);
    }
  }

  /** Counts an answer. */
  answered(answer: { readonly method: string; readonly route: string; readonly status: number }): void {
    this.#requests.inc({ method: answer.method, route: answer.route, status: answer.status });
  }

  /** Counts a stored batch and what the store refused of it. */
  batchSaved(batch: CounterBatch, { stored, rejected }: WriteOutcome): void {
    this.#batches.inc();
    this.#refused.inc({ reason: "retention" }, rejected);
    if (stored === 0) return;
    for (const [source, lines] of linesBySource(batch)) this.#lines.inc({ source: this.#sources.label(source) }, lines);
  }

  /** Counts a name that is not told apart from others. */
  overflowed(what: Overflow): void {
    this.#overflow.inc({ what });
  }

  /** Counts malformed entries. */
  entriesRejected(count: number): void {
    this.#refused.inc({ reason: "entry" }, count);
  }

  /** Counts lines whose count or time can't be. */
  linesOutOfBounds(count: number): void {
    this.#refused.inc({ reason: "bounds" }, count);
  }

  /** Notes how far an agent's clock is off. */
  agentClock(agent: string, offsetMs: number): void {
    this.#clockOffsets.set({ agent: this.#agents.label(agent) }, offsetMs / 1000);
  }

  /** Does `work` and notes how long it took. */
  async timed<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    const end = this.#writes.startTimer({ operation });
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** The metrics in Prometheus' text format. */
  async text(): Promise<string> {
    return await this.#registry.metrics();
  }
}

function linesBySource({ points }: CounterBatch): Map<string, number> {
  const lines = new Map<string, number>();
  for (const { source, count } of points) addCount(lines, source, count);
  return lines;
}
