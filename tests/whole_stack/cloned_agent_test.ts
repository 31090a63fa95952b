import assert from "node:assert/strict";
import { join } from "node:path";
import { copyFolder } from "../../agent/testing/crash.ts";
import { NumberedLog } from "../../agent/testing/numbered_log.ts";
import { StateFolder } from "../../agent/state/state_folder.ts";
import { freePort } from "../../tools/services/free_port.ts";
import { untilCounted } from "./health.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

Deno.test("two agents of one id that meet at the api are told apart, and each line of both is counted once", async () => {
  await using folder = await temporaryFolder();
  const port = freePort(), url = `http://127.0.0.1:${port}`;
  const args = ["api", "--port", String(port), "--store", `sqlite:${join(folder.path, "logiq.db")}`];
  await using api = startProgram(args, { folder: folder.path });
  await api.line(/^api http/);
  const start = (name: string) => {
    const args = [
      "agent",
      `${name}.log`,
      "--source",
      "shop",
      "--api",
      url,
      "--state",
      join(folder.path, name),
      "--json",
    ];
    return startProgram(args, { folder: folder.path });
  };
  const logs = ["one", "two"].map((name) => new NumberedLog(join(folder.path, `${name}.log`)));
  for (const log of logs) log.write(10);
  {
    await using first = start("one");
    await first.line(/"kind":"stats"/);
    await untilCounted(url, 10);
  }
  await clone(join(folder.path, "one"), join(folder.path, "two"));
  await using one = start("one");
  await one.line(/"kind":"stats"/);
  await using two = start("two");
  const writing = setInterval(() => logs.forEach((log) => log.write(5)), 100);
  const told = await one.line(/"kind":"warning"/);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  clearInterval(writing);
  assert.match(told, /another one with its id was started since.*this one gets a new id/);
  await untilCounted(url, logs.reduce((sum, log) => sum + log.written, 0));
  const ids = [one, two].map(({ lines }) =>
    /"agent":"(\w+)"/.exec(lines.findLast((line) => /"started"/.test(line))!)![1]
  );
  assert.equal(new Set(ids).size, 2);
});

/** A copy of a state that knows no difference: as on a clone of the whole disk. */
async function clone(from: string, to: string): Promise<void> {
  copyFolder(from, to);
  const idOf = async (path: string) => (await Deno.readTextFile(join(path, "agent"))).split(" ");
  const [id] = await idOf(from);
  (await StateFolder.open(to))[Symbol.dispose]();
  const [, boundTo] = await idOf(to);
  await Deno.writeTextFile(join(to, "agent"), `${id} ${boundTo}`);
}
