/** Days that a unit of an alert budget stands for. */
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30 };

/** Alarms a day that a budget such as `1/day` or `3/week` allows. @throws {RangeError} when it is no budget, or none at all. */
export function alarmsPerDay(budget: string): number {
  const [count, unit = ""] = budget.split("/");
  const perDay = Number(count) / (DAYS[unit] ?? NaN);
  if (perDay > 0 && Number.isFinite(perDay)) return perDay;
  throw new RangeError(`Cannot read the budget "${budget}": expected such as "1/day" or "3/week", above 0`);
}
