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

Deno.test("MessageSamples has a line of shortly before an incident until one of its own time is known", () => {
  const asked: string[] = [];
  const lines = new Map([["web", [{ atMs: 980_000, line: "lost 6" }]]]);
  const samples = new MessageSamples({
    template: (_, id) => ({ text: `${id} <*>`, sample: "old" }),
    lines: (source, id) => {
      asked.push(`${source} ${id}`);
      return lines.get(source) ?? [];
    },
  });
  samples.take(episode(1_060_000));
  assert.deepEqual(asked, ["web a", "db r"]);
  assert.deepEqual(samples.words("e", "web", "a"), { text: "a <*>", sample: "lost 6" });
  lines.set("web", [{ atMs: 1_010_000, line: "lost 7" }, ...lines.get("web")!]);
  lines.set("db", [{ atMs: 1_100_000, line: "rotated 3" }]);
  for (const endMs of [1_120_000, 1_180_000]) samples.take(episode(endMs));
  assert.deepEqual(asked.slice(2), ["web a", "db r"]);
  assert.deepEqual(samples.words("e", "web", "a"), { text: "a <*>", sample: "lost 7" });
  assert.deepEqual(samples.words("e", "db", "r"), { text: "r <*>", sample: "rotated 3" });
  assert.deepEqual(samples.words("e", "db", "x"), { text: "x <*>", sample: "old" });
});
