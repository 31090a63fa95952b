/** Lines per window as a rate per second: `100.3/s`, `1,204/s`. */
export function formatRate(lines: number, windowMs: number): string {
  return `${formatNumber(lines / (windowMs / 1000))}/s`;
}

/** One decimal below 1,000, none above; thousands are grouped. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) < 1000 ? 1 : 0;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
