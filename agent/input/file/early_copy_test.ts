import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { LinesSink } from "../../testing/lines_sink.ts";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withFolder } from "../../testing/with_folder.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

/** Reads a log, run after run, as agents do. */
class Reader {
  readonly #path: string;
  #nowMs = 1_000_000;
  #marks: FileCheckpoint[] = [];
  lines = 0;
  lost = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Starts, looks for 6 s while `meanwhile` does what it does, and is killed. */
  run(...meanwhile: readonly (() => void)[]): void {
    const claims = new FileClaims(this.#marks);
    const sink = new LinesSink();
    const onLost = ({ lines }: { readonly lines: number }) => this.lost += lines;
    const options = { path: this.#path, source: "app.log", from: "beginning", windowMs: 2_000, claims } as const;
    const tailer = new Tailer({ ...options, onEvent: () => {}, onLost }, this.#nowMs);
    this.#look(tailer, sink);
    for (const act of meanwhile) {
      act();
      this.#look(tailer, sink);
    }
    this.#marks = structuredClone([...claims.left, ...tailer.marks()]);
    tailer.close();
    this.lines += sink.lines.length;
  }

  #look(tailer: Tailer, sink: LinesSink): void {
    for (let look = 0; look < 60; look++) {
      this.#nowMs += 100;
      while (tailer.poll(this.#nowMs, Infinity, sink) > 0);
    }
  }
}

/** Has a log of this many lines, of an earlier time, and its reader. */
function withLog(lines: number, work: (log: NumberedLog, reader: Reader) => Promise<void> | void): Promise<void> {
  return withFolder(async (folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(lines);
    await log.later();
    await work(log, new Reader(log.path));
  });
}

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
