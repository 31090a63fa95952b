import assert from "node:assert/strict";
import { ValueScorer, weekly } from "./value_scorer.ts";

const DAY = 86_400;
const HOUR = 3_600;
const FIVE_MINUTES = 300;

/** Rows whose score is an alarm, for a series that starts at the epoch's 20,000th day. */
function alarms(values: readonly number[], interval: number): number[] {
  return scores(values, interval).flatMap((score, i) => score >= 1 ? [i] : []);
}

function scores(values: readonly number[], interval: number): number[] {
  const scorer = new ValueScorer();
  return values.map((value, i) => scorer.score(20_000 * DAY + i * interval, value));
}

/** Numbers in [0, 1), the same for each seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** A bell-shaped noise of deviation 1 and no far tail. */
function noise(length: number, seed = 1): number[] {
  const next = random(seed);
  return Array.from({ length }, () => next() + next() + next() + next() + next() + next() - 3);
}

const readings = noise(1_000).map((x) => 100 + 5 * x);
const wave = noise(2_016).map((x, i) => 100 + 50 * Math.sin(2 * Math.PI * i / 288) + x);

/** A name, a series, the seconds between its rows, and how many alarms it may raise: none, or at most one in four days of noise. */
const normal: [string, number[], number, number][] = [
  ["nothing but zeros", Array(1_000).fill(0), 60, 0],
  ["one value of a billion", Array(1_000).fill(1e9), 60, 0],
  ["counts of which most are zero", noise(1_000).map((x) => x > 1.5 ? 1 : 0), HOUR, 0],
  ["readings", readings, HOUR, 10],
  ["readings far below one", readings.map((x) => x * 1e-9), HOUR, 10],
  ["negative readings", readings.map((x) => -x), HOUR, 10],
  ["a wave of a day", wave, FIVE_MINUTES, 2],
];
for (const [name, values, interval, most] of normal) {
  Deno.test(`ValueScorer calls little in ${name}`, () => {
    const called = alarms(values, interval);
    assert.ok(called.length <= most, `${called}`);
  });
}

const change = (values: number[], at: number, length: number, to: (value: number) => number) =>
  values.map((value, i) => i >= at && i < at + length ? to(value) : value);

const incidents: [string, number[], number, number][] = [
  ["a spike", change(readings, 700, 1, () => 300), HOUR, 700],
  ["a drop to zero", change(readings, 700, 10, () => 0), HOUR, 700],
  ["a spike in counts of a billion", change(readings, 700, 1, (x) => 3 * x).map((x) => Math.round(x * 1e7)), HOUR, 700],
  ["a spike in fractions", change(readings, 700, 1, (x) => 3 * x).map((x) => x * 1e-9), HOUR, 700],
  ["a spike of negative values", change(readings, 700, 1, (x) => 3 * x).map((x) => -x), HOUR, 700],
  ["a level that doubles and stays", change(readings, 700, 300, (x) => 2 * x), HOUR, 700],
  ["the first ones of a series of zeros", change(Array(1_000).fill(0), 700, 5, () => 50), HOUR, 700],
  ["noon's traffic at night", change(wave, 1_928, 20, () => 140), FIVE_MINUTES, 1_928],
];
for (const [name, values, interval, row] of incidents) {
  Deno.test(`ValueScorer calls ${name} at once, and once in four hours`, () => {
    const near = alarms(values, interval).filter((i) => Math.abs(i - row) * interval < 4 * HOUR);
    assert.deepEqual(near, [row]);
  });
}

Deno.test("ValueScorer calls a nightly job on its first night alone", () => {
  const nightly = (i: number) => i % 288 === 24 && i > 3 * 288;
  const days = noise(10 * 288).map((x, i) => 20 + x + (nightly(i) ? 200 : 0));
  assert.deepEqual(alarms(days, FIVE_MINUTES).filter(nightly), [3 * 288 + 24]);
});

Deno.test("ValueScorer calls a spike after a spike, and one that grows while its alarm stands", () => {
  const spikes = change(change(change(readings, 600, 1, () => 300), 700, 1, () => 300), 701, 1, () => 3_000);
  const called = alarms(spikes, HOUR);
  for (const row of [600, 700, 701]) assert.ok(called.includes(row), `${row} in ${called}`);
});

const odd = [NaN, Infinity, -Infinity];
Deno.test("ValueScorer scores 0 without a value or a time, and learns nothing from it", () => {
  const scorer = new ValueScorer();
  const withGaps = wave.flatMap((value, i) => {
    const time = 20_000 * DAY + i * FIVE_MINUTES;
    assert.deepEqual(
      odd.map((x) => scorer.score(time, x)).concat(odd.map((x) => scorer.score(x, value))),
      Array(6).fill(0),
    );
    return [scorer.score(time, value)];
  });
  assert.deepEqual(withGaps, scores(wave, FIVE_MINUTES));
});

Deno.test("ValueScorer stays finite whatever comes", () => {
  const scorer = new ValueScorer();
  const next = random(3);
  const values = [0, -0, 1, -1, 1e9, -1e9, 1e308, -1e308, 5e-324, 0.1, ...odd];
  const times = [0, -1, 1e9, 1e12, -1e12, 1.7e9, 0.5, ...odd];
  const pick = (from: number[]) => from[Math.floor(next() * from.length)];
  for (let i = 0; i < 20_000; i++) assert.ok(Number.isFinite(scorer.score(pick(times), pick(values))));
});

const same: [string, (values: number[]) => number[]][] = [
  ["all values negated", (values) => values.map((x) => -x)],
  ["all values a 1,024th", (values) => values.map((x) => x / 1_024)],
];
for (const [name, changed] of same) {
  Deno.test(`ValueScorer scores ${name} alike`, () => {
    assert.deepEqual(scores(changed(readings), HOUR), scores(readings, HOUR));
  });
}

Deno.test("ValueScorer is as good after a clock's jump as before", () => {
  const scorer = new ValueScorer();
  const score = (i: number, value: number, offset = 0) => scorer.score(20_000 * DAY + i * HOUR + offset, value);
  readings.slice(0, 500).forEach((value, i) => score(i, value));
  score(500, readings[500], 1_000 * DAY);
  readings.slice(501, 700).forEach((value, i) => assert.ok(score(501 + i, value) < 1));
  assert.ok(score(700, 300) >= 1);
});

Deno.test("weekly() is the surprise of one row a week of hours, and grows slower than rows", () => {
  const cases: [number, number][] = [[HOUR, 2.23], [FIVE_MINUTES, 2.94], [60, 3.41], [2, 4.40], [DAY, 1.31], [
    30 * DAY,
    1.3,
  ]];
  for (const [interval, expected] of cases) assert.ok(Math.abs(weekly(interval) - expected) < 0.005, `${interval} s`);
});
