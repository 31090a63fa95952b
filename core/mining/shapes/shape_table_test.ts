import assert from "node:assert/strict";
import { ShapeTable } from "./shape_table.ts";

Deno.test("ShapeTable tells shapes with one key apart by their check", () => {
  const table = new ShapeTable(10);
  table.set(7, 1, 11);
  table.set(7, 2, 22);
  assert.equal(table.get(7, 1), 11);
  assert.equal(table.get(7, 2), 22);
  assert.equal(table.get(7, 3), 0);
});

Deno.test("ShapeTable keeps the shapes that are met and forgets the others when it is full", () => {
  const table = new ShapeTable(100);
  table.set(1, 1, 5);
  for (let shape = 2; shape < 1000; shape++) {
    table.set(shape, shape, shape);
    table.get(1, 1);
  }
  assert.equal(table.get(1, 1), 5);
  assert.ok(table.size <= 100);
  assert.equal(table.forgotten, 999 - table.size);
});

Deno.test("ShapeTable grows without losing a shape", () => {
  const table = new ShapeTable(100_000);
  for (let shape = 1; shape <= 50_000; shape++) table.set(Math.imul(shape, 0x9e3779b1), shape, shape);
  for (let shape = 1; shape <= 50_000; shape++) assert.equal(table.get(Math.imul(shape, 0x9e3779b1), shape), shape);
});

Deno.test("ShapeTable gives the value that replaced one, and writes values as it is told", () => {
  const table = new ShapeTable(10);
  table.set(7, 1, 11);
  table.set(7, 2, 22);
  table.replace(7, 2, 33);
  assert.deepEqual([table.get(7, 1), table.get(7, 2)], [11, 33]);
  const restored = new ShapeTable(10);
  restored.restore(table.dump((value) => value === 33 ? 22 : value), table.capacity);
  assert.deepEqual([restored.get(7, 1), restored.get(7, 2)], [11, 22]);
});

Deno.test("a ShapeTable of few shapes takes little room: a process may have a thousand", () => {
  const table = new ShapeTable(100_000);
  for (let shape = 1; shape < 100; shape++) table.set(shape, shape, shape);
  assert.ok(table.capacity * 16 <= 4_096, `${table.capacity} slots`);
});
