import assert from "node:assert/strict";
import { BoundedLabels } from "./bounded_labels.ts";

Deno.test("BoundedLabels tells the first values apart, and puts the others together", () => {
  const labels = new BoundedLabels(2);
  assert.deepEqual(["a", "b", "c", "a", "d"].map((value) => labels.label(value)), ["a", "b", "other", "a", "other"]);
});
