import { agentSeries, agentWords } from "../../core/detection/agent_series.ts";
import { hostSeries, hostWords } from "../../core/detection/host_series.ts";
import { KINDS } from "../../core/detection/kinds/kinds.ts";
import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import type { Snippet } from "./script.ts";

const HOST = hostSeries(""), AGENT = agentSeries("");

/** What the name of a series matches that is no message's: such have no page of their own. */
export const NO_MESSAGE = `/^[${ALL_TEMPLATES}${HOST}${AGENT}]/`;

/** What each kind counts of a source as a whole, before the source's name. */
const WHOLES = KINDS.map(({ name, whole }) => [name, whole]);
const USUAL = "all lines of";
const OF_WHOLE = WHOLES.filter(([, whole]) => whole !== USUAL)
  .map(([name, whole]) => `if kind == "${name}" then "${whole}" else `).join("");

/** Defines `seriesName(series, kind, source, text)`: what is called so that is no message's, of a source as a whole with its name, for a phone shows no other column; else the text. */
export const SERIES_NAME: Snippet = {
  imports: ["strings"],
  text: `
seriesName = (series, kind, source, text) =>
  if series == "${ALL_TEMPLATES}" then
    (${OF_WHOLE}"${USUAL}") + " " + source
  else if strings.hasPrefix(v: series, prefix: "${HOST}") then
    "${hostWords(HOST)}" + strings.trimPrefix(v: series, prefix: "${HOST}")
  else if strings.hasPrefix(v: series, prefix: "${AGENT}") then
    "${agentWords(AGENT)}" + strings.trimPrefix(v: series, prefix: "${AGENT}")
  else
    text`,
};
