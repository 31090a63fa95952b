import assert from "node:assert/strict";
import { Progress } from "./progress.ts";

Deno.test("Progress shows a line four times a second at most, and clears it at the end", () => {
  const written: string[] = [];
  let nowMs = 1000;
  {
    using progress = new Progress({ write: (text) => written.push(text), isTerminal: true, now: () => nowMs });
    for (const ms of [1000, 1100, 1250, 1499]) {
      nowMs = ms;
      progress.show(() => `${ms} lines`);
    }
  }
  assert.deepEqual(written, ["\r\x1b[K1000 lines", "\r\x1b[K1250 lines", "\r\x1b[K"]);
});

Deno.test("Progress shows nothing where there is no terminal", () => {
  using progress = new Progress({ write: () => assert.fail("nothing is written"), isTerminal: false });
  progress.show(() => assert.fail("no line is made"));
});
