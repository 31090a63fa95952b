import assert from "node:assert/strict";
import fc from "fast-check";
import { seededBelow, shuffled } from "../shuffled.ts";
import { LEVELS as LEVEL_WORDS, Miner } from "./miner.ts";
import { mineLine, textsOf } from "./testing/mine_line.ts";
import type { KnownTemplate } from "./templates/template.ts";

const ENCODER = new TextEncoder();

/** Messages that begin with what a header may end with. */
const MESSAGES: readonly ((n: number) => string)[] = [
  (n) => `[gc] pause of ${n} ms, heap ${n} MB`,
  (n) => `[io] pause of ${n} ms, heap ${n} MB`,
  (n) => `[Reaper]: starting worker ${n}`,
  (n) => `[Cleaner]: starting worker ${n}`,
  (n) => `Timeout: no answer from 10.0.0.${n} after ${n} ms`,
  (n) => `Refused: no answer from 10.0.0.${n} after ${n} ms`,
  (n) => `Queue - full with ${n} entries`,
  (n) => `Cache - full with ${n} entries`,
  (n) => `${n} changes in ${n} seconds`,
  () => "shutdown requested by operator",
  (n) => `connection from 10.0.0.${n}:${n} accepted`,
  (n) => `connection from 10.0.0.${n}:${n} closed`,
  (n) => `session ${n} opened for user root`,
  (n) => `loaded module alpha in ${n} ms`,
  (n) => `loaded all caches in ${n} ms`,
  (n) => `received block blk_${n} of size ${n}`,
  (n) => `served request ${n} in ${n} ms`,
  (n) => `dropped packet ${n} of peer 10.1.1.${n}`,
  (n) => `renewed lease of 10.2.2.${n} until noon`,
  (n) => `(re)connecting to 10.0.0.${n}`,
];
const THREADS = ["main", "IPC Server handler 7 on 9000", "Timer Driver", "signal-handler", "RMCommunicator Allocator"];
const PODS = ["cart-7d9f8b6c5-x2x4z", "cart-7d9f8b6c5-qqk9p", "pay-5f7c4d-ab1cd", "mail-0", "mail-1"];
const LEVELS = ["NETWORK", "STORAGE", "COMMAND"];
const HEADERS: Readonly<Record<string, (n: number) => string>> = {
  "a level": () => "2025-01-02 03:04:05,678 INFO ",
  "a level in lower case": () => "2025-01-02T03:04:05.678Z info: ",
  "a thread in brackets": (n) => `2025-01-02 03:04:05,678 INFO [${THREADS[n % 5]}] `,
  "a thread in brackets, and a name": (n) => `2025-01-02 03:04:05,678 INFO [${THREADS[n % 5]}] org.acme.Store: `,
  "a name and a thread": (n) => `2025-01-02T03:04:05.678Z I ${LEVELS[n % 3].padEnd(8)} [${THREADS[n % 5]}] `,
  "a thread in parentheses": () => "2025-01-02 03:04:05.678 INFO (MainThread) [acme.core.store] ",
  "a flag after the seconds since the epoch": (n) => `${n} node-${n} unix.hw state.up 1735787045 ${n % 7 ? 1 : -1} `,
  "several brackets": (n) => `[2025-01-02T03:04:05,678][INFO ][o.e.Store] [node-${n % 3}] `,
  "a pod": (n) => `2025-01-02T03:04:05.678Z ${PODS[n % 5]} `,
  "a level and a host": (n) => `2025-01-02 03:04:05.678 INFO web-${n % 7} `,
  "a padded name and no level": (n) => `2025-01-02 03:04:05.67 ${["spid51s", "Server", "Logon"][n % 3].padEnd(11)} `,
  "nothing else": () => "2025-01-02T03:04:05.678Z ",
};

interface Line {
  readonly message: number;
  readonly bytes: Uint8Array;
}

/** Orders in which `gc` and `io` were names once, for what stood before them while a name in the header was taken for a part of the message. */
const NAMES_OF_HEADERS: [number][] = [[622310862], [637418033]];

/** Each message twelve times, in an order that follows from a number. */
function linesOf(header: (n: number) => string, seed: number): Line[] {
  const below = seededBelow(seed);
  const order = shuffled(MESSAGES.flatMap((_, message) => new Array<number>(12).fill(message)), below);
  return order.map((message) => ({
    message,
    bytes: ENCODER.encode(header(below(9999)) + MESSAGES[message](below(90) + 1)),
  }));
}

/** By message, the ids of its lines' templates. */
function idsOf(miner: Miner, lines: readonly Line[]): string[][] {
  const handles = lines.map(({ bytes }) => miner.mine(bytes, 0, bytes.length));
  return MESSAGES.map((_, i) => {
    const own = handles.filter((_, line) => lines[line].message === i);
    return [...new Set(own.map((handle) => miner.template(handle).id))];
  });
}

/** A miner's templates as a registry holds them. */
function knownTemplates(miner: Miner): KnownTemplate[] {
  const ancestors = new Map(
    miner.takeEvents().flatMap((event) => event.kind === "created" ? [[event.id, event.ancestor] as const] : []),
  );
  return Array.from({ length: miner.handleCount }, (_, handle) => {
    const known = miner.template(handle), ancestor = ancestors.get(known.id);
    return ancestor === undefined ? known : { ...known, ancestor };
  });
}

for (const [name, header] of Object.entries(HEADERS)) {
  Deno.test(`law: Miner tells messages apart after ${name}, whatever the order`, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const ids = idsOf(new Miner(), linesOf(header, seed));
        assert.deepEqual(ids.map(({ length }) => length), ids.map(() => 1), "one template for each message");
        assert.equal(new Set(ids.flat()).size, MESSAGES.length, "and none for two");
      }),
      { numRuns: 20, examples: NAMES_OF_HEADERS },
    );
  });

  Deno.test(`law: what a miner has learned is nothing new after ${name}, whatever the order`, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const first = new Miner(), second = new Miner();
        const ids = idsOf(first, linesOf(header, seed));
        for (const known of knownTemplates(first)) second.learn(known);
        assert.deepEqual(idsOf(second, linesOf(header, seed + 1)), ids);
        assert.deepEqual(second.takeEvents().filter(({ kind }) => kind === "created"), []);
      }),
      { numRuns: 20 },
    );
  });
}

Deno.test("Miner merges what votes have split by its own words, not by those of the template before", () => {
  const miner = new Miner();
  const header = HEADERS["several brackets"];
  const mappings = Array.from(
    { length: 9 },
    (_, n) => `[${n % 2 ? "carts" : "orders"}/Zt${n}xQw] create_mapping [_doc]`,
  );
  const lines = [
    ...mappings.map((message, n) => ({ message, bytes: ENCODER.encode(header(n) + message) })),
    ...linesOf(header, 1),
  ];
  const handles = lines.map(({ bytes }) => miner.mine(bytes, 0, bytes.length));
  mappings.forEach((_, i) => assert.match(miner.template(handles[i]).text, /^\[.*\] create_mapping \[_doc\]$/));
});

Deno.test("Miner knows names of messages whose templates were split when the header was settled", () => {
  const lines: string[] = [];
  const say = (host: string, who: string, message: string) =>
    lines.push(`2022-01-14T00:00:0${Math.min(9, lines.length)}Z ${host} ids: ${who}: ${message}`);
  for (const name of ["user_acct", "cred_acq", "login", "user_start", "cred_disp", "user_end"]) {
    say("cloud_share", "Watcher", "New event type. ip=172.21.128.54");
    say("cloud_share", "Watcher", `New ${name} parameter combination in Audit logs. ip=172.21.128.54`);
  }
  for (const host of ["internal_share", "inet-firewall"]) {
    say(host, "Meerkat", "Alert - Observed DNS Query to .biz TLD ip=10.229.0.4");
    say(host, "Tiger", "First time this alert is generated. ip=10.229.0.4");
  }
  for (const message of ["New event type.", "New ip address in DNS logs.", "New query record in DNS logs."]) {
    say("inet-dns", "Watcher", `${message} ip=10.229.255.254`);
    say("inet-dns", "Watcher", "High entropy in DNS domain. ip=10.229.255.254");
    say("inet-dns", "Watcher", "New event type. ip=10.229.255.254");
    say("inet-firewall", "Watcher", "New ip address in DNS logs. ip=10.229.0.4");
  }
  const miner = new Miner();
  for (const line of lines) mineLine(miner, line);
  assert.equal(miner.stats.lines, lines.length);
});

Deno.test("Miner reads a level in brackets though most of a source's lines have none", () => {
  const miner = new Miner();
  const levels = (line: string) => {
    const bytes = ENCODER.encode(line);
    miner.mine(bytes, 0, bytes.length);
    return LEVEL_WORDS[miner.lastLevel];
  };
  for (const message of MESSAGES) levels(`2025-01-02T03:04:05.678Z ${message(7)}`);
  assert.equal(levels("2025-01-02T03:04:05.678Z 7 [ERROR] [MY-010123] [Server] disk full"), "error");
});

Deno.test("Miner takes PostgreSQL's labels for header as its levels are, whether a user's name stands before them or not", () => {
  const messages = [
    "ERROR:  deadlock detected",
    "DETAIL:  Key was there",
    "LOG:  checkpoint starting",
    "HINT:  See server log",
  ];
  const lines = Array.from({ length: 400 }, (_, i) => {
    const user = i % 5 < 3 ? ` u${"abcdefghij"[i % 10]}@shop` : "";
    const text = i % 9 === 0 ? `LOG:  ${"abcdefghijklmnopqrstuvwxyz"[i % 26]} was checked` : messages[i % 4];
    return `2026-11-27 06:00:01.123 UTC [${i + 1000}]${user} ${text}`;
  });
  const texts = textsOf(lines);
  for (const text of ["deadlock detected", "Key was there", "checkpoint starting", "See server log"]) {
    assert.ok(texts.includes(text), texts.join("\n"));
  }
  assert.ok(!texts.some((text) => text.startsWith("DETAIL") || text.startsWith("HINT")), texts.join("\n"));
});
