import { join } from "node:path";
import type { AgentOptions } from "../agent_options.ts";
import { RunningAgent } from "./agent_runner.ts";
import type { ApiDouble } from "./api_double.ts";
import { refusal } from "./refusal.ts";

/** An agent that can be killed: what it has on disk at that moment is all that the next one gets. */
export class MortalAgent {
  readonly #api: ApiDouble;
  readonly #options: Partial<AgentOptions>;
  readonly #folder: string;
  #isDead = { value: false };
  #agent: RunningAgent;

  constructor(api: ApiDouble, folder: string, options: Partial<AgentOptions>) {
    this.#api = api;
    this.#folder = folder;
    this.#options = options;
    this.#agent = this.#start();
  }

  /** The agent that runs now. */
  get agent(): RunningAgent {
    return this.#agent;
  }

  get stateFolder(): string {
    return join(this.#folder, "state");
  }

  /** Takes away everything but its files, as they are at this very moment, and starts another on them. */
  async killAndRestart(options: Partial<AgentOptions> = {}): Promise<void> {
    const killed = this.#agent;
    this.#isDead.value = true;
    const asKilled = join(this.#folder, "state-as-killed");
    copyFolder(this.stateFolder, asKilled);
    await killed.stop().catch(() => {});
    for (const { name } of [...Deno.readDirSync(this.stateFolder)]) {
      Deno.removeSync(join(this.stateFolder, name), { recursive: true });
    }
    copyFolder(asKilled, this.stateFolder);
    Deno.removeSync(asKilled, { recursive: true });
    this.#agent = this.#start(options);
  }

  async stopAndRestart(options: Partial<AgentOptions> = {}): Promise<void> {
    await this.#agent.stop();
    this.#agent = this.#start(options);
  }

  #start(options: Partial<AgentOptions> = {}): RunningAgent {
    const isDead = this.#isDead = { value: false };
    const transport = (request: Request) => {
      if (isDead.value) return Promise.resolve(refusal("dead", 401));
      return this.#api.transport(request);
    };
    return new RunningAgent(this.#api, { ...this.#options, stateFolder: this.stateFolder, transport, ...options });
  }
}

/** Copies what was durable at one moment: begun anew when a file was renamed meanwhile. */
export function copyFolder(from: string, to: string): void {
  while (!tryCopyFolder(from, to)) Deno.removeSync(to, { recursive: true });
}

function tryCopyFolder(from: string, to: string): boolean {
  Deno.mkdirSync(to, { recursive: true });
  try {
    for (const entry of Deno.readDirSync(from)) {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (!entry.isDirectory) Deno.copyFileSync(source, target);
      else if (!tryCopyFolder(source, target)) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
