import type { AgentSummary } from "../agent/agent_event.ts";
import { runAgent } from "../agent/run_agent.ts";
import { runAgentApart } from "../agent/thread/run_agent_apart.ts";
import { Broadcast } from "../core/broadcast.ts";
import type { Clock } from "../core/clock.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { runDetector } from "../detector/run_detector.ts";
import type { Settings } from "../settings/settings_table.ts";
import type { Store } from "../store/store.ts";
import type { Display } from "../terminal/display.ts";
import { agentOptions, detectorOptions } from "./part_options.ts";
import { runApi, type RunningApi } from "./run_api.ts";
import { sinksOf } from "./sinks.ts";

/** Settings of {@linkcode runStack}. */
export interface StackOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly files: readonly string[];
  readonly stateFolder: string;
  readonly clock: Clock;
  readonly mode: "fresh" | "continue";
  /** Whether nothing is written any more when it is stopped, so that the agent counts the last record, too. @default false */
  readonly endsFilesOnStop?: boolean;
  /** Whether the agent has a thread of its own, which goes by the machine's clock. @default false */
  readonly agentApart?: boolean;
  readonly display: Display;
  /** Where others follow what the detector finds, as the api does. @default the api alone does */
  readonly live?: Broadcast<DetectorEvent>;
  readonly signal: AbortSignal;
  /** Called once the api listens. */
  readonly onReady?: (apiUrl: string) => void;
}

/**
 * Agent, api and detector in one process, over real HTTP on the loopback address. Resolves when the signal has ended all three;
 * rejects with the first part's error after the others have ended.
 */
export async function runStack(options: StackOptions): Promise<void> {
  const { store, clock, display, mode, live = new Broadcast<DetectorEvent>() } = options;
  const settings = withOwnToken(options.settings);
  const apiStop = new AbortController();
  const api = runApi({ store, settings, clock, display, live, signal: apiStop.signal });
  options.onReady?.(api.url);
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const parts = [
    agentBeside(api, { ...options, settings, signal }),
    runDetector({ ...detectorOptions({ store, settings, clock }), mode, sinks: sinksOf({ ...options, live }), signal }),
  ];
  try {
    await Promise.all(parts);
  } catch (error) {
    failure.abort();
    await Promise.allSettled(parts);
    throw error;
  } finally {
    apiStop.abort();
    await api.finished;
  }
}

/** The agent of the stack, in a thread of its own where that is wanted. */
function agentBeside(
  { url, fetch }: RunningApi,
  { settings, files, stateFolder, clock, endsFilesOnStop, agentApart = false, display, signal }: StackOptions,
): Promise<AgentSummary> {
  const { clock: _, ...plain } = agentOptions({ settings, files, clock });
  const options = {
    ...plain,
    awaitsFiles: false,
    endsFilesOnStop,
    stateFolder,
    apiUrl: url,
    onEvent: display.agent,
    signal,
  };
  // The certificate names the api as others call it, not as the agent beside it does: that one asks without the network.
  if (url.startsWith("https:")) return runAgent({ ...options, clock, transport: fetch });
  return agentApart ? runAgentApart(options) : runAgent({ ...options, clock });
}

/** Where the api knows tokens of a file alone, the agent beside it is given one of its own. */
function withOwnToken(settings: Settings): Settings {
  if (settings.apiTokensFile === "" || settings.apiToken !== "") return settings;
  return { ...settings, apiToken: crypto.randomUUID() };
}
