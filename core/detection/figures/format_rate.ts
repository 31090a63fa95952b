/** Units, each with the least that is told in it: of an empty log a detector expects next to nothing, and that is none. */
const UNITS: readonly (readonly [seconds: number, name: string, least: number])[] = [
  [1, "s", 0.1],
  [60, "min", 0.1],
  [3600, "h", 1],
];

/**
 * Lines per window as a rate per second, with one decimal below 1,000: `100.3/s`, `1,204/s`; less than one in ten seconds
 * is told by the minute or hour: `5.1/min`.
 */
export function formatRate(lines: number, windowMs: number): string {
  return formatRates([lines], windowMs)[0]!;
}

/** Several rates in one unit, that of the first which is not next to nothing: `4/min` and `18/min`. */
export function formatRates(lines: readonly number[], windowMs: number): string[] {
  const perSecond = lines.map((each) => each / (windowMs / 1000));
  const unit = perSecond.map(unitOf).find((unit) => unit !== undefined) ?? UNITS[0]!;
  return perSecond.map((rate) => `${formatFigure(rate * unit[0])}/${unit[1]}`);
}

function unitOf(perSecond: number): typeof UNITS[number] | undefined {
  return UNITS.find(([seconds, _, least]) => perSecond * seconds >= least);
}

/** One decimal below 1,000, none above; thousands are grouped. */
export function formatFigure(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 1000 ? 1 : 0 });
}
