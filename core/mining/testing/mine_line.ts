import { Miner } from "../miner.ts";

const ENCODER = new TextEncoder();

/** Mines a line of text; returns its template's handle. */
export function mineLine(miner: Miner, line: string): number {
  const bytes = ENCODER.encode(line);
  return miner.mine(bytes, 0, bytes.length);
}

/** The texts that lines have once all of them are mined, each once. */
export function textsOf(lines: readonly string[], miner = new Miner()): string[] {
  const handles = lines.map((line) => mineLine(miner, line));
  return [...new Set(handles.map((handle) => miner.template(handle).text))];
}
