import type { CounterPoint } from "../../core/counter_batch.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { BaselineRow } from "../../store/ports/baselines.ts";
import type { DetectorStateRow } from "../../store/ports/detector_state.ts";
import type { Store } from "../../store/store.ts";

/** What a filled bucket holds. */
export interface FilledSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Length of a window in the data, milliseconds. */
export const WINDOW_MS = 2_000;
const SLOT_MS = 1_000;
const STEP_MS = 60_000;
const AGENT = "agent-1";

/**
 * Writes `hours` of what agents and a detector leave behind, up to now: `sources` sources of 13 templates each, a line of each
 * template in every slot, a baseline row of each in every window, a heartbeat a second, and every two hours a burst that is
 * called. Every fifth template of a source replaced another.
 */
export async function fillDay(
  store: Store,
  { sources, hours, nowMs }: { readonly sources: number; readonly hours: number; readonly nowMs: number },
): Promise<FilledSpan> {
  const toMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
  const fromMs = toMs - hours * 3_600_000;
  const names = Array.from({ length: sources }, (_, i) => `service-${String(i + 1).padStart(2, "0")}.log`);
  await store.saveTemplates(names.flatMap((source) => registry(source, fromMs)));
  await store.saveSamples(
    names.flatMap((source) =>
      ids().map((template) => ({
        source,
        template,
        line: `2026-01-01T00:00:00Z INFO ${template} of 17 done`,
        atMs: toMs,
      }))
    ),
  );
  for (let at = fromMs, number = 1; at < toMs; at += STEP_MS, number++) {
    const points = names.flatMap((source) => counters(source, at));
    await store.writeCounters({ agent: AGENT, number, points, templates: [], samples: [] }, nowMs);
    await store.saveBaselines(names.flatMap((source) => baselines(source, at)));
    await writeHeartbeats(store, { names, at, fromMs });
    await store.writePoints(names.flatMap((source) => checks(source, at)));
  }
  await store.saveDetectorState(names.map((source) => stateRow(source, toMs)));
  await store.saveAnomalies(names.flatMap((source) => anomalies(source, { fromMs, toMs })));
  return { fromMs, toMs };
}

function stateRow(source: string, toMs: number): DetectorStateRow {
  return { source, template: "*", known: true, baseline: "{}", lastWindowMs: toMs - WINDOW_MS, savedMs: toMs };
}

function ids(): string[] {
  return Array.from({ length: 13 }, (_, i) => `t${i}`);
}

function registry(source: string, fromMs: number): RegisteredTemplate[] {
  const row = { source, firstSeenMs: fromMs, initial: false, updatedMs: fromMs };
  return ids().flatMap((id, i) => {
    const text = `Request <*> of ${source} took <*> ms at step ${i}`;
    const own = { ...row, id, text, sample: text };
    return i % 5 > 0 ? [own] : [own, { ...own, id: `old${i}`, replacedBy: id }];
  });
}

function counters(source: string, fromMs: number): CounterPoint[] {
  const slots = Array.from({ length: STEP_MS / SLOT_MS }, (_, i) => fromMs + i * SLOT_MS);
  return slots.flatMap((slotMs) =>
    ids().map((template, i): CounterPoint => ({
      source,
      host: "node-1",
      level: i % 6 > 0 ? "info" : "error",
      template,
      mode: "live",
      slotMs,
      count: 1 + i + slotMs / 1000 % 3 + (isBurst(slotMs) ? 40 : 0),
    }))
  );
}

function baselines(source: string, fromMs: number): BaselineRow[] {
  const starts = Array.from({ length: STEP_MS / WINDOW_MS }, (_, i) => fromMs + i * WINDOW_MS);
  return starts.flatMap((windowStartMs) =>
    ["*", ...ids()].map((template, i): BaselineRow => {
      const expected = template === "*" ? 236 : 2 * (i + 1);
      const actual = expected + windowStartMs / 1000 % 3 + (isBurst(windowStartMs) ? 80 : 0);
      const width = 4 * Math.sqrt(expected);
      return {
        source,
        template,
        windowStartMs,
        actual,
        expected,
        lower: Math.max(0, expected - width),
        upper: expected + width,
      };
    })
  );
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

function anomalies(source: string, { fromMs, toMs }: FilledSpan) {
  const bursts: number[] = [];
  for (let at = fromMs; at < toMs; at += WINDOW_MS) if (isBurst(at) && !isBurst(at - WINDOW_MS)) bursts.push(at);
  return bursts.map((startMs) => ({
    id: `${source}-${startMs}`,
    kind: "frequency" as const,
    source,
    template: "*",
    title: `4x the usual traffic in ${source}`,
    text: "640/s against 118/s expected and 149/s at most",
    severity: "critical" as const,
    startMs,
    endMs: startMs + 10_000,
    windowMs: WINDOW_MS,
    actual: 1_280,
    expected: 236,
    threshold: 298,
    score: 17,
    sample: "Request 5 took 17 ms",
    savedMs: startMs + WINDOW_MS + 100,
    parent: null,
    label: null,
  }));
}

/** Ten seconds every two hours. */
function isBurst(ms: number): boolean {
  return ms / 1000 % 7_200 < 10;
}
