import assert from "node:assert/strict";
import fc from "fast-check";
import { EventTimes } from "./event_times.ts";

const ENCODER = new TextEncoder();
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const START_MS = Date.UTC(2024, 11, 20);
const END_MS = Date.UTC(2025, 3, 1);

/** Parts of a time as a logger prints them. */
function partsOf(ms: number) {
  const [date, time] = new Date(ms).toISOString().slice(0, 23).split("T");
  const [year, month, day] = date.split("-");
  return { date, time, year, month, day, name: MONTHS[Number(month) - 1], clock: time.slice(0, 8), ms: time.slice(9) };
}

function ofHalfADay(ms: number): string {
  const [hours, ...rest] = partsOf(ms).clock.split(":");
  return `${[String((Number(hours) + 11) % 12 + 1).padStart(2, "0"), ...rest].join(":")} ${
    Number(hours) < 12 ? "AM" : "PM"
  }`;
}

type Form = readonly [unitMs: number, write: (ms: number) => string];

/** How loggers write a line, and to which unit of time. */
const FORMS: readonly Form[] = [
  [1, (ms) => `${new Date(ms).toISOString()} INFO x`],
  [1, (ms) => `${new Date(ms).toISOString().replace(/\.?0+Z/, "Z")} INFO x`],
  [1, (ms) => `${new Date(ms + 5.5 * 3_600_000).toISOString().slice(0, -1)}+05:30 INFO x`],
  [1, (ms) => `10.0.${ms % 300}.1 - - [${new Date(ms).toISOString()}] x`],
  [1, (ms) => `${"IWEF"[ms % 4]}${partsOf(ms).month}${partsOf(ms).day} ${partsOf(ms).time}456    1 a.go:1] x`],
  [1, (ms) => `${partsOf(ms).month}-${partsOf(ms).day} ${partsOf(ms).time}  17  23 D Window: x`],
  [1, (ms) => `${ms} x`],
  [1, (ms) => `${Math.floor(ms / 1000)}.${partsOf(ms).ms} x`],
  [1, (ms) => `{"level":"${ms % 2 ? "warn" : "info"}","ts":${ms / 1000}}`],
  [1, (ms) => JSON.stringify({ msg: "x".repeat(ms % 20), time: new Date(ms).toISOString() })],
  [1, (ms) => `level=info ts=${new Date(ms).toISOString()} msg=x`],
  [1000, (ms) => `${partsOf(ms).name} ${String(Number(partsOf(ms).day)).padStart(2)} ${partsOf(ms).clock} host a: x`],
  [1000, (ms) => `[Sun ${partsOf(ms).name} ${partsOf(ms).day} ${partsOf(ms).clock} ${partsOf(ms).year}] [error] x`],
  [
    1000,
    (ms) =>
      `10.0.${ms % 300}.1 - bob [${partsOf(ms).day}/${partsOf(ms).name}/${partsOf(ms).year}:${
        partsOf(ms).clock
      } +0000] x`,
  ],
  [1000, (ms) => `${partsOf(ms).date.slice(2).replaceAll("-", "")} ${partsOf(ms).clock.replaceAll(":", "")} 1 INFO x`],
  [1000, (ms) => `${partsOf(ms).day}-${partsOf(ms).name}-${partsOf(ms).year} ${ofHalfADay(ms)} x`],
  [1000, (ms) => `${partsOf(ms).date} ${partsOf(ms).clock.replace(/^0/, "")} x`],
  [60_000, (ms) => `${partsOf(ms).date} ${partsOf(ms).clock.slice(0, 5)} x`],
];

Deno.test("EventTimes reads what a logger writes, over days and a New Year, beside lines without a stamp", () => {
  const steps = fc.array(fc.oneof(fc.nat(2_000), fc.nat(90_000), fc.nat(40 * 3_600_000)), { maxLength: 60 });
  fc.assert(fc.property(fc.constantFrom(...FORMS), steps, fc.nat(END_MS - START_MS), ([unitMs, write], gaps, from) => {
    const reader = new EventTimes({ referenceMs: END_MS + 100 * 86_400_000 });
    let ms = START_MS + from;
    for (const gap of gaps) {
      ms += gap;
      assert.equal(read(reader, write(ms)), "time", write(ms));
      assert.equal(reader.ms, ms - ms % unitMs, write(ms));
      assert.equal(read(reader, "\tat java.lang.Thread.run"), "inherited");
      assert.equal(reader.ms, ms - ms % unitMs);
    }
  }));
});

Deno.test("EventTimes reads a line that comes again as before, and those after it as if it had come once", () => {
  const gap = fc.oneof(fc.constant(0), fc.nat(1_500), fc.nat(50_000).map((ms) => -ms), fc.nat(40 * 3_600_000));
  const step = fc.record({ gap, form: fc.nat(1), times: fc.integer({ min: 1, max: 4 }) });
  const forms = fc.tuple(fc.constantFrom(...FORMS), fc.constantFrom(...FORMS));
  fc.assert(fc.property(forms, fc.array(step, { maxLength: 40 }), (pair, steps) => {
    const options = { referenceMs: END_MS, latestMs: END_MS };
    const once = new EventTimes(options), repeated = new EventTimes(options);
    let ms = START_MS;
    for (const { gap, form, times } of steps) {
      ms += gap;
      const line = pair[form][1](ms);
      const kind = read(once, line);
      if (kind === "implausible") return;
      for (let i = 0; i < times; i++) {
        assert.equal(read(repeated, line), kind, line);
        assert.equal(repeated.ms, once.ms, line);
      }
    }
  }));
});

Deno.test("EventTimes takes any bytes and gives a finite time", () => {
  const pieces = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "2024-01-01",
      "T",
      "10:11:12",
      "[",
      "]",
      " ",
      "Mar  5 ",
      '{"ts":',
      "time=",
      "081109 203518",
      ".",
      "-",
    ),
    fc.nat().map(String),
  );
  const line = fc.array(pieces, { maxLength: 8 }).map((parts) => ENCODER.encode(parts.join("")));
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.uint8Array({ maxLength: 60 })), { maxLength: 20 }), (lines) => {
      const reader = new EventTimes();
      for (const bytes of lines) {
        const kind = reader.read(bytes, 0, bytes.length);
        assert(["time", "inherited", "none", "implausible"].includes(kind));
        assert(Number.isFinite(reader.ms));
      }
      assert.equal(Object.values(reader.stats).reduce((sum, count) => sum + count), lines.length);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("EventTimes looks at no byte outside of the line", () => {
  fc.assert(fc.property(fc.constantFrom(...FORMS), fc.nat(END_MS - START_MS), fc.nat(60), ([, write], after, cut) => {
    const bytes = ENCODER.encode(write(START_MS + after));
    const end = Math.min(cut, bytes.length);
    const alone = new EventTimes(), within = new EventTimes();
    assert.equal(within.read(bytes, 0, end), alone.read(bytes.slice(0, end), 0, end));
    assert.equal(within.ms, alone.ms);
  }));
});

function read(reader: EventTimes, line: string): string {
  const bytes = ENCODER.encode(line);
  return reader.read(bytes, 0, bytes.length);
}
