import { runAgent } from "../agent/run_agent.ts";
import { Broadcast } from "../core/broadcast.ts";
import type { Clock } from "../core/clock.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { runDetector } from "../detector/run_detector.ts";
import type { Settings } from "../settings/settings_table.ts";
import type { Store } from "../store/store.ts";
import type { Display } from "../terminal/display.ts";
import { agentOptions, detectorOptions } from "./part_options.ts";
import { runApi } from "./run_api.ts";
import { sinksOf } from "./sinks.ts";

/** Settings of {@linkcode runStack}. */
export interface StackOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly files: readonly string[];
  readonly stateFolder: string;
  readonly clock: Clock;
  readonly mode: "fresh" | "continue";
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
    runAgent({
      ...agentOptions({ settings, files: options.files, clock }),
      awaitsFiles: false,
      stateFolder: options.stateFolder,
      apiUrl: api.url,
      // The certificate names the api as others call it, not as the agent beside it does.
      ...(api.url.startsWith("https:") && { transport: api.fetch }),
      onEvent: display.agent,
      signal,
    }),
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

/** Where the api knows tokens of a file alone, the agent beside it is given one of its own. */
function withOwnToken(settings: Settings): Settings {
  if (settings.apiTokensFile === "" || settings.apiToken !== "") return settings;
  return { ...settings, apiToken: crypto.randomUUID() };
}
