/** What the agent needs of a miner: the part of `core/mining`'s Miner that it uses. */
export interface LineMiner {
  /** Handle (0, 1, …) of the template of the line `buffer[start, end)`. Never throws. */
  mine(buffer: Uint8Array, start: number, end: number): number;
  /** Index into LEVELS of the last mined line's level. */
  readonly lastLevel: number;
  /** The handle that a merged template's handle now stands for. */
  resolve(handle: number): number;
  template(handle: number): { readonly id: string; readonly text: string; readonly sample: string };
  takeEvents(): MinerEvent[];
  learn(record: { readonly id: string; readonly text: string; readonly sample?: string }): void;
  snapshot(): string;
}

export type MinerEvent =
  | {
    readonly kind: "created";
    readonly id: string;
    readonly text: string;
    readonly sample: string;
    readonly ancestor?: string;
  }
  | { readonly kind: "generalised"; readonly id: string; readonly text: string }
  | { readonly kind: "merged"; readonly id: string; readonly into: string }
  | { readonly kind: "overflowed"; readonly id: string };

/** A new miner, or the one of a snapshot. @throws when the snapshot can't be restored. */
export type MinerFactory = (maxTemplates: number, snapshot?: string) => LineMiner;
