import assert from "node:assert/strict";
import { levelOfLine } from "./level_of_line.ts";

const LINES = [
  ["2026-01-02T03:04:05Z ERROR [db] lost 3", "error"],
  ['{"time":"2026-01-02T03:04:05Z","level":60,"msg":"out of memory"}', "fatal"],
  ['{"log":"2026-01-02 03:04:05 WARN slow\\n","stream":"stdout"}', "warn"],
  ["level=info msg=started", "info"],
  ["java.lang.Exception: no\n\tat ERROR", "-"],
  ["nothing said", "-"],
  ["", "-"],
] as const;

for (const [line, level] of LINES) {
  Deno.test(`levelOfLine() of ${JSON.stringify(line)} is ${level}`, () => assert.equal(levelOfLine(line), level));
}
