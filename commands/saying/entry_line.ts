import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import { shownText } from "../../core/shown_text.ts";
import { formatDateTime } from "../../terminal/format_time.ts";

/** An entry of the ledger in a line. */
export function entryLine(entry: LedgerView): string {
  const { id, kind, source, template, anomaly_kind, author, comment, created, revoked } = entry;
  const about = [
    ...(entry.incident === null ? [] : [`${entry.verdict} incident ${entry.incident.slice(0, 6)}`]),
    ...(entry.from === null ? [] : [`${local(entry.from)} to ${local(entry.until ?? entry.from)}`]),
    ...(anomaly_kind === null ? [] : [`kind ${anomaly_kind}`]),
    ...(source === null ? [] : [`source ${source}`]),
    ...(template === null ? [] : [template === "*" ? "all lines" : `template ${template}`]),
  ].join(", ");
  const end = revoked === null ? endOf(entry) : ` (undone ${local(revoked)})`;
  const said = [author, comment].filter((text) => text !== "").join(": ");
  return shownText(`${id.slice(0, 8)}  ${local(created)}  ${kind} ${about}${end}${said === "" ? "" : `  ${said}`}`);
}

function endOf({ from, until, active }: LedgerView): string {
  if (from !== null || until === null) return "";
  return ` (${active ? "until" : "ended"} ${local(until)})`;
}

function local(time: string): string {
  return formatDateTime(Date.parse(time)).slice(0, 16);
}
