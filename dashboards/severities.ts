import { SEVERITIES, type Severity } from "../core/severity.ts";

/** How a severity is shown, everywhere alike. */
export interface SeverityLook {
  readonly severity: Severity;
  readonly color: string;
  /** What its marks on charts are called. */
  readonly mark: string;
}

const COLORS: Readonly<Record<Severity, string>> = { critical: "red", warning: "orange", info: "blue" };

/** How every severity is shown, the worst first. */
export const SEVERITY_LOOKS: readonly SeverityLook[] = SEVERITIES.toReversed().map((severity) => ({
  severity,
  color: COLORS[severity],
  mark: `Anomalies, ${severity}`,
}));
