import { join } from "node:path";
import { AgentError } from "../agent_error.ts";
import { writeAtomically } from "./atomic_file.ts";

/** The folder in which one agent keeps what must survive it. */
export class StateFolder implements Disposable {
  readonly path: string;
  /** Random, made once: identifies the agent's counters. */
  readonly agent: string;
  readonly #lock: Deno.FsFile;

  private constructor(path: string, agent: string, lock: Deno.FsFile) {
    this.path = path;
    this.agent = agent;
    this.#lock = lock;
  }

  /** Creates the folder where it is missing, and locks it. @throws {AgentError} when it can't be written, or another agent has it. */
  static async open(path: string): Promise<StateFolder> {
    try {
      await Deno.mkdir(path, { recursive: true });
      const lock = await Deno.open(join(path, "lock"), { create: true, write: true });
      if (!await lock.tryLock(true)) {
        lock.close();
        throw new AgentError(
          `Cannot use state folder "${path}": another agent runs on it, give this one its own --state`,
        );
      }
      return new StateFolder(path, await readAgentId(join(path, "agent")), lock);
    } catch (error) {
      if (error instanceof AgentError || !(error instanceof Error)) throw error;
      throw new AgentError(`Cannot write state folder "${path}": ${error.message}; give a writable one by --state`);
    }
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}

async function readAgentId(path: string): Promise<string> {
  const kept = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  if (/^[0-9a-f]{16}$/.test(kept)) return kept;
  const agent = crypto.randomUUID().replaceAll("-", "").slice(-16);
  await writeAtomically(path, agent);
  return agent;
}
