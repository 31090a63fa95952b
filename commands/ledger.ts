import { Argument, Command } from "commander";
import type { LedgerView } from "../api/ledger/ledger_view.ts";
import { shownJson } from "../core/shown_text.ts";
import { print } from "../terminal/print.ts";
import { entryLine } from "./saying/entry_line.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task ledger`: lists what operators have said, and takes it back. */
export function ledgerCommand(): Command {
  const command = new Command("ledger")
    .description("list what was muted, accepted, labelled and missed, oldest first; `undo ID` takes an entry back")
    .addArgument(new Argument("[action]", '"undo", with the id of an entry').choices(["undo"]))
    .argument("[id]", "id of an entry, or its beginning")
    .option("--all", "those that have ended or were undone, too");
  return withSettings(command, ["store", "api", "json"]).action(
    async (action: string | undefined, id: string | undefined, { all }: { all?: boolean }) => {
      if (action !== undefined && id === undefined) command.error("error: undo needs the id of an entry");
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings, { writes: action !== undefined });
      const entries = await viewer.get("/api/ledger") as LedgerView[];
      const shown = action === undefined
        ? entries.filter(({ active }) => all || active)
        : [await viewer.send("POST", `/api/ledger/${theOne(entries, id!).id}/undo`, {}) as LedgerView];
      for (const entry of shown) print(settings.json ? shownJson(entry) : entryLine(entry));
      if (shown.length === 0 && !settings.json) print("Nothing is muted, accepted or labelled.");
    },
  );
}

function theOne(entries: readonly LedgerView[], start: string): LedgerView {
  const found = entries.filter(({ id }) => id.startsWith(start));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Error(`Cannot undo "${start}": expected the beginning of one entry's id, got ${found.length}`);
}
