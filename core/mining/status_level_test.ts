import assert from "node:assert/strict";
import { LEVELS, Miner } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

const LINES: readonly (readonly [string, string])[] = [
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 503 12', "error"],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/2.0" 500 12 "-" "curl/8.5"', "error"],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 404 503', "-"],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /500 HTTP/1.1" 200 500', "-"],
  ['INFO:     10.0.0.1:4711 - "GET /a HTTP/1.1" 500 Internal Server Error', "info"],
  ["took 503 ms", "-"],
  [
    '10.0.0.1:4711 [10/Oct/2000:13:55:36.102] www app/app1 0/0/0/1/1 503 1169 - - ---- 1/1/0/0/0 0/0 "GET /a HTTP/1.1"',
    "error",
  ],
  [
    '10.0.0.1:4711 [10/Oct/2000:13:55:36.102] www app/<NOSRV> -1/-1/-1/-1/+0 503 221 - - SC-- 1/1/0/0/+3 0/0 "GET /a HTTP/1.1"',
    "error",
  ],
  [
    '10.0.0.1:4711 [10/Oct/2000:13:55:36.102] www app/app1 0/0/0/1/1 404 503 - - ---- 1/1/0/0/0 0/0 "GET /a HTTP/1.1"',
    "-",
  ],
  [
    "1000000000.123      3 10.0.0.1 TCP_MISS/502 413 GET http://example.org/a - HIER_DIRECT/10.0.0.2 text/html",
    "error",
  ],
  ["1000000000.123      3 10.0.0.1 TCP_MEM_HIT/200 503 GET http://example.org/a - HIER_NONE/- text/html", "-"],
  ["disk 1/2/3 503 blocks, part DISK_IO/503 lost", "-"],
];

Deno.test("statusLevel() takes an access log's 5xx for an error, in every line of that shape, where none is named", () => {
  const miner = new Miner();
  for (const round of [1, 2]) {
    for (const [line, level] of LINES) {
      mineLine(miner, line);
      assert.equal(LEVELS[miner.lastLevel], level, `${line}, round ${round}`);
    }
  }
  assert.equal(miner.stats.fastPath, LINES.length);
});

Deno.test("Miner.restore() looks again at lines of a snapshot from when 5xx had no level, and keeps their templates", () => {
  const miner = new Miner();
  const handle = mineLine(miner, LINES[0][0]);
  const { id } = miner.template(handle);
  const restored = Miner.restore(miner.snapshot().replace("logiq-miner 3", "logiq-miner 1"));
  assert.equal(restored.template(mineLine(restored, LINES[0][0])).id, id);
  assert.equal(LEVELS[restored.lastLevel], "error");
  assert.equal(restored.stats.fastPath, 0);
});
