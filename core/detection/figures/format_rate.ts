/** Lines per window as a rate per second, with one decimal below 1,000: `100.3/s`, `1,204/s`. */
export function formatRate(lines: number, windowMs: number): string {
  return `${formatFigure(lines / (windowMs / 1000))}/s`;
}

/** One decimal below 1,000, none above; thousands are grouped. */
export function formatFigure(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 1000 ? 1 : 0 });
}
