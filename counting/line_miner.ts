import type { MinedTemplate, MiningEvent } from "../core/mining/templates/template.ts";

/** What counting needs of a miner: the part of `core/mining`'s Miner that it uses. */
export interface LineMiner {
  /** Handle (0, 1, …) of the template of the line `buffer[start, end)`. Never throws. */
  mine(buffer: Uint8Array, start: number, end: number): number;
  /** Handle of the template with just this text, which is made when `key` and `check`, hashes of what it follows from, are new. */
  place(key: number, check: number, made: () => { readonly text: string; readonly sample: string }): number;
  /** Index into LEVELS of the last mined line's level. */
  readonly lastLevel: number;
  /** The handle that a merged template's handle now stands for. */
  resolve(handle: number): number;
  /** The template that a handle now stands for. */
  template(handle: number): Pick<MinedTemplate, "id" | "text" | "sample">;
  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[];
  /** Makes a template known. */
  learn(
    record: { readonly id: string; readonly text: string; readonly sample?: string; readonly ancestor?: string },
  ): void;
  /** The state as text. */
  snapshot(): string;
}
