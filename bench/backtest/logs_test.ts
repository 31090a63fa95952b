import assert from "node:assert/strict";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { hdfsLines } from "../pipeline/hdfs_lines.ts";
import { writeDaysLog } from "./days_log.ts";
import { writeHdfsLog } from "./hdfs_log.ts";

Deno.test("writeHdfsLog() writes lines whose times are in order", async () => {
  await inFolder((folder) => {
    const path = join(folder, "busy.log");
    writeHdfsLog(path, { sample: hdfsLines(300), lines: 1_000, linesPerSecond: 400 });
    const lines = linesOf(Deno.readTextFileSync(path));
    assert.equal(lines.length, 1_000);
    const stamps = lines.map((line) => line.slice(0, 13));
    assert.deepEqual([...new Set(stamps)], ["260302 000000", "260302 000001", "260302 000002"]);
    assert.deepEqual(stamps, stamps.toSorted());
  });
});

Deno.test("writeHdfsLog() refuses a sample without the stamps that it overwrites", async () => {
  await inFolder((folder) => {
    const sample = new TextEncoder().encode("2026-03-02 10:11:12 x\n");
    const write = () => writeHdfsLog(join(folder, "busy.log"), { sample, lines: 1, linesPerSecond: 1 });
    assert.throws(write, /^Error: Cannot make a log of the sample: expected lines that begin with a time/);
  });
});

Deno.test("writeDaysLog() writes the same lines plain and compressed, and says how many", async () => {
  await inFolder((folder) => {
    const path = join(folder, "long.log");
    const lines = writeDaysLog(path, 1);
    const text = Deno.readTextFileSync(path);
    assert.equal(linesOf(text).length, lines);
    assert.equal(new Set(linesOf(text).map((line) => line.split(" ").slice(3, 6).join(" "))).size, 80);
    assert.equal(gunzipSync(Deno.readFileSync(`${path}.gz`)).toString(), text);
  });
});

function linesOf(text: string): string[] {
  return text.trimEnd().split("\n");
}

async function inFolder(work: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
