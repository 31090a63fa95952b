import assert from "node:assert/strict";
import { textsOf } from "../testing/mine_line.ts";

Deno.test("Miner takes an amount and its currency for one value, whichever is first", () => {
  assert.deepEqual(textsOf(["EUR", "USD", "SEK"].map((code) => `paid 12.50 ${code} for order 7`)), [
    "paid <*> for order <*>",
  ]);
  assert.deepEqual(textsOf(["EUR", "CHF"].map((code) => `paid ${code} 12.50 for order 7`)), ["paid <*> for order <*>"]);
});

Deno.test("Miner takes no word in capitals but a currency's code for a part of an amount", () => {
  const lines = ["GET", "PUT", "TCP"].map((word) => `sent 7 ${word} to the peer`);
  assert.equal(textsOf(lines).length, lines.length);
});

Deno.test("Miner takes a number and its unit for one value", () => {
  assert.deepEqual(textsOf(["mm", "bar", "°C", "dBm"].map((unit) => `measured 7 ${unit} at the gate`)), [
    "measured <*> at the gate",
  ]);
});
