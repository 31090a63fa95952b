import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sum } from "../../sum.ts";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import type { TemplateArrival } from "../observed/template_arrival.ts";
import type { Outcome } from "../outcome.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";
import type { AutoSaved } from "./auto_state.ts";
import { calls, type Course, HOUR_MS, MadeUpSource, MINUTE_MS, type Rates } from "./testing/made_up_source.ts";

/** About 3 lines/s. */
const USUAL: Rates = { a: 2, b: 0.7, c: 0.3 };
const NONE: Rates = {};

function newDetector(windowMs = 2000): AutoDetector {
  return new AutoDetector("s", autoRun({ ...DETECTION_DEFAULTS, windowMs }), { fromMs: 0 });
}

/** What a new detector makes of a source, from the epoch on. */
function outcomesOf(
  course: Course,
  { hours, windowMs = 2000 }: { readonly hours: number; readonly windowMs?: number },
) {
  return new MadeUpSource({ windowMs }).feed(newDetector(windowMs), hours * HOUR_MS, course);
}

function isWithin(timeMs: number, fromHour: number, toHour: number): boolean {
  return timeMs >= fromHour * HOUR_MS && timeMs < toHour * HOUR_MS;
}

/** Opened and closed incidents, in short. */
function incidents(outcomes: readonly Outcome[]): string[] {
  return calls(outcomes).filter((call) => !call.startsWith("extended"));
}

function opened(outcomes: readonly Outcome[]) {
  return outcomes.flatMap((outcome) => outcome.kind === "opened" ? [outcome.episode] : []);
}

/** Bytes of the heap that are held, garbage left out. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return Deno.memoryUsage().heapUsed;
}

Deno.test("AutoDetector learns four minutes, then has a baseline, then evaluates each window", () => {
  const outcomes = outcomesOf(() => USUAL, { hours: 0.1 });
  const kinds = outcomes.map(({ kind }) => kind);
  assert.deepEqual(kinds.slice(0, 120), Array(120).fill("learning"));
  assert.deepEqual(kinds.slice(120), ["established", ...Array(60).fill("evaluated")]);
  const established = outcomes.find(({ kind }) => kind === "established")!;
  assert.ok(established.kind === "established" && Math.abs(established.mean - 6) < 1);
});

Deno.test("AutoDetector says of each finding at how many a day one is called, and calls none of more", () => {
  const outcomes = outcomesOf((timeMs) => isWithin(timeMs, 7, 8) ? { ...USUAL, a: 40, "!e": 1 } : USUAL, { hours: 8 });
  const members = opened(outcomes).flatMap(({ incident }) => incident!.members);
  assert.ok(members.length > 0);
  for (const { learnedMs } of members) assert.ok(learnedMs! >= 7 * HOUR_MS && learnedMs! <= 8 * HOUR_MS);
  for (const { mostPerDay, perDay } of members) assert.ok(mostPerDay! > 0 && mostPerDay! < 3 && perDay <= mostPerDay!);
});

Deno.test("AutoDetector calls nothing in steady traffic, by day and by night", () => {
  const steady = outcomesOf(() => ({ ...USUAL, "!e": 0.02 }), { hours: 72, windowMs: 20_000 });
  assert.deepEqual(incidents(steady), []);
});

for (const fromHour of [3, 3.007, 30]) {
  Deno.test(`AutoDetector calls silence from hour ${fromHour} on within two minutes, and later traffic is normal`, () => {
    const toHour = fromHour + 2.5;
    const course = (timeMs: number) => isWithin(timeMs, fromHour, toHour) ? NONE : USUAL;
    const outcomes = outcomesOf(course, { hours: toHour + 3, windowMs: 10_000 });
    assert.deepEqual(incidents(outcomes), ["opened silence *", "closed silence *"]);
    const [{ endMs, actual }] = opened(outcomes);
    assert.equal(actual, 0);
    assert.ok(endMs - fromHour * HOUR_MS <= 2 * MINUTE_MS);
    const { episode } = outcomes.find((outcome) => outcome.kind === "closed")!;
    assert.ok(Math.abs(episode.endMs - toHour * HOUR_MS) <= 2 * MINUTE_MS);
  });
}

Deno.test("AutoDetector does not call an error of three a day for a gap that is one of its longer ones", () => {
  const gaps = [3, 9, 4, 12, 9, 2, 11, 8.5, 9, 3, 10, 9, 13, 8.5, 5, 14];
  const times = gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0));
  const course = (timeMs: number) =>
    times.some((at) => isWithin(timeMs, at, at + 0.01)) ? { ...USUAL, "!e": 0.1 } : USUAL;
  const called = opened(outcomesOf(course, { hours: 136, windowMs: 20_000 }));
  assert.deepEqual(called.filter(({ kind, startMs }) => kind === "returning" && startMs > 48 * HOUR_MS), []);
});

Deno.test("AutoDetector calls silence where traffic halves and doubles each hour", () => {
  const swinging = (timeMs: number) => {
    const swing = Math.exp(1.2 * Math.sin(2 * Math.PI * timeMs / (1.3 * HOUR_MS)));
    return isWithin(timeMs, 30.1, 30.4) ? NONE : { a: swing, b: swing / 2 };
  };
  const outcomes = outcomesOf(swinging, { hours: 34, windowMs: 20_000 });
  const silences = opened(outcomes).filter(({ kind }) => kind === "silence");
  assert.deepEqual(silences.map(({ startMs }) => Math.round(10 * startMs / HOUR_MS)), [301]);
  assert.ok(silences[0]!.endMs - 30.1 * HOUR_MS <= 6 * MINUTE_MS);
});

Deno.test("AutoDetector does not call that errors cease where a log has nothing else", () => {
  const cease = (timeMs: number) => timeMs < 9 * HOUR_MS ? { "!a": 2, "!b": 0.3 } : NONE;
  assert.deepEqual(incidents(outcomesOf(cease, { hours: 14, windowMs: 20_000 })), []);
  const begun = (timeMs: number) => timeMs < 2 * MINUTE_MS ? { "!a": 2 } : NONE;
  assert.deepEqual(incidents(outcomesOf(begun, { hours: 3, windowMs: 20_000 })), []);
  const fewer = (timeMs: number) => timeMs < 9 * HOUR_MS ? { "!a": 2, "!b": 0.3 } : { "!a": 1, "!b": 0.15 };
  assert.deepEqual(incidents(outcomesOf(fewer, { hours: 14, windowMs: 20_000 })), []);
});

Deno.test("AutoDetector calls silence of a slow source, and a source that rests each night once", () => {
  const slow = (timeMs: number) => isWithin(timeMs, 12, 14) ? NONE : { a: 0.05 };
  assert.deepEqual(incidents(outcomesOf(slow, { hours: 18, windowMs: 20_000 })), [
    "opened silence *",
    "closed silence *",
  ]);
  const nightly = (timeMs: number) => isWithin(timeMs % (24 * HOUR_MS), 20, 23) ? NONE : USUAL;
  assert.deepEqual(incidents(outcomesOf(nightly, { hours: 96, windowMs: 20_000 })), [
    "opened silence *",
    "closed silence *",
  ]);
});

Deno.test("AutoDetector calls a spike x8 of a message within a minute, and nothing once it is over", () => {
  const course = (timeMs: number) => isWithin(timeMs, 27, 27.2) ? { ...USUAL, b: 5.6 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 30, windowMs: 10_000 });
  assert.deepEqual(incidents(outcomes), ["opened spike b", "closed spike b"]);
  assert.ok(opened(outcomes)[0].endMs - 27 * HOUR_MS <= MINUTE_MS);
});

Deno.test("AutoDetector takes bursts of a message for ordinary on a log's first day, and of one that has had them later", () => {
  const isIn = (timeMs: number, hours: readonly number[]) => hours.some((hour) => isWithin(timeMs, hour, hour + 0.02));
  const course = (bursts: readonly number[]) => (timeMs: number) => isIn(timeMs, bursts) ? { ...USUAL, b: 2.1 } : USUAL;
  const calls = (bursts: readonly number[]) => incidents(outcomesOf(course(bursts), { hours: 32, windowMs: 10_000 }));
  assert.deepEqual(calls([5, 9, 30]), []);
  assert.deepEqual(calls([30]), ["opened spike b", "closed spike b"]);
});

Deno.test("AutoDetector calls no silence of a log that has spoken for a minute, and of one that has for two", () => {
  const job = (minutes: number) => (timeMs: number) => timeMs < minutes * MINUTE_MS ? USUAL : NONE;
  assert.deepEqual(incidents(outcomesOf(job(1), { hours: 0.5 })), []);
  assert.deepEqual(incidents(outcomesOf(job(2), { hours: 0.5 })), ["opened silence *"]);
});

Deno.test("AutoDetector takes a flood of more lines than a log has for no burst, nor one far above those that a message has had", () => {
  const course = (floods: Readonly<Record<number, number>>) => (timeMs: number) => {
    const flood = Object.entries(floods).find(([hour]) => isWithin(timeMs, Number(hour), Number(hour) + 0.02));
    return flood === undefined ? USUAL : { ...USUAL, c: flood[1] };
  };
  const called = (floods: Readonly<Record<number, number>>) =>
    incidents(outcomesOf(course(floods), { hours: 31, windowMs: 10_000 }));
  assert.deepEqual(called({ 9: 12 }), ["opened spike c", "closed spike c"]);
  assert.deepEqual(called({ 9: 1.2, 12: 1.2, 30: 1.2 }), []);
  assert.deepEqual(called({ 9: 1.2, 12: 1.2, 30: 9 }), ["opened spike c", "closed spike c"]);
});

Deno.test("AutoDetector takes a burst of one message for ordinary where others of its log have had them", () => {
  const rates: Rates = { ...USUAL, d: 0.4 };
  const course = (others: readonly string[]) => (timeMs: number) => {
    const other = others.find((_, at) => isWithin(timeMs, 9 + 4 * at, 9.02 + 4 * at));
    if (other !== undefined) return { ...rates, [other]: rates[other]! + 1.6 };
    return isWithin(timeMs, 30, 30.02) ? { ...rates, c: 1.2 } : rates;
  };
  const called = (others: readonly string[]) => incidents(outcomesOf(course(others), { hours: 31, windowMs: 10_000 }));
  assert.deepEqual(called(["b", "d", "b", "d"]), []);
  assert.deepEqual(called(["b", "d"]), ["opened spike c", "closed spike c"]);
  assert.deepEqual(called([]), ["opened spike c", "closed spike c"]);
});

Deno.test("AutoDetector tells a rise of the message that is most of a log as one of all lines at once, whatever bursts others have had", () => {
  const course = (timeMs: number): Rates => {
    // So that all lines scatter within hours.
    const by = Math.exp(0.1 * Math.sin(timeMs / (0.4 * HOUR_MS)));
    const isBurst = [9, 14, 19, 22].some((hour) => isWithin(timeMs, hour, hour + 0.02));
    return { a: 5.2 * by * (isWithin(timeMs, 30.008, 30.05) ? 3 : 1), b: isBurst ? 14 : 0.6, c: 0.2 };
  };
  const outcomes = outcomesOf(course, { hours: 30.3 });
  const [first, ...others] = opened(outcomes).filter(({ startMs }) => startMs > 29 * HOUR_MS);
  assert.deepEqual([first?.template, others.length], ["*", 0]);
  assert.ok(first!.endMs - 30.008 * HOUR_MS <= MINUTE_MS, "all lines by themselves take longer");
  const told = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
  const { actual, expected } = told.findLast(({ id }) => id === first!.id)!;
  assert.ok(actual > 2.5 * expected && Number.isInteger(actual), `${actual} of ${expected}`);
});

Deno.test("AutoDetector calls a rise of a message on a log's first day within minutes where it goes on", () => {
  const course = (timeMs: number) => isWithin(timeMs, 5, 5.2) ? { ...USUAL, c: 1.2 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 7 });
  assert.deepEqual(incidents(outcomes), ["opened spike c", "closed spike c"]);
  assert.ok(opened(outcomes)[0].endMs - 5 * HOUR_MS <= 5 * MINUTE_MS);
});

Deno.test("AutoDetector calls errors that come once a minute for an hour once", () => {
  const course = (timeMs: number) => ({ ...USUAL, "!e": (isWithin(timeMs, 30, 31) ? 1 : 0.1) / 60 });
  const calls = incidents(outcomesOf(course, { hours: 33, windowMs: 10_000 }));
  assert.equal(calls.filter((call) => call === "opened errors *").length, 1);
});

Deno.test("AutoDetector takes a new error that comes once a minute for one incident, as long as it comes", () => {
  const course = (timeMs: number) => isWithin(timeMs, 30, 31) ? { ...USUAL, "!e": 1 / 60 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 33, windowMs: 10_000 });
  assert.deepEqual(incidents(outcomes), ["opened pattern !e", "closed pattern !e"]);
  const { episode } = outcomes.find((outcome) => outcome.kind === "closed")!;
  assert.ok(Math.abs(episode.endMs - 31 * HOUR_MS) <= 5 * MINUTE_MS, `${episode.endMs / HOUR_MS} h`);
});

Deno.test("AutoDetector tells a rise that it sees after seconds by what is usual in a minute", () => {
  const course = (timeMs: number) => isWithin(timeMs, 25, 25.2) ? { ...USUAL, b: 56 } : USUAL;
  const { startMs, endMs, incident } = opened(outcomesOf(course, { hours: 25.1 }))[0]!;
  assert.ok(endMs - startMs < 30_000, "seen early");
  assert.deepEqual(incident!.members.map(({ spanMs }) => spanMs), [MINUTE_MS]);
});

Deno.test("AutoDetector adopts a lasting change after an hour: its incident says so, closes, and the return is normal", () => {
  const course = (timeMs: number) => isWithin(timeMs, 27, 33) ? { ...USUAL, c: 1.2 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 36, windowMs: 10_000 });
  assert.deepEqual(incidents(outcomes), ["opened spike c", "closed spike c"]);
  const { episode } = outcomes.find((outcome) => outcome.kind === "closed")!;
  assert.equal(episode.incident!.adopted, true);
  assert.ok(episode.endMs >= 28 * HOUR_MS && episode.endMs < 28.5 * HOUR_MS);
});

Deno.test("AutoDetector takes what was normal before an outage for normal after it", () => {
  const course = (timeMs: number) => isWithin(timeMs, 30, 40) ? null : USUAL;
  assert.deepEqual(incidents(outcomesOf(course, { hours: 48, windowMs: 20_000 })), []);
});

Deno.test("AutoDetector counts no time in which nobody watched into how long a message was not there", () => {
  const everyMs = 6.5 * HOUR_MS;
  const course = (hoursOff: number) => (timeMs: number) => {
    if (isWithin(timeMs, 72, 72 + hoursOff)) return null;
    return timeMs % everyMs < 20_000 ? { ...USUAL, r: 0.5 } : USUAL;
  };
  for (const hoursOff of [0, 24]) {
    const kinds = opened(outcomesOf(course(hoursOff), { hours: 110, windowMs: 20_000 })).map(({ kind }) => kind);
    assert.ok(!kinds.includes("returning"), kinds.join(", "));
  }
});

Deno.test("AutoDetector takes the messages of a restart for one incident, and knows them the next time", () => {
  const restart = { r1: 0.05, r2: 0.05, r3: 0.05, r4: 0.05 };
  const course = (timeMs: number) =>
    isWithin(timeMs, 30, 30.03) || isWithin(timeMs, 54, 54.03) ? { ...USUAL, ...restart } : USUAL;
  const calls = incidents(outcomesOf(course, { hours: 60, windowMs: 20_000 }));
  assert.equal(calls.filter((call) => call.startsWith("opened pattern")).length, 1);
  assert.equal(calls.filter((call) => call.startsWith("opened")).length, 1);
});

Deno.test("AutoDetector calls a new message of level ERROR after half an hour, and a new one of another level not yet", () => {
  const course = (timeMs: number) => isWithin(timeMs, 0.5, 0.52) ? { ...USUAL, "!e": 0.2, w: 0.1 } : USUAL;
  const templates = opened(outcomesOf(course, { hours: 1 })).map(({ kind, template }) => `${kind} ${template}`);
  assert.deepEqual(templates, ["pattern !e"]);
});

Deno.test("AutoDetector calls a new message of many lines within minutes as new, though no rare one is known", () => {
  const course = (timeMs: number) => ({
    ...USUAL,
    routine: isWithin(timeMs, 0.7, 0.72) ? 0.1 : 0,
    n: timeMs >= 25.5 * HOUR_MS ? 1 : 0,
  });
  const [first] = opened(outcomesOf(course, { hours: 25.6 }));
  assert.deepEqual([first?.kind, first?.template], ["pattern", "n"]);
  assert.ok(first!.endMs - 25.5 * HOUR_MS <= 3 * MINUTE_MS, `${first!.endMs - 25.5 * HOUR_MS} ms`);
});

Deno.test("AutoDetector says of a message that came many times a minute no rhythm of one a minute", () => {
  const course = (timeMs: number) => ({ ...USUAL, often: isWithin(timeMs, 10, 10.4) ? 0 : 0.3 });
  const outcomes = outcomesOf(course, { hours: 10.5 });
  const told = outcomes.flatMap((outcome) => "episode" in outcome ? outcome.episode.incident?.members ?? [] : []);
  const [words] = told.flatMap(({ kind, words }) => kind === "missing" && words !== undefined ? [words] : []);
  assert.match(words ?? "", /^no line for \d+ min where one or more every 1 min is usual; /);
});

/** Two hosts that share a source's work, of which one may have none. */
const onHosts = (first: number, second: number) => ({
  "a@w1": 2 * first,
  "b@w1": first,
  "a@w2": 2 * second,
  "b@w2": second,
});

Deno.test("AutoDetector calls a host that falls silent while another takes over, within two minutes, and closes when it is back", () => {
  const course = (timeMs: number) => isWithin(timeMs, 10, 10.2) ? onHosts(2, 0) : onHosts(1, 1);
  const outcomes = outcomesOf(course, { hours: 11 });
  assert.deepEqual(incidents(outcomes).map((call) => call.split(" ")[0]), ["opened", "closed"]);
  const told = outcomes.flatMap((outcome) => "episode" in outcome ? outcome.episode.incident?.members ?? [] : []);
  const missing = told.find(({ kind, template }) => kind === "missing" && template === "@w2");
  assert.deepEqual([missing?.startMs, missing?.endMs], [10 * HOUR_MS, 10 * HOUR_MS + 2 * MINUTE_MS]);
  assert.ok(told.every(({ template }) => template.startsWith("@")), told.map(({ template }) => template).join());
});

Deno.test("AutoDetector calls a host that never rested after two minutes, however the load scatters, and none where all stop", () => {
  const onWaves = (timeMs: number): Rates => {
    const by = timeMs % (37 * MINUTE_MS) < 2 * MINUTE_MS ? 4 : 1;
    return { "a@w1": 1.2 * by, "b@w2": 1.5 * by };
  };
  const alone = (timeMs: number) => isWithin(timeMs, 12.2, 12.3) ? { "a@w1": 1.2 } : onWaves(timeMs);
  const [host] = opened(outcomesOf(alone, { hours: 12.4, windowMs: 20_000 })).filter(({ kind }) => kind === "missing");
  assert.deepEqual([host?.template, host?.endMs], ["@w2", 12.2 * HOUR_MS + 2 * MINUTE_MS]);
  const stop = (timeMs: number) => isWithin(timeMs, 12.2, 12.3) ? NONE : onWaves(timeMs);
  const called = opened(outcomesOf(stop, { hours: 12.4, windowMs: 20_000 })).filter(({ startMs }) =>
    startMs > 12 * HOUR_MS
  );
  assert.deepEqual(called.map(({ kind, template }) => [kind, template]), [["silence", "*"]]);
});

Deno.test("AutoDetector finds a host before what is missing with it in the same minute", () => {
  const course = (timeMs: number): Rates => {
    return { "a@w1": 1.2, ...(isWithin(timeMs, 12.2, 12.3) ? NONE : { "a@w2": 1, "c@w2": 0.25 }) };
  };
  const called = outcomesOf(course, { hours: 12.3, windowMs: 20_000 })
    .flatMap((each) => "episode" in each ? [each.episode] : []);
  const [first, second, third] = called.map(({ incident }) => incident!.members.map(({ template }) => template));
  assert.deepEqual([first, second, third], [["@w2"], ["@w2", "*"], ["@w2", "*", "c"]]);
});

Deno.test("AutoDetector names the host that a flood comes from, and the message", () => {
  const course = (timeMs: number) => isWithin(timeMs, 10, 10.1) ? { ...onHosts(1, 1), "a@w2": 40 } : onHosts(1, 1);
  const told = outcomesOf(course, { hours: 10.3 }).flatMap((each) => "episode" in each ? [each.episode.incident!] : []);
  const templatesOf = (all: readonly { readonly template: string }[]) => new Set(all.map(({ template }) => template));
  assert.deepEqual(templatesOf(told.flatMap(({ members }) => members)), new Set(["*", "@w2"]));
  assert.deepEqual(templatesOf(told.flatMap(({ contributors = [] }) => contributors)), new Set(["a"]));
});

Deno.test("AutoDetector calls no host that another one replaces, nor where hosts go each few hours", () => {
  const course = (timeMs: number): Rates => {
    const release = Math.floor(timeMs / (5 * HOUR_MS));
    return { [`a@pod${release}`]: 1.5, [`a@pod${release}b`]: 1.5, "a@db": 1 };
  };
  assert.deepEqual(incidents(outcomesOf(course, { hours: 30, windowMs: 20_000 })), []);
});

/** This many hosts share a source's work, but for one that has none. */
const onFleet = (hosts: number, without?: number): Rates => {
  const working = Array.from({ length: hosts }, (_, host) => host).filter((host) => host !== without);
  return Object.fromEntries(working.map((host) => [`a@w${host}`, hosts / working.length]));
};

Deno.test("AutoDetector calls one of 70 hosts that falls silent while the others take over, and closes when it is back", () => {
  const course = (timeMs: number) => onFleet(70, isWithin(timeMs, 10, 10.5) ? 5 : undefined);
  const windowMs = 20_000, source = new MadeUpSource({ windowMs }), detector = newDetector(windowMs);
  assert.deepEqual(incidents(source.feed(detector, 9.9 * HOUR_MS, course)), []);
  const resumed = AutoDetector.fromState("s", autoRun({ ...DETECTION_DEFAULTS, windowMs }), throughJson(detector));
  const outcomes = source.feed(resumed, 11 * HOUR_MS, course);
  assert.deepEqual(incidents(outcomes), ["opened missing @w5", "closed missing @w5"]);
});

Deno.test("AutoDetector calls none of 70 hosts that others replace", () => {
  const course = (timeMs: number) => {
    const { "a@w5": first, ...others } = onFleet(70);
    return isWithin(timeMs, 10, 11) ? { ...others, "a@w70": first! } : onFleet(70);
  };
  assert.deepEqual(incidents(outcomesOf(course, { hours: 11, windowMs: 20_000 })), []);
});

/** A busy day and a half: a course of the day, a job, errors, new messages, a flood, a silence, an outage, a restart. */
const EVENTFUL: Course = (timeMs) => {
  const hour = timeMs / HOUR_MS, day = 1 + 0.5 * Math.sin(hour / 24 * 2 * Math.PI);
  if (isWithin(timeMs, 20, 20.5)) return NONE;
  if (isWithin(timeMs, 24, 24.3)) return null;
  return {
    a: 2 * day * (isWithin(timeMs, 14, 14.3) ? 8 : 1),
    b: 0.5 * day,
    c: isWithin(timeMs, 16, 36) ? 1 : 0.1,
    "d@w1": 0.5,
    "d@w2": isWithin(timeMs, 26, 28) ? 0 : 0.5,
    "!e": 0.002,
    job: Math.floor(timeMs / MINUTE_MS) % 15 === 0 && hour < 28 ? 0.05 : 0,
    restart: isWithin(timeMs, 9, 9.02) || isWithin(timeMs, 30, 30.02) ? 0.5 : 0,
    [`new${Math.floor(hour)}`]: 0.001,
  };
};

function throughJson(detector: AutoDetector): AutoSaved {
  return JSON.parse(JSON.stringify({ state: detector.toState(), templates: [...detector.templateStates()] }));
}

for (const every of [1, 7, 100]) {
  Deno.test(`AutoDetector.fromState() goes on to the same end, resumed after every ${every} windows`, () => {
    const windowMs = 20_000, source = new MadeUpSource({ windowMs });
    const straight = newDetector(windowMs);
    let resumed = newDetector(windowMs);
    let found = 0;
    for (let at = 0; straight.nextMs < (every === 1 ? 18 : 36) * HOUR_MS; at++) {
      if (at % every === 0) {
        const saved = throughJson(resumed);
        resumed = AutoDetector.fromState("s", autoRun({ ...DETECTION_DEFAULTS, windowMs }), saved);
        if (at % 500 === 0) assert.deepEqual(throughJson(resumed), saved);
      }
      const window = source.window(straight.nextMs, EVENTFUL);
      const step = (detector: AutoDetector) =>
        window === null ? detector.skip(detector.nextMs) : detector.observe(window);
      const outcomes = step(straight);
      assert.deepEqual(step(resumed), outcomes, `window ${at}`);
      found += incidents(outcomes).length;
    }
    assert.ok(found >= 4);
  });
}

/** All numbers of a value. */
function* numbersOf(value: unknown): Generator<number> {
  if (typeof value === "number") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) yield* numbersOf(part);
  }
}

/** NaN in outcomes or state; JSON has none, so that one becomes null where a number should be. */
function assertFinite(detector: AutoDetector, outcomes: readonly Outcome[]): void {
  for (const number of numbersOf(outcomes)) assert.ok(!Number.isNaN(number));
  for (const number of numbersOf([detector.toState(), ...detector.templateStates()])) {
    assert.ok(Number.isFinite(number));
  }
}

const HOSTILE: readonly [name: string, course: Course][] = [
  ["counts of 1e9", (timeMs) => ({ a: timeMs % (7 * MINUTE_MS) < MINUTE_MS ? 5e8 : 0.001, "!e": 5e8 })],
  ["one window of 1e9 in a slow source", (timeMs) => ({ a: timeMs === 5 * HOUR_MS ? 1e9 : 0.01 })],
  ["a source that never says a line", () => NONE],
  ["a source with a line a day", (timeMs) => ({ a: timeMs % (24 * HOUR_MS) < 20_000 ? 1 : 0 })],
  ["unknown windows in between, each other one", (timeMs) => timeMs / 20_000 % 2 === 0 ? USUAL : null],
  ["a clock that jumps ten days", (timeMs) => isWithin(timeMs, 5, 30) ? null : USUAL],
  ["on and off each minute", (timeMs) => timeMs / MINUTE_MS % 2 < 1 ? { a: 100 } : NONE],
];
for (const [name, course] of HOSTILE) {
  Deno.test(`AutoDetector stands ${name}`, () => {
    const detector = newDetector(20_000);
    const outcomes = new MadeUpSource({ windowMs: 20_000 }).feed(detector, 36 * HOUR_MS, course);
    assertFinite(detector, outcomes);
  });
}

Deno.test("AutoDetector goes on after windows of parts, of fractions and with the same lines twice", () => {
  const detector = newDetector(60_000);
  for (let at = 0; at < 500; at++) {
    const counts = new Map([["a", at % 3 === 0 ? 0.5 : 120], ["b", 3]]);
    const outcomes = detector.observe({ startMs: at * 60_000, counts, total: 123, complete: at % 5 !== 0 });
    assertFinite(detector, outcomes);
  }
});

Deno.test("AutoDetector holds 100,000 templates within 256 MB", () => {
  const detector = newDetector(60_000);
  const beforeBytes = heldBytes();
  for (let at = 0; at < 100; at++) {
    const counts = new Map(Array.from({ length: 1000 }, (_, i) => [`${at}-${i}`, 1] as const));
    detector.observe({ startMs: at * 60_000, counts, total: 1000 });
  }
  assert.ok(heldBytes() - beforeBytes < 256 * 2 ** 20);
  assert.equal([...detector.templateStates()].length, 100_000);
});

Deno.test("AutoDetector takes overflow for lines, and calls it once", () => {
  const detector = newDetector(60_000);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < 300; at++) {
    const isFull = at >= 200;
    const counts = new Map(isFull ? [["overflow", 180]] : [["a", 180]]);
    outcomes.push(...detector.observe({ startMs: at * 60_000, counts, total: 180 }));
  }
  const kinds = opened(outcomes).map(({ kind }) => kind);
  assert.ok(!kinds.includes("silence"));
  assert.equal(kinds.filter((kind) => kind === "overflow").length, 1);
});

Deno.test("AutoDetector calls nothing where templates are split off a known one, whose lines they take over", () => {
  const detector = newDetector(60_000);
  const parts = ["ready", "busy", "stalled"];
  const outcomes = Array.from({ length: 1200 }, (_, at) => {
    const startMs = at * 60_000;
    const counts = new Map(at < 600 ? [["state", 60]] : parts.map((template) => [template, 20]));
    const arrivals = at === 600 ? parts.map((template) => arrival(template, startMs, "state")) : [];
    return detector.observe({ startMs, counts, total: 60, arrivals });
  });
  assert.deepEqual(incidents(outcomes.flat()), []);
});

function arrival(template: string, firstSeenMs: number, ancestor: string): TemplateArrival {
  return { template, firstSeenMs, preexisting: false, ancestor };
}

Deno.test("AutoDetector.rekey() goes on with a merged template under the id that survives", () => {
  const detector = newDetector(60_000);
  const observe = (template: string, from: number, to: number) => {
    const outcomes: Outcome[] = [];
    for (let at = from; at < to; at++) {
      outcomes.push(...detector.observe({ startMs: at * 60_000, counts: new Map([[template, 60]]), total: 60 }));
    }
    return outcomes;
  };
  observe("old", 0, 500);
  detector.rekey(new Map([["old", "new"]]));
  assert.deepEqual(incidents(observe("new", 500, 800)), []);
  const [known] = [...detector.templateStates()].filter(({ template }) => template === "new");
  assert.equal(known.known, true);
  assert.equal(known.watch!.lines, 800 * 60);
});

Deno.test("AutoDetector tells a flood in a young log by what was usual before it, not by the flood itself", () => {
  const course = (timeMs: number) => ({ "!e": isWithin(timeMs, 0.4, 0.42) ? 18 : 0.2 });
  const told = outcomesOf(course, { hours: 0.45 }).flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
  const uppers = told.at(-1)!.incident!.members.map(({ upper }) => upper!);
  assert.ok(uppers.length > 0 && uppers.every((upper) => upper < 40), uppers.join());
});

Deno.test("AutoDetector names a seldom message that comes with a spike, as it would not have been called by itself", () => {
  const course = (timeMs: number): Rates => {
    const minute = Math.floor(timeMs / MINUTE_MS), spike: Rates = isWithin(timeMs, 36, 36.2) ? { b: 5.6 } : NONE;
    // Every two hours and a half, and in the third minute of the spike.
    const seldom: Rates = minute % 150 === 0 || minute === 2162 ? { cron: 0.1 } : NONE;
    return { ...USUAL, ...spike, ...seldom };
  };
  const outcomes = outcomesOf(course, { hours: 38, windowMs: 10_000 });
  assert.deepEqual(incidents(outcomes), ["opened spike b", "closed spike b"]);
  const { episode } = outcomes.find((outcome) => outcome.kind === "closed")!;
  const [related, ...others] = episode.incident!.related!;
  assert.deepEqual(others, []);
  assert.equal(related!.template, "cron");
  assert.equal(related!.startMs, 36 * HOUR_MS);
  assert.ok(related!.share > 0.01 && related!.share < 0.05);
});

Deno.test("AutoDetector does not take the minute of an outage for what is ordinary", () => {
  const course = (timeMs: number): Rates => Math.floor(timeMs / MINUTE_MS) === 720 ? { a: 0.05 } : USUAL;
  const detector = newDetector(10_000);
  new MadeUpSource({ windowMs: 10_000 }).feed(detector, 13 * HOUR_MS, course);
  const [, excess] = detector.toState().watch.traffic.peaks;
  assert.ok(excess < 5);
});

Deno.test("AutoDetector calls errors in a log that was empty so far within seconds, and names them", () => {
  const course = (timeMs: number) => isWithin(timeMs, 0.5, 0.55) ? { "!refused": 4 } : NONE;
  const run = autoRun({ ...DETECTION_DEFAULTS, windowMs: 2000, alarmsPerDay: 0.1 });
  const detector = new AutoDetector("s", run, { fromMs: 0 });
  const [first] = opened(new MadeUpSource().feed(detector, 0.6 * HOUR_MS, course));
  assert.ok(first!.endMs - 0.5 * HOUR_MS <= 6000, `${first!.endMs - 0.5 * HOUR_MS} ms`);
  const templates = [first!.template, ...first!.contributors.map(({ template }) => template)];
  assert.ok(templates.includes("!refused"), templates.join());
});

for (const [what, rates] of [["four times the traffic", { a: 8, b: 3 }], ["silence", NONE]] as const) {
  Deno.test(`AutoDetector calls ${what} in the third minute of a log without a past`, () => {
    const course = (timeMs: number): Rates => timeMs >= 2 * MINUTE_MS ? rates : USUAL;
    const called = opened(outcomesOf(course, { hours: 5 / 60 }));
    assert.deepEqual(called.map(({ template }) => template), ["*"]);
    assert.ok(called[0]!.endMs <= 4 * MINUTE_MS, `${called[0]!.endMs} ms`);
  });
}

Deno.test("AutoDetector calls errors in the third minute of a log that was empty so far, beside any number of others", () => {
  const run = autoRun({ ...DETECTION_DEFAULTS, windowMs: 2000, alarmsPerDay: 1 });
  for (let other = 0; other < 40; other++) {
    new MadeUpSource({ seed: other }).feed(
      new AutoDetector(`other ${other}`, run, { fromMs: 0 }),
      2 * MINUTE_MS,
      () => USUAL,
    );
  }
  const course = (timeMs: number) => timeMs >= 2 * MINUTE_MS ? { "!refused": 3 } : NONE;
  const detector = new AutoDetector("s", run, { fromMs: 0 });
  const [first] = opened(new MadeUpSource().feed(detector, 2.5 * MINUTE_MS, course));
  assert.ok(first !== undefined && first.endMs <= 2 * MINUTE_MS + 20_000, `${first?.endMs} ms`);
});

Deno.test("AutoDetector calls the first fatal message of a log beside 40 others, a quarter of an hour after a new error", () => {
  const run = autoRun({ ...DETECTION_DEFAULTS, windowMs: 2000, alarmsPerDay: 1 });
  for (let other = 0; other < 40; other++) {
    const course = () => USUAL;
    new MadeUpSource({ seed: other }).feed(
      new AutoDetector(`other ${other}`, run, { fromMs: 0 }),
      2 * MINUTE_MS,
      course,
    );
  }
  const detector = new AutoDetector("s", run, { fromMs: 0 }), source = new MadeUpSource();
  source.feed(detector, 60 * MINUTE_MS, (timeMs) => timeMs > 45 * MINUTE_MS ? { ...USUAL, "!refused": 0.03 } : USUAL);
  const window = source.window(detector.nextMs, () => USUAL)!;
  const fatals = new Map([["!ends", 1]]), counts = new Map([...window.counts, ...fatals]);
  const outcomes = detector.observe({ ...window, counts, total: window.total + 1, errors: fatals, fatals });
  const told = outcomes.flatMap((outcome) => "episode" in outcome ? outcome.episode.incident!.members : []);
  assert.ok(told.some(({ template }) => template === "!ends"), told.map(({ template }) => template).join());
});

Deno.test("AutoDetector takes a release that says the same in other words for no drop of all lines", () => {
  const course = (timeMs: number) => isWithin(timeMs, 30, 30.5) ? { x: 2, y: 0.7, c: 0.3 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 30.5 });
  assert.deepEqual(incidents(outcomes), ["opened pattern x", "closed pattern x"]);
  const { members } = outcomes.findLast((outcome) => "episode" in outcome)!.episode!.incident!;
  assert.deepEqual(new Set(members.map(({ template }) => template)), new Set(["a", "b", "x", "y"]));
});

Deno.test("AutoDetector tells all lines of a flood, though it weighs fewer", () => {
  const course = (timeMs: number) => isWithin(timeMs, 30, 30.05) ? { ...USUAL, a: 30 } : USUAL;
  const outcomes = outcomesOf(course, { hours: 30.2 });
  const members = outcomes.flatMap((outcome) => "episode" in outcome ? outcome.episode.incident!.members : []);
  const all = members.filter(({ template }) => template === "*");
  assert.ok(all.length > 0);
  for (const { actual } of all) assert.ok(Number.isInteger(actual) && actual > 1000, String(actual));
});

Deno.test("AutoDetector expects of the messages of a log of minutes what they have brought, and of all together what all lines have", () => {
  const course = (timeMs: number): Rates => timeMs < 3 * MINUTE_MS ? USUAL : { a: 12, b: 4, c: 2 };
  const told = opened(outcomesOf(course, { hours: 5 / 60 }));
  const { members: [all], contributors } = told[0]!.incident!;
  assert.deepEqual(contributors!.map(({ template }) => template), ["a", "b", "c"]);
  const perMinute = contributors!.map(({ expected, spanMs }) => expected * MINUTE_MS / spanMs!);
  assert.ok(perMinute.every((lines) => lines > 5), perMinute.join());
  const usual = all!.expected * MINUTE_MS / all!.spanMs;
  assert.ok(sum(perMinute) <= 1.001 * usual, `${perMinute.join()} of ${usual}`);
});
