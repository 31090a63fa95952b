import type { Words } from "./columns.ts";
import type { HEALTH_STATES } from "./flux/health.ts";
import type { CALM_STATES } from "./flux/source_states.ts";
import { BEGINNINGS } from "./flux/now.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { SEVERITY_LOOKS } from "./severities.ts";

/** Kinds of anomaly. */
export const KIND_WORDS: Words = Object.fromEntries(KIND_LOOKS.map(({ kind, title, color }) => [kind, [title, color]]));

/** What a source is in when no anomaly is on, in colours that no kind of anomaly has. */
export const CALM_WORDS: Readonly<Record<(typeof CALM_STATES)[number], readonly [string, string]>> = {
  normal: ["normal", "#37872D"],
  "no lines": ["no lines", "#3D5A80"],
  learning: ["learning", "#B7AC7C"],
  "not evaluated": ["not evaluated", "#7A4E6D"],
  history: ["before it was watched", "#3F5B46"],
  "not watched": ["not watched", "#6E7079"],
};

/** What a source may be in, as {@linkcode HEALTH_STATES} lists it. */
export const HEALTH_WORDS: Readonly<Record<(typeof HEALTH_STATES)[number], readonly [string, string]>> = {
  "agent silent": ["agent silent", "red"],
  "agent behind": ["agent behind", "orange"],
  "detector silent": ["detector silent", "red"],
  silent: ["silent", "red"],
  "waiting for lines": ["waiting for lines", "blue"],
  learning: ["learning", "dark-yellow"],
  watching: ["watching", "green"],
};

/** Colours of what is said now, by how the sentence begins. */
export const SENTENCE_COLORS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SEVERITY_LOOKS.map(({ severity, color }) => [severity, color])),
  [BEGINNINGS.trouble]: "dark-red",
  [BEGINNINGS.back]: "#7A6A1E",
  [BEGINNINGS.calm]: "dark-green",
  [BEGINNINGS.idle]: "dark-orange",
};
