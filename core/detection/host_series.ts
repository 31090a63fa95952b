/** What begins the name of a series of one host's lines, where a template's id would be. */
const MARK = "@";

/** The series of all lines of one host of a source, where a template's id would be. */
export function hostSeries(host: string): string {
  return MARK + host;
}

/** Whether a series is of one host's lines, and not of a message's. */
export function isHostSeries(series: string): boolean {
  return series.startsWith(MARK);
}

/** What it is called. */
export function hostWords(series: string): string {
  return `lines of host ${series.slice(MARK.length)}`;
}
