import assert from "node:assert/strict";
import { join } from "node:path";
import { followLog, linesIn, writeUntilRefused } from "./follow_log.ts";
import { oddLines, untilCounted, untilStatus } from "./health.ts";
import type { Program } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/**
 * Files may not grow beyond a bound, whoever the user is: the system refuses a write beyond it (EFBIG) as a disk does that fails. Raised, the
 * disk is mended.
 */
const isPossible = Deno.build.os === "linux";
if (!isPossible) {
  console.error("SKIPPED: the tests of a disk that fails: expected Linux, where a process's limits can be changed");
}

const LINES = 200;

Deno.test({
  name: "GET / is not ok while the store's writes fail, and all is counted once they go through, without a restart",
  ignore: !isPossible,
  async fn() {
    await using folder = await temporaryFolder();
    const options = { store: `sqlite:${join(folder.path, "store", "logiq.db")}`, api: { by: withFilesUpTo(300) } };
    await using following = await followLog(folder.path, options);
    const { url, api, log } = following;
    await untilStatus(url, 200);
    assert.match(await writeUntilRefused(following), /"degraded".*the disk reports an I\/O error/);
    await mend(api);
    await untilStatus(url, 200);
    await untilCounted(url, linesIn(log));
  },
});

Deno.test({
  name: "an agent whose state can't be written says so, and counts each line once when it can",
  ignore: !isPossible,
  async fn() {
    await using folder = await temporaryFolder();
    await using following = await followLog(folder.path, { agent: { by: withFilesUpTo(8) } });
    const { url, agent, log } = following;
    for (let at = 0; at < LINES; at++) Deno.writeTextFileSync(log, oddLines(), { append: true });
    await agent.line(/"kind":"warning".*Cannot write the agent's state: .*File too large/);
    await mend(agent);
    await untilCounted(url, linesIn(log));
  },
});

/** Becomes a program whose files may have this many KB, and which is told so instead of being ended. */
function withFilesUpTo(kilobytes: number): string[] {
  return ["sh", "-c", `trap '' XFSZ; ulimit -S -f ${2 * kilobytes}; exec "$@"`, "sh"];
}

async function mend({ pid }: Program): Promise<void> {
  const { success } = await new Deno.Command("prlimit", { args: ["--pid", String(pid), "--fsize=unlimited:"] })
    .output();
  assert.ok(success, "expected prlimit to raise the limit");
}
