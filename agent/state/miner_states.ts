import { createHash } from "node:crypto";
import { join } from "node:path";
import type { TemplateRecord } from "../../core/counter_batch.ts";
import { makePrivateFolder } from "../../settings/private_files.ts";
import { writeAtomically } from "./atomic_file.ts";
import { verifiedBody, withChecksum } from "./checksummed_text.ts";
import { stateText } from "./state_text.ts";

/** A source's mining state as it was after a batch. */
export interface SavedMiner {
  readonly source: string;
  /** Number of the newest batch whose templates it knows. */
  readonly upTo: number;
  readonly templates: readonly TemplateRecord[];
  readonly snapshot: string;
}

/** Keeps the miners' states, a file for each source. */
export class MinerStates {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async save(state: SavedMiner): Promise<void> {
    makePrivateFolder(this.#folder);
    await writeAtomically(this.#path(state.source), withChecksum("miner", JSON.stringify(state)));
  }

  /** A source's state; undefined when there is none. @throws {CorruptFileError} when it is torn or changed. */
  async load(source: string): Promise<SavedMiner | undefined> {
    const text = await stateText(this.#path(source));
    return text === undefined ? undefined : JSON.parse(verifiedBody("miner", text));
  }

  /** Sets a source's state aside as `*.corrupt`; returns its path. */
  async setAside(source: string): Promise<string> {
    const path = `${this.#path(source)}.corrupt`;
    await Deno.rename(this.#path(source), path);
    return path;
  }

  /** Sources have names that files can't have: the file is named for a digest. */
  #path(source: string): string {
    return join(this.#folder, `${createHash("sha256").update(source).digest("hex").slice(0, 16)}.miner`);
  }
}
