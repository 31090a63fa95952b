import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ruleOf } from "../../../../core/mining/records/record_rule.ts";
import { FileCalls } from "../../../testing/file_calls.ts";
import { LinesSink } from "../../../testing/lines_sink.ts";
import { withFolder } from "../../../testing/with_folder.ts";
import type { Arrival } from "../../record_feed.ts";
import { OpenFile } from "../open_file.ts";
import { survey } from "./survey.ts";

const LOG = "a request took 12 ms\n".repeat(100);
const LIVE: Arrival = { mode: "live", preexisting: false };

for (const isTruncated of [false, true]) {
  const state = isTruncated ? "truncated" : "there";
  Deno.test(`survey() takes a copy for read once its last record is given out, which a file that is ${state} has left to another copy`, () =>
    withFolder((folder) => {
      const path = join(folder, "app.log"), rotated = `${path}.1`;
      const sink = new LinesSink(), openRule = () => ruleOf(() => false);
      const read = (file: OpenFile) => file.readLines({ limit: Infinity, maxLines: Infinity, arrival: LIVE, sink });
      Deno.writeTextFileSync(path, LOG);
      Deno.writeTextFileSync(rotated, LOG);
      const current = new OpenFile(path, { openRule }), other = new OpenFile(rotated, { followedAs: path, openRule });
      read(current);
      other.resume(current.mark());
      current.forgetRecord();
      read(other);
      Deno.writeFileSync(`${rotated}.gz`, gzipSync(LOG));
      Deno.removeSync(rotated);
      if (isTruncated) Deno.truncateSync(path);
      const query = { path, wanted: [], done: [], open: [other, current], current, sinceMs: 0, linked: [] };
      const look = () => {
        const truncated = isTruncated ? current : undefined;
        const { copies, ...found } = survey({ ...query, truncated, isTaken: () => false, nowMs: Date.now() });
        assert.deepEqual([found.files, found.archives], [[], []]);
        return [found.isPending, copies.map(({ offset }) => offset)];
      };
      assert.deepEqual(look(), [true, []]);
      other.flushRecord(sink);
      assert.equal(sink.lines.length, 100);
      assert.deepEqual(look(), [false, [LOG.length]]);
      for (const file of [current, other]) file.close();
    }));
}

Deno.test("survey() finds what is wanted in a compressed file that was known as a copy of something else, and is written over", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log"), archive = `${path}.1.gz`, next = LOG.replaceAll("12", "13");
    Deno.writeTextFileSync(path, LOG);
    const current = new OpenFile(path);
    current.readLines({ limit: Infinity, maxLines: Infinity, arrival: LIVE, sink: new LinesSink() });
    const query = { path, open: [], sinceMs: 0, linked: [], isTaken: () => false };
    const compress = (text: string, atMs: number) => {
      Deno.writeFileSync(archive, gzipSync(text));
      Deno.utimeSync(archive, atMs / 1_000, atMs / 1_000);
    };
    compress(LOG, 1_000_000);
    const { copies: done } = survey({ ...query, wanted: [], done: [], open: [current], current, nowMs: 2_000_000 });
    assert.equal(done.length, 1);
    current.close();
    Deno.writeTextFileSync(path, next);
    const read = new OpenFile(path);
    const wanted = [{ ...read.mark(), writtenMs: 1_500_000 }];
    read.close();
    const look = () => survey({ ...query, wanted, done, nowMs: 2_000_000 });
    assert.equal(look().missing.length, 1);
    compress(LOG, 1_600_000);
    assert.deepEqual([look().archives, look().missing.length], [[], 1], "as before, but for its time");
    compress(next, 1_700_000);
    assert.deepEqual([look().archives.length, look().missing], [1, []]);
  }));

for (const lines of [20, 2_000]) {
  Deno.test(`survey() awaits more of a copy of ${lines} unread lines, whenever it grows under its look`, () =>
    withFolder((folder) => {
      using calls = new FileCalls();
      const path = join(folder, "app.log"), copy = `${path}.1`;
      const log = Array.from({ length: lines }, (_, i) => `request ${i} took 12 ms\n`).join("");
      Deno.writeTextFileSync(path, log);
      const current = new OpenFile(path);
      const query = { path, wanted: [], done: [], open: [current], current, sinceMs: 0, linked: [] };
      for (let moment = 0, left = -1; left < 0; moment++) {
        Deno.writeTextFileSync(copy, log.slice(0, log.length / 2));
        const look = () => survey({ ...query, isTaken: () => false, nowMs: Date.now() });
        left = moment;
        const { isPending, files } = calls.during(look, () => {
          if (left-- === 0) Deno.writeTextFileSync(copy, log);
        });
        assert.deepEqual([isPending, files], [true, []], `moment ${moment}`);
      }
      current.close();
    }));
}
