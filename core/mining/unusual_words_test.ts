import { strictEqual } from "node:assert";
import { Miner } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

const STAMP = "2026-03-02T10:11:12.345Z INFO ";

/** How many templates messages have that differ in a word, each of which is met several times. */
function templatesOf(message: string, words: readonly string[], miner = new Miner()): number {
  const handles = [1, 2, 3, 4].flatMap(() => words.map((word) => mineLine(miner, STAMP + message.replace("%", word))));
  return new Set(handles.map((handle) => miner.template(handle).id)).size;
}

Deno.test("Miner takes three words for names that programs do not say, though they come back", () => {
  strictEqual(templatesOf("Policy of % could not be applied", ["juno", "krypton", "talon"]), 1);
  strictEqual(
    templatesOf("% could not start: no memory was left", ["juno", "krypton", "talon"]),
    1,
    "also where they begin a message",
  );
  strictEqual(
    templatesOf("Policy of % could not be applied", ["juno", "cobalt-raven", "BlueFinch"]),
    1,
    "and of several words",
  );
});

Deno.test("Miner takes names of what does something for values, though they come back, and not what is wrong", () => {
  strictEqual(templatesOf("No listener was found for %", ["RegionScanner", "TaskRunner", "ShuffleHandler"]), 1);
  strictEqual(
    templatesOf("The request was refused: % again", ["InvalidHeader", "UnknownServer", "BadParameter", "KeyError"]),
    4,
  );
});

Deno.test("Miner takes two such names for values after a colon or a bracket", () => {
  for (
    const message of [
      "No policy was found for the realm: %",
      "Stopped the queue (%) of the server",
    ]
  ) {
    strictEqual(templatesOf(message, ["juno", "krypton"]), 1, message);
  }
  strictEqual(templatesOf("Policy of % could not be applied", ["juno", "krypton"]), 2);
  strictEqual(templatesOf("could not read data: %: no memory left", ["sname", "lname"]), 2);
});

Deno.test("Miner leaves words apart that programs say, or that end as states do", () => {
  strictEqual(templatesOf("The valve was found % by the controller", ["open", "shut", "stuck"]), 3);
  strictEqual(templatesOf("The valve was found % by the controller", ["quiescent", "inoperable", "unseated"]), 3);
  strictEqual(templatesOf("% startup succeeded", ["cupsd", "klogd", "hcid"]), 3, "and names that begin what is short");
});

Deno.test("Miner has no opinion of the words of another language", () => {
  const words = ["gestartet", "gestoppt", "verloren"];
  strictEqual(templatesOf("Job 12 in Queue main %", words), 3);
  strictEqual(templatesOf("Die Verbindung zum Server in Halle 3 ging %", words), 3);
});

Deno.test("Miner takes two names of one message for values together", () => {
  const miner = new Miner();
  const names = ["juno", "krypton", "talon", "quartz"];
  const handles = names.map((name, i) =>
    mineLine(miner, `${STAMP}Moved ${name} away from ${names[(i + 1) % 4]} because it is full`)
  );
  strictEqual(new Set(handles.map((handle) => miner.template(handle).text)).size, 1);
  strictEqual(miner.template(handles[0]).text, "Moved <*> away from <*> because it is full");
});

Deno.test("a restored miner knows the language of its source", () => {
  const miner = new Miner();
  for (
    const message of [
      "Queue size limit was exceeded",
      "Log file rotation failed",
      "Session timeout was reached",
      "No free memory left",
    ]
  ) {
    for (const tail of ["on startup", "on shutdown"]) mineLine(miner, `${STAMP}${message} ${tail}`);
  }
  const restored = Miner.restore(miner.snapshot());
  const words = ["juno", "krypton", "talon"];
  strictEqual(
    templatesOf("Scope % user access group", words, restored),
    templatesOf("Scope % user access group", words, miner),
  );
  strictEqual(templatesOf("Scope % user access group", words), 3, "and one that has met nothing does not");
});

Deno.test("Miner keeps verbs apart after to, and where nothing says that a variable follows, however many there are", () => {
  const verbs = ["create", "remove", "browse", "register", "dispatch", "check", "resolve"];
  strictEqual(templatesOf("Failed to % 17 of them", verbs), 7);
  strictEqual(templatesOf("In the end % it all", verbs), 7);
  strictEqual(templatesOf("Line 7 of the file, in %", verbs), 1, "but names of functions are values");
});

Deno.test("Miner keeps messages apart that begin alike and go on in words that programs say", () => {
  const ends = [
    "could not read the queue",
    "no such file",
    "connection to the server was lost",
    "the request timed out",
    "user has no access to it",
    "invalid number of arguments",
    "key is missing",
    "not enough memory left",
    "the name is not valid",
    "session expired long ago",
    "value out of range",
    "cannot open the directory",
    "an error in the configuration file",
    "unknown type of message",
  ];
  const miner = new Miner();
  const handles = ends.map((end) => mineLine(miner, `${STAMP}Policy not applied! ${end}`));
  strictEqual(new Set(handles.map((handle) => miner.template(handle).id)).size, ends.length);
});
