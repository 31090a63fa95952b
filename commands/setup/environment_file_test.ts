import assert from "node:assert/strict";
import { join } from "node:path";
import { environmentText, writeEnvironmentFile } from "./environment_file.ts";

Deno.test("environmentText() gives each secret 64 digits of its own", () => {
  const secrets = [...environmentText().matchAll(/=([0-9a-f]{64})$/gm)].map(([, secret]) => secret);
  assert.equal(secrets.length, 4);
  assert.equal(new Set([...secrets, ...environmentText().match(/[0-9a-f]{64}/g)!]).size, 8);
});

Deno.test("writeEnvironmentFile() writes a file for its owner alone, and never over another", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, ".env");
    assert.equal(await writeEnvironmentFile(path, "A=1\n"), true);
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
    assert.equal(await writeEnvironmentFile(path, "A=2\n"), false);
    assert.equal(await Deno.readTextFile(path), "A=1\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
