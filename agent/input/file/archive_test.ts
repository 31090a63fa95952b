import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { withFolder } from "../../testing/with_folder.ts";
import { openArchive } from "./archive.ts";
import { identityOf } from "./file_identity.ts";

for (const [ending, compress] of [["gz", gzipSync], ["zst", zstdCompressSync]] as const) {
  Deno.test(`openArchive() of .${ending} reads what it holds up to a bound, and no bomb`, () =>
    withFolder((folder) => {
      const path = join(folder, `app.log.1.${ending}`);
      Deno.writeFileSync(path, compress(new Uint8Array(1_000_000)));
      const info = Deno.statSync(path);
      const found = { path, ...identityOf(info), size: info.size, isCompressed: true, writtenMs: 0 };
      assert.equal(openArchive(found, 1_000_000)?.content.size, 1_000_000);
      assert.equal(openArchive(found, 999_999), undefined);
    }));
}

Deno.test("openArchive() does not read what is larger than 32 MB, compressed as it is", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log.1.gz");
    const opened = (plainBytes: number) => {
      Deno.writeFileSync(path, gzipSync(new Uint8Array(plainBytes), { level: 0 }));
      const info = Deno.statSync(path);
      return openArchive({ path, ...identityOf(info), size: info.size, isCompressed: true, writtenMs: 0 })?.content
        .size;
    };
    assert.equal(opened(31 * 2 ** 20), 31 * 2 ** 20);
    assert.equal(opened(32 * 2 ** 20), undefined);
  }));
