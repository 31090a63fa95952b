import assert from "node:assert/strict";
import { EverNewLines } from "./ever_new_lines.ts";

const SAMPLE = "2008-11-09 20:36:15 148 took 38865049 ms from 10.251.30.6\n2008-11-09 20:36:16 7 no number";

Deno.test("EverNewLines gives lines of the sample's shape with other numbers, time apart", () => {
  const lines = new EverNewLines(new TextEncoder().encode(SAMPLE));
  const texts = Array.from({ length: 50 }, () => new TextDecoder().decode(lines.next(10).bytes));
  for (const text of texts) {
    assert.match(text, /^2008-11-09 20:36:15 1\d\d took 3\d{7} ms from 1\d\.2[0-5][01]\.3\d\.[0-6]\n/);
    assert.match(text, /\n2008-11-09 20:36:16 [0-7] no number\n$/);
  }
  assert.equal(new Set(texts).size, texts.length);
});

Deno.test("EverNewLines.next() gives no more lines than asked for, and begins again at the end", () => {
  const lines = new EverNewLines(new TextEncoder().encode("a\nb\nc\n"));
  const texts = Array.from({ length: 4 }, () => new TextDecoder().decode(lines.next(2).bytes));
  assert.deepEqual(texts, ["a\nb\n", "c\n", "a\nb\n", "c\n"]);
});

Deno.test("EverNewLines.writeTo() writes exactly the number of lines asked for", async () => {
  const path = await Deno.makeTempFile();
  try {
    {
      using file = await Deno.open(path, { append: true });
      const bytes = new EverNewLines(new TextEncoder().encode("a 1 x\nb\nc 2 y\n")).writeTo(file, 7);
      assert.equal(bytes, (await file.stat()).size);
    }
    assert.equal((await Deno.readTextFile(path)).split("\n").length, 8);
  } finally {
    await Deno.remove(path);
  }
});
