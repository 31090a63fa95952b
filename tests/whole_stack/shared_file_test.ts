import assert from "node:assert/strict";
import { join } from "node:path";
import { NumberedLog } from "../../agent/testing/numbered_log.ts";
import { freePort } from "../../tools/services/free_port.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

Deno.test("the api says that two agents follow one log, and nothing of one that is begun anew or of a log beside it", async () => {
  await using folder = await temporaryFolder();
  const port = freePort(), url = `http://127.0.0.1:${port}`;
  const args = ["api", "--port", String(port), "--store", `sqlite:${join(folder.path, "logiq.db")}`];
  await using api = startProgram(args, { folder: folder.path });
  await api.line(/^api http/);
  const start = async (state: string, log = "app.log") => {
    const args = ["agent", log, "--source", "shop", "--api", url, "--state", join(folder.path, state), "--json"];
    const agent = startProgram(args, { folder: folder.path });
    await agent.line(/"kind":"stats"/);
    return agent;
  };
  const told = async () => (await (await fetch(url)).json()).sharedFiles;
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  for (const name of ["app.log", "other.log"]) new NumberedLog(join(folder.path, name)).write(10);
  await using _beside = await start("beside", "other.log");
  await (await start("one"))[Symbol.asyncDispose]();
  await using _again = await start("one");
  await wait(5_000);
  assert.equal(await told(), undefined);
  await using _two = await start("two");
  const line = await api.line(/follow one file/);
  assert.match(
    line,
    /Agents "\w+" and "\w+" follow one file of source "shop" on host ".+": each of its lines counts twice/,
  );
  assert.equal((await told()).length, 1);
});
