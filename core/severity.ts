/** All severities, from the least on. */
export const SEVERITIES = ["info", "warning", "critical"] as const;

/** How much an anomaly matters. */
export type Severity = (typeof SEVERITIES)[number];

/** The one that matters most. @throws {TypeError} where there is none. */
export function worstOf(severities: readonly Severity[]): Severity {
  return severities.reduce((worst, severity) => isWorse(severity, worst) ? severity : worst);
}

/** Whether the first matters more than the second. */
export function isWorse(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
}
