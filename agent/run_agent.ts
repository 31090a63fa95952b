import { join } from "node:path";
import type { AgentSummary } from "./agent_event.ts";
import { IdTakenError } from "./agent_error.ts";
import { type AgentOptions, type ResolvedOptions, withDefaults } from "./agent_options.ts";
import { AgentRun } from "./agent_run.ts";
import { Rejections } from "./state/rejections.ts";
import { Spool } from "./state/spool.ts";
import { StateFolder } from "./state/state_folder.ts";
import { StoredPosition } from "./state/stored_position.ts";

/**
 * Tails files, mines and counts their lines, and sends the counters to the api: each line exactly once, whatever is killed when.
 * Runs until `signal` aborts or the inputs end, and leaves nothing half-written. Where another agent runs under its id, it goes on under a new one.
 *
 * @throws {AgentError} when none of the files can be read, the state folder can't be used, or the api refuses the token
 */
export async function runAgent(options: AgentOptions): Promise<AgentSummary> {
  const settings = withDefaults(options);
  for (;;) {
    try {
      return await runOnce(settings);
    } catch (error) {
      if (!(error instanceof IdTakenError)) throw error;
      StateFolder.forgetAgent(settings.stateFolder);
      settings.onEvent({ kind: "warning", message: `${error.message}; this one gets a new id and goes on` });
    }
  }
}

async function runOnce(settings: ResolvedOptions): Promise<AgentSummary> {
  const onWarning = (message: string) => settings.onEvent({ kind: "warning", message });
  using state = await StateFolder.open(settings.stateFolder, onWarning);
  const stored = await StoredPosition.open(state.path);
  const spool = await Spool.open(join(state.path, "spool"), { owner: state, stored, onWarning });
  const rejections = await Rejections.open(state.path, onWarning, state);
  using run = await AgentRun.open({ settings, state, spool, rejections });
  const summary = await run.run();
  settings.onEvent({ kind: "stopped", summary });
  return summary;
}
