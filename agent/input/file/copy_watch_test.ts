import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../testing/with_folder.ts";
import { CopyWatch } from "./copy_watch.ts";

/** Does something in a folder within the step of the file system's clock in which it was last changed. */
function inOneStep(folder: string, act: () => void): void {
  const { atime, mtime } = Deno.statSync(folder);
  act();
  Deno.utimeSync(folder, atime!, mtime!);
}

Deno.test("CopyWatch sees a copy that was made within the step of the clock in which the watch began, and looks twice more", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log");
    Deno.writeTextFileSync(path, "a line\n");
    const watch = new CopyWatch(path);
    inOneStep(folder, () => Deno.copyFileSync(path, `${path}.1`));
    const due = [0, 500, 1_000, 2_000, 3_000, 4_000].filter((ms) => watch.isDue(ms));
    assert.deepEqual(due, [0, 1_000, 2_000]);
  }));

Deno.test("CopyWatch sees a copy that was made within the step of the clock in which something else was", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log");
    Deno.writeTextFileSync(path, "a line\n");
    const watch = new CopyWatch(path);
    assert.equal(watch.isDue(0), false);
    Deno.utimeSync(folder, 1, 1);
    assert.equal(watch.isDue(1_000), false);
    inOneStep(folder, () => Deno.copyFileSync(path, `${path}.1`));
    assert.deepEqual([2_000, 3_000].map((ms) => watch.isDue(ms)), [false, true]);
  }));
