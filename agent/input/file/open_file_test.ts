import assert from "node:assert/strict";
import { join } from "node:path";
import { FileCalls } from "../../testing/file_calls.ts";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { OpenFile } from "./open_file.ts";

for (
  const [what, isTruncated, unread] of [
    ["the lines that it got since", false, 30],
    ["what it had of a file that was truncated since, not what it has", true, undefined],
  ] as const
) {
  Deno.test(`OpenFile.mark() says of what is not read ${what}`, () =>
    withFolder((folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      log.write(10);
      const file = new OpenFile(log.path);
      const arrival = { mode: "live", preexisting: false } as const;
      file.readLines({ limit: Infinity, maxLines: 10, arrival, sink: { chunk: () => () => {} } });
      if (isTruncated) Deno.truncateSync(log.path);
      log.write(30);
      assert.equal(file.mark().unread, unread);
      file.close();
    }));
}

Deno.test("OpenFile.mark() says how many lines are not read though none was read since the file was opened", () =>
  withFolder((folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(100);
    const before = new OpenFile(log.path);
    before.skipToEnd();
    const mark = before.mark();
    before.close();
    log.write(300);
    const file = new OpenFile(log.path);
    file.resume(mark);
    const { unread = 0 } = file.mark();
    assert.ok(unread > 290 && unread < 310, `${unread}`);
    file.close();
  }));

Deno.test("OpenFile knows of nothing unread that was truncated, and written anew, while it was first read", () =>
  withFolder((folder) => {
    using calls = new FileCalls();
    for (let moment = 0, isOver = false; !isOver; moment++) {
      const log = new NumberedLog(join(folder, `app.log${moment}`));
      log.write(0);
      const file = new OpenFile(log.path);
      assert.equal(file.isIntact(), true);
      log.write(9);
      const arrival = { mode: "live", preexisting: false } as const;
      const read = () => file.readLines({ limit: Infinity, maxLines: 100, arrival, sink: { chunk: () => () => {} } });
      let left = moment;
      calls.during(read, () => {
        if (left-- !== 0) return;
        Deno.truncateSync(log.path);
        log.write(30);
      });
      isOver = left >= 0;
      if (!isOver) assert.ok(file.most <= file.seen, `${file.most} of ${file.seen} at moment ${moment}`);
      file.close();
    }
  }));
