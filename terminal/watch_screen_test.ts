import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { formatTime } from "./format_time.ts";
import { createWatchScreen } from "./watch_screen.ts";

const START_MS = Date.parse("2026-01-01T10:00:00Z");
const END = formatTime(START_MS + 2_000);
const INCIDENT = { id: "1", kind: "silence", title: "No lines from web" } as Anomaly;

const window: DetectorEvent = {
  kind: "window",
  source: "web",
  windowStartMs: START_MS,
  windowMs: 2_000,
  actual: 30,
  expected: 30,
  threshold: 60,
  anomalous: false,
};

/** What is written to a terminal of these columns. */
function screenOf(columns: number | null, more: { quiet?: boolean; json?: boolean; detector?: string } = {}) {
  const written: string[] = [];
  const options = { json: false, quiet: false, detector: "auto", ...more };
  const screen = createWatchScreen({ ...options, columns: () => columns, write: (text) => written.push(text) });
  return { screen, written };
}

Deno.test("createWatchScreen() keeps a last line of what is watched, learned and open, and none at its end", () => {
  const { screen, written } = screenOf(100);
  screen.display.agent({ kind: "started", agent: "a1", sources: ["web", "db"], pendingBatches: 0 });
  screen.display.detector(window);
  assert.equal(written.at(-1), `\r\u001b[K${END}  2 logs, 1 of them still learning  15/s  no incident open`);
  screen.display.detector({ ...window, source: "db", actual: 2 });
  screen.display.detector({ kind: "anomalyExtended", anomaly: INCIDENT, worsened: false });
  assert.equal(written.at(-1), `\r\u001b[K${END}  2 logs  16/s  1 incident open`);
  screen[Symbol.dispose]();
  assert.equal(written.at(-1), "\r\u001b[K");
});

Deno.test("createWatchScreen() counts incidents that were open before it", () => {
  const { screen, written } = screenOf(100);
  const started = {
    detector: "auto",
    promise: null,
    sources: 1,
    watchedMs: 0,
    pending: [],
    open: ["1", "2"].map((id) => ({ id, title: "", sinceMs: 0 })),
  };
  screen.display.detector({ kind: "started", ...started });
  screen.display.detector(window);
  assert.match(written.at(-1)!, /2 incidents open$/);
  screen.display.detector({ kind: "anomalyClosed", anomaly: INCIDENT });
  assert.match(written.at(-1)!, /1 incident open$/);
});

Deno.test("createWatchScreen() prints lines above the last one, and writes nothing twice", () => {
  const { screen, written } = screenOf(100);
  screen.display.detector(window);
  screen.display.detector(window);
  assert.equal(written.length, 1);
  screen.display.detector({ kind: "problem", message: "store away" });
  assert.deepEqual(written.slice(1), ["\r\u001b[Kdetector: store away\n", written[0]]);
});

Deno.test("createWatchScreen() cuts its last line to the terminal", () => {
  const { screen, written } = screenOf(20);
  screen.display.detector(window);
  assert.equal(written.at(-1), `\r\u001b[K${`${END}  1 log  15/s`.slice(0, 18)}…`);
});

for (
  const [where, columns, more] of [
    ["elsewhere than on a terminal", null, {}],
    ["when quiet", 100, { quiet: true }],
    ["beside JSON", 100, { json: true }],
    ["where each window has a line", 100, { detector: "sigma" }],
  ] as const
) {
  Deno.test(`createWatchScreen() has no last line ${where}`, () => {
    const { screen, written } = screenOf(columns, more);
    screen.display.note("x");
    screen[Symbol.dispose]();
    assert.deepEqual(written, []);
  });
}
