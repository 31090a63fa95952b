import type { ClientName } from "./client_programs.ts";
import { isPrepared } from "./prepare_client.ts";

/**
 * Whether the test of a client can run here; where it can't, this says so aloud.
 *
 * @throws {Error} when `LOGIQ_REQUIRE_CLIENTS` is set, as in CI, and the client is not installed.
 */
export async function needsClient(name: ClientName): Promise<boolean> {
  if (await isPrepared(name)) return true;
  const remedy = "expected it to be installed, run `deno run -A tests/clients/prepare.ts` once";
  if (Deno.env.get("LOGIQ_REQUIRE_CLIENTS")) throw new Error(`Cannot run the test of client "${name}": ${remedy}`);
  console.error(`SKIPPED: the test of client "${name}": ${remedy}`);
  return false;
}
