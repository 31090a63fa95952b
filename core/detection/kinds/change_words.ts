import { type Severity, worstOf } from "../../severity.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";
import type { KindContext, Words } from "./kind.ts";
import { messageSeverity } from "./message_severity.ts";
import { shortText, textOf } from "./words.ts";

/** `4x the usual in app.log: Order <*> placed`, or `4x the usual traffic in app.log`. */
export function subjectTitle(what: string, { source, template }: EpisodeFigures, context: KindContext): Words {
  if (template === ALL_TEMPLATES) return { title: `${what} traffic in ${source}`, text: "" };
  return { title: `${what} in ${source}: ${shortText(template, context)}`, text: textOf(template, context) };
}

/** So many times the usual traffic is more than a busy hour. */
const FLOOD_TIMES = 10;

/**
 * How much more lines matter: of a whole source they are a `warning`, and `critical` from ten times the usual on; of one message a `warning` from three times
 * on and `info` below, and those of an error matter as {@linkcode messageSeverity} says.
 */
export function riseSeverity(episode: EpisodeFigures): Severity {
  const { template, actual, expected } = episode;
  if (template === ALL_TEMPLATES) return actual >= FLOOD_TIMES * expected ? "critical" : "warning";
  return actual < 3 * expected ? "info" : worstOf(["warning", messageSeverity(episode, "warning")]);
}
