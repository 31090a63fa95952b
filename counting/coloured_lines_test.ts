import assert from "node:assert/strict";
import { Miner } from "../core/mining/miner.ts";
import { StampPlace } from "../core/mining/time/stamp_place.ts";
import { mined } from "./testing/mined.ts";

const E = "\x1b[";
/** Lines as programs write them for a terminal; `#` is a number. */
const COLOURED: readonly string[] = [
  `${E}2m2026-11-27T06:11:12.123456Z${E}0m ${E}31mERROR${E}0m ${E}2mapp::db${E}0m${E}2m:${E}0m lost ${E}3mcode${E}0m${E}2m=${E}0m#`,
  `2026-11-27 06:11:12 ${E}31mERROR${E}0m disk # full`,
  `2026-11-27 06:11:12.123 ${E}31mERROR${E}0;39m [main] ${E}36mc.a.Shop${E}0;39m - disk # full`,
  `${E}31mERROR${E}0m disk # full`,
  `[${E}31mERROR${E}0m] disk # full`,
  `2026-11-27T06:11:12.345Z ${E}31merror${E}39m: disk # full`,
  `[06:11:12.345] ${E}31mERROR${E}39m (77): ${E}36mdisk # full${E}39m`,
  `2026-11-27T06:11:12.345Z\t${E}31mERROR${E}0m\tapp/main.go:7\tdisk # full`,
  `${E}31mERRO${E}0m[0012] disk # full  ${E}31mn${E}0m=3`,
  `${E}32m2026-11-27 06:11:12.123${E}0m | ${E}31m${E}1mERROR   ${E}0m | ${E}36mmain${E}0m - ${E}31m${E}1mdisk # full${E}0m`,
  `[GIN] 2026/11/26 - 00:00:00 |${E}97;41m 503 ${E}0m| 1.#ms | 10.0.0.1 |${E}97;44m GET     ${E}0m "/a"`,
  `2026-11-27 06:11:12 INFO ${E}33mred${E}0m wine # sold`,
];

for (const line of COLOURED) {
  // deno-lint-ignore no-control-regex
  const plain = line.replace(/\x1b\[[\d;]*m/g, "");
  Deno.test(`law: a line in colours has the template and the level of "${plain}"`, () => {
    const numbers = [7, 13, 512, 4711, 8, 9, 10, 11];
    const lines = (form: string) => mined(new Miner(), numbers.map((n) => form.replace("#", `${n}`)));
    assert.deepEqual(lines(line), lines(plain));
  });
}

Deno.test("the class of a status in colours stays", () => {
  const line = COLOURED.find((form) => form.startsWith("[GIN]"))!;
  const templates = mined(new Miner(), ["503", "200", "500", "201", "502", "204"].map((s) => line.replace("503", s)));
  assert.deepEqual(templates.map(({ level }) => level), ["error", "-", "error", "-", "error", "-"]);
  assert.equal(new Set(templates.map(({ id }) => id)).size, 2);
});

Deno.test("a trace is joined to a failure in colours, which its time stamp and level stand in", () => {
  const head = `${E}2m2026-11-27T06:11:12Z${E}0m ${E}31mERROR${E}0m order failed`;
  const lines = [head, "java.lang.Error: x", "\tat a.B.c(B.java:1)", head];
  assert.equal(mined(new Miner(), lines).length, 2);
});

Deno.test("a time stamp in colours is a line's time", () => {
  const place = new StampPlace(), line = new TextEncoder().encode(COLOURED[0]!);
  assert.ok(place.find(line, 0, line.length));
  assert.equal(new TextDecoder().decode(line.subarray(place.start, place.end)), "2026-11-27T06:11:12.123456Z");
});
