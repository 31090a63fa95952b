import assert from "node:assert/strict";
import { UsualMoves } from "./usual_moves.ts";

function learned(moves: readonly number[], hours = 336): UsualMoves {
  const usual = new UsualMoves();
  for (let hour = 0; hour < hours; hour++) usual.learn(moves[hour % moves.length]!);
  return usual;
}

Deno.test("UsualMoves is three standard deviations of what hours did, within bounds, and the most at first", () => {
  assert.equal(new UsualMoves().most, 2);
  assert.ok(Math.abs(Math.log(learned([0.1, -0.1]).most) - 0.3) < 0.03);
  assert.equal(learned([0]).most, 1.1);
  assert.equal(learned([2, -2]).most, 2);
});

Deno.test("UsualMoves is hardly moved by four hours of a change, and goes on from its state", () => {
  const usual = learned([0.03, -0.03]), before = usual.most;
  for (let hour = 0; hour < 4; hour++) usual.learn(Math.LN2);
  assert.ok(usual.most < before + 0.1, `${before} ${usual.most}`);
  assert.equal(new UsualMoves(JSON.parse(JSON.stringify(usual.toState()))).most, usual.most);
});
