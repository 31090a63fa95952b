import { join } from "node:path";
import { freePort } from "../../tools/services/free_port.ts";
import { oddLines, untilStatus } from "./health.ts";
import { type Program, type ProgramOptions, startProgram } from "./program.ts";

/** An api, and an agent that follows a log that was empty. */
export interface Following extends AsyncDisposable {
  readonly url: string;
  readonly api: Program;
  readonly agent: Program;
  readonly log: string;
}

/** Starts both. */
export async function followLog(
  folder: string,
  { store, api, agent }: {
    /** @default {the embedded store's usual place} */
    readonly store?: string;
    readonly api?: Omit<ProgramOptions, "folder">;
    readonly agent?: Omit<ProgramOptions, "folder">;
  } = {},
): Promise<Following> {
  await using stack = new AsyncDisposableStack();
  const port = freePort(), url = `http://127.0.0.1:${port}`;
  const args = ["api", "--port", String(port), ...store === undefined ? [] : ["--store", store]];
  const serving = stack.use(startProgram(args, { folder, ...api }));
  await serving.line(/^api http/);
  const log = join(folder, "app.log");
  Deno.writeTextFileSync(log, "");
  const following = stack.use(startProgram(["agent", "app.log", "--api", url, "--json"], { folder, ...agent }));
  await following.line(/"kind":"started"/);
  const started = stack.move();
  return { url, api: serving, agent: following, log, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** Adds lines to the log until `GET /` says that all is not well; resolves with what it says. */
export async function writeUntilRefused({ url, log }: Following): Promise<string> {
  const writing = setInterval(() => Deno.writeTextFileSync(log, oddLines(), { append: true }), 50);
  try {
    return JSON.stringify(await untilStatus(url, 503));
  } finally {
    clearInterval(writing);
  }
}

/** How many lines it holds. */
export function linesIn(log: string): number {
  return Deno.readTextFileSync(log).split("\n").length - 1;
}
