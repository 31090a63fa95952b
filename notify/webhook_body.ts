import type { Anomaly } from "../core/detection/anomaly.ts";
import { beganMs } from "../core/detection/current_members.ts";
import { formatSpan } from "../core/detection/figures/format_span.ts";
import { isIncident, summariseIncident } from "../core/detection/incident_summary.ts";
import { gravestMember } from "../core/detection/leading_member.ts";
import type { Severity } from "../core/severity.ts";
import { shownValue } from "../core/shown_text.ts";
import type { AnomalyChange, Told, Untold } from "./notifier.ts";

/** `json`: the anomaly as it is, and what its title is about; `slack`: what Slack's incoming webhooks, and those that copy them, take. */
export type WebhookFormat = "json" | "slack";

/** A series by the names of its kind, its source and its template. */
type Subject = Readonly<Record<"kind" | "source" | "template", string>>;

const COLOURS: Readonly<Record<Severity, string>> = { info: "#3274d9", warning: "#ff9830", critical: "#e02f44" };
const OVER = "#56a64b";
/** How many messages of an incident are shown in Slack. */
const MESSAGES = 4;

/** What is posted for a change of an anomaly, as a JSON value; it is cleaned here, and nowhere else. */
export function webhookBody(told: Told, format: WebhookFormat): unknown {
  const { anomaly, change, others } = shownValue(told);
  if (format === "slack") return slackBody(anomaly, change, others);
  return { change, about: subjectOf(anomaly), anomaly, ...others === undefined ? {} : { others } };
}

/** What the title is about: of an incident its gravest series, which need not be the one that it is known by. */
function subjectOf(anomaly: Anomaly): Subject {
  const { kind, source, template } = isIncident(anomaly) ? gravestMember(anomaly) : anomaly;
  return { kind, source, template };
}

function slackBody(anomaly: Anomaly, change: AnomalyChange, others?: Untold): unknown {
  const title = titleOf(anomaly, change);
  const { kind, source } = subjectOf(anomaly);
  const facts = [["Kind", kind], ["Source", source], ["Severity", anomaly.severity]] as const;
  return {
    text: escaped(title),
    unfurl_links: false,
    unfurl_media: false,
    attachments: [{
      color: change === "closed" ? OVER : COLOURS[anomaly.severity],
      fallback: escaped(title),
      text: [
        change === "closed" && isIncident(anomaly) ? lasted(anomaly) : explanation(anomaly),
        ...others === undefined ? [] : [escaped(alsoText(others))],
      ].join("\n"),
      fields: facts.map(([name, value]) => ({ title: name, value: escaped(value), short: true })),
      mrkdwn_in: ["text"],
      ts: Math.floor((change === "opened" ? beganMs(anomaly) : anomaly.endMs) / 1000),
    }],
  };
}

/** `Not told one by one: 990 opened, 3 closed (web, db)`. */
function alsoText({ sources, ...changes }: Untold): string {
  const counts = Object.entries(changes).flatMap(([change, count]) => count === 0 ? [] : [`${count} ${change}`]);
  return `Not told one by one: ${counts.join(", ")} (${sources.join(", ")})`;
}

function titleOf({ title, severity, incident }: Anomaly, change: AnomalyChange): string {
  if (change === "worsened") return `Now ${severity}: ${title}`;
  if (change === "opened") return incident?.againMs === undefined ? title : `Again: ${title}`;
  return `${incident?.adopted ? "The new normal" : "Over"}: ${title}`;
}

function lasted(anomaly: Anomaly): string {
  return `It lasted ${formatSpan(anomaly.endMs - beganMs(anomaly))}.`;
}

function explanation(anomaly: Anomaly): string {
  if (!isIncident(anomaly)) return [escaped(anomaly.text), ...codeBlock(anomaly.sample)].join("\n");
  const { evidence, firstSign, messages, more } = summariseIncident(anomaly, MESSAGES);
  return [
    escaped(evidence),
    ...(firstSign === null ? [] : [`First sign, ${escaped(firstSign)}`]),
    ...messages.flatMap(({ text, figures, sample }) => [
      escaped(`• ${text}${figures === "" ? "" : ` (${figures})`}`),
      ...codeBlock(sample),
    ]),
    ...(more === 0 ? [] : [`and ${more} more`]),
  ].join("\n");
}

function codeBlock(line: string): string[] {
  return line === "" ? [] : [`\`\`\`${escaped(line)}\`\`\``];
}

/**
 * Text of logs as text and nothing else. Three signs are markup, see https://docs.slack.dev/messaging/formatting-message-text#escaping. There
 * is no escape for a backtick, so that another sign stands for it: no text opens or ends a block of code. Mattermost, which takes the same,
 * calls people by a bare `@all`.
 */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("`", "ˋ")
    .replaceAll(/@(?=all|channel|here|everyone)/gi, "@\u200b");
}
