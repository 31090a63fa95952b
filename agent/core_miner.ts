import { Miner } from "../core/mining/miner.ts";
import type { MinerFactory } from "./line_miner.ts";

/** Makes core's Miner, or restores one. @throws {SnapshotError} when the snapshot is corrupt or of a future version. */
export const openCoreMiner: MinerFactory = (maxTemplates, snapshot) =>
  snapshot === undefined ? new Miner({ maxTemplates }) : Miner.restore(snapshot, { maxTemplates });
