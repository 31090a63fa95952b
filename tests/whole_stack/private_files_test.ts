import assert from "node:assert/strict";
import { join } from "node:path";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const FAST = ["--detector", "sigma", "--window", "400ms", "--slot", "200ms", "--port", "0", "--json"];

/** Whatever is below a folder with more rights than its owner's. */
function openToOthers(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    const rights = Deno.statSync(path).mode! & 0o777;
    const isOpen = (rights & 0o077) === 0 ? [] : [`${path} ${rights.toString(8)}`];
    return [...isOpen, ...isDirectory ? openToOthers(path) : []];
  });
}

Deno.test("up keeps store, spool and state for its owner alone, whatever the umask says, also what was open before", async () => {
  await using folder = await temporaryFolder();
  const log = join(folder.path, "a.log");
  const before = Deno.umask(0);
  try {
    for (const round of ["new", "there"]) {
      await Deno.writeTextFile(log, "2026-01-01 00:00:00 INFO service started\n", { append: true });
      await using up = startProgram(["up", "a.log", ...FAST], { folder: folder.path });
      await up.line(/"kind":"window"|"kind":"learning"|"kind":"backlogDone"/);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.deepEqual(openToOthers(join(folder.path, ".logiq")), [], round);
      assert.equal(Deno.statSync(join(folder.path, ".logiq")).mode! & 0o777, 0o700);
      up.signal("SIGINT");
      await up.status;
      for (const name of ["agent", "agent/spool"]) Deno.chmodSync(join(folder.path, ".logiq", name), 0o755);
      Deno.chmodSync(join(folder.path, ".logiq/logiq.db"), 0o644);
    }
  } finally {
    Deno.umask(before);
  }
});
