const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/**
 * Whole milliseconds of a duration such as `500ms`, `2s`, `1.5h`, `7d`, `2w`, or null where it is none: without a unit, with a
 * sign, or no whole number of milliseconds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(durationMs("1.5h"), 5_400_000);
 * assert.equal(durationMs("90"), null);
 * ```
 */
export function durationMs(text: string): number | null {
  const [, amount, unit] = /^(\d{1,12}(?:\.\d{1,12})?)([a-z]+)$/.exec(text) ?? [];
  const unitMs = UNIT_MS.get(unit ?? "");
  if (amount === undefined || unitMs === undefined) return null;
  const ms = Number(amount) * unitMs, whole = Math.round(ms);
  return Math.abs(ms - whole) < 1e-6 ? whole : null;
}
