import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { mineLine, textsOf } from "./testing/mine_line.ts";

const UNITS = [
  "Daily apt download activities",
  "Rotate log files",
  "OpenBSD Secure Shell server",
  "Permit User Sessions",
  "Network Manager Script Dispatcher Service",
  "Clean php session files",
];
const VERBS = ["Starting", "Stopping", "Finished"];
const LINES = VERBS.flatMap((verb) => UNITS.map((unit) => `${verb} ${unit}.`));

Deno.test("Miner takes phrases that two messages have in common for values of both, in whatever order they come", () => {
  const expected = VERBS.map((verb) => `${verb} <*>.`).sort();
  assert.deepEqual(textsOf(LINES).sort(), expected);
  assert.deepEqual(textsOf(LINES.toReversed()).sort(), expected);
});

Deno.test("Miner finds such a message by a phrase that it has not had, also in a miner that goes on", () => {
  const miner = new Miner();
  for (const line of LINES.slice(0, 11)) mineLine(miner, line);
  const restored = Miner.restore(miner.snapshot());
  for (const line of LINES.slice(11)) mineLine(restored, line);
  restored.takeEvents();
  mineLine(restored, "Starting Network Time Synchronization.");
  assert.deepEqual(restored.takeEvents().filter(({ kind }) => kind === "created"), []);
});

Deno.test("Miner keeps messages apart that begin with a name, or come after a colon, and names that two of them share together", () => {
  const messages = ["returned to its depot", "battery below limit", "checked out by driver again"];
  for (const begins of [(name: string) => `${name} `, (name: string) => `${name}: `]) {
    const lines = ["scooter", "van", "bike"].flatMap((name) => messages.map((message) => begins(name) + message));
    assert.ok(textsOf(lines).length >= messages.length);
  }
});

Deno.test("Miner takes a name in quotes for one though a word of it ends as verbs do", () => {
  const names = ["Yoga", "Lunch Ride", "HIIT", "Swim", "Long Sunday Run", "Core"],
    devices = ["Edge 530", "Watch S9", "Band 7 Pro", "Old Phone", "Forerunner", "Ring of 2"];
  const lines = names.flatMap((name) => devices.map((device) => `user u1 uploaded '${name}' from ${device}: 3 km`));
  assert.equal(textsOf([...lines, "user u1 uploaded 'Evening walk' from Band 7 Pro: 5 km"]).length, 1);
});

Deno.test("Miner keeps messages apart that say of a few things the same two things: what is one of four is no value", () => {
  const things = ["Apache Access request", "Apache Access referer", "DNS domain", "Apache Access user agent"];
  const lines = ["New characters in", "High entropy in"].flatMap((what) =>
    things.map((thing) => `${what} ${thing}. ip=<*>`)
  );
  assert.equal(textsOf(lines).length, lines.length);
});
