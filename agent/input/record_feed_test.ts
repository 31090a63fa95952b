import assert from "node:assert/strict";
import { ruleOf } from "../../core/mining/records/record_rule.ts";
import { isIndented } from "../../counting/testing/is_indented.ts";
import { LinesSink } from "../testing/lines_sink.ts";
import { type Arrival, RecordFeed } from "./record_feed.ts";

const PREEXISTING: Arrival = { mode: "backlog", preexisting: true };
const LIVE: Arrival = { mode: "live", preexisting: false };

class Bench {
  readonly feed = new RecordFeed(() => ruleOf(isIndented));
  readonly sink = new LinesSink();

  add(arrival: Arrival, offset: number, ...lines: string[]): void {
    const onLine = this.feed.lines(arrival, this.sink, offset);
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    let at = 0;
    for (const line of lines) {
      onLine(bytes, at, at + line.length, -1);
      at += line.length + 1;
    }
  }
}

Deno.test("RecordFeed gives a record as its first line came, whatever came since", () => {
  const bench = new Bench();
  const { feed, sink } = bench;
  bench.add(PREEXISTING, 0, "old", "boom");
  bench.add(LIVE, 9, " at a", "new", "newer");
  assert.deepEqual(sink.lines, ["old", "boom\n at a", "new"]);
  assert.deepEqual(sink.modes, ["backlog", "backlog", "live"]);
  assert.deepEqual(sink.preexisting, [true, true, false]);
  feed.flush(sink);
  assert.equal(sink.modes.at(-1), "live");
});

Deno.test("RecordFeed says where what it holds begins, for a checkpoint that cuts no record", () => {
  const bench = new Bench();
  bench.add(LIVE, 100, "one", "two");
  assert.deepEqual([bench.feed.heldLines, bench.feed.heldFrom], [1, 104]);
  bench.add(LIVE, 108, " at a", " at b");
  assert.deepEqual([bench.feed.heldLines, bench.feed.heldFrom], [3, 104]);
  bench.add(LIVE, 120, "three");
  assert.deepEqual([bench.feed.heldLines, bench.feed.heldFrom], [1, 120]);
});
