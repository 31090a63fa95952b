import assert from "node:assert/strict";
import type { IncidentView, MemberView } from "../../api/incidents/incident_view.ts";
import { formatDateTime } from "../../terminal/format_time.ts";
import { incidentList } from "./incident_list.ts";

const TIME = "2026-01-01T10:00:00.000Z";
const MEMBER: MemberView = {
  ...{ kind: "spike", source: "web", template: "t", text: "lost <*>\u001b[2J", sample: "lost 7", time: TIME },
  ...{ time_end: TIME, figures: "62 lines in 1 min where 7 to 13 usual", actual: 62, expected: 10, lower: 7 },
  ...{ upper: 13, expected_per_day: 0.1, called_below_per_day: null, span_ms: 60_000, learned_ms: null },
};
const INCIDENT: IncidentView = {
  ...{
    id: "0123456789abcdef",
    kind: "spike",
    severity: "critical",
    open: false,
    time: TIME,
    since: TIME,
    template: "*",
  },
  ...{ time_end: "2026-01-01T10:12:00.000Z", sources: ["nginx_access.log", "db"], text: "", first_sign: MEMBER },
  title: "6.2x the usual traffic in nginx_access.log (also in db, worker, and in many other ones)",
  ...{ members: [MEMBER], more: 0, mostly: [], related: [], adopted: false, label: "false" },
};

Deno.test("incidentList() fits 80 columns, with what, since, lasted, severity and source", () => {
  const since = formatDateTime(Date.parse(TIME)).slice(5, 16);
  assert.deepEqual(
    incidentList([INCIDENT, { ...INCIDENT, open: true, label: null, title: "Short" }], { columns: 80, details: false })
      .split("\n"),
    [
      "id      since        lasted   severity  source        what",
      `012345  ${since}  12 min   critical  nginx_ac… +1  6.2x the usual traffic in`,
      "                                                      nginx_access.log (also in",
      "                                                      db, worker, and in many o…",
      `012345  ${since}  goes on  critical  nginx_ac… +1  Short`,
    ],
  );
});

Deno.test("incidentList() says of a title that is too long that there is more, wherever its lines end", () => {
  const title = "400 lines of a rare message in pay.json: could not spool invoice <*>: no space left";
  const lines = incidentList([{ ...INCIDENT, title, label: null }], { columns: 80, details: false }).split("\n");
  assert.deepEqual(lines.slice(2).map((line) => line.trim()), [
    "message in pay.json: could",
    "not spool invoice <*>: no…",
  ]);
});

Deno.test("incidentList() says of what is on again since when it is, and when it was first", () => {
  const since = new Date(Date.parse(TIME) + 7 * 60_000).toISOString();
  const [, line = ""] = incidentList([{ ...INCIDENT, since, label: null, title: "Short" }], {
    columns: 120,
    details: false,
  }).split("\n");
  const [at, first] = [since, TIME].map((time) => formatDateTime(Date.parse(time)).slice(5, 16));
  assert.ok(line.startsWith(`012345  ${at}  5 min `), line);
  assert.ok(line.endsWith(`Again (first at ${first!.slice(6)}): Short`), line);
});

Deno.test("incidentList() has what takes part below each, where details are asked for", () => {
  const lines = incidentList([INCIDENT], { columns: 80, details: true }).split("\n").slice(-3);
  const at = formatDateTime(Date.parse(TIME)).slice(11);
  assert.deepEqual(lines, [
    `    ${at}  spike  web  62 lines in 1 min where 7 to 13 usual`,
    "              lost <*>\ufffd[2J",
    "              > lost 7",
  ]);
});

Deno.test("incidentList() wraps what was seen of a series, so that it says how seldom that is", () => {
  const figures = "62 lines in 1 min where 7 to 13 usual; by chance once in 22 years";
  const members = [{ ...MEMBER, source: "nginx_access.log", figures }];
  const lines = incidentList([{ ...INCIDENT, members }], { columns: 80, details: true }).split("\n").slice(-4);
  const at = formatDateTime(Date.parse(TIME)).slice(11);
  assert.deepEqual(lines.slice(0, 2), [
    `    ${at}  spike  nginx_access.log  62 lines in 1 min where 7 to 13`,
    "              usual; by chance once in 22 years",
  ]);
});

Deno.test("incidentList() cuts nothing where there is no terminal", () => {
  const [, line = ""] = incidentList([INCIDENT], { columns: null, details: false }).split("\n");
  assert.match(line, /6\.2x the usual traffic .* many other ones\) \[labelled false\]$/);
});

Deno.test("incidentList() tells of seldom messages that came with it below what takes part", () => {
  const { time, source, template } = MEMBER;
  const related = [{ source, template, time, text: "cron <*>", sample: "", lines: 2, share: 0.0123 }];
  const lines = incidentList([{ ...INCIDENT, related }], { columns: 80, details: true }).split("\n").slice(-2);
  const at = formatDateTime(Date.parse(TIME)).slice(11);
  assert.deepEqual(lines, [
    `    ${at}  seldom  web  2 lines in 5 min, as in 1.2 % of the time`,
    "              cron <*>",
  ]);
});

Deno.test("incidentList() tells of the messages that did most to a change of all lines", () => {
  const { source, template } = MEMBER;
  const figures = "204 lines where 12 expected";
  const mostly = [{ source, template, text: "retry <*>", sample: "retry 3", figures, actual: 204, expected: 12 }];
  const lines = incidentList([{ ...INCIDENT, mostly }], { columns: 80, details: true }).split("\n").slice(-3);
  const at = formatDateTime(Date.parse(TIME)).slice(11);
  assert.deepEqual(lines, [`    ${at}  mostly  web  ${figures}`, "              retry <*>", "              > retry 3"]);
});
