import { join } from "node:path";
import { writeAtomically } from "./atomic_file.ts";
import { checksum, CorruptFileError } from "./checksummed_text.ts";
import { machineNames } from "./machine.ts";
import { stateText } from "./state_text.ts";

/** Who an agent is. */
export interface AgentId {
  /** Random, made once for a folder on this machine: identifies the agent's counters. A copy of the folder gets another. */
  readonly agent: string;
  /** The folder's totals are this agent's under whatever id: its own was damaged, and nobody else tells of them. */
  readonly inherits: boolean;
}

/** How the file of an id that was made for one that was damaged ends. */
const INHERITS = " inherits";

/** The id that is bound to this very folder; a new one where there is none, it is damaged, or the folder is a copy. */
export async function readAgentId(folder: string, onWarning: (message: string) => void): Promise<AgentId> {
  const path = join(folder, "agent");
  const kept = await keptId(path);
  const binding = await bindingOf(folder);
  const before = parsed(kept);
  if (before?.binding === binding) return { agent: before.agent, inherits: before.inherits };
  const agent = crypto.randomUUID().replaceAll("-", "").slice(-16);
  const inherits = kept !== "" && before === undefined;
  await writeAtomically(path, withSum(`${agent} ${binding}${inherits ? INHERITS : ""}`));
  if (inherits) {
    onWarning(`Cannot use the id in state folder "${folder}", which is damaged: the agent is "${agent}" from now on`);
  } else if (kept !== "") {
    onWarning(`State folder "${folder}" is a copy, or was moved: the agent is "${agent}" from now on`);
  }
  return { agent, inherits };
}

/** Undefined for what is damaged; an earlier version kept no sum. */
function parsed(kept: string): (AgentId & { readonly binding: string }) | undefined {
  const [, body = "", agent = "", binding = "", inherits, sum] =
    /^(([0-9a-f]{16}) ([0-9a-f]{32})( inherits)?)(?: ([0-9a-f]{32}))?$/.exec(kept) ?? [];
  if (body === "" || (sum !== undefined && sum !== checksum(body))) return undefined;
  return { agent, binding, inherits: inherits !== undefined };
}

function withSum(body: string): string {
  return `${body} ${checksum(body)}`;
}

/** What stands in the file of the id; one that can't be read is set aside. */
async function keptId(path: string): Promise<string> {
  try {
    return await stateText(path) ?? "";
  } catch (error) {
    if (!(error instanceof CorruptFileError)) throw error;
    await Deno.rename(path, `${path}.corrupt`);
    return "damaged";
  }
}

/** What a copy of the folder does not share: machine, name of the host, path, device and inode. */
async function bindingOf(folder: string): Promise<string> {
  const { dev, ino } = await Deno.stat(folder);
  return checksum(JSON.stringify([...await machineNames(), await Deno.realPath(folder), dev, ino]));
}
