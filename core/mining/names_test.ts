import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { textsOf } from "./testing/mine_line.ts";

const NETWORKS = ["HomeNet", "Cafe Guest", "Anna's phone", "Box 7590", "corp"];
const CONNECTED = NETWORKS.map((network) => `policy: set '${network}' as default for routing`);

Deno.test("Miner takes names of any length in quotes for one value, in whatever order they come", () => {
  for (const lines of [CONNECTED, CONNECTED.toReversed()]) {
    assert.deepEqual(textsOf(lines), ["policy: set '<*>' as default for routing"]);
  }
});

Deno.test("Miner takes names in quotes for one value where another word of their message turns out to be one", () => {
  const devices = ["eth0", "wlan0", "br-lan"];
  const lines = devices.flatMap((device) => NETWORKS.map((name) => `set '${name}' (${device}) as default for routing`));
  assert.deepEqual(textsOf(lines), ["set '<*>' (<*>) as default for routing"]);
});

Deno.test("Miner takes names that compilers set off for one value, and a relative path as one", () => {
  const names = ["handler", "buffer_size", "nread"];
  assert.deepEqual(textsOf(names.map((name) => `../src/${name}.cc:12:3: in function \`${name}':`)), [
    "<*>: in function `<*>':",
  ]);
  assert.deepEqual(textsOf(names.map((name) => `macro \`${name}\` is unused in ./lib/${name}.rs`)), [
    "macro `<*>` is unused in <*>",
  ]);
});

Deno.test("Miner keeps whole messages in quotes apart", () => {
  const messages = ["Pod updated", "Probe failed twice", "Removed", "Volume attached", "Image pulled by node"];
  assert.equal(textsOf(messages.map((message) => `"${message}" pod="shop/cart-1"`)).length, messages.length);
});

Deno.test("Miner takes what comes after a noun for a name, and for a state where one of the words says what happens", () => {
  assert.deepEqual(textsOf(["alpha", "beta", "gamma"].map((name) => `backend ${name} is empty now`)), [
    "backend <*> is empty now",
  ]);
  assert.equal(textsOf(["left", "joined", "failed"].map((state) => `member ${state} of this cluster`)).length, 3);
});

Deno.test("Miner takes a plain word for a component where nearly all lines have a dotted one", () => {
  const stamp = "2024-05-03 10:00:00,123 INFO ";
  const before = "abcdefghijklmnopqrst".split("").map((name) => `${stamp}app.${name} Started ${name} queue`);
  const texts = textsOf([...before, `${stamp}reports Made a report`]);
  assert.ok(texts.includes("Made a report"), texts.join("\n"));
});

Deno.test("Miner keeps states in capitals apart of which one ends in a number, and takes names in capitals that all do for a value", () => {
  const states = ["PRIMARY", "SECONDARY", "DOWN", "STARTUP2"].map((state) => `node is now in mode ${state}`);
  assert.equal(textsOf([...states, ...states, ...states]).length, states.length);
  const hosts = ["DC1", "SQL2", "WEB3"].map((host) => `replication with ${host} is done now`);
  assert.equal(textsOf([...hosts, ...hosts, ...hosts]).length, 1);
});

Deno.test("Miner takes eight or more hexadecimal letters for a value, though no digit is among them", () => {
  for (const id of ["DDFCFEDABA", "deadbeef"]) {
    assert.deepEqual(textsOf([`${id}: removed`, `${id} to=${id} removed`]), ["<*>: removed", "<*> to=<*> removed"]);
  }
  assert.deepEqual(textsOf(["facade added", "DDFCFEDABO: removed"]), ["facade added", "DDFCFEDABO: removed"]);
});

Deno.test("learn() of a template with a name in quotes finds names of several words too", () => {
  const first = new Miner(), second = new Miner();
  textsOf(CONNECTED, first);
  for (let handle = 0; handle < first.handleCount; handle++) second.learn(first.template(handle));
  assert.deepEqual(textsOf(CONNECTED.toReversed(), second), ["policy: set '<*>' as default for routing"]);
  assert.deepEqual(second.takeEvents(), []);
});

Deno.test("Miner takes names of several words that come back in two messages for values of both, in whatever order they come", () => {
  const jobs = ["deploy-web", "nightly-tests", "build-api", "lint"];
  const lines = [1, 2, 3].flatMap(() =>
    jobs.flatMap((job) => [`Scheduling ${job} on 7`, `Plugin of ${job} is out of date`])
  );
  for (const input of [lines, lines.toReversed()]) {
    assert.deepEqual(new Set(textsOf(input)), new Set(["Scheduling <*> on <*>", "Plugin of <*> is out of date"]));
  }
});

Deno.test("Miner keeps states apart that two messages have", () => {
  const states = ["alive", "suspect", "dead", "gone"];
  const lines = states.flatMap((state) => [`peer 7 is ${state} now`, `gossip marked 7 as ${state}`]);
  assert.equal(textsOf([...lines, ...lines, ...lines]).length, lines.length);
});

const BANKS = ["adyen", "stripe", "nets", "braintree"];
const OF_BANKS = (
  name: string,
) => [`bank ${name} answered late`, `paid order 7 with ${name} in 8 steps`, `no route to ${name} yet`];

Deno.test("Miner takes plain names that come back in three messages for values of all, also after many lines", () => {
  const lines = BANKS.flatMap(OF_BANKS);
  for (const input of [lines, lines.toReversed(), Array.from({ length: 40 }, () => lines).flat()]) {
    assert.deepEqual(
      new Set(textsOf(input)),
      new Set(["bank <*> answered late", "paid order <*> with <*> in <*> steps", "no route to <*> yet"]),
    );
  }
});

for (
  const [what, states] of [
    ["that three messages have", ["healthy", "degraded", "offline", "warm"]],
    ["that say what happened", ["mounted", "detached", "resized", "moved"]],
  ] as const
) {
  Deno.test(`Miner keeps states apart ${what}`, () => {
    const lines = states.flatMap((
      name,
    ) => [`disk 7 ${name} again`, `found that pool 8 ${name} since 9 days`, `${name} array 7 seen`]);
    assert.equal(textsOf([...lines, ...lines, ...lines]).length, lines.length);
  });
}

Deno.test("Miner keeps words apart that stand where states do, in however many messages", () => {
  const states = ["frozen", "warm", "stale", "blue"];
  const lines = states.flatMap((
    name,
  ) => [`disk 7 is ${name} again`, `pool 8 has ${name} state`, `array now ${name} it seems`]);
  assert.equal(textsOf([...lines, ...lines, ...lines]).length, lines.length);
});

Deno.test("Miner keeps things apart that messages begin with", () => {
  const things = ["order", "basket", "session", "invoice"];
  const lines = things.flatMap((thing) => [
    `${thing} created after 7 steps`,
    `${thing} stored with id 7`,
    `${thing} removed, 8 of them left`,
  ]);
  assert.equal(textsOf([...lines, ...lines, ...lines]).length, lines.length);
});

Deno.test("Miner takes a collection for one value, however many items it has and whatever they are", () => {
  const printed = [
    "['web']",
    "['db', 'mail box']",
    "[]",
    "{'id': 7}",
    '["a", "b", "c"]',
    "{'k': ['x', 'y'], 'n': None}",
    '{"id"=>"7", "page"=>9}',
  ];
  assert.deepEqual(textsOf(printed.map((items) => `builders for this change are ${items} now`)), [
    "builders for this change are <*> now",
  ]);
  assert.deepEqual(textsOf(['got {"level": "x"} from peer', 'got {"state": "y"} from peer']).length, 2);
});

Deno.test("Miner takes names of things that differ in several places for values from the fifth on", () => {
  const names = ["front-door", "mail_queue", "cart-api", "user_store", "line_items", "stock-room"];
  const lines = names.map((name, i) => `moved ${name} behind the ${names.at(i - 2)} again`);
  assert.deepEqual(textsOf(lines), ["moved <*> behind the <*> again"]);
});

Deno.test("Miner takes names of things before a colon for values, other words for the program's own", () => {
  const names = ["front-door", "mail_queue", "cart-api", "user_store", "line_items"];
  assert.deepEqual(textsOf(names.map((name) => `${name}: process has ended here`)), ["<*>: process has ended here"]);
  const words = ["Agent", "Broker", "Cache", "Disk", "Engine"];
  assert.equal(textsOf(words.map((word) => `${word}: process has ended here`)).length, words.length);
});

Deno.test("Miner takes an element by its key for a component as it does the whole", () => {
  const lines = ["", '["eu"]', "[4]"].map((key) =>
    `2024-05-03T10:00:00.123Z [INFO] aws_bucket.web${key}: Creating it now`
  );
  assert.deepEqual(textsOf(lines), ["Creating it now"]);
});

Deno.test("Miner takes whatever a client says of itself after a status for a value", () => {
  const agents = [
    "zgrab",
    "curl/7.1",
    "Go http client",
    "",
    "Mozilla/5.0 zgrab/0.x",
    "Mozilla/5.0 (X11; Linux) Chrome/112.0",
  ];
  const lines = agents.map((agent) =>
    `10.0.0.1 - - [10/Oct/2023:13:55:36 +0000] "GET /a HTTP/1.1" 200 2326 "-" "${agent}"`
  );
  assert.deepEqual(textsOf(lines), ['"GET <*> HTTP/1.1" 2xx <*> "<*>" "<*>"']);
});

Deno.test("Miner keeps states apart after a key and its colon, and in quotes after a noun that says so", () => {
  const events = ["ContainerStarted", "ContainerDied", "PodSync"].map((type) =>
    `event={ID:1a2b Type:${type} Data:3c4d}`
  );
  assert.equal(textsOf([...events, ...events, ...events]).length, events.length);
  const results = ["exit-code", "signal", "timeout"].map((result) => `nginx.service: Failed with result '${result}'.`);
  assert.equal(textsOf([...results, ...results, ...results]).length, results.length);
  assert.equal(textsOf(["alpha", "beta", "gamma"].map((name) => `mounted {Disk:${name} Size:7}`)).length, 1);
});

Deno.test("Miner takes two names that come back in five messages for names of all of them, and no states", () => {
  const messages = (word: string, i: number) => [
    `provider ${word} was loaded from disk`,
    `receiver ${word} gave ${i} tokens`,
    `asked the store of ${i} about ${word} again`,
    `cache of module ${word} holds ${i} rows`,
    `no limit is set for ${word}`,
    `wrote ${i} rows of ${word} to disk`,
  ];
  const linesOf = (words: readonly string[]) =>
    Array.from({ length: 30 }, (_, i) => words.flatMap((word) => messages(word, i))).flat();
  assert.equal(textsOf(linesOf(["ledger", "krypton"])).length, messages("", 0).length);
  assert.equal(textsOf(linesOf(["idle", "busy"])).length, 2 * messages("", 0).length);
});

Deno.test("Miner takes two names made of several words that come back in three messages for names of all of them", () => {
  const lines = Array.from({ length: 30 }, (_, i) =>
    ["LoadManager", "JobManager"].flatMap((name) => [
      `resolved ${name} address, ${i} tries`,
      `lost ${i} heartbeats of ${name} again`,
      `registered at ${name} under ${i}`,
    ])).flat();
  assert.equal(textsOf(lines).length, 3);
});

Deno.test("Miner keeps two words apart that say what is done, though many messages have them", () => {
  const lines = Array.from(
    { length: 20 },
    (_, i) =>
      ["Shutting", "Shut"].flatMap((word) =>
        ["worker", "executors", "default resources", "transfer thread", "state", "master"].map((what) =>
          `at ${i}: ${word} down ${what} now`
        )
      ),
  ).flat();
  assert.equal(textsOf(lines).length, 12);
});

Deno.test("Miner keeps states of several words apart where the word before says that one stands there, and packages beside them not", () => {
  const states = ["installed", "half-installed", "half-configured", "unpacked", "triggers-pending", "config-files"];
  const packages = ["libgdbm-compat4", "python3-dev", "cmake-data", "openssh-client", "tzdata", "ucf"];
  const lines = packages.flatMap((name, i) => states.map((state) => `status ${state} ${name}:amd64 1.${i}-2`));
  for (const order of [lines, lines.toReversed()]) {
    assert.deepEqual(
      new Set(textsOf(Array.from({ length: 6 }, () => order).flat())),
      new Set(states.map((state) => `status ${state} <*>:amd64 <*>`)),
    );
  }
});
