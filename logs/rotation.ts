/** A log file that rotation has renamed: by number, 1 is the newest, or by date. */
export type Rotation =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "date"; readonly date: readonly number[] };

/** How a compressed log's name ends. */
export const COMPRESSED = /\.(gz|zst)$/;
const NUMBER = /^\.(\d{1,5})$/;
/** Digits of a date at least (`260301`); a time, a counter, or seconds since the epoch may stand with them. */
const DATE = /^[.-]\d[\d.:T_-]*$/;
const LEAST_DATE_DIGITS = 6;

/**
 * What rotation has made of the log `base`, or undefined when `name` is another log's: `app.log.1`, `app.log.2.gz`, `app.log-20260301.gz`,
 * `app.2026-03-01.log`, `app.1.log`. Both are names without their folder.
 */
export function rotationOf(base: string, name: string): Rotation | undefined {
  const plain = name.replace(COMPRESSED, "");
  const dot = base.lastIndexOf(".");
  return between(base, "", plain) ?? (dot > 0 ? between(base.slice(0, dot), base.slice(dot), plain) : undefined);
}

/** The name of the log that rotation has made `name` of, where a number or a date follows it; else `name`. */
export function baseOf(name: string): string {
  const plain = name.replace(COMPRESSED, "");
  for (const { index } of plain.matchAll(/[.-](?=\d)/g)) {
    if (index > 0 && rotationOfSuffix(plain.slice(index)) !== undefined) return plain.slice(0, index);
  }
  return name;
}

/** Orders rotated files: the oldest first. Dates come before numbers, which are in use where dates were once. */
export function byAge(a: Rotation, b: Rotation): number {
  if (a.kind === "number" && b.kind === "number") return b.number - a.number;
  if (a.kind === "date" && b.kind === "date") return compare(a.date, b.date);
  return a.kind === "date" ? -1 : 1;
}

function between(start: string, end: string, name: string): Rotation | undefined {
  const isLongEnough = name.length > start.length + end.length;
  if (!isLongEnough || !name.startsWith(start) || !name.endsWith(end)) return undefined;
  return rotationOfSuffix(name.slice(start.length, name.length - end.length));
}

function rotationOfSuffix(suffix: string): Rotation | undefined {
  const [, number] = NUMBER.exec(suffix) ?? [];
  if (number !== undefined) return { kind: "number", number: Number(number) };
  const digits = suffix.replace(/\D/g, "").length;
  if (!DATE.test(suffix) || digits < LEAST_DATE_DIGITS) return undefined;
  return { kind: "date", date: suffix.match(/\d+/g)!.map(Number) };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const step = a.map((number, i) => number - (b[i] ?? number)).find((difference) => difference !== 0);
  return step ?? a.length - b.length;
}
