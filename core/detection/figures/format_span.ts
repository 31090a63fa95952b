const UNITS: readonly (readonly [ms: number, name: string])[] = [[86_400_000, "days"], [3_600_000, "h"], [
  60_000,
  "min",
], [1000, "s"]];

/** A length of time in its largest fitting unit: `40 s`, `4 min`, `2.5 h`, `3 days`. */
export function formatSpan(ms: number): string {
  const [unit, name] = UNITS.find(([unit]) => ms >= unit) ?? UNITS.at(-1)!;
  const value = Math.round(10 * ms / unit) / 10;
  return `${value} ${value === 1 && name === "days" ? "day" : name}`;
}

/** How seldom something that is expected so often a day comes: `once in 3 days`, `12 times a day`. */
export function formatChance(perDay: number): string {
  if (perDay >= 1.5) return `${Math.round(perDay)} times a day`;
  const days = 1 / perDay;
  if (days < 60) return onceIn(days, "day");
  if (days < 365) return onceIn(days / 30, "month");
  return days < 365_000 ? onceIn(days / 365, "year") : "practically never";
}

function onceIn(count: number, unit: string): string {
  const whole = Math.round(count);
  return whole <= 1 ? `once a ${unit}` : `once in ${whole.toLocaleString("en-US")} ${unit}s`;
}
