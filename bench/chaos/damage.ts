import { join } from "node:path";
import type { Dice } from "./dice.ts";

/** Changes one bit of one file of an agent's state, which does not run; returns which. */
export function flipBit(stateFolder: string, dice: Dice): string | undefined {
  const files = filesIn(stateFolder).filter((path) => !path.endsWith("lock") && Deno.statSync(path).size > 0);
  if (files.length === 0) return undefined;
  const path = dice.pick(files);
  const bytes = Deno.readFileSync(path);
  const at = dice.below(bytes.length);
  bytes[at] = bytes[at]! ^ (1 << dice.below(8));
  Deno.writeFileSync(path, bytes);
  return path;
}

/** Removes a batch that waits in the spool; undefined where none does. */
export function removeBatch(stateFolder: string, dice: Dice): string | undefined {
  const waiting = filesIn(join(stateFolder, "spool")).filter((path) => path.endsWith(".batch"));
  if (waiting.length === 0) return undefined;
  const path = dice.pick(waiting);
  try {
    Deno.removeSync(path);
    return path;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1).flatMap(({ name, isDirectory }) => {
    return isDirectory ? filesIn(join(folder, name)) : [join(folder, name)];
  });
}
