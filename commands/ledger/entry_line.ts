import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import { shownText } from "../../core/shown_text.ts";
import { formatDateTime } from "../../terminal/format_time.ts";

/** An entry of the ledger in a line. */
export function entryLine(entry: LedgerView): string {
  const { id, kind, source, template, anomaly_kind, until, author, comment, created, revoked, active } = entry;
  const about = [
    ...(anomaly_kind === null ? [] : [`kind ${anomaly_kind}`]),
    ...(source === null ? [] : [`source ${source}`]),
    ...(template === null ? [] : [template === "*" ? "all lines" : `template ${template}`]),
  ].join(", ");
  const end = revoked !== null
    ? ` (undone ${local(revoked)})`
    : until === null
    ? ""
    : ` (${active ? "until" : "ended"} ${local(until)})`;
  const said = [author, comment].filter((text) => text !== "").join(": ");
  return shownText(`${id.slice(0, 8)}  ${local(created)}  ${kind} ${about}${end}${said === "" ? "" : `  ${said}`}`);
}

function local(time: string): string {
  return formatDateTime(Date.parse(time)).slice(0, 16);
}
