import assert from "node:assert/strict";
import { reconcile } from "./reconcile.ts";
import { survivors } from "./survivors.ts";

Deno.test("survivors() of a settled registry leads from each replaced id to its end in one step", () => {
  const texts = { a: "took 5 whole ms", b: "took <*> whole ms", c: "took <*> ms", d: "disk full" };
  const claims: Record<string, string> = { a: "b", b: "c" };
  const records = Object.entries(texts).map(([id, text]) => ({
    source: "s",
    id,
    text,
    sample: "",
    firstSeenMs: 1,
    initial: false,
    ...(claims[id] === undefined ? {} : { replacedBy: claims[id] }),
  }));
  assert.deepEqual([...survivors(reconcile([], records, 1))], [["a", "c"], ["b", "c"]]);
});
