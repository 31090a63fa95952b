import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { textsOf } from "./testing/mine_line.ts";

const PLAYERS = [
  "steve",
  "luna",
  "owen",
  "notch",
  "alex",
  "petra",
  "jesse",
  "olivia",
  "lukas",
  "axel",
  "ivor",
  "soren",
  "gabriel",
  "magnus",
  "radar",
  "stella",
];
const KNOWN = [
  ...PLAYERS.map((name) => `gave the sword to ${name} today`),
  ...PLAYERS.map((name) => `last seen: ${name} in the cave`),
];
const KNOWN_TEXTS = ["gave the sword to <*> today", "last seen: <*> in the cave"];

Deno.test("Miner takes two words for values that are values of two other messages, also where a message begins", () => {
  const lines = [...KNOWN, "steve drowned yesterday", "luna drowned yesterday"];
  assert.deepEqual(textsOf(lines), [...KNOWN_TEXTS, "<*> drowned yesterday"]);
  const others = [...KNOWN, "order drowned yesterday", "basket drowned yesterday"];
  assert.equal(textsOf(others).length, KNOWN_TEXTS.length + 2);
});

Deno.test("Miner takes two words after a preposition for values that are values of one other message", () => {
  const lines = [...KNOWN.slice(0, PLAYERS.length), "no home for steve here", "no home for luna here"];
  assert.deepEqual(textsOf(lines), ["gave the sword to <*> today", "no home for <*> here"]);
});

Deno.test("Miner joins what differed in words once these are known for values", () => {
  const early = ["hit steve twice", "hit luna twice"];
  assert.deepEqual(textsOf([...early, ...KNOWN]), ["hit <*> twice", ...KNOWN_TEXTS]);
});

Deno.test("Miner does not split what has few words that come back and are values of other messages", () => {
  const few = PLAYERS.slice(0, 5).flatMap((name) => Array.from({ length: 40 }, () => `the crown of ${name} is mine`));
  assert.deepEqual(textsOf([...KNOWN, ...few]), [...KNOWN_TEXTS, "the crown of <*> is mine"]);
  const states = ["frozen", "stale", "rotten", "hollow", "lit"];
  const messages = ["disk no 7 found %", "pool of 8 disks turned % today"];
  const lines = states.flatMap((state) => messages.map((message) => message.replace("%", state)));
  assert.equal(textsOf(Array.from({ length: 40 }, () => lines).flat()).length, lines.length);
});

Deno.test("Miner takes three words for values that are values of one other message, not two, nor where states stand", () => {
  const known = KNOWN.slice(PLAYERS.length), [, text] = KNOWN_TEXTS;
  const lines = ["steve", "luna", "owen"].map((name) => `${name} drowned yesterday`);
  assert.deepEqual(textsOf([...known, ...lines]), [text, "<*> drowned yesterday"]);
  assert.equal(textsOf([...known, ...lines.slice(1)]).length, 3);
  const states = ["steve", "luna", "owen"].map((name) => `door is ${name} again`);
  assert.equal(textsOf([...known, ...states]).length, 4);
});

Deno.test("Miner takes words in several places of a message for values that are values of two other messages", () => {
  const lines = [["steve", "luna"], ["owen", "notch"]].map(([one, two]) => `now ${one} and ${two} fight at last`);
  assert.deepEqual(textsOf([...KNOWN, ...lines]), [...KNOWN_TEXTS, "now <*> and <*> fight at last"]);
});

Deno.test("Miner restored from a snapshot knows which words are values", () => {
  const miner = new Miner();
  textsOf(KNOWN, miner);
  const lines = ["steve drowned yesterday", "luna drowned yesterday"];
  assert.deepEqual(textsOf(lines, Miner.restore(miner.snapshot())), ["<*> drowned yesterday"]);
});
