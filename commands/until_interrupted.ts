/** Thrown to end a command with the exit code that a shell expects of it. */
export class ExitError extends Error {
  override readonly name = "ExitError";
  constructor(readonly code: number, message = "") {
    super(message);
  }
}

/**
 * Runs `work` with a signal that SIGINT or SIGTERM aborts. Resolves with the work's result, or throws `ExitError` 130 (143 for
 * SIGTERM) once it has ended. A second SIGINT changes nothing: `deno task` passes Ctrl-C on twice. Work that has not ended
 * `graceMs` after the signal is left behind.
 */
export async function untilInterrupted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { graceMs = 1_800 }: { graceMs?: number } = {},
): Promise<T> {
  const controller = new AbortController();
  let code = 0;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const interrupt = (exitCode: number) => () => {
    if (controller.signal.aborted) return;
    code = exitCode;
    controller.abort();
    grace = setTimeout(() => Deno.exit(code), graceMs);
  };
  const onInt = interrupt(130), onTerm = interrupt(143);
  Deno.addSignalListener("SIGINT", onInt);
  Deno.addSignalListener("SIGTERM", onTerm);
  try {
    const result = await work(controller.signal);
    if (code) throw new ExitError(code);
    return result;
  } catch (error) {
    throw code ? new ExitError(code) : error;
  } finally {
    clearTimeout(grace);
    Deno.removeSignalListener("SIGINT", onInt);
    Deno.removeSignalListener("SIGTERM", onTerm);
  }
}
