import assert from "node:assert/strict";
import fc from "fast-check";
import type { SampleLine } from "../../core/counter_batch.ts";
import { SAMPLES_PER_TEMPLATE } from "../ports/templates.ts";
import { SampleRings } from "./sample_rings.ts";

const sampleArbitrary = fc.record({
  source: fc.constantFrom("app", "web"),
  template: fc.constantFrom("a", "b"),
  line: fc.string(),
  atMs: fc.nat(1000),
});

Deno.test("place() keeps the newest lines of each template, however they are cut into calls", () => {
  fc.assert(fc.property(fc.array(fc.array(sampleArbitrary)), (calls) => {
    const database = new Map<string, SampleLine>();
    let rings = new SampleRings();
    for (const [i, samples] of calls.entries()) {
      for (const { sample, place } of rings.place(samples)) {
        database.set(JSON.stringify([sample.source, sample.template, place]), sample);
      }
      if (i % 3 === 2) rings = restored(database);
    }
    assert.deepEqual(times([...database.values()]), times(calls.flat()));
  }));
});

Deno.test("place() gives a line that is there already no second place", () => {
  const rings = new SampleRings();
  const sample = { source: "app", template: "a", line: "x", atMs: 1 };
  assert.deepEqual(rings.place([sample, sample]), [{ sample, place: 0 }]);
  assert.deepEqual(rings.place([sample]), []);
  assert.deepEqual(rings.place([{ ...sample, line: "y" }]).map(({ place }) => place), [1]);
});

function restored(database: ReadonlyMap<string, SampleLine>): SampleRings {
  const rings = new SampleRings();
  for (const [key, sample] of database) rings.load({ sample, place: JSON.parse(key)[2] });
  return rings;
}

/** Times of each template's newest lines, the same line at the same time once, as the port has it. */
function times(samples: readonly SampleLine[]): Record<string, number[]> {
  const distinct = new Map(samples.map((sample) => [JSON.stringify(sample), sample]));
  const groups = Object.groupBy(distinct.values(), ({ source, template }) => `${source}/${template}`);
  const newest = (group: readonly SampleLine[]) => group.map(({ atMs }) => atMs).sort((a, b) => b - a);
  return Object.fromEntries(
    Object.entries(groups).map(([key, group = []]) => [key, newest(group).slice(0, SAMPLES_PER_TEMPLATE)]),
  );
}
