import assert from "node:assert/strict";
import { ListTurns } from "./list_turns.ts";

const BOUNDS = { atOnce: 3, ofCaller: 2, waitingOfCaller: 2, waiting: 3 };
const BUSY = { name: "RequestError", status: 503, headers: { "Retry-After": "1" } };

Deno.test("ListTurns puts few lists together at once, few of one caller, and refuses at once where too many wait", async () => {
  const turns = new ListTurns(BOUNDS);
  const { promise: work, resolve: finish } = Promise.withResolvers<void>();
  const begun: string[] = [];
  const ask = (caller: string) =>
    turns.run(caller, async () => {
      begun.push(caller);
      await work;
    });
  const asked = ["a", "a", "a", "a"].map(ask);
  await assert.rejects(ask("a"), BUSY);
  asked.push(ask("b"), ask("b"));
  await assert.rejects(ask("c"), BUSY);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(begun, ["a", "a", "b"]);
  finish();
  await Promise.all(asked);
  assert.deepEqual(begun.toSorted(), ["a", "a", "a", "a", "b", "b"]);
  await turns.run("c", () => Promise.resolve());
});

Deno.test("ListTurns goes on after a list that failed", async () => {
  const turns = new ListTurns({ atOnce: 1, ofCaller: 1, waitingOfCaller: 1, waiting: 1 });
  const failing = turns.run("a", () => Promise.reject(new Error("no")));
  const waiting = turns.run("a", () => Promise.resolve("list"));
  await assert.rejects(failing, { message: "no" });
  assert.equal(await waiting, "list");
});
