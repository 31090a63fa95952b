import assert from "node:assert/strict";
import { scoreSeries } from "./score_series.ts";

/** The scores of a table, which comes in two pieces. */
async function scoresOf(table: string): Promise<number[]> {
  const bytes = new TextEncoder().encode(table), half = bytes.length >> 1;
  const pieces = ReadableStream.from([bytes.subarray(0, half), bytes.subarray(half)]);
  return (await Array.fromAsync(scoreSeries(pieces))).flat();
}

const HOUR = 3_600;
const rows = Array.from({ length: 300 }, (_, i) => ({ time: 1_700_000_000 + i * HOUR, value: 100 + (i * 37) % 11 }));
const table = (write: (row: { time: number; value: number }, i: number) => string) =>
  `timestamp,value\n${rows.map(write).join("\n")}\n`;
const EXPECTED = await scoresOf(table(({ time, value }) => `${time},${value}`));

const SAME: [string, string][] = [
  ["ISO times", table(({ time, value }) => `${new Date(time * 1000).toISOString()},${value}`)],
  ["milliseconds", table(({ time, value }) => `${time}000,${value}`)],
  ["CRLF, quotes and spaces", table(({ time, value }) => `"${time}", "${value}.0"\r`)],
  ["no header", table(({ time, value }) => `${time},${value}`).replace("timestamp,value\n", "")],
  ["more columns", table(({ time, value }) => `${time},${value},label,7`)],
  ["empty lines", `\n${table(({ time, value }) => `${time},${value}\n`)}`],
];
for (const [name, given] of SAME) {
  Deno.test(`scoreSeries() takes ${name}`, async () => assert.deepEqual(await scoresOf(given), EXPECTED));
}

Deno.test("scoreSeries() scores a row without a value 0, and a spike 1 or more", async () => {
  const none = ["", "NaN", "null"];
  const scores = await scoresOf(
    table(({ time, value }, i) => `${time},${i < 3 ? none[i] : i === 250 ? 900 : value}`),
  );
  assert.deepEqual(scores.slice(0, 3), [0, 0, 0]);
  assert.deepEqual(scores.flatMap((score, i) => score >= 1 ? [i] : []), [250]);
});

Deno.test("scoreSeries() scores every row, whatever its value and its time", async () => {
  const odd = ["1e9", "-1e9", "1e308", "-0", "0.1", "5e-324"];
  const scores = await scoresOf(
    table(({ time, value }, i) => `${i % 5 === 0 ? time - 1e7 : time},${i % 7 === 0 ? odd[i % odd.length] : value}`),
  );
  assert.equal(scores.length, rows.length);
  assert.ok(scores.every(Number.isFinite));
});

const BAD: [string, string, RegExp][] = [
  [
    "a value that is text",
    "timestamp,value\n1,2\n2,high",
    /row 2 of the series, "high": expected a number, or nothing/,
  ],
  ["a value without bound", "timestamp,value\n1,Infinity", /row 1 of the series, "Infinity": expected a number/],
  [
    "a time that is none",
    "timestamp,value\n1,2\nsoon,3",
    /row 2 of the series, "soon": expected epoch seconds or an ISO/,
  ],
  ["a row of one column", "timestamp,value\n17", /row 1 of the series, "17": expected "timestamp,value"/],
];
for (const [name, given, message] of BAD) {
  Deno.test(`scoreSeries() names ${name}, and its row`, async () => {
    await assert.rejects(() => scoresOf(given), message);
  });
}

Deno.test("scoreSeries() gives nothing for a header alone, and for nothing", async () => {
  assert.deepEqual(await scoresOf("timestamp,value\n"), []);
  assert.deepEqual(await scoresOf(""), []);
});
