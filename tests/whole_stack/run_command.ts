import { taskArguments } from "./task_arguments.ts";

/** What a command came to. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a LogIQ command to its end, in a folder of its own, with this as its standard input. */
export async function runCommand(
  args: readonly string[],
  { folder, stdin = "" }: { readonly folder: string; readonly stdin?: string | Uint8Array },
): Promise<CommandResult> {
  await using child = new Deno.Command(Deno.execPath(), {
    args: taskArguments(args),
    env: { INIT_CWD: folder, NO_COLOR: "1", INFLUX_URL: "" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writing = ReadableStream.from([typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin])
    .pipeTo(child.stdin).catch(() => {});
  const [{ code, stdout, stderr }] = await Promise.all([child.output(), writing]);
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout), errors: decoder.decode(stderr) };
}
