import assert from "node:assert/strict";
import type { SampleLine } from "../core/counter_batch.ts";
import type { Episode } from "../core/detection/episode.ts";
import { WrittenLines } from "./written_lines.ts";

const episode = (template: string, members: readonly string[] = []) =>
  ({
    id: `of ${template}`,
    source: "pay",
    template,
    startMs: 1_000_000,
    endMs: 1_060_000,
    contributors: [],
    incident: { members: members.map((each) => ({ source: "pay", template: each })) },
  }) as unknown as Episode;

/** A store with one line for each message but "c". */
function scriptedStore() {
  const asked: (string | undefined)[] = [];
  const samples = (filter?: { readonly source?: string; readonly template?: string }) => {
    const template = filter!.template!;
    asked.push(template);
    const line: SampleLine = { source: "pay", template, atMs: 1_000_000, line: `{"msg":"${template}"}` };
    return Promise.resolve(template === "c" ? [] : [line]);
  };
  return { asked, store: { samples } };
}

Deno.test("WrittenLines has a line of an episode's message and of each that takes part, asked for once", async () => {
  const { asked, store } = scriptedStore();
  const lines = new WrittenLines(store);
  await lines.load([episode("a", ["a", "b", "*"])]);
  await lines.load([episode("a", ["b"])]);
  assert.equal(lines.of("of a", { source: "pay", template: "a" }), '{"msg":"a"}');
  assert.deepEqual(asked, ["a", "b"]);
});

Deno.test("WrittenLines asks again for a line that the store did not have", async () => {
  const { asked, store } = scriptedStore();
  const lines = new WrittenLines(store);
  await lines.load([episode("c")]);
  await lines.load([episode("c")]);
  assert.equal(lines.of("of c", { source: "pay", template: "c" }), undefined);
  assert.deepEqual(asked, ["c", "c"]);
});

Deno.test("WrittenLines has the first line of the episode's own time, once there is one", async () => {
  const at = (atMs: number): SampleLine => ({ source: "pay", template: "a", atMs, line: `at ${atMs}` });
  const samples = [at(500_000), at(990_000), at(950_000)];
  const lines = new WrittenLines({ samples: () => Promise.resolve(samples) });
  await lines.load([episode("a")]);
  assert.equal(lines.of("of a", { source: "pay", template: "a" }), "at 990000");
  samples.unshift(at(2_000_000), at(1_050_000), at(1_020_000));
  await lines.load([episode("a")]);
  assert.equal(lines.of("of a", { source: "pay", template: "a" }), "at 1020000");
});
