import type { AnomalyFacts } from "../../anomaly_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { formatFigure, formatRate } from "../figures/format_rate.ts";
import type { AlertRow } from "./kind.ts";

/** Rows of an alert about a rate. @param limit what the limit is called. */
export function rateRows(anomaly: AnomalyFacts, limit: string): AlertRow[] {
  const isOfTemplate = anomaly.template !== ALL_TEMPLATES;
  const rate = (lines: number) => formatRate(lines, anomaly.windowMs);
  const text = [isOfTemplate ? "template" : "details", anomaly.text] as const;
  const figures: AlertRow[] = [
    ["actual", rate(anomaly.actual)],
    [limit, rate(anomaly.threshold)],
    ["baseline mean", rate(anomaly.expected)],
    ["deviation", `${formatFigure(anomaly.score)} sigma`],
  ];
  return isOfTemplate ? [text, ...figures] : [...figures, text];
}
