/** A log file that rotation has renamed: by number, 1 is the newest, or by date. */
export type Rotation =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "date"; readonly date: readonly number[] };

/** How a compressed log's name ends. */
export const COMPRESSED = /\.(gz|zst)$/;
const NUMBER = /^\.(\d{1,5})$/, DASHED = /^-\d{1,5}$/;
/** Digits of a date at least (`260301`); a time, a counter, or seconds since the epoch may stand with them. */
const DATE = /^[.-]\d[\d.:T_-]*$/;
const LEAST_DATE_DIGITS = 6;

/**
 * What rotation has made of the log `base`, or undefined when `name` is another log's: `app.log.1`, `app.log.2.gz`, `app.log-20260301.gz`,
 * `app.2026-03-01.log`, `app.1.log`. Both are names without their folder.
 */
export function rotationOf(base: string, name: string): Rotation | undefined {
  return addedTo(base, name).map(rotationOfSuffix).find((rotation) => rotation !== undefined);
}

/**
 * Whether `name` is the log `base` with a number after a dash, `app-1.log` or `app.log-1`: that may be what rotation has made of it, or another log,
 * as that of the first of several workers.
 */
export function hasDashedNumber(base: string, name: string): boolean {
  return addedTo(base, name).some((added) => DASHED.test(added));
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

/** What a name has more than a log's: at its end, and before what follows its last dot. */
function addedTo(base: string, name: string): string[] {
  const plain = name.replace(COMPRESSED, "");
  const dot = base.lastIndexOf(".");
  const places = dot > 0 ? [base.length, dot] : [base.length];
  return places.flatMap((place) => {
    const start = base.slice(0, place), end = base.slice(place);
    const isLonger = plain.length > base.length && plain.startsWith(start) && plain.endsWith(end);
    return isLonger ? [plain.slice(place, plain.length - end.length)] : [];
  });
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
