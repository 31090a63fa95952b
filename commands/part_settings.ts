import type { SettingName } from "../settings/settings_table.ts";

/** The settings that an agent takes, whichever command runs it. */
export const AGENT_SETTINGS: readonly SettingName[] = [
  "state",
  "source",
  "from",
  "history",
  "followLinks",
  "rate",
  "slot",
  "window",
  "maxTemplates",
  "field",
  "start",
];

/** The settings that an api takes. */
export const API_SETTINGS: readonly SettingName[] = [
  "port",
  "host",
  "store",
  "slot",
  "maxTemplates",
  "field",
  "retention",
];

/** The settings that a detector takes. */
export const DETECTOR_SETTINGS: readonly SettingName[] = [
  "store",
  "detector",
  "history",
  "budget",
  "window",
  "learningWindows",
  "baselineWindows",
  "sigma",
  "retention",
  "notify",
  "notifyFrom",
  "webhook",
  "webhookFormat",
];

/** How a command prints. */
export const OUTPUT_SETTINGS: readonly SettingName[] = ["json", "quiet"];
