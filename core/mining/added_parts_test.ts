import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { mineLine, textsOf } from "./testing/mine_line.ts";

const SHORT = (n: number) => `disconnect from host${n} after ${n} bytes`;
const LONG = (n: number) => `${SHORT(n)}, ${n} commands`;

Deno.test("Miner takes a part after a comma that some lines have and others not for one of their message, in whatever order", () => {
  for (const lines of [[SHORT(1), LONG(2)], [LONG(1), SHORT(2)]]) {
    assert.deepEqual(textsOf(lines), ["disconnect from host<*> after <*> bytes"]);
  }
  const within = [
    "closing AMQP connection <0.1.0> (10.0.0.1:7)",
    "closing AMQP connection <0.1.0> (10.0.0.1:7, vhost: 'a', user: 'b')",
  ];
  assert.equal(textsOf([...within, `${within[0]}: client left`, `${within[1]}: client left`]).length, 2);
  assert.equal(textsOf(["joined a1 with b2 on k7: 3 rows", "joined a1 with b2 on k7, k8: 4 rows"]).length, 1);
});

Deno.test("Miner finds lines with such a part by their message without it, with no new message, also in a miner that goes on", () => {
  const miner = new Miner();
  const first = mineLine(miner, SHORT(1));
  const { id } = miner.template(first);
  mineLine(miner, LONG(2));
  const restored = Miner.restore(miner.snapshot());
  restored.takeEvents();
  for (const line of [`${SHORT(3)}, ${3} replies`, SHORT(4)]) {
    assert.equal(restored.template(mineLine(restored, line)).id, id);
  }
  assert.deepEqual(restored.takeEvents().filter(({ kind }) => kind === "created"), []);
});

Deno.test("Miner keeps apart what a program says more in words alone, after a preposition, or of a short message", () => {
  const apart = [
    ["Failed to read data from disk", "Failed to read data from disk, giving up"],
    ["Error reading data from its keeper", "Error reading data from its keeper for node 3"],
    ["session closed", "session closed, 3 left"],
    ["total of 13 errors detected and corrected", "total of 13 errors detected and corrected over 5 seconds"],
  ];
  for (const lines of apart) assert.equal(textsOf(lines).length, 2, lines[0]);
});
