import assert from "node:assert/strict";
import { join } from "node:path";
import { storedXz } from "../../testing/stored_xz.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { plainBytesOf } from "./archive_size.ts";

Deno.test("plainBytesOf() reads from the end of an .xz file how much it holds", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log.1.xz");
    for (const size of [1, 127, 128, 70_000, 1_000_000]) {
      Deno.writeFileSync(path, storedXz(new Uint8Array(size)));
      assert.equal(plainBytesOf(path), size);
    }
  }));

Deno.test("plainBytesOf() says nothing of what is cut off, is no .xz, claims too much or is gone", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log.1.xz");
    const whole = storedXz(new Uint8Array(1_000));
    const claiming = whole.slice();
    claiming.set([0xff, 0xff, 0xff, 0x7f], whole.length - 12 - 8);
    for (const bytes of [whole.slice(0, -1), new Uint8Array(3), new Uint8Array(200), claiming]) {
      Deno.writeFileSync(path, bytes);
      assert.equal(plainBytesOf(path), undefined);
    }
    assert.equal(plainBytesOf(`${path}.xz`), undefined);
    Deno.renameSync(path, join(folder, "app.log.1.bz2"));
    assert.equal(plainBytesOf(join(folder, "app.log.1.bz2")), undefined);
  }));
