import { join } from "node:path";
import type { Dice } from "./dice.ts";

/** Changes one bit of a file. */
export function flipBit(path: string, dice: Dice): void {
  const bytes = Deno.readFileSync(path);
  const at = dice.below(bytes.length);
  bytes[at] = bytes[at]! ^ (1 << dice.below(8));
  Deno.writeFileSync(path, bytes);
}

/** Batches that wait in the spool, but for some. */
export function waitingBatches(stateFolder: string, but: readonly string[] = []): string[] {
  return filesIn(join(stateFolder, "spool")).filter((path) => path.endsWith(".batch") && !but.includes(path));
}

/** Files of an agent's state that hold something, but for batches that wait. */
export function otherStateFiles(stateFolder: string): string[] {
  const isOther = (path: string) => !/(\.batch|lock|filler)$/.test(path) && Deno.statSync(path).size > 0;
  return filesIn(stateFolder).filter(isOther);
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1).flatMap(({ name, isDirectory }) => {
    return isDirectory ? filesIn(join(folder, name)) : [join(folder, name)];
  });
}
