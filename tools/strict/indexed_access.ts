import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Settings of {@linkcode indexedAccessErrors}. */
export interface StrictOptions {
  /** Folder of the project and its deno.json. */
  readonly root: string;
  /** Whether a file, by its path relative to the root, is left out. */
  readonly isExempt: (path: string) => boolean;
}

/**
 * What the compiler says with `noUncheckedIndexedAccess`, where an element of an array may be undefined. TypeScript has one set of
 * options for all files that it meets, so that a part can't go first: the whole is checked, and what is said of exempt files is
 * left out.
 */
export async function indexedAccessErrors({ root, isExempt }: StrictOptions): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const config = join(folder, "deno.json");
    await Deno.writeTextFile(
      config,
      JSON.stringify(strict(JSON.parse(await Deno.readTextFile(join(root, "deno.json"))))),
    );
    const args = ["check", "--quiet", "--no-lock", "--config", config, "."];
    const check = new Deno.Command(Deno.execPath(), { args, cwd: root, env: { NO_COLOR: "1" } });
    const { stderr } = await check.output();
    return errorsIn(new TextDecoder().decode(stderr)).filter((error) => !isExempt(relative(root, pathOf(error))));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function strict({ imports, compilerOptions }: Record<string, object>): object {
  return { imports, compilerOptions: { ...compilerOptions, noUncheckedIndexedAccess: true } };
}

/** Each error with the place that it ends with. What is no error of the compiler throws. */
function errorsIn(output: string): string[] {
  const errors = output.split("\n\n").filter((part) => /^TS\d+ \[ERROR\]/.test(part));
  if (errors.length === 0 && output.trim() !== "") throw new Error(`Cannot check types: ${output}`);
  return errors;
}

function pathOf(error: string): string {
  const [, url = ""] = / at (file:\/\/\S+?):\d+:\d+/.exec(error) ?? [];
  return fileURLToPath(url);
}
