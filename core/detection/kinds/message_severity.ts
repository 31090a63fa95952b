import type { Severity } from "../../anomaly_facts.ts";
import { LEVELS } from "../../mining/header/levels.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";

const WARN = LEVELS.indexOf("warn"), ERROR = LEVELS.indexOf("error"), FATAL = LEVELS.indexOf("fatal");
/** This many lines of errors within ten minutes are a flood of them. */
const MANY_ERRORS = 20;
const FLOOD_MS = 600_000;

/** Whether errors are a flood: where they came in a longer time than ten minutes, by how many that is in each ten. */
export function areMany({ actual, spanMs = 0 }: Pick<EpisodeFigures, "actual" | "spanMs">): boolean {
  return actual * Math.min(1, FLOOD_MS / spanMs) >= MANY_ERRORS;
}

/**
 * How much a message matters that has come: `critical` where it is fatal, or an error of many lines; `warning` where it is an error;
 * `info` below `warn`.
 * @param usual where its level says no more, or is not known.
 */
export function messageSeverity(
  { level, ...lines }: Pick<EpisodeFigures, "level" | "actual" | "spanMs">,
  usual: Severity,
): Severity {
  const rank = LEVELS.findIndex((each) => each === level);
  if (rank === FATAL || rank === ERROR && areMany(lines)) return "critical";
  if (rank === ERROR) return "warning";
  return rank > 0 && rank < WARN ? "info" : usual;
}
