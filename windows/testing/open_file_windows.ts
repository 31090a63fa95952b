import { join } from "node:path";
import { FileWindows } from "../file_windows.ts";
import type { OpenedWindows } from "./contract.ts";
import { type ScriptedLine, WINDOW_MS, written } from "./scripted_lines.ts";

/** Files that hold what was logged, one for each source. */
export async function openFileWindows(lines: readonly ScriptedLine[]): Promise<OpenedWindows> {
  const folder = await Deno.makeTempDir({ prefix: "logiq-windows-" });
  const logs = [...Map.groupBy(lines, ({ source }) => source)].map(([source, ofSource]) => {
    const path = join(folder, source);
    Deno.writeTextFileSync(path, written(ofSource));
    return { source, files: [path] };
  });
  return {
    windows: new FileWindows({ logs, windowMs: WINDOW_MS }),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
