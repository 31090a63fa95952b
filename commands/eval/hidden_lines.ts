import type { HiddenIncident } from "../../api/ledger/hidden_incidents.ts";
import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import { formatSpan } from "../../core/detection/figures/format_span.ts";
import { KINDS } from "../../core/detection/kinds/kinds.ts";
import { formatDateTime } from "../../terminal/format_time.ts";
import { entryLine } from "../saying/entry_line.ts";
import { row } from "./row.ts";

/** Kinds that last until something is back: of one that is muted nobody knows when that was. */
const HELD: ReadonlySet<string> = new Set(KINDS.filter(({ isHeld }) => isHeld).map(({ name }) => name));

/** What mutes have hid, and whose these are. */
export function mutedLines(hidden: readonly HiddenIncident[], ledger: readonly LedgerView[]): string[] {
  const muted = hidden.filter(({ mutes }) => mutes.length > 0);
  const lines = muted.map((incident) => {
    const { time, time_end, kinds, mutes } = incident;
    const began = formatDateTime(Date.parse(time)).slice(0, 16), lasted = Date.parse(time_end) - Date.parse(time);
    const by = mutes.map((id) => id.slice(0, 8)).join(", ");
    const least = kinds.some((kind) => HELD.has(kind)) ? " at least" : "";
    return `  ${began}  ${formatSpan(lasted)}${least}  ${whatOf(incident)} (${incident.series} series)  by ${by}`;
  });
  const entries = ledger.filter(({ id }) => muted.some(({ mutes }) => mutes.includes(id))).map(entryLine);
  return [row("hidden by mutes", String(muted.length)), ...lines, ...entries.map((line) => `  ${line}`)];
}

/** What was not told as it recurs more often than the budget allows, the most frequent first; nothing where there is none. */
export function recurringLines(hidden: readonly HiddenIncident[]): string[] {
  const recurring = hidden.filter(({ mutes }) => mutes.length === 0);
  if (recurring.length === 0) return [];
  const alike = [...Map.groupBy(recurring, whatOf)].sort(([, a], [, b]) => b.length - a.length);
  const lines = alike.map(([what, each]) => `  ${each.length} times  ${what}`);
  return [row("not told, as they recur", String(recurring.length)), ...lines];
}

function whatOf({ kinds, sources }: HiddenIncident): string {
  return `${kinds.join(", ")} in ${sources.join(", ")}`;
}
