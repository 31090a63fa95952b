import assert from "node:assert/strict";
import { describeEpisode } from "./describe_episode.ts";
import { type AnomalousWindow, openEpisode } from "./episode.ts";

const CONTEXT = {
  windowMs: 2000,
  savedMs: 9,
  template: (id: string) => id === "t" ? { text: "disk <*> failed", sample: "disk sda failed" } : undefined,
};

const WINDOW: AnomalousWindow = {
  kind: "frequency",
  source: "web",
  template: "*",
  startMs: 0,
  endMs: 2000,
  actual: 2000,
  expected: 200,
  threshold: 240,
  score: 180,
  contributors: [{ template: "t", actual: 1600, expected: 3 }],
};

const CASES: [string, Partial<AnomalousWindow>, { title: string; text: string; severity: string; sample: string }][] = [
  ["a source's traffic", {}, {
    title: "10x the usual traffic in web",
    text:
      '1,000/s against 100/s expected and 120/s at most, 180 sigma. Grown most: 800/s (1.5/s expected) of "disk <*> failed"',
    severity: "critical",
    sample: "disk sda failed",
  }],
  ["a small excess of traffic", { actual: 250, score: 5, contributors: [] }, {
    title: "1.3x the usual traffic in web",
    text: "125/s against 100/s expected and 120/s at most, 5 sigma",
    severity: "warning",
    sample: "",
  }],
  ["a template's frequency", { template: "t", actual: 5, expected: 0, threshold: 4, score: 5 }, {
    title: "Unusual in web: disk <*> failed",
    text: "disk <*> failed: 2.5/s against 0/s expected and 2/s at most, 5 sigma",
    severity: "info",
    sample: "disk sda failed",
  }],
  ["a new template", { kind: "pattern", template: "t" }, {
    title: "New message in web: disk <*> failed",
    text: "disk <*> failed",
    severity: "warning",
    sample: "disk sda failed",
  }],
  ["a template that the registry does not hold", { kind: "pattern", template: "4f" }, {
    title: "New message in web: 4f",
    text: "4f",
    severity: "warning",
    sample: "",
  }],
];

for (const [name, window, expected] of CASES) {
  Deno.test(`describeEpisode() says ${name}`, () => {
    const { title, text, severity, sample, savedMs, windowMs } = describeEpisode(
      openEpisode({ ...WINDOW, ...window }),
      CONTEXT,
    );
    assert.deepEqual({ title, text, severity, sample }, expected);
    assert.deepEqual([savedMs, windowMs], [9, 2000]);
  });
}

const MEMBER = { lower: 0, upper: 4, perDay: 0.01, spanMs: 60_000, startMs: 0, endMs: 60_000 };

Deno.test("describeEpisode() says of an incident's members what their messages are, each by its own source", () => {
  const members = [
    { ...MEMBER, kind: "spike", source: "web", template: "t", actual: 90, expected: 5 },
    { ...MEMBER, kind: "pattern", source: "db", template: "u", actual: 1, expected: 0 },
    { ...MEMBER, kind: "spike", source: "web", template: "gone", actual: 9, expected: 5 },
  ];
  const lead = openEpisode({ ...WINDOW, kind: "spike", template: "t", actual: 9, expected: 5 });
  const { text, incident } = describeEpisode({ ...lead, incident: { members, more: 0, adopted: false } }, {
    ...CONTEXT,
    template: (id, source = "web") => id === "gone" ? undefined : { text: `${id} of ${source}`, sample: "line" },
  });
  assert.deepEqual(incident?.members.map(({ text, sample }) => [text, sample]), [
    ["t of web", "line"],
    ["u of db", "line"],
    [undefined, undefined],
  ]);
  assert.match(text, /^t of web: 90 lines in 1 min where .*Also: "u of db" \(1 line/);
});

Deno.test("describeEpisode() takes an incident to matter as much as the member that matters most", () => {
  const lead = openEpisode({ ...WINDOW, kind: "drop", template: "t", actual: 5, expected: 9 });
  const member = { ...MEMBER, kind: "drop", source: "web", template: "t", actual: 5, expected: 9 };
  const severityOf = (...members: (typeof member)[]) =>
    describeEpisode({ ...lead, incident: { members, more: 0, adopted: false } }, CONTEXT).severity;
  assert.equal(severityOf(member), "info");
  assert.equal(severityOf(member, { ...member, kind: "pattern", template: "u" }), "warning");
  assert.equal(severityOf(member, { ...member, kind: "silence", template: "*", actual: 0 }), "critical");
});

Deno.test("describeEpisode() takes three times the errors for critical where they are twenty or more", () => {
  const severityOf = (actual: number, expected: number) =>
    describeEpisode(openEpisode({ ...WINDOW, kind: "errors", template: "*", actual, expected }), CONTEXT).severity;
  assert.deepEqual([severityOf(12, 1), severityOf(20, 1), severityOf(59, 20)], ["warning", "critical", "warning"]);
});

Deno.test("describeEpisode() tells a new message's severity by the level of its line, and an error's by its lines", () => {
  const of = (sample: string, actual = 1, minutes = 1) => {
    const spanMs = minutes * 60_000;
    const member = { ...MEMBER, kind: "pattern", source: "web", template: "t", actual, expected: 0, spanMs };
    const lead = openEpisode({ ...WINDOW, kind: "pattern", template: "t", actual, expected: 0 });
    const context = { ...CONTEXT, template: () => ({ text: "t", sample }) };
    const { severity, incident } = describeEpisode(
      { ...lead, incident: { members: [member], more: 0, adopted: false } },
      context,
    );
    return [severity, incident?.members[0]?.level];
  };
  assert.deepEqual(of("2026-01-02T03:04:05Z INFO started"), ["info", "info"]);
  assert.deepEqual(of("2026-01-02T03:04:05Z WARN slow"), ["warning", "warn"]);
  assert.deepEqual(of("2026-01-02T03:04:05Z ERROR lost"), ["warning", "error"]);
  assert.deepEqual(of("2026-01-02T03:04:05Z ERROR lost", 20), ["critical", "error"]);
  assert.deepEqual(of("2026-01-02T03:04:05Z ERROR lost", 44, 30), ["warning", "error"], "a trickle");
  assert.deepEqual(of("2026-01-02T03:04:05Z ERROR lost", 60, 30), ["critical", "error"]);
  assert.deepEqual(of("2026-01-02T03:04:05Z FATAL out of memory"), ["critical", "fatal"]);
  assert.deepEqual(of("out of memory"), ["warning", "-"]);
});
