import assert from "node:assert/strict";
import { join } from "node:path";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { FileClaims } from "./file_claims.ts";
import { Generations } from "./generations.ts";
import { OpenFile } from "./open_file.ts";

/** Files of a log whose file at the path is `current`, and how they are looked for. */
function generationsOf(log: NumberedLog, current: OpenFile) {
  const nothing = () => {};
  const on = { isPast: () => false, onProblem: nothing, onArrival: nothing, onLost: nothing };
  const options = { path: log.path, source: "app.log", windowMs: 100, claims: new FileClaims() };
  const generations = new Generations({}, { ...options, ...on });
  generations.beginNow(current);
  return { generations, search: { current, isBacklog: false, nowMs: 0 } };
}

function readLines(current: OpenFile, maxLines: number): void {
  const arrival = { mode: "live", preexisting: false } as const;
  current.readLines({ limit: Infinity, maxLines, arrival, sink: { chunk: () => () => {} } });
}

for (const maxLines of [0, 20, 50]) {
  Deno.test(`Generations reads the rest of a copy that it finds before the truncation is seen, ${maxLines} lines being read`, () =>
    withFolder((folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      log.write(50);
      const current = new OpenFile(log.path);
      const { generations, search } = generationsOf(log, current);
      if (maxLines > 0) readLines(current, maxLines);
      const { size, writtenMs, offset } = current;
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      generations.change(search);
      assert.deepEqual(generations.rotated.files.map((file) => file.offset), maxLines < 50 ? [offset] : []);
      const copied = generations.truncate({ ...current.mark(), writtenMs }, search);
      assert.equal(copied, maxLines < 50 ? size : undefined);
      generations.close();
      current.close();
    }));
}

Deno.test("Generations reads a copy of what a file has after one truncation, and before the next", () =>
  withFolder((folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(50);
    const current = new OpenFile(log.path);
    const { generations, search } = generationsOf(log, current);
    readLines(current, 50);
    Deno.truncateSync(log.path);
    log.write(10);
    Deno.copyFileSync(log.path, log.at(".1"));
    generations.truncate(current.mark(), search);
    Deno.truncateSync(log.path);
    current.restart();
    generations.change(search);
    assert.deepEqual(generations.rotated.files.map((file) => file.offset), [0]);
    generations.close();
    current.close();
  }));

Deno.test("Generations reads a copy that it has seen while the original was there, once that is truncated unread, at whatever time", () =>
  withFolder((folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(0);
    const current = new OpenFile(log.path);
    const { generations, search } = generationsOf(log, current);
    log.write(10);
    Deno.copyFileSync(log.path, log.at(".1"));
    generations.change(search);
    assert.equal(generations.rotated.files.length, 0);
    Deno.truncateSync(log.path);
    Deno.utimeSync(log.path, new Date(), new Date(Date.now() + 5_000));
    generations.see(Date.now() + 5_000);
    generations.change(search);
    assert.deepEqual(generations.rotated.files.map((file) => file.offset), [0]);
    generations.close();
    current.close();
  }));
