import { join } from "node:path";
import { cacheFolder } from "../../tools/services/cache_folder.ts";

/** The release that is built where there is a Go compiler but no docker compose. */
const VERSION = "v2.36.2";
const PACKAGE = "github.com/docker/compose/v2/cmd";

/**
 * The command that stands for `docker compose`, or undefined where there is none, which is said aloud. `config` needs no docker
 * engine. With `CI` set and no docker compose installed, one is built from Go modules, once, in about three minutes.
 */
export async function findDockerCompose(): Promise<string[] | undefined> {
  const built = join(cacheFolder(), "docker-compose", VERSION, "docker-compose");
  for (const command of [["docker", "compose"], ["docker-compose"], [built]]) {
    if (await succeeds([...command, "version"])) return command;
  }
  if (Deno.env.get("CI") && await succeeds(["go", "version"])) return [await build(built)];
  console.error('SKIPPED: the tests of "docker compose config": expected docker compose 2 to be installed');
}

async function build(target: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await run(["go", "mod", "init", "compose"], folder);
    await run(["go", "get", `${PACKAGE}@${VERSION}`], folder);
    await run(["go", "build", "-o", target, PACKAGE], folder);
    return target;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run([program, ...args]: string[], cwd: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args, cwd, stdin: "null" }).output();
  if (success) return;
  const said = new TextDecoder().decode(stderr).trim().split("\n").slice(-3).join("\n");
  throw new Error(`Cannot run "${program} ${args.join(" ")}": ${said}`);
}

async function succeeds([program, ...args]: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
