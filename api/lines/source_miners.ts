import type { TemplateRegistry } from "../template_registry.ts";
import { SourceMiner } from "./source_miner.ts";

/**
 * Sources whose miners are kept. One takes about 0.3 MB, so that 1,000 sources take 300 MB at worst; a source beyond that
 * displaces the one that was silent longest, which learns its templates from the registry again when it speaks.
 */
export const MOST_SOURCES = 1000;

/** The miners of all sources that send raw lines, made when they are first needed. */
export class SourceMiners {
  readonly #registry: TemplateRegistry;
  readonly #maxTemplates: number;
  readonly #miners = new Map<string, Promise<SourceMiner>>();
  readonly #ready = new Map<string, SourceMiner>();

  constructor(registry: TemplateRegistry, maxTemplates: number) {
    this.#registry = registry;
    this.#maxTemplates = maxTemplates;
  }

  /**
   * The miner of `source`, which knows the templates of the registry.
   *
   * @throws {StoreUnavailableError} when the registry can't be read; the next call tries again.
   */
  async get(source: string): Promise<SourceMiner> {
    const miner = this.#miners.get(source) ?? this.#open(source);
    this.#miners.delete(source);
    this.#miners.set(source, miner);
    this.#forgetOldest();
    return await miner;
  }

  /** Miners that are ready, for heartbeats. */
  ready(): SourceMiner[] {
    return [...this.#ready.values()];
  }

  #open(source: string): Promise<SourceMiner> {
    const opened = this.#load(source);
    opened.catch(() => {
      if (this.#miners.get(source) === opened) this.#miners.delete(source);
    });
    return opened;
  }

  async #load(source: string): Promise<SourceMiner> {
    const known = await this.#registry.rows(source);
    const miner = new SourceMiner(source, { known, maxTemplates: this.#maxTemplates });
    this.#ready.set(source, miner);
    return miner;
  }

  #forgetOldest(): void {
    for (const source of this.#miners.keys()) {
      if (this.#miners.size <= MOST_SOURCES) return;
      if (this.#ready.get(source)?.isBusy()) continue;
      this.#miners.delete(source);
      this.#ready.delete(source);
    }
  }
}
