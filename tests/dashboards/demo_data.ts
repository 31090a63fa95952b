import { CheckRecorder } from "../../commands/check_recorder.ts";
import type { Anomaly, AnomalyKind } from "../../core/detection/anomaly.ts";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";
import { beginRun } from "../../core/detection/detectors.ts";
import type { SourceDetector } from "../../core/detection/source_detector.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { DetectorCheckpoint } from "../../detector/detector_checkpoint.ts";
import type { BaselineRow } from "../../store/ports/baselines.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { PointStore } from "../../store/ports/points.ts";
import type { Store } from "../../store/store.ts";

/** Length of a window in the data, milliseconds. */
export const WINDOW_MS = 2_000;
const SLOT_MS = 1_000;
const WINDOWS = 60;
const SPIKE = { from: 40, to: 46 };
const SOURCE = "demo.log";
/** A source of which the detector has not evaluated a window yet, with a name that a regular expression has to escape. */
export const WAITING_SOURCE = "/var/log/{waiting} [1] (a+b).log";
/** A source beside it in which nothing happens. */
export const CALM_SOURCE = "calm.log";
const AGENT = "agent-1";

/** Ids of templates in the data: `first` was replaced by `ancestor` and that by `survivor`, which stands for both, `fresh` appears with the spike,
 * `overflow` stands for whatever is beyond the cap. */
export const TEMPLATES = {
  first: "a0",
  ancestor: "a1",
  survivor: "a2",
  steady: "b1",
  fresh: "c1",
  overflow: "overflow",
} as const;

/** Kinds of the anomalies in the data. */
export const DEMO_KINDS: readonly AnomalyKind[] = ["frequency", "pattern", "overflow"];

/** When the data begins and ends, epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Writes what a demo leaves behind: two minutes in which a source is learned, then spikes with a new message in it, while one
 * template becomes more general half-way. Ends shortly before `nowMs`.
 */
export async function writeDemoData(store: Store, nowMs: number): Promise<Span> {
  const toMs = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS - 2 * WINDOW_MS;
  const fromMs = toMs - WINDOWS * WINDOW_MS;
  const templates = registry(fromMs);
  await store.saveTemplates(templates);
  await store.saveSamples(
    templates.map(({ id, sample }) => ({ source: SOURCE, template: id, line: sample, atMs: fromMs })),
  );
  const points = counters(fromMs);
  await store.writeCounters({ agent: AGENT, number: 1, points, templates: [], samples: [] }, nowMs);
  await writeHeartbeats(store, { fromMs, points });
  await store.saveBaselines(baselines(fromMs));
  await writeCalm(store, fromMs);
  await store.saveAnomalies(anomalies(fromMs));
  await store.labelAnomaly("anomaly-frequency", "true");
  await writeChecks(store, fromMs);
  await new DetectorCheckpoint(store).save([detectorAfter(points, fromMs)], toMs);
  return { fromMs, toMs };
}

async function writeCalm(store: Store, fromMs: number) {
  const windows = Array.from({ length: WINDOWS }, (_, window) => fromMs + window * WINDOW_MS);
  const common = { source: CALM_SOURCE, template: "*", actual: 20, expected: 20, lower: 4, upper: 36 };
  await store.saveBaselines(windows.map((windowStartMs) => ({ ...common, windowStartMs })));
  for (const startMs of windows) {
    const seenMs = startMs + WINDOW_MS;
    await store.saveHeartbeats(
      [{ ...HEARTBEAT, source: CALM_SOURCE, watermarkMs: seenMs, sinceMs: fromMs }],
      seenMs + 40,
    );
  }
  const row = { source: CALM_SOURCE, template: "*", known: true, baseline: "{}", savedMs: fromMs };
  await store.saveDetectorState([{ ...row, lastWindowMs: windows.at(-1)! }]);
  const registered = { source: CALM_SOURCE, id: "e1", text: "Nothing new", sample: "Nothing new", initial: false };
  await store.saveTemplates([{ ...registered, firstSeenMs: fromMs, updatedMs: fromMs }]);
}

/** Writes what an agent says of a source at `nowMs`. */
export function writeHeartbeat(
  store: Store,
  { source, firstLiveMs, nowMs }: {
    readonly source: string;
    readonly firstLiveMs: number | null;
    readonly nowMs: number;
  },
): Promise<void> {
  return store.saveHeartbeats([{ ...HEARTBEAT, source, firstLiveMs, watermarkMs: nowMs, sinceMs: nowMs }], nowMs);
}

const HEARTBEAT = {
  agent: AGENT,
  source: SOURCE,
  host: "web-1",
  read: 100,
  counted: 100,
  rejected: 0,
  lagBytes: 0,
  lagMs: 0,
  watermarkMs: 0,
  sinceMs: 0,
  firstLiveMs: 0,
  spoolBytes: 0,
};

function registry(fromMs: number): RegisteredTemplate[] {
  const row = (id: string, text: string, rest: Partial<RegisteredTemplate> = {}): RegisteredTemplate => ({
    source: SOURCE,
    id,
    text,
    sample: text.replaceAll("<*>", "17"),
    firstSeenMs: fromMs,
    initial: false,
    updatedMs: fromMs,
    ...rest,
  });
  const spikeMs = fromMs + SPIKE.from * WINDOW_MS;
  return [
    row("d1", "Nothing but a file's beginning", { source: WAITING_SOURCE, initial: true }),
    row(TEMPLATES.first, 'User 17 logged in from "eu" at 5', { replacedBy: TEMPLATES.survivor }),
    row(TEMPLATES.ancestor, 'User 17 logged in from "eu"', { replacedBy: TEMPLATES.survivor }),
    row(TEMPLATES.survivor, 'User <*> logged in from "eu"'),
    row(TEMPLATES.steady, "Health check passed on node <*>, load 5 %"),
    row(TEMPLATES.fresh, "ERROR: disk /dev/sd<*> failed", { firstSeenMs: spikeMs }),
    row(TEMPLATES.overflow, "<*>", { firstSeenMs: spikeMs + 4 * WINDOW_MS }),
  ];
}

function counters(fromMs: number): CounterPoint[] {
  const points: CounterPoint[] = [{ ...point(fromMs, TEMPLATES.steady, 300), mode: "backlog" }];
  for (let slot = 0; slot < WINDOWS * WINDOW_MS / SLOT_MS; slot++) {
    const slotMs = fromMs + slot * SLOT_MS;
    const spiking = isSpiking(Math.floor(slot * SLOT_MS / WINDOW_MS));
    const factor = spiking ? 10 : 1;
    points.push(point(slotMs, slot < 60 ? TEMPLATES.ancestor : TEMPLATES.survivor, 40 * factor + slot % 3));
    points.push(point(slotMs, TEMPLATES.steady, 60 * factor));
    if (slotMs >= fromMs + SPIKE.from * WINDOW_MS) {
      points.push({ ...point(slotMs, TEMPLATES.fresh, 5), level: "error" });
    }
  }
  return points;
}

function point(slotMs: number, template: string, count: number): CounterPoint {
  return { source: SOURCE, host: "web-1", level: "info", template, mode: "live", slotMs, count };
}

function detectorAfter(points: readonly CounterPoint[], fromMs: number): SourceDetector {
  const detector = beginRun({ ...DETECTION_DEFAULTS, windowMs: WINDOW_MS }).start(SOURCE, { fromMs });
  const live = points.filter(({ mode }) => mode === "live");
  for (let startMs = fromMs; startMs < fromMs + WINDOWS * WINDOW_MS; startMs += WINDOW_MS) {
    const counts = new Map<string, number>();
    for (const { template, slotMs, count } of live) {
      if (slotMs < startMs || slotMs >= startMs + WINDOW_MS) continue;
      counts.set(template, (counts.get(template) ?? 0) + count);
    }
    detector.observe({ startMs, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) });
  }
  return detector;
}

async function writeHeartbeats(
  store: HeartbeatStore,
  { fromMs, points }: { fromMs: number; points: readonly CounterPoint[] },
) {
  for (let window = 1; window <= WINDOWS; window++) {
    const seenMs = fromMs + window * WINDOW_MS;
    const counted = points.filter(({ slotMs }) => slotMs < seenMs).reduce((sum, { count }) => sum + count, 0);
    await store.saveHeartbeats([{
      ...HEARTBEAT,
      read: counted + 2,
      counted,
      rejected: window < 30 ? 0 : 2,
      lagBytes: window % 5 * 100,
      lagMs: window % 5 * 10,
      watermarkMs: seenMs,
      sinceMs: fromMs,
      firstLiveMs: fromMs,
      spoolBytes: window % 7 * 1_000,
    }], seenMs + 40);
  }
}

async function writeChecks(store: PointStore, fromMs: number) {
  for (let window = 5; window < WINDOWS; window++) {
    const windowStartMs = fromMs + window * WINDOW_MS;
    await using recorder = new CheckRecorder(store, { now: () => windowStartMs + WINDOW_MS + 100 + window % 9 });
    const figures = { actual: 200, expected: 200, threshold: 240, anomalous: false };
    recorder.record({ kind: "window", source: SOURCE, windowStartMs, windowMs: WINDOW_MS, ...figures });
  }
}

function baselines(fromMs: number): BaselineRow[] {
  const rows: BaselineRow[] = [];
  for (let window = 5; window < WINDOWS; window++) {
    const windowStartMs = fromMs + window * WINDOW_MS;
    const factor = isSpiking(window) ? 10 : 1;
    const login = windowStartMs < fromMs + 60_000 ? TEMPLATES.ancestor : TEMPLATES.survivor;
    const watched: [string, number][] = [["*", 200], [login, 80], [TEMPLATES.steady, 120]];
    if (window >= SPIKE.to) watched.push([TEMPLATES.fresh, 10]);
    for (const [template, expected] of watched) {
      const actual = expected * (template === TEMPLATES.fresh ? 1 : factor) + window % 3;
      rows.push({
        source: SOURCE,
        template,
        windowStartMs,
        actual,
        expected,
        lower: Math.max(0, expected - 40),
        upper: expected + 40,
      });
    }
  }
  return rows;
}

function anomalies(fromMs: number): Anomaly[] {
  const startMs = fromMs + SPIKE.from * WINDOW_MS;
  const base = {
    source: SOURCE,
    startMs,
    windowMs: WINDOW_MS,
    sample: "ERROR: disk /dev/sda failed",
    savedMs: startMs + WINDOW_MS + 120,
    parent: null,
    label: null,
  };
  const spike = { actual: 2_012, expected: 200, threshold: 240, score: 181.2 };
  return [
    {
      ...base,
      ...spike,
      id: "anomaly-frequency",
      kind: "frequency",
      template: "*",
      title: "10x traffic",
      text: '1,006/s against 100/s expected. Grown most: 500/s of "Health check"',
      severity: "critical",
      endMs: fromMs + SPIKE.to * WINDOW_MS,
    },
    {
      ...base,
      id: "anomaly-pattern",
      kind: "pattern",
      template: TEMPLATES.fresh,
      title: "New template",
      text: "ERROR: disk /dev/sd<*> failed",
      severity: "warning",
      endMs: startMs + WINDOW_MS,
      actual: 10,
      expected: 0,
      threshold: 0,
      score: 10,
    },
    {
      ...base,
      id: "anomaly-overflow",
      kind: "overflow",
      template: TEMPLATES.overflow,
      title: "More templates than the cap",
      text: "Rare newcomers are counted together",
      severity: "info",
      startMs: startMs + 4 * WINDOW_MS,
      endMs: startMs + 5 * WINDOW_MS,
      savedMs: startMs + 5 * WINDOW_MS + 90,
      actual: 3,
      expected: 0,
      threshold: 0,
      score: 3,
    },
  ];
}

function isSpiking(window: number): boolean {
  return window >= SPIKE.from && window < SPIKE.to;
}
