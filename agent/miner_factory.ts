import { Miner } from "../core/mining/miner.ts";
import type { LineMiner } from "../counting/line_miner.ts";

/** Makes a miner, or the one of a snapshot. @throws when the snapshot can't be restored. */
export type MinerFactory = (maxTemplates: number, snapshot?: string) => LineMiner;

/** Makes core's Miner. @throws {SnapshotError} when the snapshot is corrupt or of a future version. */
export const openCoreMiner: MinerFactory = (maxTemplates, snapshot) =>
  snapshot === undefined ? new Miner({ maxTemplates }) : Miner.restore(snapshot, { maxTemplates });
