import { Command } from "commander";
import type { HiddenIncident } from "../api/ledger/hidden_incidents.ts";
import type { LedgerView } from "../api/ledger/ledger_view.ts";
import type { TemplateView } from "../api/routes/template_view.ts";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Heartbeat } from "../core/heartbeat.ts";
import { shownJson } from "../core/shown_text.ts";
import { alarmsPerDay } from "../settings/alert_budget.ts";
import { userPath } from "../settings/user_path.ts";
import { print } from "../terminal/print.ts";
import { judgeIncidents } from "./scoring/judge_incidents.ts";
import { type LabelScore, scoreLabels } from "./scoring/label_score.ts";
import { readLabels } from "./scoring/read_labels.ts";
import { calibrate, isByBudget } from "./eval/calibration.ts";
import { evalLines, type Evaluation } from "./eval/eval_lines.ts";
import { labelThreshold } from "./eval/label_threshold.ts";
import { recallOf } from "./eval/recall.ts";
import { watchedSpan } from "./eval/watched_span.ts";
import { type RunSummary, summarise } from "./run_summary.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task eval`: what was read and found, whether the budget holds, and what labels and mutes made of it. */
export function evalCommand(): Command {
  const command = new Command("eval")
    .description("sum up what was read and found, against the budget, the labels and the mutes")
    .option("--labels <FILE>", "incidents that there were, as for backtest: adds recall, delay and F1");
  return withSettings(command, ["store", "api", "source", "budget", "json"]).action(
    async ({ labels }: { labels?: string }) => {
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings);
      const query = settings.source ? `?${new URLSearchParams({ source: settings.source })}` : "";
      const templates = await viewer.get(`/api/templates${query}`) as TemplateView[];
      const anomalies = await viewer.get(`/api/anomalies${query}`) as Anomaly[];
      const summary = summarise(templates, anomalies);
      const ledger = await viewer.get("/api/ledger") as LedgerView[];
      const heartbeats = (await viewer.get("/api/heartbeats") as Heartbeat[])
        .filter(({ source }) => !settings.source || source === settings.source);
      const evaluation: Evaluation = {
        ...summary,
        calibration: isByBudget(anomalies)
          ? calibrate(anomalies, {
            perDay: alarmsPerDay(settings.budget),
            spanMs: watchedSpan(heartbeats, summary),
            series: templates.length,
          })
          : null,
        threshold: labelThreshold(anomalies),
        recall: recallOf(anomalies, ledger.filter(({ source }) => isAbout(source, settings.source))),
        muted: await viewer.get(`/api/muted${query}`) as HiddenIncident[],
        labels: labels === undefined ? null : await labelScore(labels, anomalies, summary),
      };
      print(settings.json ? shownJson(evaluation) : evalLines(evaluation, ledger).join("\n"));
    },
  );
}

/** Whether what is said of a source, or of any (null), is about those that are asked for (empty: all). */
function isAbout(source: string | null, asked: string): boolean {
  return asked === "" || source === null || source === asked;
}

async function labelScore(
  file: string,
  anomalies: readonly Anomaly[],
  { firstMs, lastMs }: RunSummary,
): Promise<LabelScore> {
  const labels = readLabels(await Deno.readTextFile(userPath(file)));
  const called = anomalies.filter(({ parent }) => parent === null).map((anomaly) => ({
    kind: anomaly.kind,
    startMs: anomaly.startMs,
    calledMs: anomaly.savedMs,
    text: [
      anomaly.text,
      anomaly.sample,
      ...anomaly.incident?.members.flatMap(({ text = "", sample = "" }) => [text, sample]) ?? [],
    ].join("\n"),
  }));
  return scoreLabels(judgeIncidents(called, labels), { labels, fromMs: firstMs ?? 0, toMs: lastMs ?? 0 });
}
