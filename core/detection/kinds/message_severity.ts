import type { Severity } from "../../anomaly_facts.ts";
import { LEVELS } from "../../mining/header/levels.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";

const WARN = LEVELS.indexOf("warn"), ERROR = LEVELS.indexOf("error"), FATAL = LEVELS.indexOf("fatal");
/** So many lines of an error are a flood of it. */
const MANY_LINES = 20;

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
  if (rank === FATAL || rank === ERROR && actual >= MANY_LINES) return "critical";
  if (rank === ERROR) return "warning";
  return rank > 0 && rank < WARN ? "info" : usual;
}
