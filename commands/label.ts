import { Command } from "commander";
import { SystemClock } from "../clock/system_clock.ts";
import { shownJson } from "../core/shown_text.ts";
import { UsageError } from "../settings/usage_error.ts";
import { print } from "../terminal/print.ts";
import { author } from "./saying/author.ts";
import { entryLine } from "./saying/entry_line.ts";
import { incidentId, sayMissed } from "./saying/say.ts";
import { readTimeRange } from "./time_range.ts";
import { openViewer, type Viewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** What stands for the id of an incident that was not called. */
const MISSED = "missed";
const VERDICTS = ["true", "false", "none"];

/** Who says so, and why. */
interface Given {
  readonly author?: string;
  readonly comment?: string;
}

/** `deno task label`: says whether an incident was right, or that something was not called. */
export function labelCommand(): Command {
  const command = new Command("label")
    .description(
      "say whether an incident was right, or that one was missed; `deno task eval` shows what follows from it",
    )
    .argument("<incident>", `its id, or the beginning of it; "${MISSED}": something that was not called`)
    .argument("<verdict>", '"true" or "false"; "none" takes the label off; of what was missed when, such as -1h..-50m')
    .allowUnknownOption()
    .option("--author <NAME>", "who says so (default: the user)")
    .option("--comment <TEXT>", "why");
  return withSettings(command, ["store", "api", "source", "json"])
    .action(async (incident: string, verdict: string, { author: name, comment }: Given) => {
      const settings = settingsOf(command), who = { author: author(name), comment };
      const said = incident === MISSED ? timesOf(verdict) : labelOf(verdict);
      await using viewer = await openViewer(settings, { writes: true });
      if ("from" in said) {
        const entries = await sayMissed(viewer, { ...said, source: settings.source || undefined, ...who });
        for (const entry of entries) print(settings.json ? shownJson(entry) : entryLine(entry));
      } else {
        const answer = await labelIncident(viewer, incident, { ...said, ...who });
        print(settings.json ? shownJson(answer) : `${answer.id} is labelled ${verdict}`);
      }
    });
}

function labelOf(verdict: string): { readonly label: boolean | null } {
  if (VERDICTS.includes(verdict)) return { label: verdict === "none" ? null : verdict === "true" };
  throw new UsageError(`Cannot label as "${verdict}": expected ${VERDICTS.join(", ")}, or "${MISSED} FROM..TO"`);
}

/** A range may begin with a dash as an option does, so it is here that options which there are none of are refused. */
function timesOf(text: string): { readonly from: number; readonly to: number } {
  const range = readTimeRange(text, new SystemClock().now());
  if (range !== undefined) return { from: range.fromMs, to: range.toMs };
  throw new UsageError(`Cannot note what was missed at "${text}": expected a range of times such as "-1h..-50m"`);
}

async function labelIncident(viewer: Viewer, start: string, body: object): Promise<{ readonly id: string }> {
  const id = await incidentId(viewer, start);
  return await viewer.send("PATCH", `/api/anomalies/${id}`, body) as { id: string };
}
