import { aborted } from "../clock/aborted.ts";
import { CorrectedClock } from "../clock/corrected_clock.ts";
import type { DetectorRun } from "../core/detection/detector_factory.ts";
import { beginRun, chosenDetector } from "../core/detection/detectors.ts";
import { Outage } from "../store/outage.ts";
import { StorePast } from "../windows/store_past.ts";
import { StoreTime } from "../windows/store_time.ts";
import { StoreWindows } from "../windows/store_windows.ts";
import { AlarmLog } from "./alarm_log.ts";
import { AnomalyLog } from "./anomaly_log.ts";
import { beginDetection, type Beginning } from "./begin_detection.ts";
import { DetectorCheckpoint } from "./detector_checkpoint.ts";
import { DetectorLoop, type SourceOutcome } from "./detector_loop.ts";
import type { DetectorEvent } from "./detector_event.ts";
import type { DetectorOptions } from "./detector_options.ts";
import { LedgerFollower } from "./ledger_follower.ts";
import { OutcomePublisher } from "./outcome_publisher.ts";
import { OutcomeWriter } from "./outcome_writer.ts";
import { SinkList } from "./sinks/sink_list.ts";

export type { DetectorOptions } from "./detector_options.ts";

/** How long the end may take, milliseconds: a store or a webhook that hangs is not waited for longer. */
const LONGEST_END_MS = 800;

/**
 * Evaluates the windows of every source in the store until the signal aborts: soon after each window's end, as soon as every live
 * agent has acknowledged what arrived in it. It keeps going when the store fails, and makes up for the windows it missed.
 * Two detectors on one store give every anomaly the same id, so that nothing is found twice.
 *
 * @throws what is no failure of the store, such as a bug or a full disk under something else.
 */
export async function runDetector(options: DetectorOptions): Promise<void> {
  const { clock, signal } = options;
  const sinks = new SinkList(options.sinks);
  const work = detect(options, sinks);
  const isOver = new AbortController();
  const limit = aborted(AbortSignal.any([signal, isOver.signal]))
    .then(() => clock.sleep(LONGEST_END_MS, isOver.signal));
  try {
    await Promise.race([work, limit]);
  } finally {
    isOver.abort();
    work.catch(() => {});
    await sinks.close();
  }
}

/** From the windows of the store to outcomes in the store. */
async function detect(given: DetectorOptions, sinks: SinkList): Promise<void> {
  const { store, windowMs, signal } = given;
  const onEvent = (event: DetectorEvent) => sinks.publish(event);
  const clock = new CorrectedClock(given.clock, (offMs) => onEvent({ kind: "problem", message: clockMessage(offMs) }));
  const options = { ...given, clock };
  const time = new StoreTime({ machine: given.clock, corrected: clock, windowMs });
  const outage = new Outage(store.description, onEvent);
  const checkpoint = new DetectorCheckpoint(store);
  const log = new AnomalyLog(options);
  const alarms = new AlarmLog(store);
  const run = beginRun(options);
  const begun = await outage.retried(() => beginDetection(options, { run, checkpoint, log, alarms, onEvent }), {
    clock,
    signal,
  });
  if (begun === undefined) return;
  const { detectors, anew, beganMs, open } = begun;
  onEvent(startOf(run, { detector: chosenDetector(options).name, detectors, open }));
  const retried = <Result>(work: () => Promise<Result>) => outage.retried(work, { clock, signal });
  const ledger = new LedgerFollower({ store, clock, run, retried });
  const windows = new StoreWindows({
    store,
    clock,
    windowMs,
    outage,
    notBeforeMs: beganMs,
    onHeartbeats: (heartbeats) => loop.hear(heartbeats, clock.now()),
    onSeen: (seenMs) => time.note(seenMs),
    onPast: (source, beforeMs) => loop.learnAhead(source, beforeMs),
  });
  await windows.acknowledge(new Map([...anew, ...detectors.map(({ source, nextMs }) => [source, nextMs] as const)]));
  const publisher = new OutcomePublisher({ clock, windowMs, run, sinks });
  const writer = new OutcomeWriter({ store, windowMs, windows, log, alarms, publisher });
  const settle = async (outcomes: readonly SourceOutcome[]) => {
    if (outcomes.length === 0) return;
    writer.take(outcomes);
    await retried(() => writer.settle());
  };
  const loop: DetectorLoop = new DetectorLoop({
    run,
    windowMs,
    windows,
    past: new StorePast({ store, clock, outage, spanMs: options.historyMs ?? 0 }),
    ledger,
    detectors,
    knownSinceMs: beganMs - windowMs,
    onOutcomes: settle,
    onLearned: (source, { fromMs, toMs }) => onEvent({ kind: "pastLearned", source, pastMs: toMs - fromMs }),
    onCaughtUp: (source, windows) => onEvent({ kind: "caughtUp", source, windows }),
    save: (changed) => retried(() => checkpoint.save(changed, clock.now())),
    signal,
  });
  await loop.run();
  try {
    await writer.settle();
    await checkpoint.save(loop.detectors, clock.now());
  } catch (error) {
    outage.failed(error, clock.now());
  }
  await sinks.settled();
}

function startOf(
  run: DetectorRun,
  { detector, detectors, open }: Pick<Beginning, "detectors" | "open"> & { readonly detector: string },
): DetectorEvent {
  const watched = detectors.map(({ watchedMs = 0 }) => watchedMs);
  const watchedMs = watched.length === 0 ? 0 : Math.min(...watched);
  const { promise } = run, sources = detectors.length;
  return { kind: "started", detector, promise, sources, open, watchedMs, pending: run.pending(watchedMs) };
}

function clockMessage(offMs: number): string {
  if (offMs === 0) return "This machine's clock agrees with the api's again";
  const seconds = Math.round(Math.abs(offMs) / 1000);
  return `This machine's clock is ${seconds} s ${offMs > 0 ? "ahead of" : "behind"} the api's, whose time is used`;
}
