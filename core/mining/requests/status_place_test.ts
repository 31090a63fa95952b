import assert from "node:assert/strict";
import { textsOf } from "../testing/mine_line.ts";

const STAMP = "2026-11-26 00:00:00.123 INFO ";

Deno.test("Miner keeps the class of a status where Rails or Phoenix say what they answered", () => {
  for (
    const [lines, texts] of [
      [["Sent 200 in 5ms", "Sent 503 in 7ms", "Sent 204 in 8ms"], ["Sent 2xx in <*>ms", "Sent 5xx in <*>ms"]],
      [["Completed 500 Internal Server Error in 7ms", "Completed 200 OK in 8ms"], [
        "Completed 5xx Internal Server Error in <*>ms",
        "Completed 2xx OK in <*>ms",
      ]],
    ] as const
  ) assert.deepEqual(textsOf(lines.map((line) => STAMP + line)), texts);
});

Deno.test("Miner takes another number after such a word for a value", () => {
  for (const said of ["Completed % steps", "Sent % bytes"]) {
    const lines = ["7", "17", "404", "503"].map((n) => STAMP + said.replace("%", n));
    assert.equal(textsOf(lines).length, 1, said);
  }
});
