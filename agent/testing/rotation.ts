import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** How logrotate is told to rotate a log. */
export interface RotationRule {
  /** The log is renamed; copied and truncated; or renamed, copied and removed. @default "rename" */
  readonly how?: "rename" | "copytruncate" | "renamecopy";
  /** At once, or at the next rotation. @default {never} */
  readonly compress?: "now" | "later";
  /** A folder beside the log that rotated files are moved to. @default {the log's own} */
  readonly oldFolder?: string;
  /** Names tell the time instead of a number. @default false */
  readonly isDated?: boolean;
}

/** What a rotation has just done. */
export type RotationStep =
  | "shifted"
  | "renamed"
  | "copying"
  | "copied"
  | "truncated"
  | "compressing"
  | "compressed"
  | "removed";

/** Rotates a log once, step by step as logrotate does it. */
export function rotate(path: string, rule: RotationRule, dated: number): void {
  for (const _step of rotationSteps(path, rule, dated));
}

/** Says what each step of a rotation is, once it is done. */
export function* rotationSteps(path: string, rule: RotationRule, dated: number): Generator<RotationStep, void> {
  const { how = "rename", compress, oldFolder = ".", isDated = false } = rule;
  const folder = join(dirname(path), oldFolder);
  Deno.mkdirSync(folder, { recursive: true });
  const written = Deno.statSync(path);
  const target = join(folder, `${basename(path)}${isDated ? `-20260301${dated}` : ".1"}`);
  if (compress === "later") { for (const each of plainRotations(path, folder)) yield* gzip(each); }
  if (!isDated) yield* shift(path, folder);
  if (how === "rename") {
    Deno.renameSync(path, target);
    yield "renamed";
  }
  if (how === "copytruncate") {
    yield "copying";
    const bytes = Deno.readFileSync(path);
    Deno.writeFileSync(target, bytes.subarray(0, bytes.length / 2));
    yield "copying";
    Deno.writeFileSync(target, bytes);
    yield "copied";
    Deno.truncateSync(path);
    yield "truncated";
  }
  if (how === "renamecopy") {
    Deno.renameSync(path, `${target}.tmp`);
    yield "renamed";
    Deno.copyFileSync(`${target}.tmp`, target);
    yield "copied";
    Deno.removeSync(`${target}.tmp`);
    yield "removed";
  }
  if (compress === "now") yield* gzip(target, written);
}

function plainRotations(path: string, folder: string): string[] {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  return names.filter((name) => /[.-]\d+$/.test(name) && name.startsWith(basename(path))).map((name) =>
    join(folder, name)
  );
}

/** Makes room for `.1`. */
function* shift(path: string, folder: string): Generator<RotationStep, void> {
  const numbered = new RegExp(`^\\.(\\d+)(\\.gz)?$`);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.startsWith(basename(path)));
  const rotated = names.flatMap((name) => {
    const [, number, suffix = ""] = numbered.exec(name.slice(basename(path).length)) ?? [];
    return number === undefined ? [] : [{ name, number: Number(number), suffix }];
  });
  for (const { name, number, suffix } of rotated.sort((a, b) => b.number - a.number)) {
    Deno.renameSync(join(folder, name), join(folder, `${basename(path)}.${number + 1}${suffix}`));
    yield "shifted";
  }
}

/** As logrotate does it: the compressed file has the times that the log had. */
function* gzip(path: string, { atime, mtime } = Deno.statSync(path)): Generator<RotationStep, void> {
  Deno.writeFileSync(`${path}.gz`, new Uint8Array(0));
  yield "compressing";
  Deno.writeFileSync(`${path}.gz`, gzipSync(Deno.readFileSync(path)));
  yield "compressing";
  Deno.utimeSync(`${path}.gz`, atime!, mtime!);
  yield "compressed";
  Deno.removeSync(path);
  yield "removed";
}
