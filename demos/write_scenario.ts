import type { Clock } from "../core/clock.ts";
import type { Phase, Scenario } from "./scenario.ts";
import { type DueLine, scenarioLines } from "./scenario_lines.ts";

/** When a phase was really written, epoch milliseconds. */
export interface WrittenPhase {
  readonly phase: Phase;
  readonly startMs: number;
  /** When its last line was written. */
  readonly endMs: number;
}

/** Settings of {@linkcode writeScenario}. */
export interface WriteScenarioOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly speed: number;
  readonly signal: AbortSignal;
  /** Called after each write with the lines so far, and the phase that is under way. */
  readonly onProgress?: (lines: number, phase: Phase) => void;
}

const TICK_MS = 10;

/**
 * Appends a scenario's lines to a file as they become due by the clock, and says when each phase was. A late tick writes all that
 * is due by then, so the rate holds in the mean. Stops early, without an error, when the signal aborts.
 */
export async function writeScenario(scenario: Scenario, options: WriteScenarioOptions): Promise<WrittenPhase[]> {
  const { path, clock, random, speed, signal, onProgress } = options;
  using file = await Deno.open(path, { append: true, create: true });
  const encoder = new TextEncoder();
  const phases: WrittenPhase[] = [];
  const lines = scenarioLines(scenario, { random, speed });
  const startMs = clock.now();
  let written = 0;
  let next = lines.next();
  while (!next.done && !signal.aborted) {
    const now = clock.now();
    let text = "";
    while (!next.done && startMs + next.value.dueMs <= now) {
      text += formatLine(next.value, startMs);
      notePhase(phases, next.value.phase, now);
      written++;
      next = lines.next();
    }
    file.writeSync(encoder.encode(text));
    const phase = phases.at(-1)?.phase;
    if (phase) onProgress?.(written, phase);
    await clock.sleep(TICK_MS / speed, signal);
  }
  return phases;
}

/** Writes the whole scenario at once, its lines' times as they would have been, beginning at `startMs`. */
export async function writeScenarioAtOnce(
  scenario: Scenario,
  { path, random, startMs }: { path: string; random: () => number; startMs: number },
): Promise<number> {
  let text = "";
  let count = 0;
  for (const line of scenarioLines(scenario, { random })) {
    text += formatLine(line, startMs);
    count++;
  }
  await Deno.writeTextFile(path, text);
  return count;
}

function formatLine({ dueMs, message, text }: DueLine, startMs: number): string {
  return `${new Date(startMs + dueMs).toISOString()} ${message.level} ${text}\n`;
}

function notePhase(phases: WrittenPhase[], phase: Phase, now: number): void {
  const last = phases.at(-1);
  if (last?.phase === phase) phases[phases.length - 1] = { ...last, endMs: now };
  else phases.push({ phase, startMs: now, endMs: now });
}
