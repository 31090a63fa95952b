import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { Chalk } from "chalk";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { detectorLines } from "./detector_lines.ts";
import { createDisplay } from "./display.ts";

const PLAIN = new Chalk({ level: 0 });
const START_MS = Date.parse("2026-01-01T10:00:00Z");

const SPIKE: Anomaly = {
  id: "1",
  kind: "frequency",
  source: "app.log",
  template: "*",
  title: "10.0x the usual traffic in app.log",
  text: "Grown most: ping",
  severity: "critical",
  startMs: START_MS,
  endMs: START_MS + 2000,
  windowMs: 2000,
  actual: 2000,
  expected: 200,
  threshold: 240,
  score: 180,
  sample: "ping",
  savedMs: START_MS + 2040,
  parent: null,
  label: null,
};
const NEWCOMER: Anomaly = {
  ...SPIKE,
  kind: "pattern",
  template: "t",
  title: "New message in app.log: disk <*> failed",
  text: "disk <*> failed",
  sample: "10:00:00 disk sda failed",
};

const opened = (anomaly: Anomaly): DetectorEvent => ({ kind: "anomalyOpened", anomaly, latencyMs: 40 });
const learning: DetectorEvent = {
  kind: "learning",
  windowStartMs: 0,
  source: "app.log",
  windowMs: 2000,
  windows: 3,
  of: 5,
  actual: 200,
  templates: 7,
};

Deno.test("detectorLines() says all of a spike in a box: rates per second, mean, limit, deviation, delay", () => {
  const box = detectorLines(opened(SPIKE), { palette: PLAIN, quiet: false, columns: 90 })!;
  for (
    const row of [
      /10\.0x the usual traffic in app\.log/,
      /actual +1,000\/s/,
      /expected max +120\/s/,
      /baseline mean +100\/s/,
      /deviation +180 sigma/,
      /saved +40 ms after the window's end/,
    ]
  ) assert.match(box, row);
  assert.ok(box.split("\n").every((line) => stripVTControlCharacters(line).length <= 90));
});

Deno.test("detectorLines() shows a new message's template and a line of it, in one plain line where there is no terminal", () => {
  const line = detectorLines(opened(NEWCOMER), { palette: PLAIN, quiet: true, columns: null })!;
  assert.match(line, /^ANOMALY New message in app\.log.*template disk <\*> failed \| sample 10:00:00 disk sda failed/);
  assert.ok(!line.includes("\n"));
});

Deno.test("createDisplay() prints progress, nothing but anomalies when quiet, and whole events as JSON", () => {
  const shown = (settings: { json: boolean; quiet: boolean }) => {
    const lines: string[] = [];
    const display = createDisplay({ ...settings, write: (line) => lines.push(stripVTControlCharacters(line)) });
    display.note("store x");
    display.detector(learning);
    display.detector(opened(NEWCOMER));
    return lines;
  };
  const all = shown({ json: false, quiet: false });
  assert.equal(all[0], "store x");
  assert.equal(all[1], "app.log  learning  data points 3/5  traffic 100/s  templates 7");
  assert.equal(shown({ json: false, quiet: true }).length, 1);
  assert.deepEqual(shown({ json: true, quiet: false }).map((line) => JSON.parse(line)), [
    { part: "detector", ...learning },
    { part: "detector", ...opened(NEWCOMER) },
  ]);
});

/** What would clear a screen, change its title, go back to a line's start, hide what follows, and turn the writing around. */
const EVIL = "x\u001b[2J\u001b]0;t\u0007\u009b2K\r\n\u001b[8m\u202ey";
// deno-lint-ignore no-control-regex
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

for (const json of [false, true]) {
  Deno.test(`createDisplay() shows nothing of a log, a name or a reason as more than text, JSON ${json}`, () => {
    const lines: string[] = [];
    const display = createDisplay({ json, quiet: false, write: (line) => lines.push(line) });
    const anomaly = { ...SPIKE, source: EVIL, title: EVIL, text: EVIL, sample: EVIL };
    display.detector(opened(anomaly));
    display.detector({ ...learning, source: EVIL });
    display.detector({ kind: "anomalyClosed", anomaly });
    display.detector({ kind: "problem", message: EVIL });
    display.agent({ kind: "fileProblem", path: EVIL, message: EVIL });
    display.agent({ kind: "started", agent: "1", sources: [EVIL], pendingBatches: 0 });
    display.note(EVIL);
    display.problem(EVIL);
    assert.equal(lines.length, json ? 7 : 8);
    for (const line of lines) assert.doesNotMatch(line, UNSEEN);
    assert.ok(lines.every((line) => line.includes("y")));
  });
}

Deno.test("createDisplay() says once what can't be called yet in logs that begin together", () => {
  const lines: string[] = [];
  const display = createDisplay({ json: false, quiet: false, write: (line) => lines.push(line) });
  const established = { kind: "established", mean: 1, stddev: 1, windowMs: 2000, knownTemplates: 1 } as const;
  for (const source of ["a", "b"]) display.detector({ ...established, source, pending: ["bursts (after 1 h)"] });
  assert.deepEqual(lines.map((line) => line.includes("bursts (after 1 h)")), [true, false]);
});

Deno.test("createDisplay() tells of each log that joins an incident, once", () => {
  const lines: string[] = [];
  const display = createDisplay({
    json: false,
    quiet: true,
    write: (line) => lines.push(stripVTControlCharacters(line)),
  });
  const member = (source: string, actual: number) => ({
    kind: actual === 0 ? "silence" : "spike",
    source,
    template: "*",
    startMs: START_MS,
    endMs: START_MS + 60_000,
    actual,
    expected: 400,
    lower: 288,
    upper: 655,
    perDay: 1e-9,
    spanMs: 60_000,
  });
  const incident = (...members: ReturnType<typeof member>[]) => {
    return { ...SPIKE, kind: "spike" as const, incident: { members, more: 0, adopted: false } };
  };
  display.detector(opened(incident(member("web", 2_000))));
  const grown = incident(member("web", 2_000), member("app.log", 0));
  for (let i = 0; i < 2; i++) display.detector({ kind: "anomalyExtended", anomaly: grown, worsened: false });
  assert.equal(lines.length, 2);
  const worse = incident(member("web", 2_000), member("app.log", 0), member("db.log", 0));
  display.detector({ kind: "anomalyExtended", anomaly: worse, worsened: true });
  assert.equal(lines.length, 3, "what is told as a whole is not told again log by log");
  const other = { ...incident(member("mail", 2_000)), id: "other", title: "5x the usual traffic in mail" };
  display.detector(opened(other));
  const grownToo = { ...incident(member("mail", 2_000), { ...member("imap", 9), template: "bye" }), id: "other" };
  display.detector({ kind: "anomalyExtended", anomaly: { ...grownToo, title: other.title }, worsened: false });
  assert.match(lines[4]!, /also in imap: bye: 9 lines in 1 min .* part of: 5x the usual traffic in mail$/);
  assert.match(
    lines[1]!,
    /^\d\d:\d\d:\d\d {2}also all lines of app\.log: no line in 1 min where 288 to 655 usual; by chance practically never$/,
  );
});
