import assert from "node:assert/strict";
import { withLog } from "../../testing/log_reader.ts";

const LINE = "a job is done\n";

Deno.test("Tailer gives each line of a log that says the same again and again, and is renamed, while it is read and while it is not", () =>
  withLog(0, async (log, reader) => {
    const write = (count: number) => Deno.writeTextFileSync(log.path, LINE.repeat(count), { append: true });
    const rotate = () => {
      Deno.renameSync(log.path, log.at(`.${rotations++}`));
      write(520);
    };
    let rotations = 1;
    write(500);
    reader.run(() => write(20), rotate, rotate);
    assert.equal(reader.lines, 3 * 520);
    await log.later();
    rotate();
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [4 * 520, 0]);
  }));

Deno.test("Tailer gives each line of a log that says the same again and again, is removed while it is not read, and begun anew", () =>
  withLog(0, (log, reader) => {
    Deno.writeTextFileSync(log.path, LINE.repeat(500));
    reader.run();
    Deno.writeTextFileSync(log.at(".new"), LINE.repeat(600));
    Deno.renameSync(log.at(".new"), log.path);
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [1_100, 1]);
  }));

Deno.test("Tailer gives each line once of a log that says the same again and again, and is copied and truncated", () =>
  withLog(0, (log, reader) => {
    Deno.writeTextFileSync(log.path, LINE.repeat(500));
    const rotate = () => {
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
    };
    reader.run(rotate, () => Deno.writeTextFileSync(log.path, LINE.repeat(300)));
    rotate();
    Deno.writeTextFileSync(log.path, LINE.repeat(200));
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [1_000, 0]);
  }));
