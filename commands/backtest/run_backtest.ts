import { describeEpisode } from "../../core/detection/describe_episode.ts";
import type { DetectionSettings } from "../../core/detection/detection_settings.ts";
import { beginRun } from "../../core/detection/detectors.ts";
import type { Episode } from "../../core/detection/episode.ts";
import { DetectorLoop, type SourceOutcome } from "../../detector/detector_loop.ts";
import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import { FileWindows } from "../../windows/file_windows.ts";
import type { FileLineStats, LogSource } from "../../windows/file_reading.ts";
import type { FoundIncident } from "./found_incident.ts";

/** What a backtest came to. */
export interface Backtest {
  /** Incidents in the order in which they were called. */
  readonly incidents: readonly FoundIncident[];
  readonly stats: FileLineStats;
  /** Start of the first and end of the last window, epoch milliseconds; null without any. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Mines old logs and evaluates them by the time in their lines, as the detector would have done then. */
export async function runBacktest(
  { logs, settings, signal, onIncident = () => {} }: {
    readonly logs: readonly LogSource[];
    readonly settings: DetectionSettings;
    readonly signal: AbortSignal;
    /** Is called for each incident once it can't change any more. */
    readonly onIncident?: (incident: FoundIncident) => void;
  },
): Promise<Backtest> {
  const { windowMs } = settings;
  const windows = new FileWindows({ logs, windowMs });
  const open = new Map<string, FoundIncident>();
  const incidents: FoundIncident[] = [];
  const called = new Map<string, number>();
  const span = { fromMs: null as number | null, toMs: null as number | null };
  const loop = new DetectorLoop({
    run: beginRun(settings),
    windowMs,
    windows,
    detectors: [],
    knownSinceMs: -Infinity,
    onOutcomes: (outcomes) => {
      for (const each of outcomes) take(each);
      return Promise.resolve();
    },
    onCaughtUp: () => {},
    save: () => Promise.resolve(),
    signal,
  });
  const finish = (incident: FoundIncident) => {
    incidents.push(incident);
    onIncident(incident);
  };
  function take({ outcome }: SourceOutcome): void {
    if (outcome.kind === "evaluated" || outcome.kind === "learning") {
      span.fromMs ??= outcome.startMs;
      span.toMs = outcome.startMs + windowMs;
    }
    if (!("episode" in outcome) || outcome.episode.parent !== null) return;
    const { episode } = outcome;
    const calledMs = called.get(episode.id) ?? callOf(episode);
    called.set(episode.id, calledMs);
    const found = describe(episode, calledMs);
    open.delete(episode.id);
    if (outcome.kind === "closed") finish(found);
    else open.set(episode.id, found);
  }
  function describe(episode: Episode, calledMs: number): FoundIncident {
    const template = (id: string, source = episode.source) => windows.template(source, id);
    const anomaly = describeEpisode(episode, { windowMs, savedMs: calledMs, template });
    const members = episode.incident?.members ?? [{ source: episode.source, template: episode.template }];
    const messages = members.filter((member) => member.template !== ALL_TEMPLATES).flatMap((member) => {
      return windows.template(member.source, member.template) ?? [];
    });
    return { anomaly, calledMs, sources: [...new Set(members.map(({ source }) => source))], messages };
  }
  await loop.run();
  for (const incident of open.values()) finish(incident);
  const stats = [...windows.readings.values()].map((reading) => reading.stats).reduce(sum);
  return { incidents: incidents.sort((a, b) => a.calledMs - b.calledMs), stats, ...span };
}

/** When an episode was called first: at the end of what was looked at. */
function callOf({ endMs }: Episode): number {
  return endMs;
}

function sum(a: FileLineStats, b: FileLineStats): FileLineStats {
  return { read: a.read + b.read, timeless: a.timeless + b.timeless, late: a.late + b.late, early: a.early + b.early };
}
