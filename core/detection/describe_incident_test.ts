import assert from "node:assert/strict";
import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";
import { describeIncident } from "./describe_incident.ts";
import { KINDS } from "./kinds/kinds.ts";
import { withSeriesWords } from "./series_words.ts";

const CONTEXT = {
  windowMs: 2000,
  template: (id: string) => id === "t" ? { text: "disk <*> failed", sample: "disk sda failed" } : undefined,
};

const LEADING: IncidentMember = {
  kind: "spike",
  source: "web",
  template: "t",
  startMs: 120_000,
  endMs: 240_000,
  actual: 800,
  expected: 100,
  lower: 80,
  upper: 130,
  perDay: 0.001,
  spanMs: 120_000,
};

function incidentOf(members: readonly IncidentMember[], more: Partial<IncidentFacts> = {}) {
  const { actual, expected, startMs, endMs } = LEADING;
  const figures = { source: "web", template: "t", startMs, endMs, actual, expected, threshold: 130, score: 30 };
  const incident = { members, more: 0, adopted: false, ...more };
  return { ...figures, kind: "spike", parent: null, contributors: [], incident };
}

Deno.test("describeIncident() says over which time a message had the lines that did most to a change of all lines", () => {
  const contributors = [{ source: "web", template: "t", actual: 9, expected: 1.8, spanMs: 4 * 60_000 }];
  const { text } = describeIncident(incidentOf([{ ...LEADING, template: "*" }], { contributors }), CONTEXT);
  assert.match(text, /Mostly: "disk <\*> failed" \(9 lines in 4 min where 1\.8 expected\)/);
});

Deno.test("describeIncident() says what was seen, what is usual, and how seldom that comes by chance", () => {
  const { title, text } = describeIncident(incidentOf([LEADING]), CONTEXT);
  assert.match(title, /^8x the usual in web: disk <\*> failed/);
  assert.match(text, /disk <\*> failed/);
  assert.match(text, /800/);
  assert.match(text, /80 to 130/);
  assert.match(text, /3 years/);
});

Deno.test("describeIncident() says once how much what is usual was learned from", () => {
  const learnedMs = 3 * 3_600_000;
  const members = [{ ...LEADING, learnedMs }, { ...LEADING, template: "*", learnedMs }];
  const { text } = describeIncident(incidentOf(members), CONTEXT);
  assert.match(text, /by chance once in 3 years, as learned from 3 h\. Also/);
  assert.equal(text.split("learned").length, 2);
});

Deno.test("describeIncident() says what deviated first, and names other series and sources", () => {
  const first = { ...LEADING, source: "db", template: "*", startMs: 0, actual: 150 };
  const { title, text } = describeIncident(incidentOf([first, LEADING]), CONTEXT);
  assert.match(title, /db/);
  assert.match(text, /2 min before/);
  assert.equal(text.split("all lines of db").length, 2, "told once");
  assert.match(text, /db/);
});

Deno.test("describeIncident() says that a lasting change is the new normal", () => {
  assert.match(describeIncident(incidentOf([LEADING], { adopted: true }), CONTEXT).text, /new normal/);
});

Deno.test("describeIncident() takes a rate of the same minute for no first sign, and a message's first line for one", () => {
  const before = { ...LEADING, template: "*", startMs: LEADING.startMs - 16_000, actual: 150 };
  const { text } = describeIncident(incidentOf([before, LEADING]), CONTEXT);
  assert.doesNotMatch(text, /First sign/);
  assert.match(text, /Also: "all lines of web"/);
  const message = { ...before, kind: "pattern", template: "t2" };
  assert.match(describeIncident(incidentOf([message, LEADING]), CONTEXT).text, /First sign, 16 s before: "t2"/);
});

Deno.test("describeIncident() is short once it is over", () => {
  const others = Array.from({ length: 14 }, (_, i) => ({ ...LEADING, template: `m${i}` }));
  const related = others.map(({ source, template }) => ({
    source,
    template: `r${template}`,
    startMs: 0,
    lines: 1,
    share: 0.01,
  }));
  const members = [LEADING, ...others];
  const during = describeIncident(incidentOf(members, { related, isOpen: true }), CONTEXT).text;
  const after = describeIncident(incidentOf(members, { related }), CONTEXT).text;
  assert.match(during, /"m11" .* and 2 more. Seldom, and at that time: "rm0".*"rm4" and 9 more$/);
  assert.match(after, /"m2" .* and 11 more. Seldom, and at that time: "rm0"; "rm1"; "rm2" and 11 more$/);
  assert.ok(after.length < 500, `${after.length}`);
});

Deno.test("describeIncident() names five of the seldom messages that came with it", () => {
  const related = Array.from({ length: 7 }, (_, i) => {
    return { source: "web", template: i === 0 ? "t" : `r${i}`, startMs: 0, lines: 1, share: 0.01 };
  });
  const { text } = describeIncident(incidentOf([LEADING], { related, isOpen: true }), CONTEXT);
  assert.match(text, /Seldom, and at that time: "disk <\*> failed"; "r1".*"r4" and 2 more/);
});

Deno.test("describeIncident() says of errors that they are errors, not all lines of their source", () => {
  const errors = { ...LEADING, kind: "errors", template: "*" };
  const { title, text } = describeIncident(incidentOf([errors]), CONTEXT);
  assert.equal(title, "8x the usual errors in web");
  assert.match(text, /^lines of level error and above in web: 800 lines/);
  const few = incidentOf([{ ...errors, expected: 0.1 }]);
  assert.equal(describeIncident(few, CONTEXT).title, "800 errors in web, where hardly any are usual");
});

for (const kind of KINDS) {
  Deno.test(`describeIncident() of kind "${kind.name}" is in words without NaN or Infinity, with nothing expected too`, () => {
    for (const expected of [0, 100]) {
      const member = { ...LEADING, kind: kind.name, expected, upper: expected === 0 ? null : 130 };
      const episode = { ...incidentOf([member]), expected };
      const { title, text } = describeIncident(episode, CONTEXT);
      assert.ok(title.length > 0 && title.length < 200);
      assert.doesNotMatch(title + text, /NaN|Infinity|undefined/);
      assert.ok(["info", "warning", "critical"].includes(kind.severity(episode)));
    }
  });
}

Deno.test("describeIncident() is told by its gravest series, and says what came before that", () => {
  const silence = { ...LEADING, kind: "silence", template: "*", startMs: 300_000, actual: 0, upper: null };
  const { title, text } = describeIncident(incidentOf([LEADING, silence]), CONTEXT);
  assert.match(title, /^No lines from web/);
  assert.match(text, /^all lines of web: no line in 2 min/);
  assert.match(text, /First sign, 3 min before: "disk <\*> failed"/);
});

Deno.test("describeIncident() counts the logs that have stopped, and names those where something else was found", () => {
  const stop = { ...LEADING, kind: "silence", template: "*", actual: 0 };
  const titleWith = (...members: IncidentMember[]) =>
    describeIncident({ ...incidentOf([stop, ...members]), kind: "silence", template: "*" }, CONTEXT).title;
  const db = { ...stop, source: "db" }, queue = { ...stop, source: "queue" }, shop = { ...LEADING, source: "shop" };
  assert.equal(titleWith(), "No lines from web");
  assert.equal(titleWith(db), "No lines from web and db");
  assert.equal(titleWith(db, queue, shop), "No lines from web and 2 other logs (other changes in shop)");
});

Deno.test("describeIncident() is told by a silent host before the message that only this one logs", () => {
  const lost = { ...LEADING, kind: "drop", actual: 0, expected: 90 };
  const host = { ...lost, kind: "missing", template: "@gw1", startMs: LEADING.startMs + 60_000 };
  const { title } = describeIncident({ ...incidentOf([lost, host]), kind: "drop" }, {
    ...CONTEXT,
    template: withSeriesWords(CONTEXT.template),
  });
  assert.match(title, /host gw1/);
});

Deno.test("describeIncident() names the message that did most of a rise of all lines in the title", () => {
  const all = { ...LEADING, template: "*", kind: "spike", actual: 260, expected: 20, perDay: 1e-9 };
  const of = (own: number) => {
    const message = { ...LEADING, kind: "spike", actual: own, expected: 5, perDay: 1e-6 };
    return describeIncident({ ...incidentOf([all, message]), kind: "spike", template: "*" }, CONTEXT).title;
  };
  assert.equal(of(200), "13x the usual traffic in web, mostly disk <*> failed");
  assert.equal(of(90), "13x the usual traffic in web");
});

Deno.test("describeIncident() names the message in the title that did most of a rise, though it does not deviate by itself", () => {
  const all = { ...LEADING, template: "*", kind: "errors", actual: 10, expected: 0.5, spanMs: 120_000 };
  const of = (lines: number, spanMs: number, ...others: number[]) => {
    const [most, ...rest] = [lines, ...others].map((actual, i) => {
      return { source: "web", template: i === 0 ? "t" : `t${i}`, actual, expected: 0.1, spanMs };
    });
    const incident = incidentOf([all], { contributors: [most!, ...rest] });
    return describeIncident({ ...incident, kind: "errors", template: "*" }, CONTEXT).title;
  };
  const named = "10 errors in web, where hardly any are usual, mostly disk <*> failed";
  assert.equal(of(9, 240_000), named, "counted over a longer time than the errors");
  assert.equal(of(5, 60_000), named, "counted over a shorter one");
  assert.equal(of(3, 240_000), "10 errors in web, where hardly any are usual", "the only one that did a twentieth");
  assert.equal(of(5, 240_000, 4, 3), "10 errors in web, where hardly any are usual");
});

Deno.test("describeIncident() counts what has not come back, while anything has not", () => {
  const stop = { ...LEADING, kind: "silence", template: "*", actual: 0 };
  const titleOf = (...held: boolean[]) => {
    const members = held.map((isHeld, i) => ({ ...stop, source: ["web", "db", "queue"][i]!, isHeld }));
    return describeIncident({ ...incidentOf(members), kind: "silence", template: "*" }, CONTEXT).title;
  };
  assert.equal(titleOf(true, true, true), "No lines from web and 2 other logs");
  assert.equal(titleOf(true, false, true), "No lines from web and queue");
  assert.equal(titleOf(false, true, false), "No lines from db");
  assert.equal(titleOf(false, false, false), "No lines from web and 2 other logs");
});
