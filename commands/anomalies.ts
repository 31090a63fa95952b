import Table from "cli-table3";
import { Command, Option } from "commander";
import { type Anomaly, ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { cutText } from "../core/cut_text.ts";
import { formatRate } from "../core/detection/format_rate.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { formatDateTime, formatSeconds } from "../terminal/format_time.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task anomalies`: lists what was found. */
export function anomaliesCommand(): Command {
  const command = new Command("anomalies")
    .description("list what was found, oldest first")
    .addOption(new Option("--kind <KIND>", "those of one kind").choices(ANOMALY_KINDS))
    .option("--since <TIME>", "those that last beyond this time: ISO, epoch milliseconds, or such as -1h")
    .option("--details", "show details of source episodes too");
  return withSettings(command, ["store", "api", "source", "json"])
    .action(async (options: { kind?: string; since?: string; details?: boolean }) => {
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings);
      const query = new URLSearchParams(
        Object.entries({
          kind: options.kind ?? "",
          from: options.since ?? "",
          source: settings.source,
        }).filter(([, value]) => value !== ""),
      );
      const all = await viewer.get(`/api/anomalies?${query}`) as Anomaly[];
      const shown = all.filter((anomaly) => options.details || anomaly.parent === null);
      if (settings.json) { for (const anomaly of shown) console.log(JSON.stringify(anomaly)); }
      else console.log(shown.length ? anomalyTable(shown) : "No anomalies.");
    });
}

function anomalyTable(anomalies: readonly Anomaly[]): string {
  const table = new Table({
    head: ["began", "lasted", "kind", "severity", "source", "what", "peak", "expected max", "label", "id"],
    style: { head: [], border: [] },
  });
  for (const anomaly of anomalies) {
    table.push([
      formatDateTime(anomaly.startMs),
      formatSeconds(anomaly.endMs - anomaly.startMs),
      anomaly.kind,
      anomaly.severity,
      anomaly.source,
      cutText(anomaly.title, 60),
      formatRate(anomaly.actual, anomaly.windowMs),
      kindOf(anomaly.kind).limit(anomaly),
      anomaly.label ?? "",
      anomaly.id,
    ]);
  }
  return table.toString();
}
