import { Command, Option } from "commander";
import { ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { SEVERITIES } from "../core/severity.ts";
import { print, printJson } from "../terminal/print.ts";
import { terminalColumns } from "../terminal/terminal_columns.ts";
import { allIncidents } from "./all_incidents.ts";
import { incidentList } from "./anomalies/incident_list.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** What `anomalies` is given beside its settings. */
interface Given {
  readonly kind?: string;
  readonly severity?: string;
  readonly since?: string;
  readonly open?: boolean;
  readonly details?: boolean;
}

/** `deno task anomalies`: lists what was found, what belongs together as one. */
export function anomaliesCommand(): Command {
  const command = new Command("anomalies")
    .description("list what was found, oldest first; what belongs together is one incident")
    .addOption(new Option("--kind <KIND>", "those with a series of this kind").choices(ANOMALY_KINDS))
    .addOption(new Option("--severity <SEVERITY>", "those that matter so much").choices(SEVERITIES))
    .option("--since <TIME>", "those that last beyond this time: ISO, epoch milliseconds, or such as -1h")
    .option("--open", "those that go on")
    .option("--details", "show what takes part in each, with a line of its messages");
  return withSettings(command, ["store", "api", "source", "json"]).action(async (given: Given) => {
    const settings = settingsOf(command);
    await using viewer = await openViewer(settings);
    const { kind = "", severity = "", since: from = "", open, details = false } = given;
    const filter = { kind, severity, from, open: open ? "true" : "", source: settings.source };
    const incidents = await allIncidents(viewer, filter);
    if (settings.json) { for (const incident of incidents) printJson(incident); }
    else if (incidents.length === 0) print("No anomalies.");
    else print(incidentList(incidents, { columns: terminalColumns(), details }));
  });
}
