import { join } from "node:path";
import { makePrivateFolder, PRIVATE_FILE } from "../../settings/private_files.ts";
import { AgentError } from "../agent_error.ts";
import { isSystemError } from "../input/file/file_problem.ts";
import { writeAtomically } from "./atomic_file.ts";
import { checksum, CorruptFileError } from "./checksummed_text.ts";
import { stateText } from "./state_text.ts";

/** The folder in which one agent keeps what must survive it. */
export class StateFolder implements Disposable {
  readonly path: string;
  /** Random, made once for this folder on this machine: identifies the agent's counters. A copy of the folder gets another. */
  readonly agent: string;
  readonly #lock: Deno.FsFile;

  private constructor(path: string, agent: string, lock: Deno.FsFile) {
    this.path = path;
    this.agent = agent;
    this.#lock = lock;
  }

  /** Creates the folder where it is missing, for its owner alone, and locks it. @throws {AgentError} when it can't be written, or another agent has it. */
  static async open(path: string, onWarning: (message: string) => void = () => {}): Promise<StateFolder> {
    try {
      makePrivateFolder(path);
      const lock = await Deno.open(join(path, "lock"), { create: true, write: true, mode: PRIVATE_FILE });
      if (!await lock.tryLock(true)) {
        lock.close();
        throw new AgentError(
          `Cannot use state folder "${path}": another agent runs on it, give this one its own --state`,
        );
      }
      return new StateFolder(path, await readAgentId(path, onWarning), lock);
    } catch (error) {
      if (error instanceof AgentError || !(error instanceof Error)) throw error;
      throw new AgentError(`Cannot write state folder "${path}": ${error.message}; give a writable one by --state`);
    }
  }

  /** The agent gets another id when the folder is next opened: its own is another's too. */
  static forgetAgent(path: string): void {
    Deno.removeSync(join(path, "agent"));
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}

/** The id that is bound to this very folder; a new one where there is none, or the folder is a copy. */
async function readAgentId(folder: string, onWarning: (message: string) => void): Promise<string> {
  const path = join(folder, "agent");
  const kept = await keptId(path);
  const binding = await bindingOf(folder);
  const [, id, boundTo] = /^([0-9a-f]{16}) ([0-9a-f]{32})$/.exec(kept) ?? [];
  if (id !== undefined && boundTo === binding) return id;
  const agent = crypto.randomUUID().replaceAll("-", "").slice(-16);
  await writeAtomically(path, `${agent} ${binding}`);
  if (kept !== "") onWarning(`State folder "${folder}" is a copy, or was moved: the agent is "${agent}" from now on`);
  return agent;
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
  const machine = await orElse(() => Deno.readTextFile("/etc/machine-id"), "");
  return checksum(JSON.stringify([machine, Deno.hostname(), await Deno.realPath(folder), dev, ino]));
}

async function orElse<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isSystemError(error)) return otherwise;
    throw error;
  }
}
