import assert from "node:assert/strict";
import { join } from "node:path";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const FAST = ["--detector", "sigma", "--window", "400ms", "--slot", "200ms", "--port", "0", "--json"];

/** Appends a line every 5 ms until stopped. */
function steadyLines(path: string): { stop(): Promise<number>; burst(line: string, times: number): void } {
  let written = 0;
  const append = (text: string) => Deno.writeTextFileSync(path, text, { append: true });
  const timer = setInterval(
    () => append(`2026-01-01 00:00:00 INFO request ${written++} served in ${written % 90} ms\n`),
    5,
  );
  return {
    burst: (line, times) => {
      append(`${line}\n`.repeat(times));
      written += times;
    },
    stop: () => {
      clearInterval(timer);
      return Promise.resolve(written);
    },
  };
}

Deno.test("up calls a new message and a spike in a growing file, and Ctrl-C ends it with 130 within two seconds", async () => {
  await using folder = await temporaryFolder();
  const log = join(folder.path, "service.log");
  await Deno.writeTextFile(log, "2026-01-01 00:00:00 INFO service started\n");
  await using up = startProgram(["up", "service.log", ...FAST], { folder: folder.path });
  await up.line(/"kind":"fileOpened"/);
  const writer = steadyLines(log);
  await up.line(/"kind":"established"/);
  writer.burst("2026-01-01 00:00:00 ERROR disk sda1 is on fire", 1);
  assert.match(await up.line(/"anomalyOpened".*"kind":"pattern"/), /disk <\*> is on fire|disk sda1 is on fire/);
  writer.burst("2026-01-01 00:00:00 INFO request 1 served in 1 ms", 3000);
  await up.line(/"anomalyOpened".*"kind":"frequency".*"template":"\*"/);
  const written = await writer.stop() + 1;
  const began = performance.now();
  up.signal("SIGINT");
  up.signal("SIGINT");
  assert.equal((await up.status).code, 130);
  assert.ok(performance.now() - began < 2000);
  assert.deepEqual(up.errors, []);

  await using again = startProgram(["up", "service.log", ...FAST], { folder: folder.path });
  await again.line(/"kind":"backlogDone"|"kind":"window"/);
  // The last record waits a second for lines that belong to it.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  again.signal("SIGINT");
  await again.status;
  await using summary = startProgram(["eval", "--json"], { folder: folder.path });
  await summary.status;
  assert.equal(JSON.parse(summary.lines[0]).lines, written);
});
