import assert from "node:assert/strict";
import { join } from "node:path";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";
import { type Backtest, runBacktest } from "./run_backtest.ts";

const MINUTE_MS = 60_000, HOUR_MS = 3_600_000, DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 1);
const LINES = 12_000;

/** The `i`-th line of a log that has one every second. */
type Line = (i: number) => string;

const message = (i: number) => i % 700 === 0 ? `ERROR disk ${i} full` : `INFO user ${i} logged in`;
const iso = (ms: number) => new Date(ms).toISOString();
const at = (ms: number, i: number) => `${iso(ms)} ${message(i)}`;
const nth = (i: number) => START_MS + 1_000 * i;

/** The same moment as a place this many hours east writes it. */
function zoned(ms: number, hours: number): string {
  const sign = hours < 0 ? "-" : "+";
  return `${iso(ms + hours * HOUR_MS).slice(0, 19)}${sign}${String(Math.abs(hours)).padStart(2, "0")}:00`;
}

/** `Dec 31 23:59:59`. */
function yearless(ms: number): string {
  const [, day, month, , time] = new Date(ms).toUTCString().split(" ");
  return `${month} ${String(Number(day)).padStart(2)} ${time}`;
}

async function backtest(line: Line, { lines = LINES, writtenMs = nth(lines) } = {}): Promise<Backtest> {
  const folder = await Deno.makeTempDir({ prefix: "logiq-bad-" });
  try {
    const file = join(folder, "a.log");
    await Deno.writeTextFile(file, Array.from({ length: lines }, (_, i) => `${line(i)}\n`).join(""));
    await Deno.utime(file, writtenMs / 1_000, writtenMs / 1_000);
    const logs = [{ source: "a", files: [file] }];
    const settings = { ...DETECTION_DEFAULTS, detector: "auto", windowMs: 10_000 };
    return await runBacktest({ logs, settings, signal: new AbortController().signal });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each line is in a window or in a figure of its own, and no number is none. */
function assertSound({ incidents, sources, stats }: Backtest): void {
  const evaluated = sources[0]!.timeline.reduce((sum, { lines }) => sum + lines, 0);
  assert.equal(evaluated + stats.timeless + stats.late + stats.early, stats.read);
  const text = JSON.stringify([incidents, sources], (_, value) => {
    assert.ok(!Number.isNaN(value));
    return value;
  });
  assert.ok(!text.includes("NaN"));
}

const hours = (ms: number | null) => Math.round(((ms ?? 0) - START_MS) / HOUR_MS);

Deno.test("runBacktest() loses no line to a clock that jumps ahead a day, and back", async () => {
  const found = await backtest((i) => at(nth(i) + (i > 4_000 && i < 8_000 ? DAY_MS : 0), i));
  assertSound(found);
  assert.equal(found.stats.read, LINES);
  assert.ok(hours(found.toMs) <= 27);
});

Deno.test("runBacktest() puts lines where they belong that are half a minute out of order", async () => {
  const found = await backtest((i) => at(nth(i) + i * 7_919 % 30_000, i));
  assertSound(found);
  assert.deepEqual([found.stats.late, found.stats.timeless], [0, 0]);
  assert.deepEqual(found.incidents, []);
});

Deno.test("runBacktest() does not believe single lines from far off in time", async () => {
  for (const wrongMs of [Date.UTC(2099, 0, 1), Date.UTC(1970, 0, 1), 8.64e15]) {
    const found = await backtest((i) => at(i % 1_000 === 999 ? wrongMs : nth(i), i));
    assertSound(found);
    assert.equal(hours(found.toMs), 3, iso(wrongMs));
    assert.ok(found.stats.timeless + found.stats.late <= 12 + 1);
  }
});

Deno.test("runBacktest() takes lines of several zones for the moments that they are", async () => {
  const found = await backtest((i) => `${zoned(nth(i), [0, 2, -5, 9][i % 4]!)} ${message(i)}`);
  assertSound(found);
  assert.deepEqual([found.stats.late, found.stats.timeless], [0, 0]);
  assert.deepEqual([hours(found.fromMs), hours(found.toMs)], [0, 3]);
});

Deno.test("runBacktest() goes over New Year in a log without years", async () => {
  const firstMs = Date.UTC(2025, 11, 31, 22);
  const ms = (i: number) => firstMs + 1_000 * i;
  const found = await backtest((i) => `${yearless(ms(i))} host app: ${message(i)}`, { writtenMs: ms(LINES) });
  assertSound(found);
  assert.deepEqual([found.stats.late, found.stats.timeless], [0, 0]);
  assert.ok(Math.abs(found.fromMs! - firstMs) + Math.abs(found.toMs! - ms(LINES)) < MINUTE_MS);
});

Deno.test("runBacktest() goes over the 29th of February in a log without years", async () => {
  const firstMs = Date.UTC(2024, 1, 28, 22);
  const ms = (i: number) => firstMs + 15_000 * i;
  const found = await backtest((i) => `${yearless(ms(i))} host app: ${message(i)}`, { writtenMs: ms(LINES) });
  assertSound(found);
  assert.deepEqual([found.stats.late, found.stats.timeless], [0, 0]);
  assert.ok(Math.abs(found.toMs! - ms(LINES)) < MINUTE_MS);
});

Deno.test("runBacktest() calls nothing of hours that are missing for more than a day, and silence of those that are not", async () => {
  const away = async (ms: number) => {
    const found = await backtest((i) => at(nth(i) + (i > 9_000 ? ms : 0), i), { lines: 18_000 });
    assertSound(found);
    return found.incidents.map(({ anomaly: { kind } }) => kind);
  };
  assert.deepEqual(await away(30 * DAY_MS), []);
  assert.deepEqual(await away(2 * HOUR_MS), ["silence"]);
});

Deno.test("runBacktest() stands lines twice, of equal times, and in the order of their ends", async () => {
  for (
    const line of [
      (i) => at(nth(Math.floor(i / 2)), Math.floor(i / 2)),
      (i) => at(START_MS + 60_000 * Math.floor(i / 4_000), i),
      (i) => at(nth(LINES - i), i),
    ] satisfies Line[]
  ) assertSound(await backtest(line));
});

Deno.test("runBacktest() stands a message a week, and a log of a line a day", async () => {
  assertSound(await backtest((i) => at(START_MS + i * 10 * MINUTE_MS, i % 1_008 === 0 ? 700 : 1), { lines: 3_100 }));
  assertSound(await backtest((i) => at(START_MS + i * DAY_MS, 1), { lines: 20 }));
});

Deno.test("runBacktest() reads 100,000 different messages", async () => {
  const words = (i: number) => [...i.toString(26)].map((digit) => `w${digit}${"abcdefgh"[i % 8]}`).join(" ");
  const found = await backtest((i) => `${iso(START_MS + 100 * i)} INFO ${words(i)} x${i.toString(36)}y`, {
    lines: 100_000,
  });
  assertSound(found);
  assert.equal(found.stats.read, 100_000);
});
