import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const DAY_MS = 86_400_000;
const UP = ["up", "shop.log", "--port", "0", "--json", "--history", "7d"];

/** Lines of a shop, one every 20 s: a greeting each morning, and an hour in which everything failed. */
function lines(fromMs: number, toMs: number): string {
  const text: string[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += 20_000) {
    const hour = new Date(atMs).getUTCHours(), stamp = new Date(atMs).toISOString();
    text.push(`${stamp} INFO order ${atMs / 1000 % 9999} shipped in ${atMs % 90} ms\n`);
    if (hour === 6 && atMs % 3_600_000 < 20_000) text.push(`${stamp} INFO good morning, ${hour} jobs wait\n`);
    if (toMs - atMs < 8 * 3_600_000 && toMs - atMs > 7 * 3_600_000) {
      text.push(`${stamp} ERROR payment refused\n`.repeat(9));
    }
  }
  return text.join("");
}

Deno.test("up learns from two days that a file and its rotated one hold, calls nothing of them, and needs no learning", async () => {
  await using folder = await temporaryFolder();
  const log = join(folder.path, "shop.log"), nowMs = Date.now();
  Deno.writeFileSync(`${log}.1.gz`, gzipSync(lines(nowMs - 2 * DAY_MS, nowMs - DAY_MS)));
  const today = lines(nowMs - DAY_MS, nowMs - 20_000);
  Deno.writeTextFileSync(log, today);
  await using up = startProgram(UP, { folder: folder.path });
  await up.line(/"kind":"backlogDone"/);
  const append = (text: string) =>
    Deno.writeTextFileSync(log, `${new Date().toISOString()} ${text}\n`, { append: true });
  let written = 0;
  const writing = setInterval(() => append(`INFO order ${written++} shipped in 5 ms`), 500);
  try {
    const established = JSON.parse(await up.line(/"kind":"established"/));
    assert.ok(Math.abs(established.pastMs - 2 * DAY_MS) < 300_000, `${established.pastMs}`);
    assert.deepEqual(up.lines.filter((line) => line.includes('"kind":"learning"')), []);
    append("ERROR payment refused");
    append("FATAL disk sda1 is on fire");
    assert.match(await up.line(/"anomalyOpened"/), /"kind":"pattern".*on fire/);
    // It is named as seldom and related, and is not what was called.
    assert.ok(up.lines.every((line) => !/"anomalyOpened".*"title":"[^"]*payment refused/.test(line)));
  } finally {
    clearInterval(writing);
  }
  const all = lines(nowMs - 2 * DAY_MS, nowMs - DAY_MS) + Deno.readTextFileSync(log);
  // What is written in the very last moment would be read by the next start.
  while (await storedLines(folder.path) < all.split("\n").length - 1);
  up.signal("SIGINT");
  await up.status;
  assert.deepEqual(up.errors, []);
  assert.equal(await storedLines(folder.path), all.split("\n").length - 1);
});

async function storedLines(folder: string): Promise<number> {
  await using summary = startProgram(["eval", "--json"], { folder });
  await summary.status;
  return JSON.parse(summary.lines[0]!).lines;
}
