import assert from "node:assert/strict";
import { basename, dirname } from "node:path";

/** Packs a log into a tar beside it, compressed where its name says so, and removes it. */
export async function pack(log: string, tar: string): Promise<void> {
  const args = ["--create", "--auto-compress", "--remove-files", "--file", tar, basename(log)];
  const { success } = await new Deno.Command("tar", { args, cwd: dirname(log) }).output();
  assert.ok(success, "expected tar");
}
