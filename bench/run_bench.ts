import { type Command, InvalidArgumentError } from "commander";
import { failureOf } from "../commands/failure.ts";
import { untilInterrupted } from "../commands/until_interrupted.ts";

/** How long an interrupted benchmark may take to remove its files, milliseconds. */
const LONGEST_END_MS = 10_000;

/**
 * Reads the command line, then prints figures as they come. Ends the process with 1 when a benchmark fails, 2 for wrong usage, 130
 * after Ctrl-C, which aborts the signal.
 */
export async function runBench(
  command: Command,
  figures: (signal: AbortSignal) => AsyncIterable<string>,
): Promise<void> {
  command.action(() =>
    untilInterrupted(async (signal) => {
      for await (const line of figures(signal)) console.log(line);
    }, { graceMs: LONGEST_END_MS })
  );
  try {
    await command.exitOverride().parseAsync(Deno.args, { from: "user" });
  } catch (error) {
    const { code, line } = failureOf(error);
    if (line) console.error(line);
    Deno.exit(code);
  }
}

/** Reads the value of an option. @throws {InvalidArgumentError} for what is no whole number above 0. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("expected a whole number above 0");
}
