import assert from "node:assert/strict";
import { sampleRows } from "./sample_rows.ts";

const BEGINNING =
  "2026-11-28 05:36:02,508 ERROR django.request [7343] Internal Server Error: /item/187 ↵ Traceback (most recent call last):";

Deno.test("sampleRows() shows a sample in full that has room, and the beginning of a long line", () => {
  assert.deepEqual(sampleRows("", 40), []);
  assert.deepEqual(sampleRows("a line", 40), ["a line"]);
  assert.deepEqual(sampleRows("x".repeat(99), 40), ["x".repeat(40), `${"x".repeat(39)}…`]);
});

Deno.test("sampleRows() shows what has failed: the last line of a trace that names it, no frame", () => {
  const python =
    `${BEGINNING} ↵ File "base.py", line 181, in get ↵ return self.render() ↵ TemplateDoesNotExist: item_v2.html`;
  assert.match(sampleRows(python, 60).join(""), /^2026.*Server Error: .*… ↵ TemplateDoesNotExist: item_v2\.html$/);
  const java =
    `${BEGINNING} ↵ java.io.IOException: no space ↵ at a.B.c(B.java:1) ↵ Caused by: a.DiskFull: 0 bytes ↵ at a.D.e(D.java:2)`;
  assert.match(sampleRows(java, 60).join(""), /… ↵ Caused by: a\.DiskFull: 0 bytes$/);
  assert.match(sampleRows(`${BEGINNING} ↵ at a.B.c(B.java:1) ↵ at a.D.e(D.java:2)`, 50).join(""), /…$/);
});

Deno.test("sampleRows() stays within its rows, however long the reason is", () => {
  const rows = sampleRows(`${BEGINNING} ↵ Error: ${"y".repeat(400)}`, 50);
  assert.equal(rows.length, 2);
  assert.ok(rows.every((row) => row.length <= 50));
  assert.match(rows.join(""), /^2026.*Error: y+…$/);
});
