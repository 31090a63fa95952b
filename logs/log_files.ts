import { basename, dirname, join } from "node:path";
import { baseOf, byAge, COMPRESSED, type Rotation, rotationOf } from "./rotation.ts";

/** One log: the path that it is written to, and all files of it that are to be read, oldest first. */
export interface LogFiles {
  /** The path without what rotation adds; a file of this name need not be there. */
  readonly path: string;
  readonly files: readonly string[];
}

/**
 * All files of a log: those that rotation has put beside it, oldest first, then the path itself. Of a file that stands there plain
 * and compressed, as for a moment while it is compressed, the plain one is read. Other compressions than gzip and zstd are left out.
 *
 * @throws {Deno.errors.NotFound} when the folder is not there
 */
export function logFiles(path: string): LogFiles {
  const names = [...Deno.readDirSync(dirname(path))].filter(({ isFile }) => isFile).map(({ name }) => name);
  const known = new Set(names);
  const isTwin = (name: string) => COMPRESSED.test(name) && known.has(name.replace(COMPRESSED, ""));
  const rotated = inOrder(basename(path), names.filter((name) => !isTwin(name)));
  return { path, files: [...rotated.map((name) => join(dirname(path), name)), path] };
}

/** Puts paths together that are files of one log, as `app.log*` names them, each log's oldest first. Logs keep the order of their first path. */
export function groupLogFiles(paths: readonly string[]): LogFiles[] {
  const given = new Set(paths);
  const groups = new Map<string, string[]>();
  for (const path of new Set(paths)) {
    const log = logOf(path, given);
    groups.set(log, [...groups.get(log) ?? [], path]);
  }
  return [...groups].map(([path, members]) => ({ path, files: ordered(path, members) }));
}

/** The path of the log that a file belongs to: one that is given too, or what its name says. */
function logOf(path: string, given: ReadonlySet<string>): string {
  const base = [...given].find((other) =>
    other !== path && dirname(other) === dirname(path) && rotationOf(basename(other), basename(path)) !== undefined
  );
  if (base !== undefined) return base;
  const name = baseOf(basename(path));
  return name === basename(path) ? path : join(dirname(path), name);
}

function ordered(path: string, members: readonly string[]): string[] {
  const names = new Map(members.map((member) => [basename(member), member]));
  const rotated = inOrder(basename(path), [...names.keys()]).map((name) => names.get(name)!);
  return [...rotated, ...members.filter((member) => !rotated.includes(member))];
}

function inOrder(base: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, rotation: rotationOf(base, name) }))
    .filter((each): each is { name: string; rotation: Rotation } => each.rotation !== undefined)
    .sort((a, b) => byAge(a.rotation, b.rotation))
    .map(({ name }) => name);
}
