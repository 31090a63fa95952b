import { join } from "node:path";
import { messageOf } from "../core/message_of.ts";
import { AgentError } from "./agent_error.ts";
import type { AgentOptions } from "./agent_options.ts";
import { ApiClient, type SendOutcome } from "./delivery/api_client.ts";
import { Rejections } from "./state/rejections.ts";
import { REFUSED } from "./state/spool.ts";
import { decodeEntry } from "./state/spool_entry.ts";
import { StateFolder } from "./state/state_folder.ts";

/** Whose batches are sent again, and where to. */
export type ResendOptions =
  & Pick<AgentOptions, "stateFolder" | "apiUrl" | "apiToken" | "clock" | "transport" | "signal">
  & { readonly onNote: (line: string) => void };

/** What became of the batches that were kept because the api refused them. */
export interface ResendSummary {
  readonly batches: number;
  readonly stored: number;
  /** Lines that are no longer rejected. */
  readonly lines: number;
}

/**
 * Sends again what the api has refused, once the cause is gone; what is stored then is counted, and no longer rejected. A batch keeps its
 * identity, so that one whose answer is lost can be sent again.
 *
 * @throws {AgentError} when an agent runs on the folder, or the api does not answer
 */
export async function resendRefused(options: ResendOptions): Promise<ResendSummary> {
  const { stateFolder, onNote, transport = fetch, signal = new AbortController().signal } = options;
  using state = await StateFolder.open(stateFolder, onNote);
  const rejections = await Rejections.open(state.path, onNote, state);
  const api = new ApiClient({ ...options, agent: state.agent, transport });
  const paths = refusedIn(join(state.path, "spool"));
  let [stored, lines] = [0, 0];
  for (const path of paths) {
    const { head, batchJson } = decodeEntry(await Deno.readTextFile(path));
    const outcome = await api.send(batchJson ?? null, [], signal);
    const refusal = refusalOf(outcome, batchJson);
    if (refusal !== undefined) onNote(`"${path}" is not stored: ${refusal}`);
    else {
      const isOwn = state.inherits || (head.position.agent ?? state.agent) === state.agent;
      if (isOwn) lines += await rejections.takeBack(head);
      stored++;
      await Deno.remove(path);
    }
  }
  return { batches: paths.length, stored, lines };
}

/** Why a batch is not stored as a whole; undefined: it is. @throws {AgentError} where it can't be known. */
function refusalOf(outcome: SendOutcome, batchJson: string | undefined): string | undefined {
  if (batchJson === undefined) return "its file is damaged";
  if (outcome.kind === "stored") return undefined;
  if (outcome.kind === "unauthorised") throw new AgentError("Cannot send to the api, which refuses the token");
  if (outcome.kind === "away") throw new AgentError(`Cannot send to the api: ${outcome.reason}; try again later`);
  return outcome.reason;
}

function refusedIn(folder: string): string[] {
  try {
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(REFUSED));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new AgentError(`Cannot read the spool: ${messageOf(error)}`);
  }
}
