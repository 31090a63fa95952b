import assert from "node:assert/strict";
import { LEVELS, Miner, type MiningEvent, SnapshotError } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

function textOf(lines: readonly string[]): string[] {
  const miner = new Miner();
  const handles = lines.map((line) => mineLine(miner, line));
  return handles.map((handle) => miner.template(handle).text);
}

Deno.test("Miner gives lines that differ in values one template", () => {
  const [first, second] = textOf([
    "Jun 14 15:16:01 combo sshd[19939]: Connection closed by 10.0.0.1 after 12 ms",
    "Jul  1 05:02:00 combo sshd[7]: Connection closed by 10.20.30.40 after 3 s",
  ]);
  assert.equal(first, second);
  assert.equal(first, "Connection closed by <*> after <*>");
});

Deno.test("Miner keeps states apart that few lines tell apart", () => {
  const texts = textOf(["VM Started (Lifecycle Event)", "VM Paused (Lifecycle Event)"]);
  assert.notEqual(texts[0], texts[1]);
});

Deno.test("Miner names the level of a line's header", () => {
  const miner = new Miner();
  mineLine(miner, "2024-01-01 10:00:00 WARN disk is nearly full");
  assert.equal(LEVELS[miner.lastLevel], "warn");
  mineLine(miner, "2024-01-01 10:00:01 WARN disk is nearly full");
  assert.equal(LEVELS[miner.lastLevel], "warn", "on the fast path too");
  mineLine(miner, "no header here");
  assert.equal(LEVELS[miner.lastLevel], "-");
});

Deno.test("Miner records a merge once and resolves the merged handle", () => {
  const miner = new Miner();
  const first = mineLine(miner, "session opened for user root");
  const second = mineLine(miner, "session opened for user cyrus");
  assert.equal(miner.resolve(second), miner.resolve(first));
  const merged = miner.takeEvents().filter((event): event is MiningEvent & { kind: "merged" } =>
    event.kind === "merged"
  );
  assert.equal(merged.length, 1);
  assert.equal(merged[0].into, miner.template(first).id);
  assert.deepEqual(miner.template(first).ancestors, [merged[0].id]);
});

Deno.test("Miner puts newcomers above the cap into the overflow template", () => {
  const miner = new Miner({ maxTemplates: 2 });
  for (const word of ["alpha one", "beta two", "gamma three", "delta four"]) mineLine(miner, word);
  const handle = mineLine(miner, "epsilon five");
  assert.equal(miner.template(handle).id, "overflow");
  assert.equal(miner.takeEvents().filter((event) => event.kind === "overflowed").length, 1);
});

Deno.test("learn() gives a known template's lines its id", () => {
  const miner = new Miner();
  miner.learn({ id: "00000000000000aa", text: "job <*> done by <*>", sample: "job 12 done by alice" });
  assert.equal(miner.template(mineLine(miner, "job 7 done by bob")).id, "00000000000000aa");
  assert.deepEqual(miner.takeEvents(), []);
});

Deno.test("restore() refuses a corrupt and a future snapshot", () => {
  const miner = new Miner();
  mineLine(miner, "hello world");
  const text = miner.snapshot();
  assert.equal(Miner.restore(text).snapshot(), text);
  assert.throws(() => Miner.restore(text.slice(0, -2)), SnapshotError);
  assert.throws(() => Miner.restore(text.replace("logiq-miner 3", "logiq-miner 99")), SnapshotError);
  assert.throws(() => Miner.restore(""), SnapshotError);
});
