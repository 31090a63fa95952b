import { LEVELS } from "../../core/mining/header/levels.ts";
import type { Miner } from "../../core/mining/miner.ts";
import { RecordMiner } from "../record_miner.ts";
import { RecordStream } from "../record_stream.ts";

/** Template and level of each record of a log. */
export function mined(miner: Miner, lines: readonly string[]): { id: string; text: string; level: string }[] {
  const records = new RecordMiner(miner);
  const found: { handle: number; level: string }[] = [];
  const stream = new RecordStream((record) => {
    found.push({ handle: records.mine(record), level: LEVELS[records.level]! });
  });
  stream.push(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  stream.end();
  return found.map(({ handle, level }) => {
    const { id, text } = miner.template(handle);
    return { id, text, level };
  });
}
