import { deepStrictEqual } from "node:assert";
import { textsOf } from "./testing/mine_line.ts";

Deno.test("Miner takes an object that a program prints for one value, whatever it holds", () => {
  const objects = [
    "<Task 'a7' pending>",
    "<function send at 0x7f01>",
    "<bound method Hub.add of <Hub object at 0x7f02>>",
  ];
  deepStrictEqual(textsOf(objects.map((object) => `calling handler ${object} now`)), ["calling handler <*> now"]);
  deepStrictEqual(textsOf(["closed <Channel (closed) Store->Client local=10.0.0.1>, code 7"]), [
    "closed <*>, code <*>",
  ]);
});

Deno.test("Miner keeps words in angle brackets, and what stands beside signs of comparison", () => {
  const lines = ["entered <Idle> state", "entered <Busy loop> state", "size < limit and count > least"];
  deepStrictEqual(textsOf(lines), lines);
});

Deno.test("Miner takes a collection for one value that holds other brackets and objects, or is cut", () => {
  const tasks = Array.from({ length: 200 }, (_, i) => `'task-${i}'`).join(", ");
  const collections = [
    "{'op': 'add', 'times': {('run', 'f'): 0.5}, 'body': b'\\x80a'}",
    "{'task': <Task 'a7' pending>, 'error': ValueError('not known')}",
    `{'op': 'drop', 'keys': (${tasks})}`,
    "{'op': 'failed', 'error': b'\\x80(} can\\'t {[', 'at': 7}",
    `[${tasks}]`,
  ];
  deepStrictEqual(textsOf(collections.map((collection) => `peer sends ${collection}`)), ["peer sends <*>"]);
});

Deno.test("Miner takes pairs in brackets that a message begins with for one value, however many they are, unless one is a state", () => {
  const contexts = ["Producer clientId=a7", "Consumer clientId=a8, groupId=shop", "AdminClient clientId=adm-1"];
  deepStrictEqual(textsOf(contexts.map((context) => `[${context}] Node 7 was lost`)), ["[<*>] Node <*> was lost"]);
  const states = ["state=FAILED, id=7", "state=RUNNING, id=7"];
  deepStrictEqual(textsOf(states.map((state) => `[${state}] Node 7 was lost`)).length, 2);
});

Deno.test("Miner takes what stands in quotes after := for a value, and a long text in quotes", () => {
  const reasons = ["no node was found", "[short of memory, short of disk]", "not known ".repeat(90)];
  deepStrictEqual(
    textsOf(reasons.map((reason) => `"Pod stays" pod:="shop/cart" error:="${reason}" err="${reason}" node="n7"`)),
    ['"Pod stays" pod:=<*> error:=<*> err=<*> node="<*>"'],
  );
});

Deno.test("Miner takes items of one form that commas part for one, however many they are", () => {
  const lists = ["[[7, 7], [8, 8], [9, 12]]", "[[7, 8]]", "[[1, 2], [3, 4], [5, 6], [7, 8]]"];
  deepStrictEqual(textsOf(lists.map((list) => `assign executors: ${list}`)), ["assign executors: [[<*>]]"]);
  const segments = [1, 2, 4].map((count) => Array.from({ length: count }, (_, i) => `Segment(base=${i}, size=7)`));
  deepStrictEqual(textsOf(segments.map((items) => `deleting files ${items.join()} of 7`)), [
    "deleting files Segment(<*>) of <*>",
  ]);
  deepStrictEqual(textsOf(["moved (7), not (8)", "moved a (7), b (8)"]), [
    "moved (<*>), not (<*>)",
    "moved a (<*>), b (<*>)",
  ]);
});

Deno.test("Miner takes what stands in brackets right behind an object of Java for a part of it, and no more", () => {
  const objects = ["o.e.Server@7d9d0818{STOPPED}[11.0.18,sto=0]", "Pool[qtp21]@7ef82753", "Map@359df09a{size=0,AUTO}"];
  deepStrictEqual(textsOf(objects.map((object) => `starting ${object} now`)), ["starting <*> now"]);
  deepStrictEqual(textsOf(["mail of ada@acme.example (7 rows)"]), ["mail of <*> (<*> rows)"]);
});

Deno.test("Miner takes a list that ends with a comma, or is empty, for one value", () => {
  const lists = ["[/var/a-7.db,]", "[]", "[/var/a-7.db,/var/b-8.db,]"];
  deepStrictEqual(textsOf(lists.map((list) => `merged 4 tables to ${list} in 7 ms`)), [
    "merged <*> tables to [<*>] in <*> ms",
  ]);
  deepStrictEqual(textsOf(["{7:1, }", "{}", "{7:1, 8:2, }"].map((list) => `counts were ${list} now`)).length, 1);
});
