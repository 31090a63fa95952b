/** What begins the name of a series of one agent's heartbeats, where a template's id would be. */
const MARK = "~";

/** The series of the heartbeats that a source's agent on a host sends, where a template's id would be. */
export function agentSeries(host: string): string {
  return MARK + host;
}

/** Whether a series is of heartbeats, and not of lines. */
export function isAgentSeries(series: string): boolean {
  return series.startsWith(MARK);
}

/** What it is called. */
export function agentWords(series: string): string {
  return `agent on ${series.slice(MARK.length)}`;
}
