import { agentSeries, agentWords } from "../../core/detection/agent_series.ts";
import { hostSeries, hostWords } from "../../core/detection/host_series.ts";
import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import type { Snippet } from "./script.ts";

const HOST = hostSeries(""), AGENT = agentSeries("");

/** What the name of a series matches that is no message's: such have no page of their own. */
export const NO_MESSAGE = `/^[${ALL_TEMPLATES}${HOST}${AGENT}]/`;

/** Defines `seriesName(series, text)`: what is called so that is no message's, else the text. */
export const SERIES_NAME: Snippet = {
  imports: ["strings"],
  text: `
seriesName = (series, text) =>
  if series == "${ALL_TEMPLATES}" then
    "all lines"
  else if strings.hasPrefix(v: series, prefix: "${HOST}") then
    "${hostWords(HOST)}" + strings.trimPrefix(v: series, prefix: "${HOST}")
  else if strings.hasPrefix(v: series, prefix: "${AGENT}") then
    "${agentWords(AGENT)}" + strings.trimPrefix(v: series, prefix: "${AGENT}")
  else
    text`,
};
