import assert from "node:assert/strict";
import { withLog } from "../../testing/log_reader.ts";
import type { NumberedLog } from "../../testing/numbered_log.ts";

type Edit = (lines: readonly string[]) => readonly string[];

const EDITS: readonly (readonly [string, Edit])[] = [
  ["without its first lines", (lines) => lines.slice(200)],
  ["without a line in its middle", (lines) => lines.toSpliced(100, 1)],
  ["with a line of another length", (lines) => lines.with(50, "out of sight")],
  ["with another beginning of the same length", (lines) => lines.with(0, lines[0]!.replaceAll(/./g, "x"))],
];

const WRITES: readonly (readonly [string, (log: NumberedLog, text: string) => void])[] = [
  ["in its place", ({ path }, text) => Deno.writeTextFileSync(path, text)],
  ["as another file", (log, text) => {
    Deno.writeTextFileSync(log.at(".tmp"), text);
    Deno.renameSync(log.at(".tmp"), log.path);
  }],
];

for (const [what, edit] of EDITS) {
  for (const [how, write] of WRITES) {
    const change = (log: NumberedLog) => write(log, edit(Deno.readTextFileSync(log.path).split("\n")).join("\n"));
    const told = /" was written anew with what was read of it: about \d+ lines, .*, are not counted again$/;
    Deno.test(`Tailer gives no line again of a log that is written ${how} ${what} while it is read`, () =>
      withLog(300, (log, reader) => {
        reader.run(() => log.write(20), () => change(log), () => log.write(30));
        assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
      }));

    Deno.test(`Tailer gives no line again of a log that is written ${how} ${what} while it is not read`, () =>
      withLog(300, (log, reader) => {
        reader.run();
        log.write(40);
        change(log);
        log.write(10);
        reader.run();
        reader.run();
        assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
        assert.match(reader.problems.join("\n"), told);
      }));
  }
}

Deno.test("Tailer gives each line of a log that says the same again and again, is removed, and begun anew", () =>
  withLog(0, (log, reader) => {
    const lines = "a job is done\n".repeat(100);
    Deno.writeTextFileSync(log.path, `first\n${lines}`);
    reader.run(() => Deno.removeSync(log.path), () => Deno.writeTextFileSync(log.path, `second\n${lines}${lines}`));
    assert.equal(reader.lines, 302);
  }));

Deno.test("Tailer says how many lines may count again of a log whose earlier state takes its place", () =>
  withLog(300, (log, reader) => {
    const restore = () => {
      Deno.copyFileSync(log.at(".saved"), log.path);
      log.write(10);
    };
    reader.run(() => Deno.copyFileSync(log.path, log.at(".saved")), () => log.write(100), restore);
    assert.equal(reader.lines, log.written + 300);
    restore();
    reader.run();
    assert.equal(reader.problems.length, 2);
    for (const said of reader.problems) assert.match(said, /anew with the same header: .*about 31\d lines count again/);
  }));
