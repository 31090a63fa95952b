import assert from "node:assert/strict";
import { join } from "node:path";
import { makePrivateFile, makePrivateFolder } from "./private_files.ts";

const modeOf = (path: string) => (Deno.statSync(path).mode! & 0o777).toString(8);

function inFolder(work: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  const umask = Deno.umask(0);
  try {
    work(folder);
  } finally {
    Deno.umask(umask);
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("makePrivateFolder() makes folders for their owner alone, and closes one that is open", () =>
  inFolder((folder) => {
    makePrivateFolder(join(folder, "a/b"));
    assert.deepEqual(["a", "a/b"].map((name) => modeOf(join(folder, name))), ["700", "700"]);
    Deno.mkdirSync(join(folder, "open"), { mode: 0o777 });
    makePrivateFolder(join(folder, "open"));
    assert.equal(modeOf(join(folder, "open")), "700");
  }));

Deno.test("makePrivateFile() makes a file for its owner alone, and closes it and its companions", () =>
  inFolder((folder) => {
    const [path, companion] = [join(folder, "a"), join(folder, "a-wal")];
    makePrivateFile(path, [companion]);
    assert.equal(modeOf(path), "600");
    Deno.writeTextFileSync(path, "kept", { mode: 0o666 });
    Deno.chmodSync(path, 0o644);
    Deno.writeTextFileSync(companion, "", { mode: 0o666 });
    makePrivateFile(path, [companion]);
    assert.deepEqual([modeOf(path), modeOf(companion), Deno.readTextFileSync(path)], ["600", "600", "kept"]);
  }));
