import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { textsOf } from "./testing/mine_line.ts";

for (
  const [what, lines, texts] of [
    ["a value with what is glued to it", ["Node cn07 now responding", "Node cn[01-12] now responding"], [
      "Node <*> now responding",
    ]],
    ["what is glued to a value, met first", ["Node cn[01-12] now responding", "Node cn07 now responding"], [
      "Node <*> now responding",
    ]],
    ["a name that is missing between two spaces", [
      "Rejected login of u7 from 10.0.0.1",
      "Rejected login of  from 10.0.0.2",
    ], ["Rejected login of <*> from <*>"]],
    ["a key without a value", ["Failed Login: username=bob ip=10.0.0.1", "Failed Login: username= ip=10.0.0.2"], [
      "Failed Login: username=<*> ip=<*>",
    ]],
    ["a dash for what is not known", ["answered 17 to curl", "answered - to curl"], ["answered <*> to curl"]],
    ["names of several words where one word was a value", [
      "agent launched for node-12 by hand",
      "agent launched for Linux Build Machine by hand",
      "agent launched for old docker host by hand",
    ], ["agent launched for <*> by hand"]],
    ["a name of several words in capitals, once", [
      "sensor in Kitchen-2 reports 7 degrees",
      "sensor in Living Room reports 7 degrees",
      "sensor in Big Red Hall Ltd. reports 7 degrees",
    ], ["sensor in <*> reports <*> degrees"]],
    ["a name in capitals with a small word in it", [
      "enrolled bob in Biology-1 just now",
      "enrolled bob in Intro to Python just now",
    ], ["enrolled bob in <*> just now"]],
    ["two values where there was one", ["copied in 7m to the vault", "copied in 1h 20m to the vault"], [
      "copied in <*> to the vault",
    ]],
    ["a number before a phrase", ["answered 200 to the client", "answered 404 Not to the client"], [
      "answered <*> to the client",
      "answered <*> Not to the client",
    ]],
    ["names in capitals that are parted", [
      "received task Map-1 of job 7 now",
      "received task Filter -> FlatMap of job 7 now",
      "received task Source: Kafka of job 7 now",
    ], ["received task <*> of job <*> now"]],
    ["a name with what it has in brackets", ["cast to int64 of column 7", "cast to timestamp[us] of column 7"], [
      "cast to <*> of column <*>",
    ]],
    ["one phrase that may be the program's own", [
      "password rejected for node-12 at noon",
      "password rejected for invalid user at noon",
    ], ["password rejected for <*> at noon", "password rejected for invalid user at noon"]],
    ["reasons after a colon at the end", [
      "Cannot open the file: 17",
      "Cannot open the file: no such device",
      "Cannot open the file: permission was denied",
    ], [
      "Cannot open the file: <*>",
      "Cannot open the file: no such device",
      "Cannot open the file: permission was denied",
    ]],
  ] as const
) {
  Deno.test(`Miner looks for a single value elsewhere: ${what}`, () => {
    assert.deepEqual(textsOf(lines), texts);
    assert.deepEqual(new Set(textsOf(lines.toReversed())), new Set(texts));
  });
}

Deno.test("Miner takes names in capitals of several lengths in the middle of a message for a value, reasons not", () => {
  const names = ["Netlogon", "Windows Update", "Print Spooler", "SQL Server (MSSQLSERVER)", "Themes"];
  const lines = names.map((name) => `The ${name} service entered the running state.`);
  for (const input of [lines, lines.toReversed()]) {
    assert.deepEqual(textsOf(input), ["The <*> service entered the running state."]);
  }
  const reasons = ["no space left", "timed out", "refused", "reset by peer"];
  assert.equal(textsOf(reasons.map((reason) => `The disk says ${reason} now and again.`)).length, reasons.length);
});

Deno.test("Miner takes names in capitals that end in a number for a value", () => {
  const devices = ["Forerunner 55", "Band 7 Pro", "Edge 530", "Watch 9"];
  const lines = devices.map((device) => `user 7 uploaded a run from ${device}: 8 km`);
  for (const input of [lines, lines.toReversed()]) {
    assert.deepEqual(textsOf(input), ["user <*> uploaded a run from <*>: <*>"]);
  }
});

Deno.test("Miner takes empty angle brackets for the value that others hold", () => {
  assert.deepEqual(textsOf(["mail from <> was taken", "mail from <bob@shop.example> was taken"]), [
    "mail from <*> was taken",
  ]);
});

const ALERTS = [
  "INFO Observed DNS Query",
  "SCAN Possible Nmap User-Agent",
  "HTTP invalid response",
  "SMTP invalid reply",
  "TLS 3",
];

Deno.test("Miner keeps messages apart that a program words between its name and pairs, in capitals or beside a value", () => {
  const lines = ALERTS.map((alert, i) => `Alert - SURICATA ${alert} ip=10.0.0.${i}`);
  for (const input of [lines, lines.toReversed()]) assert.equal(textsOf(input).length, lines.length);
});

Deno.test("Miner takes commands in brackets for one value, whatever they are made of and end with", () => {
  const commands = [
    "/usr/sbin/rotate",
    "run-parts /etc/cron.hourly",
    "/usr/lib/sa/sa1 1 1",
    "run-parts /etc/cron.daily",
  ];
  for (const order of [commands, commands.toReversed()]) {
    assert.deepEqual(textsOf(order.map((command) => `(root) CMD (${command})`)), ["(root) CMD (<*>)"]);
  }
});

Deno.test("Miner keeps messages apart that say what happens where another one has a value", () => {
  const lines = ["order stored in 7 ms", "order stored in closed cart 8", "order stored in a box by 9"];
  for (const input of [lines, lines.toReversed()]) assert.equal(textsOf(input).length, lines.length);
});

Deno.test("Miner finds a known value in another form without a new message", () => {
  const miner = new Miner();
  textsOf(["Node cn07 now responding", "Node cn08 now responding"], miner);
  miner.takeEvents();
  textsOf(["Node cn[01-12] now responding", "Node cn[13,17-19] now responding"], miner);
  assert.deepEqual(miner.takeEvents().filter(({ kind }) => kind === "created"), []);
});

Deno.test("Miner restored from a snapshot knows what stands where a single value does", () => {
  const lines = ["Node cn07 now responding", "Node cn[01-12] now responding"];
  const miner = new Miner();
  textsOf(lines, miner);
  const restored = Miner.restore(miner.snapshot());
  assert.deepEqual(textsOf(["Node gpu<1> now responding"], restored), textsOf(["Node gpu<1> now responding"], miner));
});

Deno.test("Miner takes a phrase for a value that stands where others have a single one in three messages, in whatever order they come", () => {
  const jobs = ["audit7", "mail7", "night run"];
  const lines = jobs.flatMap((job) => [
    `Starting job ${job} (7) with 3 retries`,
    `No strategy is set for ${job}, going on`,
    `Master of job ${job} (7) is ready now`,
  ]);
  for (const order of [lines, lines.toReversed()]) assert.equal(textsOf(order).length, 3, textsOf(order).join("\n"));
  assert.equal(textsOf(lines.filter((line) => line.startsWith("Starting"))).length, 2);
});

Deno.test("Miner takes a pair without a value for one that has it, whatever ends the pair", () => {
  assert.deepEqual(textsOf(["a7", "", "b8"].map((suffix) => `log opened: prefix=p1, suffix=${suffix}, rows=7`)), [
    "log opened: prefix=<*>, suffix=<*>, rows=<*>",
  ]);
});

Deno.test("Miner does not take a sentence for the value of a message of one word, though values of several forms stand there", () => {
  const lines = [
    "Started h7",
    "Started o.e.Handler@1f{a,b}",
    "Started o.e.Handler@2f{c,d}",
    "Started disable of users",
  ];
  assert.ok(textsOf(lines).includes("Started disable of users"), textsOf(lines).join("\n"));
});
