import assert from "node:assert/strict";
import { textsOf } from "../testing/mine_line.ts";

Deno.test("Miner takes single words that commas part for one value, however many they are", () => {
  const lists = [
    "net_amount, customer_id",
    "sku, net_amount, customer_id",
    "country, sku, email, region",
    "updated_at, a, b, c, d, e, f, g, h, i",
  ];
  const lines = lists.map((list) => `joined orders on ${list}: 7 rows`);
  assert.deepEqual(textsOf(lines), ["joined orders on <*>: <*> rows"]);
  assert.deepEqual(textsOf(lists.map((list) => `columns missing: ${list}`)), ["columns missing: <*>"]);
});

for (
  const lines of [
    ["disk sd_a, ok", "disk sd_a, broken"],
    ["lost my_node, giving up", "lost my_node, going on"],
    ["moved net_amount, sku_name by hand", "moved net_amount, sku_name by cron"],
    ["refused, retrying, late", "refused, stopping, late"],
  ]
) {
  Deno.test(`Miner takes no part of a sentence for a list: "${lines[0]}"`, () => {
    assert.deepEqual(textsOf(lines), lines);
  });
}

Deno.test("Miner takes pairs in brackets after a name for one value, however many they are", () => {
  assert.deepEqual(
    textsOf([
      "task Load(date=2026-11-27, region=eu) is late",
      "task Load(date=2026-11-28, region=us, full=True) is late",
      "task Load(id=7) is late",
    ]),
    ["task Load(<*>) is late"],
  );
  assert.deepEqual(textsOf(["got Item{id=7} here", "got Item{id=8, size=3} here"]), ["got Item{<*>} here"]);
});

Deno.test("Miner keeps a state that is among the pairs in brackets after a name", () => {
  const lines = ["job(7) ended Result(id=7, status=passed)", "job(7) ended Result(id=7, status=failed)"];
  assert.equal(textsOf(lines).length, 2);
});
