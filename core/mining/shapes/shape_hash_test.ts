import assert from "node:assert/strict";
import { ShapeHash } from "./shape_hash.ts";

function shapeOf(line: string): string {
  const bytes = new TextEncoder().encode(line);
  const shape = new ShapeHash();
  shape.scan(bytes, 0, bytes.length);
  return `${shape.key} ${shape.check}`;
}

const ALIKE: readonly (readonly [string, string])[] = [
  ["took 12 ms", "took 7 ms"],
  ["blk_7503483334202473044 lost", "blk_-1 lost".replace("-", "")],
  ["id 9f3b-ab12-00ff", "id 11aa-12bc-dead"],
  ["at 00:16:3e:ab:cd:ef", "at 00:ab:3e:11:cd:00"],
  ["a  b", "a b"],
];
const APART: readonly (readonly [string, string])[] = [
  ["Started", "Paused"],
  ["eth0 up", "wlan0 up"],
  ["a b", "ab"],
  ["", "a"],
];

Deno.test("ShapeHash is the same for lines that differ in values, and differs with words", () => {
  for (const [a, b] of ALIKE) assert.equal(shapeOf(a), shapeOf(b), `${a} / ${b}`);
  for (const [a, b] of APART) assert.notEqual(shapeOf(a), shapeOf(b), `${a} / ${b}`);
});
