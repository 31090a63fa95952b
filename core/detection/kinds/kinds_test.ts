import assert from "node:assert/strict";
import { type AnomalyKind, kindOf, KINDS } from "./kinds.ts";

/** Grafana's colours, without the greens, which mean that all is well. */
const CHART_COLOURS = ["red", "orange", "yellow", "blue", "purple"].flatMap((hue) =>
  ["dark-", "semi-dark-", "", "light-"].map((shade) => shade + hue)
);

for (const { name } of KINDS) {
  Deno.test(`KINDS name "${name}" by one lowercase word, which queries and columns can hold`, () => {
    assert.match(name, /^[a-z]+$/, `Cannot name a kind "${name}": expected one lowercase word, such as "drop"`);
  });
}

Deno.test("KINDS have names and chart colours of their own", () => {
  assert.equal(new Set(KINDS.map(({ name }) => name)).size, KINDS.length);
  const taken = KINDS.map(({ colours }) => colours.chart as string);
  const twice = taken.filter((colour, at) => taken.indexOf(colour) !== at);
  const free = CHART_COLOURS.filter((colour) => !taken.includes(colour));
  assert.deepEqual(twice, [], `${twice} is another kind's colour; these are free: ${free.join(", ")}`);
});

Deno.test("KINDS have titles that say what is seen, without a word of statistics", () => {
  for (const { title } of KINDS) assert.doesNotMatch(title, /season|sigma|outlier|residual/i);
});

Deno.test("kindOf() finds each kind by its name, and refuses one that there is none of", () => {
  for (const kind of KINDS) assert.equal(kindOf(kind.name), kind);
  assert.throws(() => kindOf("tide" as AnomalyKind), /Cannot show an anomaly of kind "tide": expected frequency, /);
});
