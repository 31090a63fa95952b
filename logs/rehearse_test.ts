import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { EventTimes } from "../core/mining/time/event_times.ts";
import { rehearse } from "./rehearse.ts";

const ENCODER = new TextEncoder();
const WRITTEN = new Date("2026-03-05T00:00:00Z");

Deno.test("rehearse() finds the order of day and month of a plain file, and of compressed ones by their beginnings", async () => {
  const days = ["05", "06", "07", "08"].map((day) => `[${day}/06/2025 10:11:12] ${"x".repeat(80)}\n`.repeat(3_000));
  const files: Record<string, string | Uint8Array>[] = [{ "a.log": days.join("") }, {
    "a.log.1.gz": gzipSync(days[0]!),
    "a.log": gzipSync(days[2]!),
  }];
  for (const content of files) {
    assert.equal(await firstTime(content, "[05/06/2025 10:11:12] x"), "2025-06-05T10:11:12.000Z");
  }
});

Deno.test("rehearse() dates lines without a year by when the file was written", async () => {
  assert.equal(await firstTime({ "a.log": "" }, "Mar 15 10:11:12 a b: x"), "2025-03-15T10:11:12.000Z");
});

Deno.test("rehearse() leaves standard input and what can't be read alone", async () => {
  const times = new EventTimes();
  await rehearse(times, ["-", "/no/such/file"]);
  assert.equal(times.referenceMs, Infinity);
});

/** What the first line's time is taken for after a rehearsal with some files, the oldest first. */
async function firstTime(files: Readonly<Record<string, string | Uint8Array>>, line: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      Deno.writeFileSync(path, typeof content === "string" ? ENCODER.encode(content) : content);
      Deno.utimeSync(path, WRITTEN, WRITTEN);
      return path;
    });
    const times = new EventTimes();
    await rehearse(times, paths);
    const bytes = ENCODER.encode(line);
    assert.equal(times.read(bytes, 0, bytes.length), "time");
    return new Date(times.ms).toISOString();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
