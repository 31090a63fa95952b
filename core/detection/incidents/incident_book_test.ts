import assert from "node:assert/strict";
import type { Outcome } from "../outcome.ts";
import { currentMembers } from "../current_members.ts";
import { describeIncident } from "../describe_incident.ts";
import { gravestMember } from "../leading_member.ts";
import type { Finding } from "./finding.ts";
import { IncidentBook } from "./incident_book.ts";
import { Recurrences } from "./recurrences.ts";

const MINUTE_MS = 60_000;

function finding(more: Partial<Finding> & { readonly atMinute: number }): Finding {
  const { atMinute, ...given } = more;
  const endMs = atMinute * MINUTE_MS;
  return {
    kind: "spike",
    source: "web",
    template: "a",
    startMs: endMs - MINUTE_MS,
    endMs,
    actual: 100,
    expected: 10,
    lower: 4,
    upper: 20,
    perDay: 0.01,
    adopted: false,
    ...given,
  };
}

function episodeOf(outcome: Outcome) {
  assert.ok("episode" in outcome);
  return outcome.episode;
}

Deno.test("IncidentBook takes findings of three sources in the same minute for one incident", () => {
  const book = new IncidentBook();
  const outcomes = ["web", "db", "queue"].map((source) => book.take(finding({ source, atMinute: 1 })));
  assert.deepEqual(outcomes.map(({ kind }) => kind), ["opened", "extended", "extended"]);
  const { incident, id } = episodeOf(outcomes[2]);
  assert.equal(id, episodeOf(outcomes[0]).id);
  assert.deepEqual(incident!.members.map(({ source }) => source), ["web", "db", "queue"]);
});

Deno.test("IncidentBook opens another incident for another series an hour later, and goes on with the same one", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  for (let minute = 2; minute < 60; minute++) assert.equal(book.take(finding({ atMinute: minute })).kind, "extended");
  assert.equal(book.take(finding({ atMinute: 60, template: "b" })).kind, "opened");
});

Deno.test("IncidentBook opens another incident for a series' silence after its rise", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  assert.equal(book.take(finding({ atMinute: 8 })).kind, "extended");
  assert.equal(book.take(finding({ atMinute: 9, kind: "silence", actual: 0 })).kind, "opened");
});

Deno.test("IncidentBook takes all lines of a source for part of its message's flood", () => {
  const book = new IncidentBook();
  for (let minute = 1; minute < 30; minute++) book.take(finding({ atMinute: minute }));
  assert.equal(book.take(finding({ atMinute: 30, template: "*" })).kind, "extended");
});

Deno.test("IncidentBook closes an incident after ten minutes without a finding, for the source that leads it", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  assert.deepEqual(book.pass("web", 10 * MINUTE_MS), []);
  assert.deepEqual(book.pass("db", 60 * MINUTE_MS), []);
  const [closed] = book.pass("web", 11 * MINUTE_MS);
  assert.equal(closed.kind, "closed");
  assert.equal(episodeOf(closed).endMs, MINUTE_MS);
  assert.equal(book.take(finding({ atMinute: 12, template: "b" })).kind, "opened");
});

Deno.test("IncidentBook holds an incident open until what is missing is back, or for a day", () => {
  const missing = finding({ kind: "missing", template: "job", atMinute: 1, actual: 0 });
  const back = new IncidentBook(), gone = new IncidentBook();
  for (const book of [back, gone]) {
    book.take(missing);
    assert.deepEqual(book.pass("web", 600 * MINUTE_MS), []);
  }
  back.release("web", "job", 600 * MINUTE_MS);
  const [closed] = back.pass("web", 620 * MINUTE_MS);
  assert.deepEqual([episodeOf(closed).endMs, episodeOf(closed).incident!.adopted], [600 * MINUTE_MS, false]);
  const [adopted] = gone.pass("web", 1441 * MINUTE_MS);
  assert.equal(episodeOf(adopted).incident!.adopted, true);
});

Deno.test("IncidentBook says what deviated first, and of a series its most telling finding", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 3, perDay: 0.01, mostPerDay: 0.02 }));
  book.take(finding({ atMinute: 4, perDay: 0.0001, mostPerDay: 0.03, actual: 500 }));
  const last = book.take(finding({ atMinute: 4, template: "b", startMs: MINUTE_MS }));
  const { incident, actual } = episodeOf(last);
  assert.equal(actual, 500);
  assert.deepEqual(incident!.members.map(({ template, mostPerDay }) => [template, mostPerDay]), [
    ["b", undefined],
    ["a", 0.03],
  ]);
});

Deno.test("IncidentBook.restore() goes on alike, in whatever order sources come", () => {
  const book = new IncidentBook();
  book.take(finding({ source: "db", atMinute: 1 }));
  book.take(finding({ source: "web", atMinute: 30, template: "b" }));
  const restored = new IncidentBook();
  for (const source of ["web", "db"]) restored.restore(JSON.parse(JSON.stringify(book.statesOf(source))));
  for (const next of [finding({ atMinute: 31, template: "c" }), finding({ source: "db", atMinute: 20 })]) {
    assert.deepEqual(restored.take(next), book.take(next));
  }
  assert.deepEqual(restored.pass("web", 600 * MINUTE_MS), book.pass("web", 600 * MINUTE_MS));
});

Deno.test("IncidentBook tells of 20 series at most, and how many more there are", () => {
  const book = new IncidentBook();
  let last: Outcome | undefined;
  for (let i = 0; i < 50; i++) last = book.take(finding({ atMinute: 1, template: `t${i}` }));
  const { incident } = episodeOf(last!);
  assert.deepEqual([incident!.members.length, incident!.more], [20, 30]);
});

Deno.test("IncidentBook takes seldom messages of a source while its incident begins, the rarest once", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 10 }));
  const seldom = (share: number) => [{ template: "r", startMs: 0, lines: 2, share }, {
    ...{ template: "a", startMs: 0, lines: 9, share: 0.001 },
  }];
  const told: number[] = [];
  const since = (startMs: number) => {
    told.push(startMs / MINUTE_MS);
    return seldom(0.01);
  };
  const [outcome, ...none] = book.relate("web", 10 * MINUTE_MS, since);
  assert.deepEqual(none, []);
  assert.deepEqual(told, [8]);
  assert.deepEqual(episodeOf(outcome!).incident!.related, [{ source: "web", ...seldom(0.01)[0] }]);
  assert.deepEqual(book.relate("web", 11 * MINUTE_MS, () => seldom(0.02)), []);
  const [rarer] = book.relate("web", 12 * MINUTE_MS, () => [...seldom(0.004), ...seldom(0.001)]);
  assert.deepEqual(episodeOf(rarer!).incident!.related!.map(({ share }) => share), [0.001], "said once");
  assert.deepEqual(book.relate("db", 12 * MINUTE_MS, () => seldom(0.0001)), []);
  assert.deepEqual(book.relate("web", 16 * MINUTE_MS, () => seldom(0.0001)), []);
});

Deno.test("IncidentBook takes what a slow test sees late for part of an incident that is over, in whichever of its sources", () => {
  const book = new IncidentBook();
  const release = { kind: "pattern", template: "started", atMinute: 10 } as const;
  const { id } = episodeOf(book.take(finding(release)));
  assert.equal(book.take(finding({ ...release, source: "worker" })).kind, "extended");
  assert.equal(book.pass("web", 50 * MINUTE_MS)[0]?.kind, "closed");
  const gone = { kind: "missing", template: "job", actual: 0, startMs: 11 * MINUTE_MS, atMinute: 200 } as const;
  const outcome = book.take(finding({ ...gone, source: "worker" }));
  assert.deepEqual([outcome.kind, episodeOf(outcome).id], ["extended", id]);
  assert.equal(book.take(finding({ ...gone, source: "db" })).kind, "opened", "it took no part");
});

Deno.test("IncidentBook takes what a slow test sees late for part of the incident that it began with, over or not", () => {
  const book = new IncidentBook();
  const opened = episodeOf(book.take(finding({ atMinute: 10, kind: "pattern" })));
  const late = { template: "b", kind: "drop", actual: 0, startMs: 11 * MINUTE_MS } as const;
  assert.equal(book.take(finding({ ...late, atMinute: 25 })).kind, "extended");
  assert.equal(book.pass("web", 50 * MINUTE_MS)[0]?.kind, "closed");
  const missing = { template: "c", kind: "missing", actual: 0, startMs: 40 * MINUTE_MS } as const;
  const outcome = book.take(finding({ ...missing, sinceMs: 8 * MINUTE_MS, atMinute: 200 }));
  assert.equal(outcome.kind, "extended");
  assert.equal(episodeOf(outcome).id, opened.id);
  assert.equal(episodeOf(outcome).incident!.isOpen, true);
  assert.equal(
    book.take(finding({ ...missing, template: "d", sinceMs: 8 * MINUTE_MS, atMinute: 201 })).kind,
    "extended",
  );
  assert.equal(
    book.take(finding({ ...missing, template: "e", sinceMs: 30 * MINUTE_MS, atMinute: 240 })).kind,
    "opened",
  );
});

Deno.test("IncidentBook remembers for twelve hours what is over, and in its state", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 10 })));
  book.pass("web", 40 * MINUTE_MS);
  const late = finding({ template: "b", startMs: 9 * MINUTE_MS, atMinute: 600 });
  const copy = new IncidentBook();
  copy.restore(JSON.parse(JSON.stringify(book.statesOf("web"))));
  assert.equal(episodeOf(copy.take(late)).id, id);
  book.pass("web", 800 * MINUTE_MS);
  assert.deepEqual(book.statesOf("web"), []);
  assert.notEqual(episodeOf(book.take({ ...late, endMs: 801 * MINUTE_MS })).id, id);
});

Deno.test("IncidentBook takes another mix for what a change leaves that goes on, and nothing of another source", () => {
  const book = new IncidentBook();
  for (const atMinute of [1, 10]) book.take(finding({ atMinute }));
  assert.equal(book.take(finding({ atMinute: 19, template: "b", kind: "mix" })).kind, "extended");
  assert.equal(book.take(finding({ atMinute: 21, template: "b", source: "db", kind: "mix" })).kind, "opened");
});

Deno.test("IncidentBook goes on with what a template was merged into, under the incident's id", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 1, template: "old", perDay: 0.01 })));
  book.take(finding({ atMinute: 2, template: "new", perDay: 0.001, actual: 300 }));
  book.take(finding({ atMinute: 2, template: "other" }));
  const replaced = new Map([["old", "new"], ["unheard", "x"]]);
  assert.deepEqual(book.rekey("db", replaced), []);
  const [outcome, ...others] = book.rekey("web", replaced);
  assert.deepEqual(others, []);
  const episode = episodeOf(outcome!);
  assert.deepEqual([episode.id, episode.template, episode.actual], [id, "new", 300]);
  assert.deepEqual(episode.incident!.members.map(({ template }) => template), ["new", "other"]);
  assert.deepEqual(book.rekey("web", replaced), []);
  const restored = new IncidentBook();
  restored.restore(JSON.parse(JSON.stringify(book.statesOf("web"))));
  for (const each of [book, restored]) {
    const next = each.take(finding({ atMinute: 6, template: "new" }));
    assert.deepEqual([next.kind, episodeOf(next).id], ["extended", id]);
  }
});

Deno.test("IncidentBook names the messages that did most to a change of all lines as of its last finding, once each", () => {
  const book = new IncidentBook();
  const whole = (atMinute: number, ...templates: string[]) => {
    const contributors = templates.map((template) => ({ template, actual: 200, expected: 10 }));
    return finding({ template: "*", atMinute, contributors });
  };
  book.take(whole(1, "a"));
  const outcome = book.take(whole(2, "b", "c"));
  const contributor = (template: string) => ({ source: "web", template, actual: 200, expected: 10 });
  assert.deepEqual(episodeOf(outcome).incident!.contributors, [contributor("b"), contributor("c")]);
  assert.deepEqual(episodeOf(outcome).contributors.map(({ template }) => template), ["b", "c"]);
  const joined = episodeOf(book.take(finding({ template: "b", atMinute: 2 })));
  assert.deepEqual(joined.incident!.contributors, [contributor("c")]);
  const [renamed] = book.rekey("web", new Map([["c", "d"]]));
  assert.deepEqual(episodeOf(renamed!).incident!.contributors, [contributor("d")]);
});

Deno.test("IncidentBook goes on with a new message's incident whenever its lines have doubled, and not by a later burst", () => {
  const book = new IncidentBook();
  const startMs = 0, figures = { actual: 1, expected: 0, lower: 0, upper: 0 };
  book.take(finding({ ...figures, kind: "pattern", startMs, atMinute: 1, words: "1 line" }));
  const grow = (minute: number, lines: number, sinceMs = startMs) => {
    return book.grow("web", minute * MINUTE_MS, (template) => template === "a" ? { startMs: sinceMs, lines } : null);
  };
  assert.deepEqual(grow(2, 1), []);
  const [outcome] = grow(3, 2);
  const [member] = episodeOf(outcome!).incident!.members;
  assert.deepEqual([member!.actual, member!.spanMs, member!.words], [2, 3 * MINUTE_MS, undefined]);
  assert.equal(episodeOf(outcome!).endMs, 3 * MINUTE_MS);
  assert.deepEqual([grow(3.5, 3), grow(5, 900, MINUTE_MS)], [[], []]);
  assert.equal(grow(6, 40).length, 1);
  assert.deepEqual(book.grow("db", 6 * MINUTE_MS, () => ({ startMs, lines: 900 })), []);
});

Deno.test("IncidentBook tells each minute how many lines a new message has come to, which keep its incident no longer", () => {
  const book = new IncidentBook();
  book.take(finding({ kind: "pattern", startMs: 0, endMs: 16_000, actual: 4_710, expected: 0, atMinute: 0 }));
  const grow = (ms: number, lines: number) => book.grow("web", ms, () => ({ startMs: 0, lines }));
  assert.deepEqual(grow(30_000, 9_000), []);
  const [outcome] = grow(MINUTE_MS, 9_000);
  const { endMs, incident } = episodeOf(outcome!);
  assert.deepEqual([incident!.members[0]!.actual, endMs], [9_000, 16_000]);
  assert.deepEqual(grow(2 * MINUTE_MS, 9_000), []);
  assert.equal(book.pass("web", 16_000 + 10 * MINUTE_MS).length, 1);
});

Deno.test("IncidentBook lets an incident grow that opened again, by the lines since then", () => {
  const book = new IncidentBook();
  const burst = { kind: "burst", actual: 200, expected: 0 } as const;
  book.take(finding({ ...burst, atMinute: 1 }));
  book.pass("web", 12 * MINUTE_MS);
  const again = finding({ ...burst, atMinute: 20 });
  assert.equal(book.take(again).kind, "opened");
  const [outcome] = book.grow("web", 20 * MINUTE_MS + 2_000, () => ({ startMs: again.startMs, lines: 400 }));
  const [member] = episodeOf(outcome!).incident!.members;
  assert.deepEqual([member!.actual, member!.spanMs], [400, MINUTE_MS + 2_000]);
});

Deno.test("IncidentBook makes no message of before it opened again the first sign of now by more lines of its burst", () => {
  const book = new IncidentBook();
  const called = { kind: "errors", template: "*", mostPerDay: 0.02, perDay: 1e-9 } as const;
  book.take(finding({ ...called, atMinute: 1 }));
  book.take(finding({ kind: "burst", template: "b", actual: 2, expected: 0, atMinute: 1 }));
  assert.equal(book.take(finding({ ...called, atMinute: 10 })).kind, "opened");
  assert.deepEqual(book.grow("web", 11 * MINUTE_MS, () => ({ startMs: 0, lines: 17 })), []);
  const { incident } = episodeOf(book.take(finding({ ...called, atMinute: 11 })));
  assert.deepEqual(currentMembers(incident!).map(({ template }) => template), ["*"]);
});

Deno.test("IncidentBook tells of findings that are as seldom by the one with the most lines too many", () => {
  const book = new IncidentBook();
  book.take(finding({ kind: "errors", template: "*", atMinute: 1, actual: 511, perDay: 0 }));
  const outcome = book.take(finding({ kind: "errors", template: "*", atMinute: 2, actual: 9_000, perDay: 0 }));
  assert.equal(episodeOf(outcome).incident!.members[0]!.actual, 9_000);
});

Deno.test("IncidentBook opens an incident again whose series deviates in the same way within an hour", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 1 })));
  book.pass("web", 30 * MINUTE_MS);
  assert.equal(book.take(finding({ atMinute: 31, kind: "drop", actual: 1 })).kind, "opened");
  const again = book.take(finding({ atMinute: 40 }));
  assert.deepEqual([again.kind, episodeOf(again).id], ["opened", id]);
  const [series] = episodeOf(again).incident!.members;
  assert.ok(series!.againMs! > series!.startMs + 30 * MINUTE_MS, "its second time is told from its first");
  assert.deepEqual(currentMembers(episodeOf(again).incident!), [series], "what is over says nothing of now");
  assert.equal(book.take(finding({ atMinute: 41 })).kind, "extended");
  book.pass("web", 70 * MINUTE_MS);
  assert.equal(book.take(finding({ atMinute: 130 })).kind, "opened");
});

Deno.test("IncidentBook opens an incident again that has paused, where what is seen then is far from chance", () => {
  const book = new IncidentBook();
  const called = { mostPerDay: 0.02, actual: 90 };
  const { id } = episodeOf(book.take(finding({ ...called, atMinute: 2, perDay: 1e-9 })));
  assert.equal(book.take(finding({ ...called, atMinute: 5, perDay: 1e-9 })).kind, "extended", "three minutes later");
  assert.equal(book.take(finding({ ...called, atMinute: 12, perDay: 0.01 })).kind, "extended", "weak");
  const again = book.take(finding({ ...called, atMinute: 18, perDay: 1e-9, actual: 70 }));
  assert.deepEqual([again.kind, episodeOf(again).id, episodeOf(again).actual], ["opened", id, 70]);
  assert.equal(episodeOf(again).incident!.againMs, 17 * MINUTE_MS);
  assert.equal(book.take(finding({ ...called, atMinute: 19, perDay: 1e-9 })).kind, "extended");
});

Deno.test("IncidentBook opens an incident again whose beginning was weak, once what began then is far from chance", () => {
  const book = new IncidentBook();
  const called = { mostPerDay: 0.02, actual: 90 };
  const { id } = episodeOf(book.take(finding({ ...called, atMinute: 2, perDay: 1e-9 })));
  const { startMs } = finding({ atMinute: 12 });
  const weak = book.take(finding({ ...called, atMinute: 11.1, startMs, perDay: 0.01, actual: 4 }));
  assert.equal(weak.kind, "extended", "four errors say little");
  const again = book.take(finding({ ...called, atMinute: 12, startMs, perDay: 1e-9, actual: 14 }));
  assert.deepEqual([again.kind, episodeOf(again).id, episodeOf(again).actual], ["opened", id, 14]);
  assert.equal(episodeOf(again).incident!.againMs, startMs);
  for (const atMinute of [13, 14]) {
    const onset = atMinute === 13 ? { startMs } : {};
    assert.equal(book.take(finding({ ...called, atMinute, ...onset, perDay: 1e-12 })).kind, "extended");
  }
});

Deno.test("IncidentBook takes what another log shows for no part of an incident that it was part of before that opened again", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 2 })));
  assert.equal(episodeOf(book.take(finding({ atMinute: 2.2, source: "dns", startMs: 1.5 * MINUTE_MS }))).id, id);
  for (const source of ["web", "dns"]) book.pass(source, 20 * MINUTE_MS);
  assert.equal(episodeOf(book.take(finding({ atMinute: 35 }))).id, id, "again");
  const rise = book.take(finding({ atMinute: 35.5, source: "dns", template: "other", startMs: 32 * MINUTE_MS }));
  assert.deepEqual([rise.kind, episodeOf(rise).id === id], ["opened", false]);
});

Deno.test("IncidentBook closes an incident two minutes after what was missing is back, whatever else was less", () => {
  const book = new IncidentBook();
  book.take(finding({ kind: "drop", atMinute: 9, actual: 1, template: "b" }));
  book.take(finding({ kind: "silence", atMinute: 10, actual: 0, template: "*" }));
  assert.deepEqual(book.pass("web", 15 * MINUTE_MS), []);
  book.release("web", "*", 15 * MINUTE_MS);
  assert.deepEqual(book.pass("web", 16 * MINUTE_MS), []);
  const [closed] = book.pass("web", 17 * MINUTE_MS);
  assert.deepEqual([closed!.kind, episodeOf(closed!).endMs], ["closed", 15 * MINUTE_MS]);
});

Deno.test("IncidentBook keeps an incident open while a change lasts of which nothing more is found, for two hours", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  const passes = (from: number, to: number, isLasting: boolean) => {
    const minutes = Array.from({ length: to - from }, (_, i) => (from + i) * MINUTE_MS);
    return minutes.flatMap((nowMs) => {
      book.goOn("web", nowMs, ({ template }) => isLasting && template === "a");
      return book.pass("web", nowMs);
    });
  };
  assert.deepEqual(passes(2, 40, true), []);
  const [closed] = passes(40, 50, false);
  assert.equal(episodeOf(closed!).endMs, 31 * MINUTE_MS);
  book.take(finding({ atMinute: 60 }));
  assert.equal(passes(61, 181, true).length, 0);
  assert.equal(passes(181, 190, true).length, 1);
});

Deno.test("IncidentBook takes what all lines show for part of the incident of the message that does it", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 1, template: "a" })));
  const all = (template: string, atMinute: number) => {
    const contributors = [{ template, actual: 95, expected: 5 }];
    return book.take(finding({ kind: "errors", template: "*", atMinute, contributors }));
  };
  assert.equal(episodeOf(all("a", 8)).id, id);
  const other = new IncidentBook();
  other.take(finding({ atMinute: 1, template: "b" }));
  assert.equal(
    other.take(
      finding({
        kind: "errors",
        template: "*",
        atMinute: 8,
        contributors: [{ template: "a", actual: 95, expected: 5 }],
      }),
    ).kind,
    "opened",
  );
});

Deno.test("IncidentBook tells what a release says in other words as that, and as no loss", () => {
  const reworded = finding({ kind: "drop", template: "old", actual: 0, atMinute: 2, successor: "new" });
  const book = new IncidentBook();
  book.take(finding({ kind: "pattern", template: "new", atMinute: 1 }));
  const { incident, ...joined } = episodeOf(book.take(reworded));
  const words = describeIncident({ ...joined, incident: incident! }, {
    windowMs: 2000,
    template: (text) => ({ text, sample: "" }),
  });
  assert.equal(words.title, "New message in web: new");
  assert.match(words.text, /"old" \(no line in .*; now "new" instead\)/);
});

Deno.test("IncidentBook tells what is back, whatever else its incident goes on for", () => {
  const book = new IncidentBook();
  for (const source of ["web", "db"]) book.take(finding({ kind: "silence", source, atMinute: 10, template: "*" }));
  const [told, ...others] = book.release("web", "*", 15 * MINUTE_MS);
  assert.deepEqual([told!.kind, others, book.pass("web", 20 * MINUTE_MS)], ["extended", [], []]);
  const ends = episodeOf(told!).incident!.members.map(({ source, endMs }) => [source, endMs / MINUTE_MS]);
  assert.deepEqual(Object.fromEntries(ends), { web: 15, db: 10 });
});

Deno.test("IncidentBook takes what comes when a new message has doubled again after hours for no part of its incident", () => {
  const book = new IncidentBook();
  const figures = { startMs: 0, actual: 1, expected: 0, lower: 0, upper: 0 };
  book.take(finding({ ...figures, kind: "pattern", atMinute: 1 }));
  for (let minute = 2; minute <= 512; minute++) {
    book.grow("web", minute * MINUTE_MS, () => ({ startMs: 0, lines: 2 ** minute }));
  }
  assert.equal(book.pass("web", 513 * MINUTE_MS).length, 0);
  const mix = finding({ kind: "mix", template: "b", atMinute: 513 });
  assert.equal(book.take(mix).kind, "opened");
});

Deno.test("IncidentBook takes what follows a burst that was found again for part of it", () => {
  const book = new IncidentBook();
  book.take(finding({ kind: "burst", atMinute: 1 }));
  for (const atMinute of [6, 7]) book.take(finding({ kind: "burst", atMinute, startMs: 0 }));
  assert.equal(book.take(finding({ template: "*", atMinute: 8, startMs: 7 * MINUTE_MS })).kind, "extended");
});

Deno.test("IncidentBook says nothing of a series that is back and was missing in no incident", () => {
  const book = new IncidentBook();
  book.take(finding({ kind: "silence", source: "web", template: "*", atMinute: 10 }));
  book.take(finding({ source: "job", template: "*", atMinute: 10 }));
  assert.deepEqual(book.release("job", "*", 11 * MINUTE_MS), []);
});

/** What is made of two logs that begin to deviate so far apart, in the tenth minute of an hour in which this many others have. */
function apart(ms: number, others: number): string {
  const book = new IncidentBook();
  for (let other = 0; other < others; other++) book.take(finding({ source: `other ${other}`, atMinute: -3 * other }));
  const [web, db] = [finding({ atMinute: 10 }), finding({ source: "db", atMinute: 10.5 })];
  book.take(web);
  return book.take({ ...db, startMs: web.startMs + ms }).kind;
}

Deno.test("IncidentBook joins logs that begin to deviate in the same minute, and where many have lately, in the same seconds", () => {
  assert.deepEqual([apart(50_000, 0), apart(50_000, 3), apart(70_000, 0)], ["extended", "extended", "opened"]);
  assert.deepEqual([apart(50_000, 12), apart(10_000, 12), apart(4_000, 20)], ["opened", "extended", "extended"]);
});

Deno.test("IncidentBook takes what began in another source at the same time for the same incident, however late it is seen", () => {
  const book = new IncidentBook();
  const { id } = episodeOf(book.take(finding({ atMinute: 10 })));
  const silence = { kind: "silence", template: "*", source: "app", actual: 0 } as const;
  const late = book.take(finding({ ...silence, startMs: 9.5 * MINUTE_MS, atMinute: 15 }));
  assert.deepEqual([late.kind, episodeOf(late).id], ["extended", id]);
  const later = book.take(finding({ ...silence, source: "db", startMs: 12 * MINUTE_MS, atMinute: 18 }));
  assert.equal(later.kind, "opened");
});

Deno.test("IncidentBook tells errors of a source from all of its lines: they are another series", () => {
  const book = new IncidentBook();
  const whole = { template: "*" } as const;
  const { id } = episodeOf(book.take(finding({ ...whole, atMinute: 1 })));
  const errors = book.take(finding({ ...whole, kind: "errors", atMinute: 7, actual: 40 }));
  assert.equal(errors.kind, "opened");
  assert.equal(episodeOf(errors).actual, 40);
  const joined = episodeOf(book.take(finding({ ...whole, kind: "errors", atMinute: 8, actual: 50 })));
  assert.deepEqual([joined.id, joined.incident!.members.length], [episodeOf(errors).id, 1]);
  assert.equal(episodeOf(book.take(finding({ ...whole, atMinute: 9 }))).id, id);
});

Deno.test("IncidentBook tells an incident that opens again by what is seen now", () => {
  const book = new IncidentBook();
  const contributors = [{ template: "c", actual: 9, expected: 1 }];
  book.take(finding({ atMinute: 1, actual: 900, perDay: 1e-9, contributors }));
  book.take(finding({ atMinute: 1, source: "db", kind: "silence", template: "*", actual: 0 }));
  book.release("db", "*", 3 * MINUTE_MS);
  assert.equal(book.pass("web", 10 * MINUTE_MS).length, 1);
  const episode = episodeOf(book.take(finding({ atMinute: 20, actual: 50 })));
  assert.equal(episode.actual, 50);
  const { incident = assert.fail() } = episode;
  const words = describeIncident({ ...episode, incident }, { windowMs: 2000, template: () => undefined });
  assert.match(words.text, /^a: 50 lines in 1 min .*Before, and over since: .*db.*"c"$/);
  assert.doesNotMatch(words.title, /db/);
});

Deno.test("IncidentBook takes what is found of one host for no part of what begins in another log", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  const missed = { kind: "missing", source: "edge", template: "@gw-1", actual: 0 } as const;
  const host = book.take(finding({ atMinute: 2, ...missed }));
  assert.equal(host.kind, "opened");
  assert.equal(book.take(finding({ atMinute: 2, source: "db" })).kind, "extended");
  const elsewhere = book.take(finding({ atMinute: 2, ...missed, source: "mail" }));
  assert.deepEqual([elsewhere.kind, episodeOf(elsewhere).id], ["extended", episodeOf(host).id]);
});

Deno.test("IncidentBook takes a host for no part of another log's incident that a message of its log has joined", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1, source: "auth" }));
  const missed = { kind: "missing", source: "hosts", actual: 0, atMinute: 1 } as const;
  assert.equal(book.take(finding({ ...missed, template: "compacted" })).kind, "extended");
  const host = book.take(finding({ ...missed, template: "@db1" }));
  assert.equal(host.kind, "opened");
  const other = book.take(finding({ ...missed, template: "vacuumed" }));
  assert.equal(episodeOf(other).id, episodeOf(host).id, "what is missing with the host");
});

Deno.test("IncidentBook leaves a series with its own incident when one of another log begins", () => {
  const book = new IncidentBook();
  const own = book.take(finding({ atMinute: 1, source: "sorter" }));
  book.take(finding({ atMinute: 6, source: "db", startMs: 5.5 * MINUTE_MS }));
  const again = book.take(finding({ atMinute: 7, source: "sorter", startMs: 5.5 * MINUTE_MS }));
  assert.equal(episodeOf(again).id, episodeOf(own).id);
});

Deno.test("IncidentBook takes a series that had paused for minutes for part of what begins with it in another log", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1, source: "shop" }));
  const other = book.take(finding({ atMinute: 8, source: "db", startMs: 7.5 * MINUTE_MS }));
  const again = book.take(finding({ atMinute: 8, source: "shop", startMs: 7.5 * MINUTE_MS }));
  assert.equal(episodeOf(again).id, episodeOf(other).id);
});

Deno.test("IncidentBook tells a failure of several logs that comes again, whatever recurs of each", () => {
  const book = new IncidentBook(new Recurrences(0.05));
  const comes = (day: number, ...sources: string[]) => {
    const atMinute = 1440 * day;
    return sources.map((source) =>
      book.take(finding({ source, atMinute, mostPerDay: 0.02 }), atMinute * MINUTE_MS).kind
    );
  };
  comes(4, "web", "db", "queue");
  comes(4.2, "single");
  assert.deepEqual(comes(5.5, "single"), ["muted"]);
  assert.deepEqual(comes(5.7, "web", "db", "queue"), ["opened", "extended", "extended"]);
});

Deno.test("IncidentBook keeps that a source has stopped beside the flood of all its lines", () => {
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1, kind: "errors", template: "*" }));
  book.take(finding({ atMinute: 1, template: "*" }));
  const stopped = episodeOf(book.take(finding({ atMinute: 3, kind: "silence", template: "*", actual: 0 })));
  assert.deepEqual(stopped.incident!.members.map(({ kind }) => kind), ["errors", "spike", "silence"]);
  assert.ok(stopped.incident!.isOpen);
  assert.equal(gravestMember({ ...stopped, incident: stopped.incident! }).kind, "silence");
});

Deno.test("IncidentBook takes no later fall of a series for its own that several logs shared after its rise", () => {
  const book = new IncidentBook(new Recurrences(0.05));
  const atMinute = 4 * 1440,
    late = (more: Partial<Finding> & { readonly atMinute: number }) => {
      return book.take(finding({ mostPerDay: 0.02, ...more }), more.atMinute * MINUTE_MS).kind;
    };
  const fell = { kind: "drop", actual: 1 } as const;
  assert.deepEqual([late({ atMinute }), late({ source: "db", atMinute }), late({ ...fell, atMinute: atMinute + 1 })], [
    ...["opened", "extended", "extended"],
  ]);
  assert.equal(late({ ...fell, atMinute: atMinute + 1.5 * 1440 }), "opened");
});

/** Errors of a log, which this message did. */
function errorsBy(template: string, atMinute: number, source = "web"): Finding {
  const contributors = [{ template, actual: 95, expected: 5 }];
  return finding({ kind: "errors", source, template: "*", atMinute, perDay: 1e-9, mostPerDay: 0.1, contributors });
}

for (const [pause, minute] of [["within ten minutes", 9], ["within an hour", 40]] as const) {
  Deno.test(`IncidentBook takes errors by other messages for another incident ${pause}, and by the same ones for the same again`, () => {
    for (const [template, isAnother] of [["render failed", false], ["no database", true]] as const) {
      const book = new IncidentBook();
      const { id } = episodeOf(book.take(errorsBy("render failed", 1)));
      book.pass("web", 20 * MINUTE_MS);
      const later = book.take(errorsBy(template, minute));
      assert.equal(later.kind, "opened");
      assert.equal(episodeOf(later).id !== id, isAnother);
    }
  });
}

Deno.test("IncidentBook takes errors that are known of an earlier incident for part of what begins with them elsewhere", () => {
  const book = new IncidentBook();
  for (const source of ["web", "proxy"]) book.take(errorsBy("5xx", 1, source));
  const { id } = episodeOf(book.take(errorsBy("no database", 9)));
  assert.equal(episodeOf(book.take(errorsBy("5xx", 9, "proxy"))).id, id);
});

Deno.test("IncidentBook goes on with no incident for a series that is part of another one by now", () => {
  const book = new IncidentBook();
  book.take(errorsBy("render failed", 1));
  book.take(errorsBy("no database", 9));
  book.goOn("web", 10.5 * MINUTE_MS, () => true);
  const [closed, ...others] = book.pass("web", 11 * MINUTE_MS);
  assert.deepEqual([episodeOf(closed!).endMs / MINUTE_MS, others], [1, []]);
});

Deno.test("IncidentBook opens nothing for a message that another one says in other words, nor for that one", () => {
  const gone = finding({ kind: "drop", template: "old", actual: 0, atMinute: 2, successor: "new" });
  const came = finding({ kind: "pattern", template: "new", atMinute: 2, predecessor: "old" });
  for (const reworded of [gone, came]) assert.equal(new IncidentBook().take(reworded).kind, "muted");
});

Deno.test("IncidentBook takes an incident for the new normal where what it is told by is, and not for another log's level", () => {
  const ended = (...adopted: readonly Partial<Finding>[]) => {
    const book = new IncidentBook();
    book.take(finding({ atMinute: 1, kind: "errors", template: "*", actual: 500, perDay: 1e-9 }));
    book.take(finding({ atMinute: 1, source: "named" }));
    for (const more of adopted) book.take(finding({ atMinute: 2, adopted: true, ...more }));
    const [closed] = book.pass("web", 20 * MINUTE_MS);
    return episodeOf(closed!).incident!.adopted;
  };
  assert.equal(ended({ source: "named" }), false, "three outages are none, though another log has a new level");
  assert.equal(ended({ kind: "errors", template: "*", actual: 500, perDay: 1e-9 }), true);
  const book = new IncidentBook();
  book.take(finding({ atMinute: 1 }));
  book.take(finding({ atMinute: 2, template: "*", adopted: true }));
  const [closed] = book.pass("web", 20 * MINUTE_MS);
  assert.equal(episodeOf(closed!).incident!.adopted, true, "all lines of the same log");
});

Deno.test("IncidentBook opens nothing for a change that was known before, and is the new level", () => {
  const book = new IncidentBook();
  assert.equal(book.take(finding({ atMinute: 5, adopted: true, goesOn: true })).kind, "muted");
  assert.equal(book.take(finding({ atMinute: 6, adopted: true })).kind, "opened", "a slow change is first seen late");
});
