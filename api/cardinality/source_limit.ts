import type { TemplateStore } from "../../store/ports/templates.ts";
import { LoadedOnce } from "./loaded_once.ts";
import { OTHER } from "./most.ts";

/** Which sources are told apart: those that the store knows, and others as long as there is room. */
export class SourceLimit {
  readonly #store: Pick<TemplateStore, "countTemplates">;
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #known = new LoadedOnce<Set<string>>();

  /** `onOverflow` is told of each name that is left out. */
  constructor(
    store: Pick<TemplateStore, "countTemplates">,
    { most, onOverflow }: { readonly most: number; readonly onOverflow: () => void },
  ) {
    this.#store = store;
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  /** Those of these names that are told apart. @throws {StoreUnavailableError} while it is not known which there are. */
  async admitted(names: Iterable<string>): Promise<ReadonlySet<string>> {
    const known = await this.#known.get(() => this.#load());
    const wanted = new Set(names);
    for (const name of wanted) {
      if (known.has(name)) continue;
      if (known.size < this.#most) known.add(name);
      else {
        wanted.delete(name);
        this.#onOverflow();
      }
    }
    return wanted;
  }

  async #load(): Promise<Set<string>> {
    return new Set([OTHER, ...(await this.#store.countTemplates()).map(({ source }) => source)]);
  }
}
