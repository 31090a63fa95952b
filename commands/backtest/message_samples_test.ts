import assert from "node:assert/strict";
import type { Episode } from "../../core/detection/episode.ts";
import { MessageSamples } from "./message_samples.ts";

const episode = (endMs: number) =>
  ({
    ...{ id: "e", source: "web", template: "*", startMs: 1_000_000, endMs, contributors: [] },
    incident: {
      members: [{ source: "web", template: "a" }],
      related: [{ source: "db", template: "r" }],
    },
  }) as unknown as Episode;

Deno.test("MessageSamples keeps the first line of the incident's own time that is known while it goes on", () => {
  const asked: unknown[] = [];
  const lines = new Map([["web", "lost 7"]]);
  const samples = new MessageSamples({
    template: (_, id) => ({ text: `${id} <*>`, sample: "old" }),
    line: (source, id, fromMs, toMs) => {
      asked.push([source, id, fromMs, toMs]);
      return lines.get(source);
    },
  });
  samples.take(episode(1_060_000));
  assert.deepEqual(asked, [["web", "a", 700_000, 1_360_000], ["db", "r", 700_000, 1_360_000]]);
  lines.set("web", "lost 8").set("db", "rotated 3");
  samples.take(episode(1_120_000));
  assert.equal(asked.length, 3);
  assert.deepEqual(samples.words("web", "a"), { text: "a <*>", sample: "lost 7" });
  assert.deepEqual(samples.words("db", "r"), { text: "r <*>", sample: "rotated 3" });
  assert.deepEqual(samples.words("db", "x"), { text: "x <*>", sample: "old" });
});
