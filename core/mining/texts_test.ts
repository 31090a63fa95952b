import assert from "node:assert/strict";
import { Miner } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

/** A message, and the text of its template when it is met first. */
const TEXTS: readonly (readonly [string, string])[] = [
  ["Order 4711 placed by user u17, 3 items", "Order <*> placed by user <*>, <*> items"],
  ["moved from 1, 2, 3 to 4", "moved from <*> to <*>"],
  ['"GET /a HTTP/1.1" 200 2562', '"GET <*> HTTP/1.1" 2xx <*>'],
  ['"GET / HTTP/1.1" 200 2562', '"GET <*> HTTP/1.1" 2xx <*>'],
  ["answered 17 2562", "answered <*> <*>"],
  ["answered 17 2562 9", "answered <*>"],
  ["pool/web_1 0/17/3 200 2562 served", "<*> <*> <*> <*> served"],
  ["pool/web_1 0/17/3 200 2562 17 served", "<*> <*> <*> served"],
  ["cluster 'outbound|80||web' match", "cluster '<*>' match"],
  ["cluster 'x' of 'a|b c' match", "cluster 'x' of 'a|b c' match"],
  ["accepting AMQP connection <0.684.0> (10.0.0.1:34 -> 10.0.0.2:5672)", "accepting AMQP connection <*> (<*> -> <*>)"],
  ["Cart holds orders,carts,users", "Cart holds <*>"],
  ["Cart holds orders", "Cart holds orders"],
  ["check updated: check=service:web status=passing", "check updated: check=<*> status=passing"],
  ['"Probe failed" probeType="Liveness" pod="a/b-1"', '"Probe failed" probeType="Liveness" pod="<*>"'],
  ["request method=GET url=/v1/kv took=3ms", "request method=GET url=<*> took=<*>ms"],
  ["health changed from [GREEN] to [RED]", "health changed from [GREEN] to [RED]"],
  ["login refused (using password: YES)", "login refused (using password: YES)"],
];

for (const [message, text] of TEXTS) {
  Deno.test(`Miner reads "${message}" as "${text}"`, () => {
    const miner = new Miner();
    assert.equal(miner.template(mineLine(miner, message)).text, text);
  });
}

/** Lines of one message, and its text when all were met. */
const SHARED: readonly (readonly [readonly string[], string])[] = [
  [["took 3 seconds", "took 17 seconds"], "took <*> seconds"],
  [["took 3 seconds", "took 17 ms"], "took <*>"],
  [["port 22 ssh2", "port 48 ssh2"], "port <*> ssh2"],
  [["port 22 ssh2", "port 48 ssh1"], "port <*> ssh<*>"],
  [["web/app-1 0/17/3 200 2562 served", "be/app-2 1/2/3 404 17 served"], "<*> <*> <*> <*> served"],
  [["x509: key has expired", "x509: key has expired"], "x509: key has expired"],
  [["hop n12 is up", "hop n13 is up"], "hop <*> is up"],
  [["login tty=ssh uid=0", "login tty=ssh uid=0"], "login tty=ssh uid=<*>"],
  [["login tty=ssh uid=0", "login tty=cron uid=0"], "login tty=<*> uid=<*>"],
  [['lock tag="a b"', 'lock tag="c"'], 'lock tag="<*>"'],
];

for (const [lines, text] of SHARED) {
  Deno.test(`Miner says of ${JSON.stringify(lines)} what all have in common`, () => {
    const miner = new Miner();
    const handles = lines.map((line) => mineLine(miner, line));
    assert.deepEqual(handles.map((handle) => miner.template(handle).text), lines.map(() => text));
    const learned = new Miner();
    learned.learn(miner.template(handles[0]));
    const again = lines.map((line) => learned.template(mineLine(learned, line)));
    assert.deepEqual(again.map(({ id, text }) => [id, text]), lines.map(() => [miner.template(handles[0]).id, text]));
    assert.deepEqual(learned.takeEvents(), []);
  });
}

const LISTS = [["orders,carts", "carts,users,orders", "users"], ["a.web,b.api", "c.web"]];

Deno.test("Miner takes lists of words of any length for one message", () => {
  for (const lists of LISTS) {
    const miner = new Miner();
    const handles = [...lists, ...lists].map((list) => mineLine(miner, `the cart of that customer holds ${list}`));
    assert.deepEqual(
      new Set(handles.map((handle) => miner.template(handle).text)),
      new Set(["the cart of that customer holds <*>"]),
    );
  }
});

Deno.test("Miner that has learned templates says what a new one's lines have in common as one that has not", () => {
  const line = "2024-05-03 10:00:00,123 INFO [main] app.store - took 3 seconds over ssh2 with cipher=aes";
  const fresh = new Miner(), learned = new Miner();
  learned.learn({ id: "0123456789abcdef", text: "something else was said of <*>", sample: "" });
  const bytes = new TextEncoder().encode(line);
  const textOf = (miner: Miner) => miner.template(miner.mine(bytes, 0, bytes.length)).text;
  assert.equal(textOf(learned), textOf(fresh));
});
