import { AgentError } from "./agent_error.ts";
import type { AgentOptions } from "./agent_options.ts";
import { openCoreMiner } from "./core_miner.ts";

/** The options with their defaults. */
export type Settings = ReturnType<typeof settingsOf>;

/** @throws {AgentError} for an api that is no URL. */
export function settingsOf(options: AgentOptions) {
  const { protocol } = URL.parse(options.apiUrl) ?? {};
  if (protocol !== "http:" && protocol !== "https:") {
    throw new AgentError(`Cannot send to "${options.apiUrl}": expected a URL such as "http://127.0.0.1:8000"`);
  }
  return {
    ...options,
    transport: options.transport ?? fetch,
    from: options.from ?? "beginning",
    maxTemplates: options.maxTemplates ?? 2_000,
    spoolLimitBytes: options.spoolLimitBytes ?? 256 * 2 ** 20,
    onEvent: options.onEvent ?? (() => {}),
    signal: options.signal ?? new AbortController().signal,
    untilEof: options.untilEof ?? false,
    stdin: () => options.stdin ?? Deno.stdin.readable,
    openMiner: options.openMiner ?? openCoreMiner,
  };
}
