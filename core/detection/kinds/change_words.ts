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

/**
 * How much a change of a rate matters: a source's by a factor of 3 is `critical` and by less a `warning`; one message's is a `warning`
 * by a factor of 3 and `info` by less, and more of an error matters as {@linkcode messageSeverity} says.
 */
export function changeSeverity(episode: EpisodeFigures): Severity {
  const { template, actual, expected } = episode;
  const isGreat = actual >= 3 * expected || actual <= expected / 3;
  if (template === ALL_TEMPLATES) return isGreat ? "critical" : "warning";
  if (!isGreat) return "info";
  return actual > expected ? worstOf(["warning", messageSeverity(episode, "warning")]) : "warning";
}
