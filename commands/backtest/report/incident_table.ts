import { formatFigure } from "../../../core/detection/figures/format_rate.ts";
import { formatChance, formatSpan } from "../../../core/detection/figures/format_span.ts";
import { formatUtc } from "../../../terminal/format_time.ts";
import type { Evidence, FoundIncident } from "../found_incident.ts";
import type { Judged } from "../../scoring/judge_incidents.ts";
import { html, Markup } from "./markup.ts";

/** Incidents with all that speaks for them: a row each, its series and samples folded away. */
export function incidentTable(incidents: readonly FoundIncident[], judged: readonly Judged[] | null): Markup {
  if (incidents.length === 0) return html`<p>Nothing was called.</p>`;
  const rows = incidents.map((incident, i) => incidentRow(incident, i + 1, judged?.[i]));
  return html`
    <table>
      <thead>
        <tr><th></th><th>began (UTC)</th><th>called</th><th>lasted</th><th>severity</th><th>kind</th>${judged === null
          ? null
          : html`<th>label</th>`}<th>what</th></tr>
      </thead>
      <tbody>${rows}</tbody>
    </table>
  `;
}

function incidentRow(found: FoundIncident, number: number, judged: Judged | undefined): Markup {
  const { anomaly: { startMs, endMs, severity, kind, title, text }, calledMs, evidence } = found;
  return html`
    <tr
      id="incident-${number}"><td class="number soft">${number}</td><td class="when">${formatUtc(
        startMs,
      )}</td><td class="when">+${formatSpan(calledMs - startMs)}</td><td class="when">${formatSpan(
        endMs - startMs,
      )}</td><td class="severity ${severity}">${severity}</td><td>${kind}</td>${judged === undefined
        ? null
        : html`<td>${verdictText(judged)}</td>`}<td><b>${title}</b><p>${text}</p><details><summary>${evidence
        .length} ${evidence.length === 1 ? "series" : "series, the first sign first"}</summary>${evidenceTable(
          evidence,
        )}</details></td></tr>
  `;
}

function verdictText({ verdict, labels }: Judged): string {
  return verdict === "right" ? labels.map(({ name }) => name).join(", ") : verdict;
}

function evidenceTable(evidence: readonly Evidence[]): Markup {
  return html`
    <table>
      <thead>
        <tr>
          <th>from</th>
          <th>source</th>
          <th>kind</th>
          <th class="number">lines</th>
          <th class="number">expected</th>
          <th class="number">usual</th>
          <th>in</th>
          <th>by chance</th>
          <th>message and sample</th>
        </tr>
      </thead>
      <tbody>${evidence.map(evidenceRow)}</tbody>
    </table>
  `;
}

function evidenceRow(each: Evidence): Markup {
  const { startMs, source, kind, actual, expected, spanMs, perDay, text, sample } = each;
  return html`
    <tr>
      <td class="when">${formatUtc(startMs)}</td>
      <td>${source}</td>
      <td>${kind}</td>
      <td class="number">${formatFigure(actual)}</td>
      <td class="number">${formatFigure(expected)}</td>
      <td class="number">${usual(each)}</td>
      <td class="when">${formatSpan(spanMs)}</td>
      <td>${perDay === null ? "-" : formatChance(perDay)}</td>
      <td>${text === "" ? "all lines" : html`<code>${text}</code>`}${sample === ""
        ? null
        : html`<br><code class="soft">${sample}</code>`}</td>
    </tr>
  `;
}

function usual({ lower, upper }: Evidence): string {
  const limits = [
    lower === null ? "" : formatFigure(Math.floor(lower)),
    upper === null ? "" : formatFigure(Math.ceil(upper)),
  ];
  return limits.every((limit) => limit === "") ? "-" : limits.join(" to ").trim();
}
