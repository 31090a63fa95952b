import type { Anomaly } from "../core/detection/anomaly.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { holdsMessage } from "./message_values.ts";
import type { Expectation, Scenario } from "./scenario.ts";
import { JUDGED_KINDS } from "./scenarios/judged_kinds.ts";
import type { WrittenPhase } from "./write_scenario.ts";

/** One expectation with what was found for it, or an episode that nobody expected. */
export interface Finding {
  readonly expectation: Expectation | null;
  readonly episode: Anomaly | null;
  /** Why the two do not agree, or null. */
  readonly fault: string | null;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Episodes of kinds that the scenario does not speak of, in the time of what it expects: another view of the same. */
  readonly besides: readonly Anomaly[];
  readonly agrees: boolean;
}

/** What a run left behind. */
export interface Run {
  readonly scenario: Scenario;
  readonly phases: readonly WrittenPhase[];
  /** All anomalies of the run; details of another episode are passed over. */
  readonly anomalies: readonly Anomaly[];
  /** All lines of the source: what each window held and its upper limit, in time order. */
  readonly windows: readonly { readonly windowStartMs: number; readonly actual: number; readonly upper: number }[];
  readonly windowMs: number;
  /** An agent counts a line in the slot that it was written in, or in one that is up to half a slot off where its poll comes late. */
  readonly slotMs: number;
}

/**
 * A step has at least this many complete windows: of one of four windows' length three fit, or two, where the writer came a moment late
 * and a window begins in that moment.
 */
const FEWEST_WINDOWS = 2;

/**
 * Compares a run with its scenario's expectations. Each expectation claims at most one episode; an episode that none claims, and an
 * expectation without an episode, make the run disagree. An episode is passed as beside them where its kind is neither expected nor one of
 * those that every scenario speaks of ({@linkcode JUDGED_KINDS}), and it lies in the phases of an expectation.
 */
export function judgeRun(run: Run): Verdict {
  const whole = run.anomalies.filter((anomaly) => anomaly.parent === null);
  const besides = whole.filter((episode) => isBeside(episode, run));
  const open = new Set(whole.filter((episode) => !besides.includes(episode)));
  const findings: Finding[] = run.scenario.expected.map((expectation) => {
    const episode = [...open].find((candidate) => isFor(candidate, expectation, run)) ?? null;
    if (episode) open.delete(episode);
    return { expectation, episode, fault: episode ? faultOf(episode, expectation, run) : "not detected" };
  });
  for (const episode of open) findings.push({ expectation: null, episode, fault: "not expected" });
  return { findings, besides, agrees: findings.every((finding) => finding.fault === null) };
}

function isBeside({ kind, startMs, endMs }: Anomaly, run: Run): boolean {
  const { expected } = run.scenario;
  if (JUDGED_KINDS.includes(kind) || expected.some((expectation) => expectation.kind === kind)) return false;
  return expected.some((expectation) => {
    const { earliestMs, latestMs } = boundsOf(expectation, run);
    return startMs >= earliestMs && endMs <= latestMs;
  });
}

/** When an episode of what is expected may begin, and when it must have ended. */
function boundsOf({ from, until = from }: Expectation, run: Run): { earliestMs: number; latestMs: number } {
  const offMs = run.slotMs / 2;
  return {
    earliestMs: floorTo(phaseNamed(from, run).startMs - offMs, run.windowMs),
    latestMs: floorTo(phaseNamed(until, run).endMs + offMs, run.windowMs) + run.windowMs,
  };
}

function isFor(episode: Anomaly, expectation: Expectation, run: Run): boolean {
  if (episode.kind !== expectation.kind) return false;
  if (expectation.message) return holdsMessage(episode.sample, expectation.message);
  const first = phaseNamed(expectation.from, run);
  const last = phaseNamed(expectation.until ?? expectation.from, run);
  return episode.template === "*" && episode.startMs < last.endMs && episode.endMs > first.startMs;
}

function faultOf(episode: Anomaly, expectation: Expectation, run: Run): string | null {
  const { startMs } = phaseNamed(expectation.from, run);
  const { earliestMs, latestMs } = boundsOf(expectation, run);
  const firstComplete = Math.ceil(startMs / run.windowMs) * run.windowMs;
  if (episode.startMs < earliestMs) {
    return `began ${floorTo(startMs, run.windowMs) - episode.startMs} ms before the phase`;
  }
  if (episode.startMs > firstComplete) {
    return `began ${episode.startMs - firstComplete} ms after the first complete window`;
  }
  if (!kindOf(expectation.kind).lasts) return null;
  if (episode.endMs > latestMs) return `ended ${episode.endMs - latestMs} ms after the phase`;
  return expectation.rising ? faultOfRising(expectation, run) : null;
}

function faultOfRising(expectation: Expectation, run: Run): string | null {
  const names = run.phases.map(({ phase }) => phase.name);
  const steps = run.phases.slice(
    names.indexOf(expectation.from),
    names.indexOf(expectation.until ?? expectation.from) + 1,
  );
  let peakBefore = 0;
  for (const { phase, startMs, endMs } of steps) {
    const windows = run.windows.filter((window) =>
      window.windowStartMs >= startMs && window.windowStartMs + run.windowMs <= endMs
    );
    const complete = Math.floor(endMs / run.windowMs) - Math.ceil(startMs / run.windowMs);
    if (windows.length < complete || complete < FEWEST_WINDOWS) {
      return `${phase.name}: ${windows.length} of ${complete} complete windows were watched, expected all and at least ${FEWEST_WINDOWS}`;
    }
    const calm = windows.filter((window) => window.actual <= window.upper).length;
    if (calm > 0) return `${phase.name}: ${calm} of ${windows.length} complete windows were not called`;
    const peak = Math.max(...windows.map((window) => window.actual));
    if (peak <= peakBefore) {
      return `${phase.name}: its peak, ${peak} lines, is not above the last step's, ${peakBefore}`;
    }
    peakBefore = peak;
  }
  return null;
}

function phaseNamed(name: string, { phases, scenario }: Run): WrittenPhase {
  const found = phases.find(({ phase }) => phase.name === name);
  if (!found) throw new RangeError(`Cannot judge "${scenario.name}": expected phase "${name}" to have been written`);
  return found;
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}
