import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { Chalk } from "chalk";
import type { Incident } from "../core/detection/incident_summary.ts";
import { shownValue } from "../core/shown_text.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { alertBox } from "./alert_box.ts";
import { detectorLines } from "./detector_lines.ts";
import { formatTime } from "./format_time.ts";
import { incidentBox, incidentLine } from "./incident_box.ts";

const PLAIN = new Chalk({ level: 0 });
const START_MS = Date.parse("2026-01-01T10:00:00Z");
const MINUTE_MS = 60_000;

const MEMBER = { startMs: START_MS, endMs: START_MS + MINUTE_MS, lower: 0, perDay: 1e-4, spanMs: MINUTE_MS };

const INCIDENT: Incident = shownValue({
  ...{ id: "1", kind: "spike", source: "web", template: "*", title: "6.2x the usual traffic in web" },
  ...{ text: "", severity: "critical", startMs: START_MS, endMs: START_MS + MINUTE_MS, windowMs: MINUTE_MS },
  ...{ actual: 620, expected: 100, threshold: 140, score: 40, sample: "", savedMs: START_MS, parent: null },
  label: null,
  incident: {
    members: [
      {
        ...{ ...MEMBER, kind: "returning", source: "db", template: "t1", startMs: START_MS - 2 * MINUTE_MS, upper: 0 },
        ...{
          actual: 1,
          expected: 0,
          text: "pool exhausted, <*> waiting",
          sample: "pool exhausted, 7\u001b[2J waiting",
        },
      },
      { ...MEMBER, kind: "spike", source: "web", template: "*", actual: 620, expected: 100, lower: 71, upper: 131 },
      {
        ...{ ...MEMBER, kind: "spike", source: "web", template: "t2", actual: 540, expected: 20, upper: 36 },
        ...{ text: `GET ${"/a".repeat(60)} <*>`, sample: `GET ${"/a".repeat(60)} 404` },
      },
    ],
    more: 3,
    adopted: false,
    isOpen: true,
  },
});

Deno.test("incidentBox() fits 80 columns and says what is seen, what came first and what explains it", () => {
  const box = incidentBox(INCIDENT, { palette: PLAIN, columns: 80 });
  for (const line of box.split("\n")) assert.ok([...line].length <= 78, line);
  const [title, severity, ...rest] = box.split("\n").map((line) => line.replaceAll(/[│╭╮─]/g, "").trim());
  assert.equal(title, "6.2x the usual traffic in web");
  assert.equal(severity, `severity    critical, since ${formatTime(START_MS)}`);
  assert.deepEqual(rest.slice(0, 11), [
    "seen        all lines of web: 620 lines in 1 min where 71 to 131 usual; by",
    "chance once in 27 years",
    "first sign  2 min before: [db] pool exhausted, <*> waiting: 1 line in 1",
    "min, by chance once in 27 years",
    `messages    GET ${"/a".repeat(28)}/…`,
    "540 lines in 1 min where 0 to 36 usual; by chance once in 2…",
    `GET ${"/a".repeat(28)}`,
    `${"/a".repeat(29)}/…`,
    "[db] pool exhausted, <*> waiting",
    "1 line in 1 min, by chance once in 27 years",
    "pool exhausted, 7\ufffd[2J waiting",
  ]);
  assert.match(rest[11] ?? "", /^and 3 more/);
});

Deno.test("incidentBox() says a title in full that its frame has no room for", () => {
  const title = `4x the usual in web: GET ${"/a".repeat(30)} (also in db)`;
  const box = incidentBox({ ...INCIDENT, title }, { palette: PLAIN, columns: 80 });
  assert.match(box, /what +4x the usual in web: GET/);
  assert.match(box, /\(also in db\)/);
});

Deno.test("incidentBox() and alertBox() cut no colour in two, however long a title is", () => {
  const options = { palette: new Chalk({ level: 1 }), columns: 80 };
  for (let length = 50; length < 90; length++) {
    const named = { ...INCIDENT, title: "x".repeat(length) };
    for (const box of [incidentBox(named, options), alertBox(named, { ...options, latencyMs: 1 })]) {
      const [top = ""] = stripVTControlCharacters(box).split("\n");
      assert.equal(top.length, 78);
      assert.match(top, length > 70 ? /^╭ {2}x{69}… {2}─+╮$/ : /^╭ {2}x+ {2}─+╮$/);
    }
  }
});

Deno.test("incidentBox() names seldom messages that came at that time", () => {
  const related = ["Cart <*> updated", "Starting shop <*>"].map((text, at) => {
    return { source: "web", template: `r${at}`, startMs: START_MS, lines: 1, share: 0.01, text };
  });
  const box = incidentBox({ ...INCIDENT, incident: { ...INCIDENT.incident, related } }, {
    palette: PLAIN,
    columns: 80,
  });
  assert.match(box, /came then +Cart <\*> updated; Starting shop <\*>/);
});

Deno.test("incidentBox() says since when an incident that was over is on again", () => {
  const incident = { ...INCIDENT.incident, againMs: START_MS + 10 * MINUTE_MS };
  const box = incidentBox({ ...INCIDENT, incident }, { palette: PLAIN, columns: 100 });
  const [again, first] = [START_MS + 10 * MINUTE_MS, START_MS].map(formatTime);
  assert.ok(box.includes(`since ${again}, again (first at ${first})`), box);
});

Deno.test("incidentBox() stays within a narrow terminal", () => {
  const box = incidentBox(INCIDENT, { palette: PLAIN, columns: 44 });
  for (const line of box.split("\n")) assert.ok([...line].length <= 42, line);
});

Deno.test("incidentLine() is one line without control characters, whatever the log holds", () => {
  const line = incidentLine(shownValue({ ...INCIDENT, title: "two\nlines" }));
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(line, /[\u0000-\u001f]/);
  assert.match(line, /^INCIDENT two.lines \| severity critical.* \| seen all lines of web.* \| message GET /);
});

const END = formatTime(INCIDENT.endMs);
const closed = (incident: Partial<Incident["incident"]>): DetectorEvent => ({
  kind: "anomalyClosed",
  anomaly: { ...INCIDENT, endMs: START_MS + 12 * MINUTE_MS, incident: { ...INCIDENT.incident, ...incident } },
});
const extended = (worsened: boolean): DetectorEvent => ({ kind: "anomalyExtended", anomaly: INCIDENT, worsened });

const LASTED = `${formatTime(INCIDENT.startMs)} to ${formatTime(START_MS + 12 * MINUTE_MS)}, 12 min`;
const SHORT: readonly (readonly [DetectorEvent, string | null])[] = [
  [closed({}), `OVER  6.2x the usual traffic in web  ${LASTED}`],
  [
    closed({ adopted: true }),
    `THE NEW NORMAL  6.2x the usual traffic in web  ${LASTED}`,
  ],
  [
    closed({ againMs: START_MS + 10 * MINUTE_MS }),
    `OVER  6.2x the usual traffic in web  ${formatTime(START_MS + 10 * MINUTE_MS)} to ${
      formatTime(START_MS + 12 * MINUTE_MS)
    }, 2 min`,
  ],
  [extended(false), null],
  [
    extended(true),
    `${END}  6.2x the usual traffic in web  now critical\n${incidentBox(INCIDENT, { palette: PLAIN, columns: 80 })}`,
  ],
];

for (const [event, line] of SHORT) {
  Deno.test(`detectorLines() says of an incident that goes on or ends: ${line?.split("\n")[0]}`, () => {
    assert.equal(detectorLines(event, { palette: PLAIN, quiet: false, columns: 80 }), line);
  });
}

const START = { kind: "started", detector: "auto", promise: "budget: 1 a day", open: [] } as const;
const STARTS: readonly (readonly [DetectorEvent, string])[] = [
  [
    { ...START, sources: 0, watchedMs: 0, pending: ["bursts (after 1 h)"] },
    "detector auto  budget: 1 a day\nlearns from each log's own past; calls, once that is long enough: bursts (after 1 h)",
  ],
  [
    { ...START, sources: 2, watchedMs: 30 * MINUTE_MS, pending: ["bursts (after 1 h)"] },
    "detector auto  budget: 1 a day\n" +
    "goes on with 2 sources, watched for 30 min at least; not called yet: bursts (after 1 h)",
  ],
  [{ ...START, sources: 1, watchedMs: 1e9, pending: [] }, "detector auto  budget: 1 a day\ngoes on with 1 source"],
  [
    {
      ...START,
      sources: 2,
      watchedMs: 1e9,
      pending: [],
      open: [{ id: "1", title: "No lines from db", sinceMs: START_MS }],
    },
    "detector auto  budget: 1 a day\ngoes on with 2 sources and 1 open incident\n" +
    `open since ${formatTime(START_MS)}: No lines from db`,
  ],
  [{ ...START, promise: null, sources: 0, watchedMs: 0, pending: [] }, "detector auto"],
];

for (const [event, line] of STARTS) {
  Deno.test(`detectorLines() says at the start: ${line}`, () => {
    assert.equal(detectorLines(event, { palette: PLAIN, quiet: false, columns: 120 }), line);
  });
}

Deno.test("detectorLines() has no line for each window where the detector's windows say nothing", () => {
  const window = { source: "app", windowStartMs: START_MS, windowMs: 2_000, actual: 1, expected: 1, threshold: 2 };
  const event: DetectorEvent = { kind: "window", ...window, anomalous: false };
  assert.equal(detectorLines(event, { palette: PLAIN, quiet: false, columns: 80, windows: false }), null);
});
