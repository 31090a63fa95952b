import { fileProblem } from "../../agent/input/file/file_problem.ts";

/** Makes sure before a long run that each file can be read. @throws {Error} that names the first that can't. */
export async function assertReadable(paths: readonly string[]): Promise<void> {
  for (const path of paths.filter((each) => each !== "-")) {
    try {
      using file = await Deno.open(path);
      await file.read(new Uint8Array(1));
    } catch (error) {
      throw new Error(fileProblem(path, error), { cause: error });
    }
  }
}
