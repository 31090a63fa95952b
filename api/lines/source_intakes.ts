import type { TemplateRegistry } from "../template_registry.ts";
import { type IntakeOptions, SourceIntake } from "./source_intake.ts";

/**
 * Sources whose intakes are kept. One takes about 0.4 MB, so that 1,000 sources take 400 MB at worst; a source beyond that
 * displaces the one that was silent longest, which learns its templates from the registry again when it speaks.
 */
export const MOST_SOURCES = 1000;

/** The intakes of all sources that send raw lines, made when they are first needed. */
export class SourceIntakes {
  readonly #registry: TemplateRegistry;
  readonly #options: IntakeOptions;
  readonly #intakes = new Map<string, Promise<SourceIntake>>();
  readonly #ready = new Map<string, SourceIntake>();

  constructor(registry: TemplateRegistry, options: IntakeOptions) {
    this.#registry = registry;
    this.#options = options;
  }

  /**
   * The intake of `source`, which knows the templates of the registry.
   *
   * @throws {StoreUnavailableError} when the registry can't be read; the next call tries again.
   */
  async get(source: string): Promise<SourceIntake> {
    const intake = this.#intakes.get(source) ?? this.#open(source);
    this.#intakes.delete(source);
    this.#intakes.set(source, intake);
    this.#forgetOldest();
    return await intake;
  }

  /** Miners that are ready, for heartbeats. */
  ready(): SourceIntake[] {
    return [...this.#ready.values()];
  }

  #open(source: string): Promise<SourceIntake> {
    const opened = this.#load(source);
    opened.catch(() => {
      if (this.#intakes.get(source) === opened) this.#intakes.delete(source);
    });
    return opened;
  }

  async #load(source: string): Promise<SourceIntake> {
    const known = await this.#registry.rows(source);
    const intake = new SourceIntake(source, { ...this.#options, known });
    this.#ready.set(source, intake);
    return intake;
  }

  #forgetOldest(): void {
    for (const source of this.#intakes.keys()) {
      if (this.#intakes.size <= MOST_SOURCES) return;
      if (this.#ready.get(source)?.isBusy()) continue;
      this.#intakes.delete(source);
      this.#ready.delete(source);
    }
  }
}
