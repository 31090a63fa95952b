import type { CounterPoint } from "../../core/counter_batch.ts";
import { alarmsOf } from "../../core/detection/alarms_of.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { BaselineRow } from "../../store/ports/baselines.ts";
import type { DetectorStateRow } from "../../store/ports/detector_state.ts";
import type { Store } from "../../store/store.ts";

/** What a filled bucket holds. */
export interface FilledSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How much is written. */
export interface Fill {
  readonly sources: number;
  /** Of each source. */
  readonly templates: number;
  readonly hours: number;
  readonly nowMs: number;
}

/** Length of a window in the data, milliseconds. */
export const WINDOW_MS = 2_000;
const SLOT_MS = 1_000;
const STEP_MS = 60_000;
const AGENT = "agent-1";
/** Of a source, for each of its templates on average; they share them as words of a language do. */
const LINES_PER_SECOND = 0.1;
const BURST_FACTOR = 8;

/**
 * Writes `hours` of what agents and a detector leave behind, up to now: lines of templates some of which are common and most rare, a
 * baseline row of each in every window that has it, a heartbeat a second, and every two hours a burst that is an incident. Every fifth
 * template of a source replaced another.
 */
export async function fillDay(store: Store, { sources, templates, hours, nowMs }: Fill): Promise<FilledSpan> {
  const toMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
  const fromMs = toMs - hours * 3_600_000;
  const names = Array.from({ length: sources }, (_, i) => `service-${String(i + 1).padStart(2, "0")}.log`);
  const rates = ratesOf(templates);
  await store.saveTemplates(names.flatMap((source) => registry(source, { fromMs, rates })));
  await store.saveSamples(names.flatMap((source) => rates.map((_, i) => sample(source, { i, atMs: toMs }))));
  for (let at = fromMs, number = 1; at < toMs; at += STEP_MS, number++) {
    const points = names.flatMap((source) => counters(source, { at, rates }));
    await Promise.all([
      store.writeCounters({ agent: AGENT, number, points, templates: [], samples: [] }, nowMs),
      store.saveBaselines(names.flatMap((source) => baselines(source, { at, rates }))),
      writeHeartbeats(store, { names, at, fromMs }),
      store.writePoints(names.flatMap((source) => checks(source, at))),
    ]);
  }
  await store.saveDetectorState(names.map((source) => stateRow(source, toMs)));
  const called = names.flatMap((source) => incidents(source, { fromMs, toMs }));
  await store.saveAnomalies(called);
  await store.saveAlarms(called.flatMap((incident) => alarmsOf({ ...incident, contributors: [] })));
  return { fromMs, toMs };
}

/** Lines per second of each template: the second is half as common as the first, and so on. */
function ratesOf(templates: number): number[] {
  const weights = Array.from({ length: templates }, (_, i) => 1 / (i + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => LINES_PER_SECOND * templates * weight / sum);
}

/** How many lines come in a time, evenly, each template at times of its own. */
function linesIn(fromMs: number, toMs: number, { rate, i }: { readonly rate: number; readonly i: number }): number {
  const factor = isBurst(fromMs) ? BURST_FACTOR : 1;
  const until = (ms: number) => Math.floor(ms / 1000 * rate + i * 0.37);
  return (until(toMs) - until(fromMs)) * factor;
}

function stateRow(source: string, toMs: number): DetectorStateRow {
  return { source, template: "*", known: true, baseline: "{}", lastWindowMs: toMs - WINDOW_MS, savedMs: toMs };
}

function sample(source: string, { i, atMs }: { readonly i: number; readonly atMs: number }) {
  return { source, template: `t${i}`, line: `2026-01-01T00:00:00Z INFO step ${i} of 17 done`, atMs };
}

interface Filled {
  readonly rates: readonly number[];
}

function registry(source: string, { fromMs, rates }: Filled & { readonly fromMs: number }): RegisteredTemplate[] {
  const row = { source, firstSeenMs: fromMs, initial: false, updatedMs: fromMs };
  return rates.flatMap((_, i) => {
    const text = `Request <*> of ${source} took <*> ms at step ${i}`;
    const own = { ...row, id: `t${i}`, text, sample: text };
    return i % 5 > 0 ? [own] : [own, { ...own, id: `old${i}`, replacedBy: own.id }];
  });
}

function counters(source: string, { at, rates }: Filled & { readonly at: number }): CounterPoint[] {
  const slots = Array.from({ length: STEP_MS / SLOT_MS }, (_, i) => at + i * SLOT_MS);
  const common = { source, host: "node-1", mode: "live" as const };
  return slots.flatMap((slotMs) =>
    rates.map((rate, i): CounterPoint => ({
      ...common,
      level: i % 6 > 0 ? "info" : "error",
      template: `t${i}`,
      slotMs,
      count: linesIn(slotMs, slotMs + SLOT_MS, { rate, i }),
    })).filter(({ count }) => count > 0)
  );
}

function baselines(source: string, { at, rates }: Filled & { readonly at: number }): BaselineRow[] {
  const starts = Array.from({ length: STEP_MS / WINDOW_MS }, (_, i) => at + i * WINDOW_MS);
  return starts.flatMap((windowStartMs) => {
    const lines = rates.map((rate, i) => linesIn(windowStartMs, windowStartMs + WINDOW_MS, { rate, i }));
    const all = lines.reduce((sum, count) => sum + count, 0);
    const row = (template: string, { actual, rate }: { readonly actual: number; readonly rate: number }) => {
      const expected = rate * WINDOW_MS / 1000;
      const width = 4 * Math.sqrt(expected);
      const limits = { lower: Math.max(0, expected - width), upper: expected + width };
      return { source, template, windowStartMs, actual, expected, ...limits };
    };
    const own = rates.map((rate, i) => row(`t${i}`, { actual: lines[i], rate })).filter(({ actual }) => actual > 0);
    return [row("*", { actual: all, rate: LINES_PER_SECOND * rates.length }), ...own];
  });
}

async function writeHeartbeats(
  store: Store,
  { names, at, fromMs }: { readonly names: readonly string[]; readonly at: number; readonly fromMs: number },
): Promise<void> {
  const slots = Array.from({ length: STEP_MS / SLOT_MS }, (_, i) => at + i * SLOT_MS);
  await Promise.all(slots.map((slotMs) => {
    const read = (slotMs - fromMs) / 1000 * 100;
    const heartbeats = names.map((source) => ({
      agent: AGENT,
      source,
      host: "node-1",
      read,
      counted: read,
      rejected: 0,
      lagBytes: slotMs / 1000 % 500,
      lagMs: slotMs / 1000 % 50,
      watermarkMs: slotMs,
      sinceMs: fromMs,
      firstLiveMs: fromMs,
      spoolBytes: 0,
    }));
    return store.saveHeartbeats(heartbeats, slotMs + 40);
  }));
}

function checks(source: string, fromMs: number) {
  return Array.from({ length: STEP_MS / WINDOW_MS }, (_, i) => ({
    measurement: "logiq_checks",
    tags: new Map([["source", source]]),
    fields: new Map([["delay_ms", { kind: "integer", value: BigInt(100 + i) } as const]]),
    timeNs: BigInt(fromMs + i * WINDOW_MS) * 1_000_000n,
  }));
}

function incidents(source: string, { fromMs, toMs }: FilledSpan): (Anomaly & Pick<Required<Anomaly>, "incident">)[] {
  const bursts: number[] = [];
  for (let at = fromMs; at < toMs; at += WINDOW_MS) if (isBurst(at) && !isBurst(at - WINDOW_MS)) bursts.push(at);
  return bursts.map((startMs) => {
    const endMs = startMs + 60_000;
    const figures = { actual: 500, expected: 236, lower: 180, upper: 298, perDay: 0.001, spanMs: 60_000 };
    const member = (template: string) => ({ kind: "spike", source, template, startMs, endMs, ...figures });
    return {
      id: `${source}-${startMs}`,
      kind: "spike",
      source,
      template: "*",
      title: `2x the usual traffic in ${source}`,
      text: "500 lines in 1 min where 180 to 298 usual; by chance once in 3 years",
      severity: "critical",
      startMs,
      endMs,
      windowMs: WINDOW_MS,
      actual: figures.actual,
      expected: figures.expected,
      threshold: figures.upper,
      score: 30,
      sample: "Request 5 took 17 ms",
      savedMs: startMs + WINDOW_MS + 100,
      parent: null,
      label: null,
      incident: { members: ["*", "t0", "t1", "t2"].map(member), more: 0, adopted: false },
    };
  });
}

/** Ten seconds every two hours. */
function isBurst(ms: number): boolean {
  return ms / 1000 % 7_200 < 10;
}
