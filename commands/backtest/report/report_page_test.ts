import assert from "node:assert/strict";
import type { Backtest } from "../run_backtest.ts";
import { anIncident } from "../testing/an_incident.ts";
import { reportPage } from "./report_page.ts";

const FROM = Date.UTC(2026, 2, 1), TO = Date.UTC(2026, 2, 2);
const stats = { read: 5, timeless: 0, late: 0, early: 0 };
const backtest: Backtest = {
  incidents: [anIncident(), anIncident({ title: '<img src="http://elsewhere/x">', severity: "info" })],
  sources: [{ source: "web", stats, timeline: [{ startMs: FROM, endMs: TO, lines: 5 }] }],
  stats,
  fromMs: FROM,
  toMs: TO,
  promise: null,
};
const label = { name: "fire & smoke", startMs: FROM, endMs: TO, messages: [] };
const incident = { kind: "spike", startMs: FROM, calledMs: FROM, text: "" };

Deno.test("reportPage() asks for nothing from elsewhere, and runs nothing", () => {
  const page = reportPage(backtest, { summary: ["2 incidents"], labels: [label], judged: null });
  assert.equal(page.match(/<(script|link|img|iframe|object)\b|\bsrc="|url\(|@import/i), null);
  for (const [, target] of page.matchAll(/href="([^"]*)"/g)) assert.match(target!, /^#incident-\d+$/);
});

Deno.test("reportPage() shows logs' own text as text", () => {
  const page = reportPage(backtest, { summary: [], labels: [label], judged: null });
  assert.ok(page.includes("GET /a?&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; failed"));
  assert.ok(page.includes("&lt;img src=&quot;http://elsewhere/x&quot;&gt;"));
  assert.ok(page.includes("label: fire &amp; smoke"));
});

Deno.test("reportPage() links each incident of a timeline to its row, which shows figures, samples and the label's verdict", () => {
  const judged = [{ incident, verdict: "right", labels: [label] }, { incident, verdict: "false", labels: [] }] as const;
  const page = reportPage(backtest, { summary: ["2 incidents"], labels: [label], judged });
  for (const number of [1, 2]) {
    assert.ok(page.includes(`href="#incident-${number}"`) && page.includes(`id="incident-${number}"`));
  }
  for (
    const text of [
      "400",
      "80 to 120",
      "1 min",
      "practically never",
      "GET &lt;*&gt; failed",
      "fire &amp; smoke",
      "<td>false",
    ]
  ) {
    assert.ok(page.includes(text), text);
  }
});

Deno.test("reportPage() has a page for no lines, and for no incidents", () => {
  const empty = {
    ...backtest,
    incidents: [],
    fromMs: null,
    toMs: null,
    sources: [{ source: "web", stats, timeline: [] }],
  };
  const page = reportPage(empty, { summary: [], labels: [], judged: null });
  assert.match(page, /No whole window was read.*Nothing was called/s);
  assert.doesNotMatch(page, /NaN|Infinity|undefined|null/);
  assert.doesNotMatch(
    reportPage({ ...backtest, incidents: [] }, { summary: [], labels: [], judged: null }),
    /NaN|undefined/,
  );
});
