import assert from "node:assert/strict";
import { MOST } from "./most.ts";

Deno.test("MOST are the numbers that SECURITY.md promises", async () => {
  const text = await Deno.readTextFile(new URL("../../SECURITY.md", import.meta.url));
  const row = text.split("\n").find((line) => line.startsWith("| Cardinality |")) ?? "";
  const promised = [...row.matchAll(/(\d[\d,]*) (sources|hosts|templates|series of points|series|agents)/g)];
  const numbers = Object.fromEntries(promised.map(([, number, what]) => [what, Number(number!.replaceAll(",", ""))]));
  assert.deepEqual(numbers, {
    sources: MOST.sources,
    hosts: MOST.hostsPerSource,
    templates: MOST.templatesPerSource,
    series: MOST.series,
    "series of points": MOST.pointSeries,
    agents: MOST.heartbeats,
  });
});
