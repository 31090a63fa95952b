import assert from "node:assert/strict";
import { textsOf } from "./testing/mine_line.ts";

const NAMES = ["orders", "billing", "reports", "messages", "metrics", "accounts", "carts"];

/** Lines of a message with each of some words in turn, so often that all of them come back. */
function repeated(words: readonly string[], message: (word: string, line: number) => string): string[] {
  return Array.from({ length: 40 * words.length }, (_, line) => message(words[line % words.length], line));
}

Deno.test("Miner takes nouns that come back in one long message alone for names of it", () => {
  const long = repeated(
    NAMES,
    (name, line) => `Not adding owner permission: ${name} has to be created first (${line})`,
  );
  assert.deepEqual(textsOf(long), ["Not adding owner permission: <*> has to be created first (<*>)"]);
  assert.deepEqual(textsOf(long.toReversed()).length, 1);
});

Deno.test("Miner keeps words apart that a program may say in one place of a message: states, verbs, reasons, and few nouns", () => {
  const apart: readonly (readonly string[])[] = [
    ["loaded", "renewed", "removed", "added", "dropped", "moved", "merged"],
    ["load", "renew", "remove", "add", "drop", "move", "merge"],
    ["idle", "ready", "low", "full", "slow", "alive", "lost"],
    ["principal", "user", "mechanism", "realm"],
  ];
  for (const words of apart) {
    const texts = textsOf(
      repeated(words, (word, line) => `Memory for the context was short, gssapi ${word} left out (${line})`),
    );
    assert.equal(texts.length, words.length, texts.join("\n"));
  }
  const reasons = ["timeout", "memory", "quota", "protocol", "checksum", "certificate", "format"];
  const texts = textsOf(repeated(reasons, (word, line) => `Could not send message ${line} to its peer: ${word}`));
  assert.equal(texts.length, reasons.length, texts.join("\n"));
});

Deno.test("Miner takes words before a colon that begin three messages for names of all of them", () => {
  const messages = ["No cores were found", "Limit of jobs is zero", "Split out job for later use"];
  const texts = textsOf(repeated(NAMES, (name, line) => `${name}: ${messages[line % 3]}`));
  assert.deepEqual(texts.sort(), messages.map((message) => `<*>: ${message}`).sort());
});

Deno.test("Miner takes what stands before a verb such as `is` for a name, not for a state", () => {
  const names = NAMES.slice(0, 5);
  const messages = ["Table <*> was skipped", "Owner of <*> was changed", "Now <*> is not created yet"];
  const texts = textsOf(repeated(names, (name, line) => messages[line % 3].replace("<*>", name)));
  assert.deepEqual(texts.sort(), messages.toSorted());
});

Deno.test("Miner takes names for what stands after a noun though some of them end as verbs do, and states for what they are", () => {
  const named = (names: readonly string[]) =>
    textsOf(repeated(names, (name, line) => `Will check host ${name} now (${line})`));
  assert.equal(named(["staging", "shop", "billing", "search"]).length, 1);
  assert.equal(named(["starting", "idle", "busy"]).length, 3);
  assert.equal(named(["starting", "stopping", "left"]).length, 3);
});

Deno.test("Miner takes functions that come back in one message for names, though they begin with verbs", () => {
  const functions = ["get_data", "set_data", "add_worker", "drop_worker", "send_mail", "read_page", "write_page"];
  const lines = repeated(functions, (name, line) => `Calling into handler ${name} (${line})`);
  assert.deepEqual(textsOf(lines), ["Calling into handler <*> (<*>)"]);
});
