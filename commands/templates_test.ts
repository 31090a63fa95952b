import assert from "node:assert/strict";
import { Miner } from "../core/mining/miner.ts";
import { TemplateExplainer } from "./templates/explain_template.ts";
import { mineFiles } from "./templates/mine_files.ts";

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
