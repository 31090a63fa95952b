import assert from "node:assert/strict";
import { COMMANDS, commandsOf } from "./commands.ts";

Deno.test("COMMANDS call each command by its own name", async () => {
  const names = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load())().name()));
  assert.deepEqual(names, Object.keys(COMMANDS));
});

Deno.test("commandsOf() loads what the first word names, and all for anything else", () => {
  assert.deepEqual(commandsOf(["agent", "api"]), [COMMANDS.agent]);
  for (const words of [[], ["--help"], ["agnt"], ["toString"]]) {
    assert.deepEqual(commandsOf(words), Object.values(COMMANDS));
  }
});
