/** The unit of a line's timestamp. */
export type Precision = "ns" | "us" | "ms" | "s";

/** Nanoseconds in one unit of each precision. */
export const NANOSECONDS: Readonly<Record<Precision, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
};

/** The range of a point's time, both ends included, in nanoseconds since the epoch: years 1677 to 2262. */
export const TIME_RANGE_NS = { min: -(2n ** 63n) + 2n, max: 2n ** 63n - 2n } as const;

/** Whether `text` names a precision. */
export function isPrecision(text: string): text is Precision {
  return Object.hasOwn(NANOSECONDS, text);
}
