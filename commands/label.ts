import { Argument, Command } from "commander";
import { shownJson } from "../core/shown_text.ts";
import { print } from "../terminal/print.ts";
import { incidentId } from "./ledger/say.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task label`: says whether an incident was right. */
export function labelCommand(): Command {
  const command = new Command("label")
    .description("say whether an incident was right; `deno task eval` shows what follows from it")
    .argument("<incident>", "its id, or the beginning of it")
    .addArgument(new Argument("<verdict>", '"none" takes the label off').choices(["true", "false", "none"]));
  return withSettings(command, ["store", "api", "json"]).action(async (start: string, verdict: string) => {
    const settings = settingsOf(command);
    await using viewer = await openViewer(settings, { writes: true });
    const id = await incidentId(viewer, start);
    const label = verdict === "none" ? null : verdict === "true";
    const answer = await viewer.send("PATCH", `/api/anomalies/${id}`, { label });
    print(settings.json ? shownJson(answer) : `${id} is labelled ${verdict}`);
  });
}
