import { join } from "node:path";
import { type Program, startProgram } from "../tests/whole_stack/program.ts";

/** An api, and what else was started for it, each a process of its own on one embedded store. */
export interface Parts extends AsyncDisposable {
  readonly storePath: string;
  readonly api: Program;
  /** Starts an agent that sends to the api. */
  startAgent(file: string, args?: readonly string[]): Program;
  startDetector(how?: DetectorStart): Program;
}

/** How a detector is started. */
export interface DetectorStart {
  /** What runs instead of the command, with the same arguments. */
  readonly script?: string;
  /** Which detector it is, by name. @default "sigma" */
  readonly detector?: string;
}

/** Starts an api on a new store in a folder, and resolves once it listens. Disposing ends all that was started. */
export async function startParts(folder: string): Promise<Parts> {
  const storePath = join(folder, "logiq.db");
  const store = ["--store", `sqlite:${storePath}`];
  await using stack = new AsyncDisposableStack();
  const start = (args: readonly string[]) => stack.use(startProgram(args, { folder }));
  const api = start(["api", "--port", "0", ...store]);
  const url = (await api.line(/^api http/)).slice("api ".length);
  const started = stack.move();
  return {
    storePath,
    api,
    startAgent: (file, args = []) =>
      started.use(
        startProgram(["agent", file, "--api", url, "--state", join(folder, "agent"), ...args], { folder }),
      ),
    startDetector: ({ script, detector = "sigma" } = {}) =>
      started.use(startProgram(["detector", "fresh", "--detector", detector, ...store], { folder, script })),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** Runs in a folder of its own, which is removed afterwards. */
export async function* inTemporaryFolder<Figure>(
  work: (folder: string) => AsyncGenerator<Figure>,
): AsyncGenerator<Figure> {
  const folder = await Deno.makeTempDir({ prefix: "logiq-bench-" });
  try {
    yield* work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
