const SECONDS: readonly (readonly [seconds: number, name: string])[] = [[1, "s"], [60, "min"], [3600, "h"]];

/**
 * Lines per window as a rate per second, with one decimal below 1,000: `100.3/s`, `1,204/s`; less than one in ten seconds
 * is told by the minute or hour: `5.1/min`.
 */
export function formatRate(lines: number, windowMs: number): string {
  const perSecond = lines / (windowMs / 1000);
  const [seconds, name] = SECONDS.find(([seconds]) => perSecond * seconds >= 0.1) ?? SECONDS[0]!;
  return `${formatFigure(perSecond * seconds)}/${name}`;
}

/** One decimal below 1,000, none above; thousands are grouped. */
export function formatFigure(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 1000 ? 1 : 0 });
}
