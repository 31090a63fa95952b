import assert from "node:assert/strict";
import { Progress } from "./progress.ts";

function output(isTerminal: boolean) {
  const written: string[] = [];
  return {
    written,
    isTerminal: () => isTerminal,
    writeSync: (bytes: Uint8Array) => written.push(new TextDecoder().decode(bytes)),
  };
}

Deno.test("Progress shows a line four times a second at most, and clears it at the end", () => {
  const terminal = output(true);
  let nowMs = 1000;
  {
    using progress = new Progress(terminal, () => nowMs);
    for (const ms of [1000, 1100, 1250, 1499]) {
      nowMs = ms;
      progress.show(() => `${ms} lines`);
    }
  }
  assert.deepEqual(terminal.written, ["\r\x1b[K1000 lines", "\r\x1b[K1250 lines", "\r\x1b[K"]);
});

Deno.test("Progress shows nothing where there is no terminal", () => {
  const pipe = output(false);
  {
    using progress = new Progress(pipe);
    progress.show(() => assert.fail("no line is made"));
  }
  assert.deepEqual(pipe.written, []);
});
