import assert from "node:assert/strict";
import fc from "fast-check";
import { EVERY_LINE, ruleOf } from "../core/mining/records/record_rule.ts";
import { TraceLines } from "../core/mining/records/trace_lines.ts";
import type { LogRecord } from "./log_record.ts";
import { MAX_RECORD_BYTES, MAX_RECORD_LINES, RecordAssembler } from "./record_assembler.ts";
import { RecordStream } from "./record_stream.ts";
import { isIndented } from "./testing/is_indented.ts";

const encoder = new TextEncoder();

class Bench {
  readonly records: [string, number][] = [];
  readonly assembler: RecordAssembler;
  readonly stamps: string[] = [];
  readonly take = ({ buffer, start, end, lines, stamp }: LogRecord) => {
    this.stamps.push(new TextDecoder().decode(stamp?.buffer.slice(stamp.start, stamp.end)));
    this.records.push([new TextDecoder().decode(buffer.slice(start, end)), lines]);
  };

  constructor(assembler = new RecordAssembler(ruleOf(isIndented))) {
    this.assembler = assembler;
  }

  add(...lines: string[]): void {
    for (const line of lines) {
      const bytes = encoder.encode(`>${line}<`);
      this.assembler.add(bytes, 1, bytes.length - 1, this.take);
    }
  }
}

Deno.test("RecordAssembler with a rule that joins none gives each line at once, and holds nothing", () => {
  const bench = new Bench(new RecordAssembler(EVERY_LINE));
  bench.add("boom", " at a", "");
  assert.deepEqual(bench.records, [["boom", 1], [" at a", 1], ["", 1]]);
  assert.equal(bench.assembler.heldLines, 0);
});

Deno.test("RecordAssembler joins the lines that go on with a record, and tells how many they are", () => {
  const bench = new Bench();
  bench.add("boom", " at a", " at b");
  assert.deepEqual([bench.records, bench.assembler.heldLines], [[], 3]);
  bench.add("next");
  assert.deepEqual([bench.records, bench.assembler.heldLines], [[["boom\n at a\n at b", 3]], 1]);
  bench.assembler.flush(bench.take);
  bench.assembler.flush(bench.take);
  assert.deepEqual(bench.records.slice(1), [["next", 1]]);
});

Deno.test("RecordAssembler takes a line that goes on with nothing for a record", () => {
  const bench = new Bench();
  bench.add(" at a", "next", "");
  assert.deepEqual(bench.records, [[" at a", 1], ["next", 1]]);
});

Deno.test("RecordAssembler gives what it holds once nothing has come for a while", () => {
  const bench = new Bench();
  const { assembler, take, records } = bench;
  bench.add("boom");
  assembler.flushWhenQuiet(5_000, take);
  assembler.flushWhenQuiet(5_900, take);
  bench.add(" at a");
  assembler.flushWhenQuiet(6_500, take);
  assembler.flushWhenQuiet(7_499, take);
  assert.deepEqual(records, []);
  assembler.flushWhenQuiet(7_500, take);
  assert.deepEqual(records, [["boom\n at a", 2]]);
});

Deno.test("RecordAssembler is bounded: it counts lines beyond its bytes, and ends a record that has too many", () => {
  const long = new Bench();
  long.add("x".repeat(MAX_RECORD_BYTES - 2), " more", " and more", "next");
  const [[text, lines]] = long.records;
  assert.deepEqual([text.length, lines], [MAX_RECORD_BYTES, 3]);
  const many = new Bench();
  many.add("boom", ...Array.from({ length: 2 * MAX_RECORD_LINES }, () => " at"));
  assert.deepEqual(many.records.map(([, lines]) => lines), [MAX_RECORD_LINES, MAX_RECORD_LINES]);
  assert.equal(many.assembler.heldLines, 1);
});

Deno.test("RecordAssembler forgets what is cleared", () => {
  const bench = new Bench();
  bench.add("boom", " at a");
  bench.assembler.clear();
  bench.assembler.flush(bench.take);
  assert.deepEqual(bench.records, []);
});

Deno.test("RecordAssembler takes lines out of what a container's runtime puts around them, and joins pieces", () => {
  const bench = new Bench(new RecordAssembler());
  const piece = "x".repeat(16_384);
  bench.add(
    '{"log":"boom \\"1\\"\\n","stream":"stderr","time":"2026-03-02T10:11:12.5Z"}',
    '{"log":"\\tat a\\n","stream":"stderr","time":"2026-03-02T10:11:12.6Z"}',
    `{"log":"${piece}","stream":"stdout","time":"2026-03-02T10:11:12.7Z"}`,
    '{"log":"end\\n","stream":"stdout","time":"2026-03-02T10:11:12.8Z"}',
    "2026-03-02T10:11:13.1+01:00 stderr P boom",
    "2026-03-02T10:11:13.2+01:00 stderr F  2",
    "2026-03-02T10:11:13.3+01:00 stdout F",
    "2026-03-02T10:11:13.4+01:00 stdout of a program",
  );
  bench.assembler.flush(bench.take);
  assert.deepEqual(bench.records, [
    ['boom "1"\n\tat a', 2],
    [`${piece}end`, 2],
    ["boom 2", 2],
    ["", 1],
    ["2026-03-02T10:11:13.4+01:00 stdout of a program", 1],
  ]);
  assert.deepEqual(bench.stamps, [
    "2026-03-02T10:11:12.5Z",
    "2026-03-02T10:11:12.7Z",
    "2026-03-02T10:11:13.1+01:00",
    "2026-03-02T10:11:13.3+01:00",
    "",
  ]);
});

const LINES = [
  "boom",
  " at a",
  "\tat b",
  "",
  "next one",
  "é",
  "2026-03-02 10:11:12 ERROR boom",
  "Traceback (most recent call last):",
  "ValueError: bad",
  "_x.Error: y",
  "Caused by: x",
  "panic: x",
  "main.run(0x1)",
  "goroutine 1 [running]:",
  "}",
  "#0 x(1)",
  "thread 'main' panicked at x:1:2:",
  "  2026-03-02 10:11:12 INFO x",
];
const INNER = ["boom", "\tat c", "ValueError: bad"].flatMap((line) => [
  `2026-03-02T10:11:12Z stdout F ${line}`,
  `2026-03-02T10:11:12Z stdout P ${line}`,
  `{"log":"${line.replace("\t", "\\t")}\\n","stream":"stdout","time":"2026-03-02T10:11:12Z"}`,
]);

for (
  const [name, open, texts] of [["indented lines", () => ruleOf(isIndented), LINES], [
    "traces",
    () => new TraceLines(),
    [...LINES, ...INNER],
  ]] as const
) {
  Deno.test(`law: RecordStream that joins ${name} gives the same records however the bytes are cut, and no line is lost or doubled`, () => {
    const lines = fc.array(fc.constantFrom(...texts), { maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat(40)), (lines, sizes) => {
        const bytes = encoder.encode(lines.map((each) => `${each}\n`).join(""));
        const [whole, cut] = [new Bench(), new Bench()];
        const [first, second] = [new RecordStream(whole.take, open()), new RecordStream(cut.take, open())];
        first.push(bytes);
        first.end();
        let at = 0;
        for (const size of [...sizes, bytes.length]) second.push(bytes.subarray(at, at += size));
        second.end();
        assert.deepEqual(cut.records, whole.records);
        assert.equal(whole.records.reduce((sum, [, count]) => sum + count, 0), lines.length);
        if (lines.some((line) => INNER.includes(line))) return;
        assert.equal(whole.records.map(([text]) => `${text}\n`).join(""), lines.map((each) => `${each}\n`).join(""));
      }),
      { numRuns: 300 },
    );
  });
}
