import type { AgentOptions } from "./agent_options.ts";
import { openCoreMiner } from "./core_miner.ts";

/** The options with their defaults. */
export type Settings = ReturnType<typeof settingsOf>;

export function settingsOf(options: AgentOptions) {
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
