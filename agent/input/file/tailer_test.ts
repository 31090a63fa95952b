import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Loss } from "../../../core/loss.ts";
import type { AgentEvent } from "../../agent_event.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { LinesSink } from "../../testing/lines_sink.ts";
import { storedXz } from "../../testing/stored_xz.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

/** A tailer of `app.log` whose time the test moves. */
class Bench {
  readonly path: string;
  readonly sink = new LinesSink();
  readonly events: AgentEvent[] = [];
  readonly losses: Loss[] = [];
  readonly tailer: Tailer;
  readonly claims: FileClaims;
  nowMs = 1_000_000;

  constructor(
    folder: string,
    {
      name = "app.log",
      from = "beginning" as "beginning" | "end",
      marks = [] as FileCheckpoint[],
      claims = new FileClaims(marks),
    } = {},
  ) {
    this.path = join(folder, name);
    this.claims = claims;
    const onEvent = (event: AgentEvent) => this.events.push(event);
    const onLost = (loss: Loss) => this.losses.push(loss);
    const options = { path: this.path, source: name, from, windowMs: 2_000, claims, onEvent, onLost };
    this.tailer = new Tailer(options, this.nowMs);
  }

  /** Polls until nothing comes, `ms` later, and returns the lines. */
  poll(ms = 100): string[] {
    this.nowMs += ms;
    this.sink.take();
    while (this.tailer.poll(this.nowMs, Infinity, this.sink) > 0);
    return [...this.sink.lines];
  }

  write(text: string): void {
    Deno.writeTextFileSync(this.path, text, { append: true });
  }

  marks(): FileCheckpoint[] {
    return [...this.claims.left, ...this.tailer.marks()];
  }

  how(): string[] {
    return this.events.flatMap((event) => event.kind === "rotated" ? [event.how] : []);
  }

  [Symbol.dispose](): void {
    this.tailer.close();
  }
}

function padded(text: string): string {
  return text.padEnd(300, ".") + "\n";
}

Deno.test("Tailer gives present lines as preexisting backlog, appended ones as live", () =>
  withFolder((folder) => {
    Deno.writeTextFileSync(join(folder, "app.log"), "one\ntwo\nthr");
    using bench = new Bench(folder);
    assert.deepEqual(bench.poll(), ["one", "two"]);
    assert.deepEqual([bench.sink.modes, bench.sink.preexisting], [["backlog", "backlog"], [true, true]]);
    bench.write("ee\nfour\n");
    assert.deepEqual(bench.poll(), ["three", "four"]);
    assert.deepEqual([bench.sink.modes, bench.sink.preexisting], [["live", "live"], [false, false]]);
  }));

Deno.test("Tailer gives lines that it reads late as backlog, until it has caught up", () =>
  withFolder((folder) => {
    Deno.writeTextFileSync(join(folder, "app.log"), "");
    using bench = new Bench(folder);
    bench.poll();
    bench.write("late\n");
    bench.poll(2_001);
    assert.deepEqual([bench.sink.lines, bench.sink.modes, bench.sink.preexisting], [["late"], ["backlog"], [false]]);
    bench.write("in time\n");
    bench.poll(1_999);
    assert.deepEqual([bench.sink.lines, bench.sink.modes], [["in time"], ["live"]]);
  }));

Deno.test("Tailer skips what is there with from: end, a begun line included", () =>
  withFolder((folder) => {
    Deno.writeTextFileSync(join(folder, "app.log"), "old\nhalf");
    using bench = new Bench(folder, { from: "end" });
    assert.deepEqual(bench.poll(), []);
    bench.write(" of it\nnew\n");
    assert.deepEqual(bench.poll(), ["new"]);
  }));

Deno.test("Tailer reads a renamed file to its end and goes on with the new one", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("one\n");
    bench.poll();
    bench.write("two\nno newline");
    Deno.renameSync(bench.path, `${bench.path}.1`);
    bench.write("three\n");
    assert.deepEqual(bench.poll(), ["two", "three"]);
    Deno.writeTextFileSync(`${bench.path}.1`, " yet\nstill here\n", { append: true });
    assert.deepEqual(bench.poll(), ["no newline yet", "still here"]);
    assert.deepEqual(bench.how(), ["renamed"]);
    assert.deepEqual(bench.sink.modes, ["live", "live"]);
  }));

Deno.test("Tailer counts a held line once the renamed file is given up", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("held");
    bench.poll();
    Deno.renameSync(bench.path, `${bench.path}.1`);
    bench.write("new\n");
    const [first, second] = [bench.poll(), bench.poll(5_001)];
    assert.deepEqual([...first, ...second].sort(), ["held", "new"]);
  }));

Deno.test("Tailer follows a file that is removed and made again", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("one\n");
    bench.poll();
    bench.write("two\n");
    Deno.removeSync(bench.path);
    assert.deepEqual(bench.poll(), ["two"]);
    bench.write("three\n");
    assert.deepEqual(bench.poll(), ["three"]);
    assert.deepEqual(bench.how(), ["removed"]);
  }));

Deno.test("Tailer begins a truncated file anew, and counts the line that was held", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("one\ntwo\nheld");
    bench.poll();
    Deno.truncateSync(bench.path);
    bench.write("a\n");
    assert.deepEqual(bench.poll(), ["held", "a"]);
    assert.deepEqual(bench.how(), ["truncated"]);
  }));

Deno.test("Tailer sees that a truncated file has grown beyond its former size", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write(padded("one"));
    bench.poll();
    Deno.truncateSync(bench.path);
    bench.write(padded("two") + padded("three"));
    assert.deepEqual(bench.poll().map((line) => line.slice(0, 3)), ["two", "thr"]);
  }));

Deno.test("Tailer sees that a truncated file has grown to its very size again", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("2026-01-22 status 1\n");
    bench.poll();
    Deno.truncateSync(bench.path);
    bench.write("2026-01-22 status 2\n");
    Deno.utimeSync(bench.path, new Date(), new Date(Date.now() + 5_000));
    assert.deepEqual(bench.poll(), ["2026-01-22 status 2"]);
  }));

Deno.test("Tailer reads the rest of a file that was truncated from the copy that was made of it, once", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write(padded("one") + "hel");
    bench.poll();
    bench.write("d\n" + padded("two"));
    Deno.copyFileSync(bench.path, `${bench.path}.1`);
    Deno.truncateSync(bench.path);
    bench.write("a\n");
    assert.deepEqual(bench.poll().map((line) => line.slice(0, 4)).sort(), ["a", "held", "two."]);
    assert.deepEqual([bench.poll(5_001), bench.losses], [[], []]);
    Deno.renameSync(bench.path, `${bench.path}.2`);
    bench.write("b\n");
    assert.deepEqual(bench.poll(), ["b"]);
  }));

Deno.test("Tailer tells how many lines were there and not read before a file was truncated, by their likely length", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write(padded("line").repeat(1_000));
    bench.poll();
    bench.write(padded("line").repeat(2_000));
    bench.tailer.poll(bench.nowMs, 100, bench.sink);
    Deno.truncateSync(bench.path);
    bench.poll();
    const [{ lines, reason, message }] = bench.losses;
    assert.ok(Math.abs(lines - 1_900) <= 40, `${lines} lines`);
    assert.equal(reason, "truncated");
    assert.match(message, /app\.log" was truncated before it was read: at least \d+ lines may be lost$/);
  }));

for (const [copied, lost] of [[3_000, 0], [2_500, 500]] as const) {
  Deno.test(`Tailer tells ${lost} lines of a truncated file as lost where a copy has ${copied} of 3,000, few of which were read`, () =>
    withFolder((folder) => {
      using bench = new Bench(folder);
      const lines = Array.from({ length: 3_000 }, (_, at) => padded(`line ${at} `));
      bench.write(lines.slice(0, 1_000).join(""));
      const read = bench.poll().length;
      bench.write(lines.slice(1_000, copied).join(""));
      Deno.copyFileSync(bench.path, `${bench.path}.1`);
      bench.write(lines.slice(copied).join(""));
      bench.sink.take();
      bench.tailer.poll(bench.nowMs, 100, bench.sink);
      const few = bench.sink.lines.length;
      Deno.truncateSync(bench.path);
      assert.equal(read + few + bench.poll().length, copied);
      const told = bench.losses.reduce((sum, { lines }) => sum + lines, 0);
      assert.ok(Math.abs(told - lost) <= lost / 20, `${told} lines`);
    }));
}

Deno.test("Tailer tells nothing as lost where what it has read to its end, and given up, is compressed by what can't be read", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write(padded("one").repeat(5));
    assert.equal(bench.poll().length, 5);
    Deno.renameSync(bench.path, `${bench.path}.1`);
    bench.write(padded("two"));
    assert.equal(bench.poll().length, 1);
    bench.poll(10_000);
    Deno.writeFileSync(`${bench.path}.2.xz`, storedXz(Deno.readFileSync(`${bench.path}.1`)));
    Deno.removeSync(`${bench.path}.1`);
    Deno.renameSync(bench.path, `${bench.path}.1`);
    bench.write(padded("three"));
    assert.equal(bench.poll().length + bench.poll(10_000).length, 1);
    assert.deepEqual(bench.losses, []);
  }));

Deno.test("Tailer goes on with a file that is renamed and comes back", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("one\n");
    bench.poll();
    Deno.renameSync(bench.path, `${bench.path}.away`);
    assert.deepEqual(bench.poll(), []);
    Deno.renameSync(`${bench.path}.away`, bench.path);
    bench.write("two\n");
    assert.deepEqual(bench.poll(), ["two"]);
    Deno.renameSync(bench.path, `${bench.path}.away`);
    bench.poll();
    bench.poll(5_001);
    Deno.renameSync(`${bench.path}.away`, bench.path);
    bench.write("three\n");
    assert.deepEqual(bench.poll(), ["three"]);
  }));

Deno.test("Tailer reads files that had the name between two polls", () =>
  withFolder(async (folder) => {
    using bench = new Bench(folder);
    bench.write("one\n");
    bench.poll();
    await new Promise((resolve) => setTimeout(resolve, 20));
    Deno.renameSync(bench.path, `${bench.path}.2`);
    bench.write("two\n");
    Deno.renameSync(bench.path, `${bench.path}.1`);
    bench.write("three\n");
    assert.deepEqual(bench.poll().sort(), ["three", "two"]);
  }));

Deno.test("Tailer reads files that had the name between two polls, whenever another log of that name was written to", () =>
  withFolder((folder) => {
    const others = join(folder, "..", "others");
    Deno.mkdirSync(others);
    Deno.writeTextFileSync(join(others, "app.log.1"), "of another log\n");
    Deno.utimeSync(join(others, "app.log.1"), new Date(), new Date(Date.now() + 60_000));
    using bench = new Bench(folder);
    bench.write("first\n");
    bench.poll();
    for (const lines of [["one", "two", "three"], ["four", "five", "six"]]) {
      for (const line of lines) {
        bench.write(`${line}\n`);
        Deno.renameSync(bench.path, `${bench.path}.${lines.indexOf(line) + 1}`);
      }
      bench.write("last\n");
      assert.deepEqual(bench.poll().sort(), ["last", ...lines].sort());
    }
  }));

for (const isCompressed of [false, true]) {
  Deno.test(`Tailer gives each line once of a file that is read on after it was copied, and truncated then${isCompressed ? ", the copy compressed later" : ""}`, () =>
    withFolder((folder) => {
      const text = (from: number, to: number) => {
        const line = (_: unknown, i: number) => `line ${from + i} of a log that is copied under its writer\n`;
        return Array.from({ length: to - from }, line).join("");
      };
      using bench = new Bench(folder);
      bench.write(text(0, 100));
      bench.poll();
      Deno.copyFileSync(bench.path, `${bench.path}.1`);
      bench.write(text(100, 120));
      assert.equal(bench.poll().length, 20);
      Deno.truncateSync(bench.path);
      bench.write(text(120, 122));
      assert.equal(bench.poll().length, 2);
      if (isCompressed) {
        Deno.writeFileSync(`${bench.path}.1.gz`, gzipSync(Deno.readFileSync(`${bench.path}.1`)));
        Deno.removeSync(`${bench.path}.1`);
      }
      assert.deepEqual(bench.poll(3_000), []);
      Deno.renameSync(bench.path, `${bench.path}.0`);
      bench.write(text(122, 123));
      assert.equal(bench.poll().length, 1);
      assert.deepEqual(bench.losses, []);
    }));
}

Deno.test("Tailer says once that a file is missing, and reads it as soon as it is there", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.poll();
    bench.poll();
    assert.equal(bench.events.length, 1);
    assert.match(bench.tailer.problem!, /^Cannot read ".*app\.log": no such file/);
    bench.write("one\n");
    assert.deepEqual(bench.poll(), ["one"]);
    assert.deepEqual([bench.sink.modes, bench.sink.preexisting, bench.tailer.problem], [["live"], [false], undefined]);
  }));

Deno.test("Tailer refuses a folder in words", () =>
  withFolder((folder) => {
    Deno.mkdirSync(join(folder, "app.log"));
    using bench = new Bench(folder);
    assert.match(bench.tailer.problem!, /it is a directory; name the files in it$/);
    assert.deepEqual(bench.poll(), []);
  }));

Deno.test("Tailer goes on from its marks, as backlog that is not preexisting", () =>
  withFolder((folder) => {
    const first = new Bench(folder);
    first.write("one\ntw");
    first.poll();
    const marks = first.marks();
    first.tailer.close();
    first.write("o\nthree\n");
    using second = new Bench(folder, { marks });
    assert.deepEqual(second.poll(), ["two", "three"]);
    assert.deepEqual([second.sink.modes, second.sink.preexisting], [["backlog", "backlog"], [false, false]]);
    second.write("four\n");
    second.poll();
    assert.deepEqual(second.sink.modes, ["live"]);
  }));

Deno.test("Tailer finds what was rotated, twice even, while it was off", () =>
  withFolder(async (folder) => {
    const first = new Bench(folder);
    first.write("one\n");
    first.poll();
    const marks = first.marks();
    first.tailer.close();
    first.write("two\n");
    await new Promise((resolve) => setTimeout(resolve, 20));
    Deno.renameSync(first.path, `${first.path}.2`);
    first.write("three\n");
    Deno.renameSync(first.path, `${first.path}.1`);
    first.write("four\n");
    using second = new Bench(folder, { marks });
    assert.deepEqual(second.poll().sort(), ["four", "three", "two"]);
    assert.ok(second.sink.modes.every((mode) => mode === "backlog"));
    second.poll(5_001);
    using third = new Bench(folder, { marks: second.marks() });
    assert.deepEqual(third.poll(), []);
  }));

Deno.test("Tailer takes another file with the same inode for a new one", () =>
  withFolder((folder) => {
    const first = new Bench(folder);
    first.write(padded("one"));
    first.poll();
    const marks = first.marks();
    first.tailer.close();
    Deno.truncateSync(first.path);
    first.write(padded("two") + padded("three"));
    using second = new Bench(folder, { marks });
    assert.equal(second.poll().length, 2);
  }));

Deno.test("Tailers of app.log and app.log.1 read each line once through rotations", () =>
  withFolder((folder) => {
    const older = new Bench(folder, { name: "app.log.1" });
    older.write("zero\n");
    using old = new Bench(folder, { name: "app.log.1" });
    using bench = new Bench(folder, { claims: old.claims });
    older.tailer.close();
    assert.deepEqual(old.poll(), ["zero"]);
    bench.write("one\n");
    assert.deepEqual(bench.poll(), ["one"]);
    Deno.renameSync(old.path, join(folder, "app.log.2"));
    Deno.renameSync(bench.path, old.path);
    bench.write("two\n");
    assert.deepEqual([bench.poll(), old.poll(200)], [["two"], []]);
    assert.deepEqual([bench.poll(5_001), old.poll(5_001)], [[], []]);
    assert.deepEqual(old.poll(), []);
    assert.deepEqual(bench.claims.left.map((mark) => [mark.path, mark.offset]), [[old.path, 5]]);
    assert.deepEqual(old.tailer.marks().map((mark) => [mark.path, mark.offset]), [[old.path, 4]]);
  }));

Deno.test("Tailer reads live what a busy file gets, though it never finds itself at the end", async () => {
  await withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("begin\n");
    bench.poll();
    bench.sink.take();
    for (let round = 0; round < 100; round++) {
      bench.nowMs += 100;
      bench.write(`${"x".repeat(99)}\n`.repeat(30));
      if (round >= 5) bench.tailer.poll(bench.nowMs, 30, bench.sink);
    }
    assert.ok(bench.tailer.lagBytes() > 0);
    assert.ok(!bench.tailer.isBehind(bench.nowMs));
    assert.ok(bench.nowMs - bench.tailer.readUpToMs <= 1_000);
  });
});

Deno.test("Tailer does not read a link out of the folder that takes a followed file's place, whoever starts it again", () =>
  withFolder((folder) => {
    const secret = join(folder, "secret");
    const logs = join(folder, "logs");
    Deno.mkdirSync(logs);
    Deno.writeTextFileSync(secret, "root:x\n");
    const problems = (bench: Bench) => bench.events.filter(({ kind }) => kind === "fileProblem");
    let marks: FileCheckpoint[];
    {
      using bench = new Bench(logs);
      bench.write("a\n");
      assert.deepEqual(bench.poll(), ["a"]);
      Deno.renameSync(bench.path, `${bench.path}.1`);
      Deno.symlinkSync(secret, bench.path);
      assert.deepEqual([bench.poll(), bench.poll(3_000)], [[], []]);
      assert.match(JSON.stringify(problems(bench)), /link out of its folder; --follow-links/);
      Deno.removeSync(bench.path);
      bench.write("b\n");
      assert.deepEqual(bench.poll(), ["b"]);
      marks = bench.marks();
      Deno.removeSync(bench.path);
      Deno.symlinkSync(secret, bench.path);
    }
    using again = new Bench(logs, { marks });
    assert.deepEqual(again.poll(), []);
    assert.equal(problems(again).length, 1);
  }));

Deno.test("Tailer goes on where a link to what Deno keeps from programs has taken a followed file's place", () =>
  withFolder((folder) => {
    using bench = new Bench(folder);
    bench.write("a\n");
    assert.deepEqual(bench.poll(), ["a"]);
    Deno.removeSync(bench.path);
    Deno.symlinkSync("/proc/self/environ", bench.path);
    assert.deepEqual([bench.poll(), bench.poll(3_000)], [[], []]);
    assert.equal(bench.tailer.lagBytes(), 0);
    assert.match(JSON.stringify(bench.events), /fileProblem/);
    Deno.removeSync(bench.path);
    bench.write("b\n");
    assert.deepEqual(bench.poll(), ["b"]);
  }));

Deno.test("Tailer reads a link that it is given, wherever it leads later, and links within the folder", () =>
  withFolder((folder) => {
    const logs = join(folder, "logs");
    Deno.mkdirSync(logs);
    for (const name of ["one", "two"]) Deno.writeTextFileSync(join(folder, name), `${name}\n`);
    Deno.symlinkSync(join(folder, "one"), join(logs, "app.log"));
    {
      using bench = new Bench(logs);
      assert.deepEqual(bench.poll(), ["one"]);
      Deno.removeSync(bench.path);
      Deno.symlinkSync(join(folder, "two"), bench.path);
      assert.deepEqual(bench.poll(), ["two"]);
    }
    Deno.writeTextFileSync(join(logs, "dated"), "three\n");
    Deno.symlinkSync(join(logs, "dated"), join(logs, "current.log"));
    using inside = new Bench(logs, { name: "current.log" });
    assert.deepEqual(inside.poll(), ["three"]);
  }));
