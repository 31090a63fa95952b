import assert from "node:assert/strict";
import { ProgressLine } from "./progress_line.ts";

Deno.test("ProgressLine rewrites one line on a terminal and takes it off at the end", () => {
  const written: string[] = [];
  const line = new ProgressLine((text) => written.push(text), { terminal: true });
  line.show("a", 0);
  line.show("b", 1);
  line.clear();
  assert.deepEqual(written, ["\r\x1b[2Ka", "\r\x1b[2Kb", "\r\x1b[2K"]);
});

Deno.test("ProgressLine writes a line now and then where there is no terminal", () => {
  const written: string[] = [];
  const line = new ProgressLine((text) => written.push(text), { intervalMs: 10 });
  for (const nowMs of [0, 9, 10, 15, 30]) line.show(`at ${nowMs}`, nowMs);
  line.clear();
  assert.deepEqual(written, ["at 0\n", "at 10\n", "at 30\n"]);
});
