import { join } from "node:path";
import { makePrivateFolder, PRIVATE_FILE } from "../../settings/private_files.ts";
import { AgentError } from "../agent_error.ts";
import { type AgentId, readAgentId } from "./agent_id.ts";

/** The folder in which one agent keeps what must survive it. */
export class StateFolder implements AgentId, Disposable {
  readonly path: string;
  readonly agent: string;
  readonly inherits: boolean;
  readonly #lock: Deno.FsFile;

  private constructor(path: string, { agent, inherits }: AgentId, lock: Deno.FsFile) {
    this.path = path;
    this.agent = agent;
    this.inherits = inherits;
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
