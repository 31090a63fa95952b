import { lines as linesOf } from "../../tools/services/lines.ts";
import { taskArguments } from "./task_arguments.ts";

const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

/** A LogIQ command as a process of its own, started as `deno task` starts it. */
export interface Program extends AsyncDisposable {
  /** Resolves with the first line of its standard output, printed from now on or before, that the pattern matches. */
  line(pattern: RegExp): Promise<string>;
  /** All lines of its standard output so far. */
  readonly lines: readonly string[];
  readonly errors: readonly string[];
  readonly pid: number;
  signal(signal: Deno.Signal): void;
  readonly status: Promise<Deno.CommandStatus>;
}

/** How a command is started. */
export interface ProgramOptions {
  /** Its own, where its `.logiq` is then. */
  readonly folder: string;
  readonly env?: Record<string, string>;
  /** Another script than LogIQ's. */
  readonly script?: string;
  /** A command that becomes it. */
  readonly by?: readonly string[];
}

/** Starts a command. Disposing kills it. */
export function startProgram(
  args: readonly string[],
  { folder, env = {}, script, by = [] }: ProgramOptions,
): Program {
  const own = script === undefined
    ? taskArguments(args)
    : ["run", "-A", "--quiet", "--config", CONFIG, script, ...args];
  const [command, ...words] = [...by, Deno.execPath(), ...own];
  const child = new Deno.Command(command!, {
    args: words,
    env: { INIT_CWD: folder, NO_COLOR: "1", INFLUX_URL: "", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  const read = Promise.all([collect(child.stdout, lines, waiting), collect(child.stderr, errors, waiting)]);
  const status = child.status.then(async (ended) => {
    await read;
    for (const wake of waiting) wake();
    return ended;
  });
  let ended = false;
  status.then(() => ended = true);

  async function line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = lines.find((candidate) => pattern.test(candidate));
      if (found !== undefined) return found;
      if (ended) {
        throw new Error(
          `Cannot find ${pattern}: ${args[0]} ended, having printed\n${[...lines, ...errors].join("\n")}`,
        );
      }
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  }
  return {
    line,
    lines,
    errors,
    pid: child.pid,
    status,
    signal: (signal) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      if (!ended) child.kill("SIGKILL");
      await status;
    },
  };
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  lines: string[],
  waiting: Set<() => void>,
): Promise<void> {
  for await (const line of linesOf(stream)) {
    lines.push(line);
    for (const wake of waiting) wake();
    waiting.clear();
  }
}
