import type { Heartbeat } from "../../core/heartbeat.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import { LoadedOnce } from "./loaded_once.ts";

/** The store forgets who was not heard of for long, so that there may be room again. */
const LOOK_AGAIN_MS = 3_600_000;

/** Which agents are heard, source by source: those that the store knows, and others as long as there is room. */
export class HeartbeatLimit {
  readonly #store: HeartbeatStore;
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #known = new LoadedOnce<Set<string>>();
  #lookedMs = 0;

  /** `onOverflow` is told of each heartbeat that is left out. */
  constructor(
    store: HeartbeatStore,
    { most, onOverflow }: { readonly most: number; readonly onOverflow: () => void },
  ) {
    this.#store = store;
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  /** Those of them that are heard. @throws {StoreUnavailableError} while it is not known who was heard of. */
  async admitted(heartbeats: readonly Heartbeat[], nowMs: number): Promise<readonly Heartbeat[]> {
    if (heartbeats.length === 0) return heartbeats;
    const known = await this.#knownAt(nowMs);
    return heartbeats.filter((heartbeat) => {
      const name = nameOf(heartbeat);
      const isHeard = known.has(name) || known.size < this.#most;
      if (isHeard) known.add(name);
      else this.#onOverflow();
      return isHeard;
    });
  }

  async #knownAt(nowMs: number): Promise<Set<string>> {
    const load = () => this.#load(nowMs);
    const known = await this.#known.get(load);
    const isOld = known.size >= this.#most && nowMs - this.#lookedMs > LOOK_AGAIN_MS;
    return isOld ? await this.#known.again(load) : known;
  }

  async #load(nowMs: number): Promise<Set<string>> {
    this.#lookedMs = nowMs;
    return new Set((await this.#store.heartbeats()).map(nameOf));
  }
}

function nameOf({ agent, source }: Pick<Heartbeat, "agent" | "source">): string {
  return `${agent}\n${source}`;
}
