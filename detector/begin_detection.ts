import type { Anomaly } from "../core/detection/anomaly.ts";
import { beganMs } from "../core/detection/current_members.ts";
import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { AlarmLog } from "./alarm_log.ts";
import type { AnomalyLog } from "./anomaly_log.ts";
import type { DetectorCheckpoint } from "./detector_checkpoint.ts";
import type { DetectorEvent, GoingOn } from "./detector_event.ts";
import type { DetectorOptions } from "./detector_options.ts";

/** How many states back a crash can make windows be evaluated again. */
const REPLAYED_STATES = 10;

/** Where detection begins. */
export interface Beginning {
  /** Detectors of the sources that go on. */
  readonly detectors: readonly SourceDetector[];
  /** Where sources begin anew whose states can't be gone on from, epoch milliseconds. */
  readonly anew: ReadonlyMap<string, number>;
  /** When it was begun afresh, or -Infinity. */
  readonly beganMs: number;
  /** The incidents that go on, as they were saved last. */
  readonly open: readonly GoingOn[];
}

/** Forgets what was found, or takes up what is kept, as the mode says. When the store fails on the way it can be called again. */
export async function beginDetection(
  options: DetectorOptions,
  { run, checkpoint, log, alarms, onEvent }: {
    readonly run: DetectorRun;
    readonly checkpoint: DetectorCheckpoint;
    readonly log: AnomalyLog;
    readonly alarms: AlarmLog;
    readonly onEvent: (event: DetectorEvent) => void;
  },
): Promise<Beginning> {
  const { store, mode, clock, windowMs } = options;
  if (mode === "fresh") {
    await store.resetDetection();
    return { detectors: [], anew: new Map(), beganMs: clock.now(), open: [] };
  }
  const { detectors, refused } = await checkpoint.load(run);
  const nextMs = detectors.map((detector) => detector.nextMs);
  const fromMs = detectors.length > 0 ? Math.min(...nextMs) - REPLAYED_STATES * run.windowsPerState * windowMs : 0;
  await log.load(fromMs);
  await alarms.load(fromMs);
  for (const [source, reason] of refused) {
    onEvent({ kind: "problem", message: `${reason}; learning "${source}" anew` });
  }
  const nowMs = Math.ceil(clock.now() / windowMs) * windowMs;
  const anew = new Map([...refused.keys()].map((source) => [source, nowMs]));
  const open = (await store.anomalies()).filter(({ incident }) => incident?.isOpen);
  const forgotten = forgottenOf(open, { run, detectors });
  const closed = forgotten.map((anomaly) => ({ ...anomaly, incident: { ...anomaly.incident!, isOpen: false } }));
  if (closed.length > 0) await store.saveAnomalies(closed);
  for (const anomaly of closed) onEvent({ kind: "anomalyClosed", anomaly });
  return {
    detectors,
    anew,
    beganMs: -Infinity,
    open: open.filter((anomaly) => !forgotten.includes(anomaly)).map(goingOn),
  };
}

/** Incidents that no detector goes on with, nor finds again, as those of states that were refused, are over. */
function forgottenOf(
  open: readonly Anomaly[],
  { run: { openIncidents = new Set() }, detectors }: {
    readonly run: DetectorRun;
    readonly detectors: readonly SourceDetector[];
  },
): Anomaly[] {
  const nextMs = new Map(detectors.map((detector) => [detector.source, detector.nextMs]));
  return open.filter(({ id, source, endMs }) => {
    return !openIncidents.has(id) && endMs <= (nextMs.get(source) ?? Infinity);
  });
}

function goingOn(anomaly: Anomaly): GoingOn {
  return { id: anomaly.id, title: anomaly.title, sinceMs: beganMs(anomaly) };
}
