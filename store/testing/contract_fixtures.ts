import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { CounterBatch, CounterPoint } from "../../core/counter_batch.ts";
import type { Alarm } from "../../core/detection/alarm.ts";
import { anAnomaly } from "../../core/detection/testing/an_anomaly.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { BaselineRow } from "../ports/baselines.ts";
import type { DetectorStateRow } from "../ports/detector_state.ts";

/** One sentence of a port's prose and how to see that it holds on an empty store; `Port` is what it takes to see that. */
export interface ContractCase<Port> {
  readonly sentence: string;
  readonly check: (store: Port) => Promise<void>;
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/** The retention that the suite opens stores with. */
export const CONTRACT_RETENTION_MS = 24 * HOUR_MS;

/** An hour's start in the recent past: databases refuse what is too old and hide what is in the future. */
export const START_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS;
/** When the suite was started. */
export const NOW_MS = Date.now();

/** Text that has to come back as it was written. */
export const ODD_TEXT = `C:\\logs\\ "it's" a=b,c 100% <*> \${x} Grüße 日本 🙂 | {"k":[1]} -- ; \\`;

/** A point of `START_MS`, with what differs. */
export function point(rest: Partial<CounterPoint> = {}): CounterPoint {
  return {
    source: "app",
    host: "-",
    level: "info",
    template: "login",
    mode: "live",
    slotMs: START_MS,
    count: 1,
    ...rest,
  };
}

/** A batch of points with nothing else in it. */
export function batch(
  points: readonly CounterPoint[],
  { number = 0, agent = "agent-1" }: { readonly number?: number; readonly agent?: string } = {},
): CounterBatch {
  return { agent, number, points, templates: [], samples: [] };
}

/** A registry row, with what differs. */
export function registeredTemplate(rest: Partial<RegisteredTemplate> = {}): RegisteredTemplate {
  return {
    source: "app",
    id: "login",
    text: "user <*> logged in",
    sample: "user anna logged in",
    firstSeenMs: START_MS,
    initial: false,
    updatedMs: NOW_MS,
    ...rest,
  };
}

/** A heartbeat, with what differs. */
export function heartbeat(rest: Partial<Heartbeat> = {}): Heartbeat {
  return {
    agent: "agent-1",
    source: "app",
    host: "node-1",
    read: 120,
    counted: 118,
    rejected: 2,
    lagBytes: 64,
    lagMs: 12,
    watermarkMs: START_MS,
    sinceMs: START_MS - MINUTE_MS,
    firstLiveMs: null,
    spoolBytes: 512,
    ...rest,
  };
}

/** A frequency anomaly of one window, with what differs. */
export function anomaly(rest: Partial<Anomaly> = {}): Anomaly {
  return anAnomaly({
    id: "a1",
    title: "10 times as many lines as expected",
    text: "1000 lines in 2 s",
    severity: "critical",
    startMs: START_MS,
    endMs: START_MS + 2000,
    expected: 100.5,
    threshold: 142.25,
    score: 86.125,
    sample: "user anna logged in",
    savedMs: START_MS + 2100,
    ...rest,
  });
}

/** A source's detector state, with what differs. */
export function stateRow(rest: Partial<DetectorStateRow> = {}): DetectorStateRow {
  return {
    source: "app",
    template: "*",
    known: true,
    baseline: '{"counts":[1,2]}',
    lastWindowMs: START_MS,
    savedMs: START_MS + 2000,
    ...rest,
  };
}

/** The baseline of one window, with what differs. */
export function baseline(rest: Partial<BaselineRow> = {}): BaselineRow {
  return {
    source: "app",
    template: "*",
    windowStartMs: START_MS,
    actual: 200,
    expected: 199.5,
    lower: 0,
    upper: 241.25,
    ...rest,
  };
}

/** An alarm of one window, with what differs. */
export function alarm(rest: Partial<Alarm> = {}): Alarm {
  return {
    kind: "frequency",
    source: "app",
    template: "*",
    startMs: START_MS,
    endMs: START_MS + 2000,
    incident: "i1",
    actual: 1000,
    expected: 100.5,
    probability: 1.5e-9,
    scaleMs: 2000,
    ...rest,
  };
}

/** A mute of everything that never ends, with what differs. */
export function ledgerEntry(rest: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: "m1",
    kind: "mute",
    untilMs: null,
    author: "anna",
    comment: "deployment",
    createdMs: START_MS,
    revokedMs: null,
    ...rest,
  };
}
