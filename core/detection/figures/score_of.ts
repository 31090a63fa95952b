/** How seldom findings come that are expected so often a day: the power of ten, to one digit. 3 is once in a thousand days. */
export function scoreOf(perDay: number): number {
  return Math.round(-10 * Math.log10(Math.max(perDay, 1e-300))) / 10;
}
