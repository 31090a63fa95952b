/**
 * Installs and builds the clients of other tools that the tests beside this file run, into the cache folder: the JavaScript
 * client for Node.js, the Python client in an environment of its own, the Go client, and Telegraf (a few minutes, once).
 *
 * `deno run -A tests/clients/prepare.ts [node|python|go|telegraf …]`, all of them by default
 */
import { prepareClient } from "./prepare_client.ts";
import { CLIENT_NAMES, isClientName } from "./client_programs.ts";

if (import.meta.main) {
  const names = Deno.args.length > 0 ? Deno.args : CLIENT_NAMES;
  for (const name of names) {
    if (!isClientName(name)) {
      console.error(`Cannot prepare client "${name}": expected ${CLIENT_NAMES.join(", ")}`);
      Deno.exit(2);
    }
    const startMs = performance.now();
    await prepareClient(name);
    console.log(`${name}: ready after ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
  }
}
