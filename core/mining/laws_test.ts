import assert from "node:assert/strict";
import fc from "fast-check";
import { generate } from "../../testing/logs/generator.ts";
import { LOG_FORMATS } from "../../testing/logs/log_formats.ts";
import { Miner } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

const RUNS = { numRuns: 40 };

const word = fc.constantFrom(
  "user",
  "from",
  "opened",
  "closed",
  "root",
  "alice",
  "bob",
  "eth0",
  "10.0.0.1",
  "42",
  "failed",
  "a=b",
  "/tmp/x",
  "(on)",
  "-",
);
const wordLine = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
const formatLine = fc.tuple(fc.constantFrom(...Object.keys(LOG_FORMATS)), fc.nat(99)).map(([format, n]) =>
  generate(LOG_FORMATS[format], 1, n + 1)[0].line
);
const anyLine = fc.oneof(wordLine, formatLine, fc.string({ unit: "binary", maxLength: 40 }));
const lines = fc.array(anyLine, { maxLength: 120, size: "max" });

function mineAll(miner: Miner, input: readonly string[]): number[] {
  return input.map((line) => mineLine(miner, line));
}

function idsOf(miner: Miner, input: readonly string[]): string[] {
  return mineAll(miner, input).map((handle) => miner.template(handle).id);
}

Deno.test("Miner gives the same lines the same ids in two processes", () => {
  fc.assert(
    fc.property(lines, (input) => assert.deepEqual(idsOf(new Miner(), input), idsOf(new Miner(), input))),
    RUNS,
  );
});

Deno.test("Miner restored from a snapshot at any line mines the rest alike", () => {
  fc.assert(
    fc.property(lines, fc.nat(120), fc.integer({ min: 3, max: 50 }), (input, at, maxTemplates) => {
      const miner = new Miner({ maxTemplates });
      mineAll(miner, input.slice(0, at));
      const restored = Miner.restore(miner.snapshot(), { maxTemplates });
      const rest = input.slice(at);
      miner.takeEvents();
      assert.deepEqual(idsOf(restored, rest), idsOf(miner, rest));
      assert.deepEqual(restored.takeEvents(), miner.takeEvents());
      assert.equal(restored.snapshot(), miner.snapshot());
    }),
    RUNS,
  );
});

Deno.test("Miner meets no new message when it reads a file twice, and nothing changes but what is split for words that come back", () => {
  fc.assert(
    fc.property(lines, (input) => {
      const miner = new Miner();
      const first = mineAll(miner, input);
      miner.takeEvents();
      const second = mineAll(miner, input);
      for (const event of miner.takeEvents()) assert.ok(event.kind === "created" && event.ancestor !== undefined);
      assert.deepEqual(second.map((handle) => miner.resolve(handle)), first.map((handle) => miner.resolve(handle)));
    }),
    RUNS,
  );
});

Deno.test("Miner's events rebuild its templates: each merged id has one survivor, and no id is made twice", () => {
  fc.assert(
    fc.property(lines, (input) => {
      const miner = new Miner();
      const handles = mineAll(miner, input);
      const texts = new Map<string, string>(), into = new Map<string, string>();
      for (const event of miner.takeEvents()) {
        if (event.kind === "created") {
          assert.ok(!texts.has(event.id), "an id is made once");
          texts.set(event.id, event.text);
        } else if (event.kind === "generalised") {
          assert.ok(texts.has(event.id));
          texts.set(event.id, event.text);
        } else if (event.kind === "merged") {
          assert.ok(!into.has(event.id), "an id is merged once");
          assert.ok(texts.has(event.into));
          into.set(event.id, event.into);
        }
      }
      const survivors = [...texts.keys()].filter((id) => !into.has(id)).sort();
      const held = [...new Set(Array.from({ length: miner.handleCount }, (_, handle) => miner.template(handle).id))]
        .sort();
      assert.deepEqual(held, survivors);
      for (const handle of handles) {
        const { id, text, ancestors } = miner.template(handle);
        assert.equal(text, texts.get(id));
        for (const ancestor of ancestors) assert.ok(into.has(ancestor));
      }
    }),
    RUNS,
  );
});

Deno.test("learn() in a new miner keeps the ids of a registry, and nothing is created for known lines", () => {
  for (const [format, messages] of Object.entries(LOG_FORMATS)) {
    const input = generate(messages, 600).map(({ line }) => line);
    const first = new Miner();
    const ids = mineAll(first, input).map((handle) => first.template(handle).id);
    const known = new Set(ids);
    const second = new Miner();
    for (let handle = 0; handle < first.handleCount; handle++) second.learn(first.template(handle));
    const again = idsOf(second, input);
    const same = again.filter((id) => known.has(id)).length / again.length;
    assert.ok(same > 0.99, `${format}: ${same} of the lines keep a known id`);
  }
});
