import type { Severity } from "../../anomaly_facts.ts";
import { LEVELS } from "../../mining/header/levels.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";

const WARN = LEVELS.indexOf("warn"), ERROR = LEVELS.indexOf("error"), FATAL = LEVELS.indexOf("fatal");
/** This many lines of errors are a flood of them. */
export const MANY_ERRORS = 20;

/**
 * How much a message matters that has come: `critical` where it is fatal, or an error of many lines; `warning` where it is an error;
 * `info` below `warn`.
 * @param usual where its level says no more, or is not known.
 */
export function messageSeverity(
  { level, actual }: Pick<EpisodeFigures, "level" | "actual">,
  usual: Severity,
): Severity {
  const rank = LEVELS.findIndex((each) => each === level);
  if (rank === FATAL || rank === ERROR && actual >= MANY_ERRORS) return "critical";
  if (rank === ERROR) return "warning";
  return rank > 0 && rank < WARN ? "info" : usual;
}
