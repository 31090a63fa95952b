import assert from "node:assert/strict";
import { Miner } from "../core/mining/miner.ts";
import { checkTemplates } from "./templates/check_templates.ts";
import { TemplateExplainer } from "./templates/explain_template.ts";
import { mineFiles } from "./templates/mine_files.ts";
import { SpooledInput } from "./templates/spooled_input.ts";
import { rowsOf } from "./templates/template_rows.ts";

async function withFile(content: string | Uint8Array, test: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    await test(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("mineFiles() counts CRLF, empty lines and a last line without its newline", async () => {
  await withFile("job 1 done\r\n\njob 2 done", async (path) => {
    const miner = new Miner();
    const { handles } = await mineFiles(miner, [path]);
    assert.deepEqual(handles.map((handle) => miner.template(handle).text), ["job <*> done", "", "job <*> done"]);
  });
});

Deno.test("mineFiles() counts a line of 10 MB once, whatever reads it is cut into", async () => {
  await withFile(`first\n${"x ".repeat(5_000_000)}\nlast`, async (path) => {
    const { handles } = await mineFiles(new Miner(), [path]);
    assert.equal(handles.length, 3);
  });
});

Deno.test("mineFiles() names a file that it cannot read", async () => {
  await assert.rejects(() => mineFiles(new Miner(), ["does-not-exist.log"]), /Cannot read "does-not-exist.log"/);
});

Deno.test("TemplateExplainer shows text, ancestors and the values of each position", async () => {
  const lines = ["session opened for user root", "session opened for user cyrus", "session opened for user root"];
  await withFile(lines.join("\n"), async (path) => {
    const miner = new Miner();
    const { handles } = await mineFiles(miner, [path]);
    const explainer = new TemplateExplainer(miner, miner.resolve(handles[0]));
    lines.forEach((line) => explainer.add(line));
    const text = explainer.toString();
    assert.match(text, /text {8}session opened for user <\*>/);
    assert.match(text, /count {7}3/);
    assert.match(text, /root \(2\), cyrus \(1\)/);
    assert.match(text, new RegExp(`ancestors {3}${miner.template(handles[0]).ancestors[0]}`));
  });
});

Deno.test("mineFiles() begins a record with each line that begins as it is told", async () => {
  await withFile("BEGIN 1\nselect\nBEGIN 2\nfrom\nwhere\n", async (path) => {
    const { handles, counts } = await mineFiles(new Miner(), [path], { start: "BEGIN" });
    assert.deepEqual([handles.length, counts], [5, [2]]);
  });
});

Deno.test("TemplateExplainer takes values from the message, not from the line around it", () => {
  const miner = new Miner(), message = 'took "7 ms" for 3';
  const bytes = new TextEncoder().encode(message);
  const explainer = new TemplateExplainer(miner, miner.mine(bytes, 0, bytes.length));
  const line = JSON.stringify({ port: 80, msg: message });
  explainer.add(line, message);
  assert.match(explainer.toString(), /│ 1 .*│ 7 \(1\)/);
  assert.ok(explainer.toString().endsWith(`  ${line}`));
});

Deno.test("rowsOf() tells each template's commonest level", async () => {
  const lines = ["INFO job 1 has started", "ERROR job 2 has failed", "ERROR job 2 has failed", "no level here"];
  await withFile(lines.map((line, i) => `2025-03-01T00:00:0${i}Z ${line}`).join("\n"), async (path) => {
    const miner = new Miner();
    const rows = rowsOf(miner, await mineFiles(miner, [path]));
    assert.deepEqual(rows.map(({ count, level }) => [count, level]), [[2, "error"], [1, "info"], [1, "-"]]);
  });
});

Deno.test("checkTemplates() shows templates that differ in one word, and those that the order decides", async () => {
  const calm = ["disk sda has failed", "disk sdb has failed", "fan of the pool stopped"];
  await withFile(calm.join("\n"), async (path) => {
    const { alike, unstable } = await checkTemplates([path]);
    assert.deepEqual(alike, [["disk sda has failed", "disk sdb has failed"]]);
    assert.deepEqual(unstable, []);
  });
  // States, and names that programs do not say: of usual words the order decides nothing.
  const words = ["ready", "busy", "zorp", "quax", "flune"];
  const often = Array.from({ length: 36 }, (_, i) => words[i % 2]);
  const early = [...words, ...often, ...words.slice(2)].map((word) => `worker of the pool has become ${word} again`);
  await withFile(early.join("\n"), async (path) => {
    const { unstable } = await checkTemplates([path]);
    assert.deepEqual(unstable, ["worker of the pool has become <*> again"]);
  });
});

Deno.test("SpooledInput lets standard input be read twice, and removes its copy", async () => {
  const stdin = ReadableStream.from([new TextEncoder().encode("job 1 done\njob 2 failed")]);
  const input = await SpooledInput.of(["-"], { stdin });
  for (let time = 0; time < 2; time++) {
    assert.equal((await mineFiles(new Miner(), input.paths)).handles.length, 2);
  }
  await input[Symbol.asyncDispose]();
  await assert.rejects(() => Deno.stat(input.paths[0]!), Deno.errors.NotFound);
});
