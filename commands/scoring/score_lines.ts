import Table from "cli-table3";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import { formatSpan } from "../../core/detection/figures/format_span.ts";
import type { LabelRow, LabelScore } from "./label_score.ts";

/** How well incidents and labels agree, in one line. */
export function scoreLine(score: LabelScore): string {
  const { found, labels, precision, recall, f1, falsePerDay, outside } = score;
  return `labels: ${found} of ${labels} found, precision ${share(precision)}, recall ${share(recall)}, F1 ${
    share(f1)
  }, ` +
    `median delay ${delay(score)}, ${formatFigure(falsePerDay)} false alarms a day` +
    (outside === 0 ? "" : `; ${outside} more are of a time that the logs don't cover`);
}

/** The same for each name of labels, and for each kind of incident. */
export function scoreTables(score: LabelScore): string[] {
  return [
    ...score.byLabel.length === 0 ? [] : [labelTable(score)],
    ...score.byKind.length === 0 ? [] : [kindTable(score)],
  ];
}

function labelTable({ byLabel }: LabelScore): string {
  const table = newTable(["label", "found", "of", "median delay"]);
  for (const row of byLabel) table.push([row.name, row.found, row.labels, delay(row)]);
  return table.toString();
}

function kindTable({ byKind }: LabelScore): string {
  const table = newTable(["kind of incident", "right", "beside", "false"]);
  for (const row of byKind) table.push([row.kind, row.right, row.beside, row.false]);
  return table.toString();
}

function newTable(head: string[]): InstanceType<typeof Table> {
  return new Table({ head, style: { head: [], border: [] } });
}

function delay({ medianDelayMs }: Pick<LabelRow, "medianDelayMs">): string {
  return medianDelayMs === null ? "-" : formatSpan(medianDelayMs);
}

function share(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
