import assert from "node:assert/strict";
import { join } from "node:path";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withLog } from "../../testing/log_reader.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { FileClaims } from "./file_claims.ts";
import { Generations } from "./generations.ts";
import { OpenFile } from "./open_file.ts";

for (const maxLines of [0, 20, 50]) {
  Deno.test(`Generations reads the rest of a copy that it finds before the truncation is seen, ${maxLines} lines being read`, () =>
    withFolder((folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      log.write(50);
      const current = new OpenFile(log.path);
      const nothing = () => {};
      const on = { onProblem: nothing, onArrival: nothing, onLost: nothing };
      const options = {
        path: log.path,
        source: "app.log",
        windowMs: 100,
        claims: new FileClaims(),
        isPast: () => false,
      };
      const generations = new Generations({}, { ...options, ...on });
      generations.beginNow(current);
      const arrival = { mode: "live", preexisting: false } as const;
      if (maxLines > 0) current.readLines({ limit: Infinity, maxLines, arrival, sink: { chunk: () => nothing } });
      const { size, writtenMs, offset } = current;
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      const search = { current, isBacklog: false, nowMs: 0 };
      generations.change(search);
      assert.deepEqual(generations.rotated.files.map((file) => file.offset), maxLines < 50 ? [offset] : []);
      assert.equal(generations.truncate({ ...current.mark(), writtenMs }, search), size);
      generations.close();
      current.close();
    }));
}

Deno.test("Generations tells how many lines a log is likely to have got before it was truncated unseen", () =>
  withLog(1_000, (log, reader) => {
    const bornMs = Date.now(),
      wasWritten = (afterMs: number) => Deno.utimeSync(log.path, 0, (bornMs + afterMs) / 1_000);
    wasWritten(100_000);
    reader.run();
    Deno.truncateSync(log.path);
    log.write(10);
    wasWritten(300_000);
    reader.run();
    const [, about] = /: at least 1, about (\d+) were it written on as before, lines may be lost$/.exec(
      reader.problems[0]!,
    )!;
    assert.equal(reader.lost, 1);
    assert.ok(Math.abs(Number(about) - 2_000) < 20, about);
  }));
