import type { Anomaly, Severity } from "../core/detection/anomaly.ts";
import type { AnomalyChange } from "./notifier.ts";

/** `json`: the anomaly as it is; `slack`: what Slack's incoming webhooks, and those that copy them, take. */
export type WebhookFormat = "json" | "slack";

const COLOURS: Readonly<Record<Severity, string>> = { info: "#3274d9", warning: "#ff9830", critical: "#e02f44" };

/** What is posted for a change of an anomaly, as a JSON value. */
export function webhookBody(anomaly: Anomaly, change: AnomalyChange, format: WebhookFormat): unknown {
  return format === "slack" ? slackBody(anomaly, change) : { change, anomaly };
}

function slackBody(anomaly: Anomaly, change: AnomalyChange): unknown {
  const title = change === "opened" ? anomaly.title : `Over: ${anomaly.title}`;
  const sample = anomaly.sample === "" ? [] : [`\`\`\`${escaped(anomaly.sample)}\`\`\``];
  const facts = [["Kind", anomaly.kind], ["Source", anomaly.source], ["Severity", anomaly.severity]] as const;
  return {
    text: escaped(title),
    attachments: [{
      color: change === "opened" ? COLOURS[anomaly.severity] : "#56a64b",
      fallback: escaped(title),
      text: [escaped(anomaly.text), ...sample].join("\n"),
      fields: facts.map(([name, value]) => ({ title: name, value: escaped(value), short: true })),
      mrkdwn_in: ["text"],
      ts: Math.floor((change === "opened" ? anomaly.startMs : anomaly.endMs) / 1000),
    }],
  };
}

/** Slack reads these three as markup, see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
