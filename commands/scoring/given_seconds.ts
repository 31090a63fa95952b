import { parseTime } from "../../core/parse_time.ts";

/** As seconds this is the year 5138: what is as large, counts milliseconds. */
const FIRST_MS = 1e11;

/** Epoch seconds of a time as a table or a file of labels gives it: epoch seconds, epoch milliseconds, or ISO 8601; undefined for others. */
export function givenSeconds(given: string | number): number | undefined {
  const number = typeof given === "number" ? given : given.trim() === "" ? NaN : Number(given);
  if (Number.isFinite(number)) return Math.abs(number) < FIRST_MS ? number : number / 1000;
  const ms = typeof given === "string" && /^\d{4}-/.test(given) ? parseTime(given, NaN) : null;
  return ms === null ? undefined : ms / 1000;
}
