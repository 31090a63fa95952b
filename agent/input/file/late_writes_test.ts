import assert from "node:assert/strict";
import { withLog } from "../../testing/log_reader.ts";

const wait = () => {};

Deno.test("Tailer reads once what a writer adds to a file long after it was renamed, and again after the next rotation", () =>
  withLog(50, (log, reader) => {
    const rotate = () => {
      for (const [from, to] of [[".1", ".2"], ["", ".1"]] as const) {
        if (from === "" || log.written > 60) Deno.renameSync(log.at(from), log.at(to));
      }
      log.write(5);
    };
    reader.run(
      rotate,
      wait,
      () => log.write(7, log.at(".1")),
      () => log.write(3),
      wait,
      rotate,
      () => log.write(4, log.at(".2")),
      wait,
      () => log.write(2, log.at(".1")),
      wait,
    );
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
    reader.run(wait, () => log.write(6, log.at(".1")), wait);
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));

Deno.test("Tailer takes nothing for a late write that is added to a file that was given up, and was read at the log's path", () =>
  withLog(50, (log, reader) => {
    const add = () => Deno.writeTextFileSync(log.at(".1"), Deno.readTextFileSync(log.path), { append: true });
    reader.run(
      () => {
        Deno.renameSync(log.path, log.at(".1"));
        log.write(5);
      },
      wait,
      add,
      () => Deno.truncateSync(log.path),
      () => log.write(8),
      () => {
        add();
        Deno.truncateSync(log.path);
      },
      wait,
      () => log.write(3),
    );
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));
