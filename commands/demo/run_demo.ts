import { resolve } from "node:path";
import type { AgentEvent } from "../../agent/agent_event.ts";
import { deadline } from "../../clock/deadline.ts";
import { SteadyClock } from "../../clock/steady_clock.ts";
import { SystemClock } from "../../clock/system_clock.ts";
import { Broadcast } from "../../core/broadcast.ts";
import type { Clock } from "../../core/clock.ts";
import type { Run } from "../../demos/judge_run.ts";
import type { Phase, Scenario } from "../../demos/scenario.ts";
import { writeScenario, type WrittenPhase } from "../../demos/write_scenario.ts";
import type { DetectorEvent } from "../../detector/detector_event.ts";
import type { Settings } from "../../settings/settings_table.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { BaselineStore } from "../../store/ports/baselines.ts";
import { runStack } from "../run_stack.ts";
import { openDemoFolder } from "./demo_folder.ts";
import { createDemoScreen, type DemoScreen } from "./demo_screen.ts";
import { demoSettings } from "./demo_settings.ts";
import { openEmptyStore } from "./open_empty_store.ts";

/**
 * Runs one scenario through the real parts and resolves with what it left in the store, or null when it was interrupted. The
 * demo has a log file, an agent's state and a database or bucket of its own, all emptied first.
 */
export async function runDemo(scenario: Scenario, given: Settings, signal: AbortSignal): Promise<Run | null> {
  const settings = demoSettings(scenario, given);
  const clock: Clock = given.speed === 1 ? new SystemClock() : new SteadyClock({ maxStepMs: settings.slot / 5 });
  using folder = await openDemoFolder(scenario.name);
  await using store = await openEmptyStore(settings);
  using screen = createDemoScreen(scenario, { settings, clock });
  screen.display.note(`${scenario.name}: ${scenario.summary}`);
  screen.display.note(`store ${store.description}`);
  const logFile = resolve(folder.path, `${scenario.name}.log`);
  await Deno.writeTextFile(logFile, "");
  const done = new AbortController();
  const started = Promise.withResolvers<void>();
  const live = new Broadcast<DetectorEvent>();
  const stack = runStack({
    store,
    settings,
    files: [logFile],
    stateFolder: resolve(folder.path, "agent"),
    clock,
    mode: "fresh",
    endsFilesOnStop: true,
    display: { ...screen.display, agent: onceStarted(screen.display.agent, started.resolve) },
    live,
    signal: AbortSignal.any([signal, done.signal]),
  });
  stack.catch(() => done.abort()).finally(started.resolve);
  const stop = AbortSignal.any([signal, done.signal]);
  await started.promise;
  const phases = await write(scenario, { logFile, clock, settings, screen, signal: stop });
  if (!stop.aborted) await untilEvaluated({ live, phases, clock, settings, signal: stop });
  done.abort();
  await stack;
  return signal.aborted ? null : await whatWasLeft({ scenario, phases, store, settings });
}

/** Passes events on, and says when the agent follows the file: what is written before would be backlog. */
function onceStarted(show: (event: AgentEvent) => void, started: () => void): (event: AgentEvent) => void {
  return (event) => {
    show(event);
    if (event.kind === "started") started();
  };
}

function write(
  scenario: Scenario,
  { logFile, clock, settings, screen, signal }: {
    logFile: string;
    clock: Clock;
    settings: Settings;
    screen: DemoScreen;
    signal: AbortSignal;
  },
): Promise<WrittenPhase[]> {
  const onProgress = (lines: number, phase: Phase) => screen.progress(lines, phase);
  return writeScenario(scenario, {
    path: logFile,
    clock,
    random: Math.random,
    speed: settings.speed,
    signal,
    onProgress,
  });
}

/** Follows the detector until it has evaluated the first window after the last line, at most ten windows. */
async function untilEvaluated(
  { live, phases, clock, settings, signal }: {
    live: Broadcast<DetectorEvent>;
    phases: readonly WrittenPhase[];
    clock: Clock;
    settings: Settings;
    signal: AbortSignal;
  },
): Promise<void> {
  const { endMs } = phases.at(-1)!;
  using limit = deadline(clock, 10 * settings.window + 5_000, signal);
  for await (const { value } of live.subscribe({ signal: limit.signal })) {
    if (value.kind === "window" && value.windowStartMs > endMs) return;
  }
}

async function whatWasLeft(
  { scenario, phases, store, settings }: {
    scenario: Scenario;
    phases: readonly WrittenPhase[];
    store: AnomalyStore & BaselineStore;
    settings: Settings;
  },
): Promise<Run> {
  const range = { fromMs: phases[0]!.startMs - settings.window, toMs: phases.at(-1)!.endMs + 3_600_000 };
  return {
    scenario,
    phases,
    anomalies: await store.anomalies(),
    windows: await store.baselines({ source: `${scenario.name}.log`, ...range }),
    windowMs: settings.window,
    slotMs: settings.slot,
  };
}
