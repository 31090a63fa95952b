import assert from "node:assert/strict";
import { fillMessage, holdsMessage } from "./message_values.ts";
import { scenarioLines } from "./scenario_lines.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";

function seeded(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

for (const scenario of SCENARIOS) {
  Deno.test(`scenarioLines() of ${scenario.name} drive each phase at its rate, its messages in even shares`, () => {
    const lines = [...scenarioLines(scenario, { random: seeded(7) })];
    let from = 0;
    for (const phase of scenario.phases) {
      const own = lines.slice(from, from += phase.lines);
      assert.ok(own.every((line) => line.phase === phase));
      const seconds = (own.at(-1)!.dueMs - own[0].dueMs) / 1000;
      const rate = (own.length - 1) / seconds;
      assert.ok(Math.abs(rate / (scenario.baseRate * phase.rate) - 1) < 0.02, `${phase.name}: ${rate} lines/s`);
      for (const message of phase.messages) {
        const times = phase.messages.filter((each) => each === message).length;
        const share = own.length * times / phase.messages.length;
        assert.ok(Math.abs(own.filter((line) => line.message === message).length - share) <= times, message.text);
      }
    }
    assert.equal(from, lines.length);
  });
}

Deno.test("scenarioLines() runs the same scenario faster", () => {
  const last = (speed: number) => [...scenarioLines(SCENARIOS[0], { random: seeded(7), speed })].at(-1)!.dueMs;
  assert.ok(Math.abs(last(1) / last(20) - 20) < 1e-6);
});

Deno.test("fillMessage() and holdsMessage() agree, and an unknown placeholder is refused", () => {
  const message = { level: "INFO", text: "User {user} of {node} left" } as const;
  assert.ok(holdsMessage(`x ${fillMessage(message, seeded(3))}`, message));
  assert.ok(!holdsMessage("User 1 left", message));
  assert.throws(
    () => fillMessage({ level: "INFO", text: "{colour}" }, seeded(3)),
    /"\{colour\}": expected one of user/,
  );
});
