import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { pack } from "../../testing/pack.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { OpenFile } from "./open_file.ts";
import { tarredLog } from "./tarred_log.ts";

const LOG = "a request took 12 ms\n".repeat(10_000);

/** A log that was read up to `offset` and is in a tar beside it by now. */
async function tarred(folder: string, name: string, { offset = 100_000, content = LOG } = {}): Promise<FileCheckpoint> {
  const path = join(folder, "app.log");
  Deno.writeTextFileSync(path, LOG);
  const file = new OpenFile(path);
  file.skipTo(offset);
  const mark = file.mark();
  file.close();
  Deno.writeTextFileSync(path, content);
  await pack(path, name);
  return mark;
}

for (const name of ["app.log.1.tar", "app-20261126.tar.gz", "logs.tgz"]) {
  Deno.test(`tarredLog() finds in ${name} how much it holds of a log`, () =>
    withFolder(async (folder) => {
      const mark = await tarred(folder, name);
      assert.deepEqual(tarredLog(mark), { path: join(folder, name), size: LOG.length });
    }));
}

Deno.test("tarredLog() passes by what describes files, and what is no tar, is cut off, another log's, or has less than was read", () =>
  withFolder(async (folder) => {
    const path = join(folder, "app.tar");
    const mark = await tarred(folder, "app.tar");
    const tar = Deno.readFileSync(path);
    const described = new Uint8Array(1_024);
    described.set(tar.subarray(0, 512));
    described.set(new TextEncoder().encode("x"), 156);
    described.set(new TextEncoder().encode("00000000100"), 124);
    Deno.writeFileSync(path, new Uint8Array([...described, ...tar]));
    assert.equal(tarredLog(mark)?.size, LOG.length);
    const odd = [tar.subarray(0, 300), tar.subarray(0, 520), gzipSync(tar), new Uint8Array(0), new Uint8Array(4_096)];
    for (const bytes of odd) {
      Deno.writeFileSync(path, bytes);
      assert.equal(tarredLog(mark), undefined);
    }
    Deno.writeFileSync(join(folder, "app.tar.gz"), tar);
    assert.equal(tarredLog(mark), undefined);
    assert.equal(tarredLog(await tarred(folder, "app.tar", { content: LOG.replace("12", "13") })), undefined);
    assert.equal(tarredLog(await tarred(folder, "app.tar", { content: LOG.slice(0, 50_000) })), undefined);
  }));
