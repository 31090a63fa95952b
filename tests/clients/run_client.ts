import assert from "node:assert/strict";
import { TOKEN } from "./api_server.ts";
import { type ClientName, clientProgram } from "./client_programs.ts";

/** Runs a client against the api at `url` to its end; resolves with what it was answered there. */
export async function runClient(name: ClientName, url: string): Promise<Record<string, string>> {
  const [program, ...args] = clientProgram(name);
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args, url, TOKEN] }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
