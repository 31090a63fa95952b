import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ClosedWindow } from "./closed_window.ts";
import { FileWindows } from "./file_windows.ts";
import { line, type ScriptedLine, START_MS, WINDOW_MS, written } from "./testing/scripted_lines.ts";

async function read(files: FileWindows): Promise<ClosedWindow[]> {
  const windows: ClosedWindow[] = [];
  for await (const batch of files.windows(new AbortController().signal)) windows.push(...batch);
  return windows;
}

async function withFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  check: (paths: string[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "logiq-windows-" });
  try {
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      if (typeof content === "string") Deno.writeTextFileSync(path, content);
      else Deno.writeFileSync(path, content);
      return path;
    });
    await check(paths);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function steady(fromWindow: number, toWindow: number): ScriptedLine[] {
  return Array.from(
    { length: toWindow - fromWindow },
    (_, i) => line(fromWindow + i, "INFO all is well", { second: 1 }),
  );
}

function summary(windows: readonly ClosedWindow[]): string {
  return windows.map(({ startMs, endMs, total, coverage }) => {
    const [from, to] = [startMs, endMs].map((ms) => (ms - START_MS) / WINDOW_MS);
    return `${from}-${to}:${total} ${coverage}`;
  }).join(", ");
}

Deno.test("FileWindows reads rotated and compressed files of one log as one", async () => {
  const files = { "a.log.1.gz": gzipSync(written(steady(0, 3))), "a.log": written(steady(3, 5)) };
  await withFiles(files, async (paths) => {
    const windows = await read(new FileWindows({ logs: [{ source: "a", files: paths }], windowMs: WINDOW_MS }));
    assert.equal(summary(windows), "1-2:1 whole, 2-3:1 whole, 3-4:1 whole, 4-5:1 whole");
  });
});

Deno.test("FileWindows puts lines out of order where they belong, and says what became of every line", async () => {
  const lines = [...steady(0, 40), line(2, "INFO late by seconds"), ...steady(40, 80), line(2, "WARN very late")];
  const text = `a line before all times\n${written(lines)}  at a further line of the record\n`;
  await withFiles({ "a.log": text }, async (files) => {
    const source = new FileWindows({ logs: [{ source: "a", files }], windowMs: WINDOW_MS, reorderMs: 80_000 });
    const windows = await read(source);
    assert.equal(windows.find(({ startMs }) => startMs === START_MS + 2 * WINDOW_MS)?.total, 2);
    const { stats } = source.readings.get("a")!;
    const inWindows = windows.reduce((sum, { total }) => sum + total, 0);
    assert.equal(stats.read, lines.length + 2);
    assert.equal(inWindows + stats.timeless + stats.late + stats.early, stats.read);
    assert.deepEqual(stats, { read: 84, timeless: 3, late: 0, early: 1 });
  });
});

Deno.test("FileWindows knows a log's last window in part, and a gap of days not at all", async () => {
  const daysOn = 2 * 86_400_000 / WINDOW_MS;
  const lines = [...steady(0, 3), line(daysOn, "INFO all is well"), line(daysOn + 1, "INFO all is well")];
  await withFiles({ "a.log": written(lines) }, async (files) => {
    const windows = await read(new FileWindows({ logs: [{ source: "a", files }], windowMs: WINDOW_MS }));
    const expected = `1-2:1 whole, 2-3:1 whole, 3-${daysOn}:0 unknown, ${daysOn}-${daysOn + 1}:1 whole`;
    assert.equal(summary(windows), `${expected}, ${daysOn + 1}-${daysOn + 2}:1 part`);
  });
});

Deno.test("FileWindows gives windows of any length", async () => {
  await withFiles({ "a.log": written(steady(0, 90)) }, async (files) => {
    const windows = await read(new FileWindows({ logs: [{ source: "a", files }], windowMs: 60_000 }));
    assert.equal(summary(windows), "30-60:30 whole, 60-90:30 whole");
  });
});

Deno.test("FileWindows of a log without times, and of an empty one, has no windows", async () => {
  await withFiles({ "a.log": "no time\nnone either", "b.log": "" }, async ([a, b]) => {
    const logs = [{ source: "a", files: [a!] }, { source: "b", files: [b!] }];
    const source = new FileWindows({ logs, windowMs: WINDOW_MS });
    assert.deepEqual(await read(source), []);
    assert.equal(source.readings.get("a")!.stats.timeless, 2);
  });
});

Deno.test("FileWindows gives windows of lines that are hours apart in small batches, and ends in the middle of them", async () => {
  const hours = Array.from(
    { length: 9 },
    (_, hour) => `${new Date(START_MS + hour * 3_600_000).toISOString()} INFO a\n`,
  );
  await withFiles({ "a.log": hours.join("") }, async ([path]) => {
    const options = { logs: [{ source: "a", files: [path] }], windowMs: 2_000 };
    const sizes: number[] = [];
    for await (const batch of new FileWindows(options).windows(new AbortController().signal)) sizes.push(batch.length);
    assert.deepEqual([Math.max(...sizes), sizes.reduce((sum, size) => sum + size)], [1_000, 8 * 1_800]);
    const abort = new AbortController();
    let batches = 0;
    for await (const _ of new FileWindows(options).windows(abort.signal)) if (++batches === 2) abort.abort();
    assert.equal(batches, 2);
  });
});
