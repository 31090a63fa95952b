import { hostname } from "node:os";
import type { AgentOptions } from "../agent/agent_options.ts";
import { inputPath } from "../agent/input/inputs.ts";
import type { ApiStore } from "../api/api_store.ts";
import type { ApiOptions } from "../api/create_api.ts";
import type { Clock } from "../core/clock.ts";
import type { DetectionSettings } from "../core/detection/detection_settings.ts";
import configuration from "../deno.json" with { type: "json" };
import type { DetectorStore } from "../detector/detector_store.ts";
import type { DetectorOptions } from "../detector/run_detector.ts";
import { alarmsPerDay } from "../settings/alert_budget.ts";
import { fieldNames } from "../settings/field_names.ts";
import { historySpanMs } from "../settings/history_span.ts";
import type { Settings } from "../settings/settings_table.ts";
import { userPath } from "../settings/user_path.ts";

/** What a detector learns from at most: two weeks show each day of the week twice, and are read in seconds. */
const LONGEST_LESSON_MS = 14 * 86_400_000;

/** What the settings say of an agent. */
export function agentOptions(
  { settings, files, clock }: { settings: Settings; files: readonly string[]; clock: Clock },
): Omit<AgentOptions, "apiUrl"> {
  return {
    files: files.map((file) => inputPath(file)),
    stateFolder: userPath(settings.state),
    apiToken: settings.apiToken || undefined,
    source: settings.source || undefined,
    host: hostname(),
    clock,
    slotMs: settings.slot,
    windowMs: settings.window,
    from: settings.from,
    historyMs: historySpanMs(settings.history, settings.retention),
    followsLinks: settings.followLinks,
    ratePerSecond: settings.rate || undefined,
    maxTemplates: settings.maxTemplates,
    fields: fieldNames(settings.field),
    start: settings.start || undefined,
    spoolLimitBytes: settings.spoolLimit * 1_048_576,
  };
}

/** What the settings say of an api. */
export function apiOptions(
  { store, settings, clock }: { store: ApiStore; settings: Settings; clock: Clock },
): ApiOptions {
  return {
    store,
    clock,
    host: hostname(),
    slotMs: settings.slot,
    maxTemplates: settings.maxTemplates,
    fields: fieldNames(settings.field),
    maxBodyBytes: settings.maxBody * 1_048_576,
    apiToken: settings.apiToken || undefined,
    hosts: [settings.host, ...words(settings.apiHosts)],
    origins: words(settings.apiOrigins),
    version: configuration.version,
  };
}

/** What the settings say of a detector. */
export function detectorOptions(
  { store, settings, clock }: { store: DetectorStore; settings: Settings; clock: Clock },
): Omit<DetectorOptions, "mode" | "sinks" | "signal"> {
  return {
    store,
    clock,
    historyMs: Math.min(LONGEST_LESSON_MS, historySpanMs(settings.history, settings.retention)),
    ...detectionSettings(settings),
  };
}

/** How the settings say that windows are evaluated. */
export function detectionSettings(settings: Settings): DetectionSettings {
  return {
    detector: settings.detector,
    alarmsPerDay: alarmsPerDay(settings.budget),
    windowMs: settings.window,
    learningWindows: settings.learningWindows,
    baselineWindows: settings.baselineWindows,
    sigmaMultiplier: settings.sigma,
  };
}

/** Words of a list with commas or spaces between them. */
function words(list: string): string[] {
  return list.split(/[\s,]+/).filter((word) => word !== "");
}
