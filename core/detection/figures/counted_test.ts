import assert from "node:assert/strict";
import { counted } from "./counted.ts";

Deno.test("counted() says one of something, and several", () => {
  const said = [0, 1, 1_204].map((count) => counted(count, "line"));
  assert.deepEqual(said, ["0 lines", "1 line", "1,204 lines"]);
  assert.equal(counted(2, "batch", "batches"), "2 batches");
});
