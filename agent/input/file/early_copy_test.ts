import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { withLog } from "../../testing/log_reader.ts";
import type { NumberedLog } from "../../testing/numbered_log.ts";

interface Case {
  readonly name: string;
  /** What happens in a run, and after it. */
  readonly during: (log: NumberedLog) => readonly (() => void)[];
  readonly after: (log: NumberedLog) => void;
}

const copy = (log: NumberedLog, suffix = ".1") => Deno.copyFileSync(log.path, log.at(suffix));
const pack = (log: NumberedLog, from = ".1", to = ".1.gz") => {
  const { atime, mtime } = Deno.statSync(log.at(from));
  Deno.writeFileSync(log.at(to), gzipSync(Deno.readFileSync(log.at(from))));
  Deno.utimeSync(log.at(to), atime!, mtime!);
  Deno.removeSync(log.at(from));
};

const CASES: readonly Case[] = [
  {
    name: "copied, written on, and truncated later",
    during: (log) => [() => copy(log), () => log.write(500), () => Deno.truncateSync(log.path), () => log.write(20)],
    after: () => {},
  },
  {
    name: "copied and written on while it is read, truncated while it is not",
    during: (log) => [() => copy(log), () => log.write(500)],
    after: (log) => {
      Deno.truncateSync(log.path);
      log.write(20);
    },
  },
  {
    name: "copied and written on while it is read, the copy compressed and the log truncated while it is not",
    during: (log) => [() => copy(log), () => log.write(500)],
    after: (log) => {
      pack(log);
      Deno.truncateSync(log.path);
      log.write(20);
    },
  },
  {
    name: "copied twice, and renamed while it is not read",
    during: (log) => [() => copy(log, ".2"), () => log.write(500), () => copy(log), () => log.write(500)],
    after: (log) => {
      Deno.renameSync(log.at(".2"), log.at(".3"));
      Deno.renameSync(log.at(".1"), log.at(".2"));
      Deno.truncateSync(log.path);
      log.write(20);
    },
  },
];

for (const { name, during, after } of CASES) {
  Deno.test(`Tailer gives each line once of a log that is ${name}`, () =>
    withLog(1_000, (log, reader) => {
      reader.run(...during(log));
      after(log);
      reader.run();
      assert.equal(reader.lines, log.written);
      reader.run(() => log.write(30));
      assert.equal(reader.lines, log.written);
    }));
}

for (const lines of [0, 4]) {
  Deno.test(`Tailer gives each line once of a log that is copied, truncated, written ${lines} lines, and renamed between two looks`, () =>
    withLog(300, (log, reader) => {
      reader.run(() => {
        copy(log, "-20260301");
        Deno.truncateSync(log.path);
        log.write(lines);
        Deno.renameSync(log.path, log.at(".1"));
        log.write(3);
      });
      assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
    }));
}

Deno.test("Tailer gives each line once of a log that is copied while nobody reads it, read on, and truncated while it is not", () =>
  withLog(1_000, (log, reader) => {
    reader.run();
    copy(log);
    log.write(500);
    reader.run(() => log.write(10));
    Deno.truncateSync(log.path);
    log.write(20);
    reader.run();
    assert.equal(reader.lines, log.written);
  }));

Deno.test("Tailer gives each line once of a log that is copied while nobody reads it, and another time replaced by a copy of itself", () =>
  withLog(300, (log, reader) => {
    reader.run();
    copy(log, "-20261126");
    reader.run();
    log.write(50);
    replaceByCopy(log);
    reader.run();
    assert.equal(reader.lines, log.written);
    replaceByCopy(log);
    reader.run(() => log.write(30), () => replaceByCopy(log));
    assert.equal(reader.lines, log.written);
    assert.equal(reader.lost, 0);
  }));

Deno.test("Tailer gives each line once of a log that was truncated while it was read, and is again, to fewer lines, and renamed while it is not", () =>
  withLog(300, async (log, reader) => {
    reader.run(() => copy(log), () => Deno.truncateSync(log.path), () => log.write(50));
    Deno.renameSync(log.at(".1"), log.at(".2"));
    copy(log);
    Deno.truncateSync(log.path);
    await log.begin(200);
    Deno.renameSync(log.at(".2"), log.at(".3"));
    Deno.renameSync(log.at(".1"), log.at(".2"));
    Deno.renameSync(log.path, log.at(".1"));
    await log.begin(100);
    reader.run();
    assert.equal(reader.lines, log.written);
    assert.equal(reader.lost, 0);
    reader.run();
    assert.equal(reader.lines, log.written);
  }));

Deno.test("Tailer gives no line again of a rotated file that is cut while it is not read", () =>
  withLog(300, (log, reader) => {
    reader.run(() => Deno.renameSync(log.path, log.at(".1")), () => log.write(50));
    Deno.truncateSync(log.at(".1"), 5_000);
    reader.run();
    assert.equal(reader.lines, log.written);
  }));

/** As `sed -i` does, where it changes nothing. */
function replaceByCopy(log: NumberedLog): void {
  copy(log, ".tmp");
  Deno.renameSync(log.at(".tmp"), log.path);
}

const append = (log: NumberedLog) => {
  const rotated = Deno.readFileSync(log.path);
  Deno.writeFileSync(log.at(".1"), rotated, { append: true });
  Deno.truncateSync(log.path);
};

Deno.test("Tailer gives each line once of a log that is added to the one before, and truncated, again and again", () =>
  withLog(300, (log, reader) => {
    const rotate = () => append(log);
    reader.run(rotate, () => log.write(40), rotate, () => log.write(3), rotate, () => log.write(50));
    log.write(20);
    append(log);
    log.write(2);
    reader.run(() => log.write(60));
    append(log);
    log.write(2);
    reader.runBriefly();
    log.write(30);
    append(log);
    log.write(1);
    reader.run();
    assert.deepEqual([reader.lines, reader.lost, reader.problems], [log.written, 0, []]);
  }));

Deno.test("Tailer gives each line once of a file that was read, and is written on while it is not", () =>
  withLog(300, (log, reader) => {
    reader.run(() => Deno.renameSync(log.path, log.at(".1")), () => log.write(5));
    log.write(40, log.at(".1"));
    log.write(40);
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));
