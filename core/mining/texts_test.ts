import assert from "node:assert/strict";
import { Miner } from "./miner.ts";

const ENCODER = new TextEncoder();

/** A message, and the text of its template when it is met first. */
const TEXTS: readonly (readonly [string, string])[] = [
  ["Order 4711 placed by user u17, 3 items", "Order <*> placed by user <*>, <*> items"],
  ["moved from 1, 2, 3 to 4", "moved from <*> to <*>"],
  ['"GET /a HTTP/1.1" 200 2562', '"GET <*> HTTP/<*>" 2xx <*>'],
  ['"GET / HTTP/1.1" 200 2562', '"GET <*> HTTP/<*>" 2xx <*>'],
  ["answered 17 2562", "answered <*> <*>"],
  ["answered 17 2562 9", "answered <*>"],
  ["accepting AMQP connection <0.684.0> (10.0.0.1:34 -> 10.0.0.2:5672)", "accepting AMQP connection <*> (<*> -> <*>)"],
  ["Cart holds orders,carts,users", "Cart holds <*>"],
  ["Cart holds orders", "Cart holds orders"],
  ["check updated: check=service:web status=passing", "check updated: check=<*> status=passing"],
  ["request method=GET url=/v1/kv took=3ms", "request method=GET url=<*> took=<*>"],
  ["health changed from [GREEN] to [RED]", "health changed from [GREEN] to [RED]"],
  ["login refused (using password: YES)", "login refused (using password: YES)"],
];

for (const [message, text] of TEXTS) {
  Deno.test(`Miner reads "${message}" as "${text}"`, () => {
    const bytes = ENCODER.encode(message);
    const miner = new Miner();
    assert.equal(miner.template(miner.mine(bytes, 0, bytes.length)).text, text);
  });
}

const LISTS = [["orders,carts", "carts,users,orders", "users"], ["a.web,b.api", "c.web"]];

Deno.test("Miner takes lists of words of any length for one message", () => {
  for (const lists of LISTS) {
    const miner = new Miner();
    const handles = [...lists, ...lists].map((list) => {
      const bytes = ENCODER.encode(`the cart of that customer holds ${list}`);
      return miner.mine(bytes, 0, bytes.length);
    });
    assert.deepEqual(
      new Set(handles.map((handle) => miner.template(handle).text)),
      new Set(["the cart of that customer holds <*>"]),
    );
  }
});
