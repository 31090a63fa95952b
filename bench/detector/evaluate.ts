/** A process of its own: evaluates windows of one source, and prints what that cost as JSON. `evaluate.ts SETTINGS_AS_JSON` */
import { cpuUsage } from "node:process";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";
import { beginRun } from "../../core/detection/detectors.ts";
import type { ObservedWindow } from "../../core/detection/observed/observed_window.ts";
import { madeUpWindows, type Series } from "./made_up_windows.ts";

/** What is evaluated, and by whom. */
export interface Evaluation extends Series {
  readonly detector: string;
  /** Windows that are not timed, and those that are. */
  readonly warmUp: number;
  readonly windows: number;
}

/** What an evaluation cost. */
export interface EvaluationCost {
  /** Seconds of a core for all windows that are timed. */
  readonly cpuSeconds: number;
  /** Milliseconds for each window by the clock. */
  readonly windowsMs: readonly number[];
  /** What the detector holds once garbage is gone, MB. */
  readonly heldMb: number;
  /** Length of its state as JSON, MB. */
  readonly stateMb: number;
}

declare const gc: () => void;

if (import.meta.main) console.log(JSON.stringify(evaluate(JSON.parse(Deno.args[0]!))));

function evaluate({ detector: name, warmUp, windows, ...series }: Evaluation): EvaluationCost {
  const feed = madeUpWindows(series);
  const next = () => feed.next().value as ObservedWindow;
  const beforeMb = heldMb();
  const run = beginRun({ ...DETECTION_DEFAULTS, detector: name, windowMs: series.windowMs });
  const detector = run.start("bench", { fromMs: 0 });
  for (let i = 0; i < warmUp; i++) detector.observe(next());
  const before = cpuUsage();
  const windowsMs = Array.from({ length: windows }, () => {
    const window = next();
    const beganMs = performance.now();
    detector.observe(window);
    return performance.now() - beganMs;
  });
  const { user, system } = cpuUsage(before);
  const afterMb = heldMb();
  const state = JSON.stringify([detector.toState(), ...detector.templateStates()]);
  return { cpuSeconds: (user + system) / 1e6, windowsMs, heldMb: afterMb - beforeMb, stateMb: state.length / 2 ** 20 };
}

function heldMb(): number {
  gc();
  const { heapUsed, external } = Deno.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
