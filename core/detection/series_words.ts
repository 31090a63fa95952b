import { ALL_TEMPLATES } from "../statistics/tally_windows.ts";
import { agentWords, isAgentSeries } from "./agent_series.ts";
import { hostWords, isHostSeries } from "./host_series.ts";
import type { KindContext } from "./kinds/kind.ts";

/** Whether a series is of a message's lines, and not of all lines of a source, of a host's, or of an agent's heartbeats. */
export function isMessage(series: string): boolean {
  return series !== ALL_TEMPLATES && !isHostSeries(series) && !isAgentSeries(series);
}

/** Texts of templates, and what series are called that are no message's. */
export function withSeriesWords(template: KindContext["template"]): KindContext["template"] {
  return (id, source) => {
    if (isHostSeries(id)) return { text: hostWords(id), sample: "" };
    return isAgentSeries(id) ? { text: agentWords(id), sample: "" } : template(id, source);
  };
}
