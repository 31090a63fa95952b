import assert from "node:assert/strict";
import { Miner } from "../core/mining/miner.ts";
import { mined } from "./testing/mined.ts";

const GRPC = ["OK", "Unavailable", "NotFound", "DeadlineExceeded", "Internal", "Unknown", "Canceled", "Aborted"];
const SQL = ["40001", "23505", "57014", "40P01", "HY000", "08006", "42P01", "53300"];
const NUMBERS = ["0", "14", "5", "4", "13", "2", "1", "10"];

/** How programs write a state beside what they say; `%` is the state, `#` a number. */
const FORMS: readonly (readonly [form: string, states: readonly string[]])[] = [
  ["2026-11-27T06:11:12Z ERROR call # failed: rpc error: code = % desc = deadline of # ms", GRPC],
  ["2026-11-27T06:11:12Z INFO finished unary call with code % in # ms", GRPC],
  ["2026-11-27T06:11:12Z INFO call # done grpc.code=% grpc.time_ms=#", GRPC],
  ["2026-11-27T06:11:12Z INFO call # done grpc_code=% after # ms", NUMBERS],
  ["2026-11-27T06:11:12Z INFO call # done grpc-status: % after # ms", NUMBERS],
  ["2026-11-27T06:11:12Z ERROR query # failed: SQLSTATE % after # ms", SQL],
  ["2026-11-27T06:11:12Z ERROR duplicate key # (SQLSTATE %)", SQL],
  ["2026-11-27T06:11:12Z ERROR SQLSTATE[%]: table # is gone", SQL],
  ["2026-11-27T06:11:12Z ERROR SQL Error: #, SQLState: %", SQL],
  ["2026-11-27T06:11:12Z ERROR statement [#]; SQL state [%]; error", SQL],
  ["2026-11-27T06:11:12Z ERROR query # failed sqlstate=%", SQL],
  ['{"level":"error","msg":"query # failed","sqlstate":"%"}', SQL],
  ['{"level":"info","msg":"call # done","grpc.code":"%","n":#}', GRPC],
  ['level=info msg="call # done" grpc_code=% n=#', NUMBERS],
];

for (const [form, states] of FORMS) {
  Deno.test(`a state stays in "${form}", whatever the order`, () => {
    const lines = Array.from({ length: 160 }, (_, i) => ({ i, state: states[(i * 5 + (i >> 3)) % states.length]! }));
    const miner = new Miner();
    const templates = mined(
      miner,
      lines.map(({ i, state }) => form.replace("%", state).replaceAll("#", `${i + 1000}`)),
    );
    const ids = new Map(lines.map(({ state }, i) => [state, templates[i].id]));
    assert.equal(new Set(ids.values()).size, states.length);
    templates.forEach(({ id, text }, i) => {
      assert.equal(id, ids.get(lines[i].state));
      assert.ok(text.includes(lines[i].state), text);
    });
    const learned = new Miner();
    for (const { id, text } of templates) learned.learn({ id, text });
    const again = lines.map(({ i, state }) => form.replace("%", state).replaceAll("#", `${i + 5000}`));
    assert.deepEqual(mined(learned, again).map(({ id }) => id), templates.map(({ id }) => id));
  });
}

Deno.test("what no name stands before is no state", () => {
  const texts = ["row 40001 of 23505", "row 23505 of 40001", "code 77 given", "code 78 given"];
  const templates = mined(new Miner(), texts.map((text) => `2026-11-27T06:11:12Z INFO ${text}`));
  assert.deepEqual([...new Set(templates.map(({ text }) => text))], ["row <*> of <*>", "code <*> given"]);
});
