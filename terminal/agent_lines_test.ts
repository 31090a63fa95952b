import assert from "node:assert/strict";
import { Chalk } from "chalk";
import type { AgentEvent } from "../agent/agent_event.ts";
import { agentLines } from "./agent_lines.ts";

const PLAIN = new Chalk({ level: 0 });
const COLOURED = new Chalk({ level: 1 });
const SUMMARY = {
  agent: "a1",
  lines: 5,
  read: 1234,
  counted: 1230,
  rejected: 4,
  lost: 0,
  held: 0,
  acknowledged: 7,
  pendingBatches: 2,
};
const STATS = { lines: 1, linesPerSecond: 1, templates: 1, lagBytes: 0, pendingBatches: 0, spoolBytes: 0 };

/** What is wrong, or was: said even when quiet. */
const PROBLEMS: readonly (readonly [AgentEvent, string])[] = [
  [{ kind: "fileProblem", path: "/a", message: 'Cannot read "/a"' }, 'agent: Cannot read "/a"'],
  [
    { kind: "fileProblem", path: "/a", message: 'Cannot read "/a"', isAwaited: true },
    'agent: Cannot read "/a" (it is read once it is there)',
  ],
  [{ kind: "warning", message: "a file was set aside" }, "agent: a file was set aside"],
  [
    { kind: "apiAway", reason: "connection refused" },
    "agent: the api does not answer (connection refused); lines are kept in the spool and sent later",
  ],
  [{ kind: "apiBack", awayMs: 1_500 }, "agent: the api answers again after 1.5 s"],
  [
    { kind: "clockOff", offMs: -7_250 },
    "agent: this machine's clock is -7.3 s off the api's, whose clock is used",
  ],
  [{ kind: "clockOff", offMs: 0 }, "agent: this machine's clock agrees with the api's again"],
  [{ kind: "refused", lines: 3, reason: "too old" }, "agent: the api refused 3 lines for good: too old"],
  [
    { kind: "spoolFull", full: true, spoolBytes: 11, limitBytes: 10 },
    "agent: the spool is full (11 of 10 bytes), reading waits: start the api, or raise SPOOL_LIMIT_MB",
  ],
  [{ kind: "spoolFull", full: false, spoolBytes: 1, limitBytes: 10 }, "agent: the spool has room again"],
];

const PROGRESS: readonly (readonly [AgentEvent, string])[] = [
  [{ kind: "started", agent: "a1", sources: ["x", "y"], pendingBatches: 0 }, "agent a1  sources x, y"],
  [
    { kind: "started", agent: "a1", sources: ["x"], pendingBatches: 3 },
    "agent a1  sources x  in the spool: 3 batches",
  ],
  [
    { kind: "fileOpened", path: "/x.log", source: "x", offset: 0, backlogBytes: 12_345 },
    "x  reading /x.log, present content 12.3 kB",
  ],
  [
    { kind: "fileOpened", path: "/x.log", source: "x", offset: 0, backlogBytes: 30_413_357 },
    "x  reading /x.log, present content 30.4 MB",
  ],
  [
    { kind: "fileOpened", path: "/x.log", source: "x", offset: 0, backlogBytes: 0 },
    "x  reading /x.log, which is empty",
  ],
  [
    { kind: "fileOpened", path: "/x.log", source: "x", offset: 512, backlogBytes: 12_345 },
    "x  goes on with /x.log, 12.3 kB new",
  ],
  [
    { kind: "fileOpened", path: "/x.log", source: "x", offset: 512, backlogBytes: 0 },
    "x  goes on with /x.log, nothing new",
  ],
  [{ kind: "rotated", path: "/x.log", how: "renamed" }, "agent: /x.log was renamed"],
  [
    { kind: "backlogDone", source: "x", lines: 1_000, templates: 7, undated: { tooOld: 0, untimed: 0 } },
    "x  read up to now: 1,000 lines, 7 templates",
  ],
  [
    { kind: "backlogDone", source: "x", lines: 1, templates: 1, undated: { tooOld: 0, untimed: 0 } },
    "x  read up to now: 1 line, 1 template",
  ],
  [
    { kind: "backlogDone", source: "x", lines: 9_000, templates: 7, undated: { tooOld: 1_234, untimed: 5 } },
    "x  read up to now: 9,000 lines, 7 templates; 1,234 older than --history and --retention reach, " +
    "5 without a time that is believed: counted as of now, in no window",
  ],
  [
    { kind: "stopped", summary: SUMMARY },
    "agent: 1,230 of 1,234 lines counted, 4 rejected, 0 lost, 2 batches left for the next start",
  ],
  [
    { kind: "stopped", summary: { ...SUMMARY, held: 1, pendingBatches: 0 } },
    "agent: 1,230 of 1,235 lines counted, 4 rejected, 0 lost, 1 line and 0 batches left for the next start",
  ],
];

for (const [event, line] of PROBLEMS) {
  Deno.test(`agentLines() says, quiet or not: ${line}`, () => {
    assert.equal(agentLines(event, { palette: PLAIN, quiet: false }), line);
    assert.equal(agentLines(event, { palette: PLAIN, quiet: true }), line);
  });
}

for (const [event, line] of PROGRESS) {
  Deno.test(`agentLines() says, unless quiet: ${line}`, () => {
    assert.equal(agentLines(event, { palette: PLAIN, quiet: false }), line);
    assert.equal(agentLines(event, { palette: PLAIN, quiet: true }), null);
  });
}

Deno.test("agentLines() says nothing of the figures of each slot", () => {
  assert.equal(agentLines({ kind: "stats", stats: STATS }, { palette: PLAIN, quiet: false }), null);
});

Deno.test("agentLines() shows in red what needs somebody, in green what is well again", () => {
  const shown = (event: AgentEvent) => agentLines(event, { palette: COLOURED, quiet: true });
  const red = "\u001b[31m", green = "\u001b[32m";
  assert.ok(shown({ kind: "apiAway", reason: "gone" })!.startsWith(red));
  assert.ok(shown({ kind: "refused", lines: 1, reason: "old" })!.startsWith(red));
  assert.ok(shown({ kind: "apiBack", awayMs: 1 })!.startsWith(green));
});
