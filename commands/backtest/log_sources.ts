import { groupLogFiles } from "../../logs/log_files.ts";
import type { LogSource } from "../../windows/file_reading.ts";

/**
 * Logs as the sources that they are: rotated files of one log are one source, named for the log's file without `.gz`, and `stdin` for `-`. Logs of
 * the same name in different folders have as much of their folders before it as it takes to tell them apart.
 */
export function logSources(paths: readonly string[]): LogSource[] {
  const logs = groupLogFiles(paths);
  const names = distinctNames(logs.map(({ path }) => path));
  return logs.map(({ files }, i) => ({ source: names[i]!, files }));
}

function distinctNames(paths: readonly string[], folders = 0): string[] {
  const names = paths.map((path) => nameOf(path, folders));
  return new Set(names).size === names.length ? names : distinctNames(paths, folders + 1);
}

function nameOf(path: string, folders: number): string {
  if (path === "-") return "stdin";
  const parts = path.replace(/\.gz$/, "").split("/");
  return folders < parts.length ? parts.slice(-1 - folders).join("/") : path;
}
