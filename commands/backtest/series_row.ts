import { givenSeconds } from "../scoring/given_seconds.ts";

/** A row of a series: its time in epoch seconds, and its value, NaN where there is none. */
export interface SeriesRow {
  readonly time: number;
  readonly value: number;
}

const MISSING = /^(nan|null)?$/i;

/** Whether the first line of a table names its columns. */
export function isSeriesHeader(line: string): boolean {
  const [time = ""] = cells(line);
  return givenSeconds(time) === undefined;
}

/**
 * Reads `timestamp,value`; more columns are not looked at. An empty value, `NaN` and `null` are none.
 * @throws {Error} that names the row and what is wanted, for a time or a value that is neither.
 */
export function readSeriesRow(line: string, row: number): SeriesRow {
  const [timeText = "", valueText] = cells(line);
  const time = givenSeconds(timeText);
  if (time === undefined) throw unreadable(row, timeText, "epoch seconds or an ISO 8601 time");
  if (valueText === undefined) throw unreadable(row, line, '"timestamp,value"');
  if (MISSING.test(valueText)) return { time, value: NaN };
  const value = Number(valueText);
  if (!Number.isFinite(value)) throw unreadable(row, valueText, "a number, or nothing where there is no value");
  return { time, value };
}

function cells(line: string): string[] {
  return line.split(",", 2).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function unreadable(row: number, text: string, wanted: string): Error {
  return new Error(`Cannot read row ${row} of the series, "${text}": expected ${wanted}`);
}
