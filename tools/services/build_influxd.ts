import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedInfluxd, INFLUXDB_VERSION } from "./influxd_binary.ts";
import { missingTools } from "./missing_tools.ts";
import { lines } from "./lines.ts";

const MODULE = fileURLToPath(new URL("./influxd/", import.meta.url));
const PACKAGE = "github.com/influxdata/influxdb/v2/cmd/influxd";
const BUILD_TAGS = "sqlite_foreign_keys,sqlite_json";
const PKG_CONFIG = "github.com/influxdata/pkg-config@v0.3.0";

/** How far a build has come; `packages` counts those compiled so far, which is fewer when Go's own cache is warm. */
export interface BuildProgress {
  readonly packages: number;
  readonly total: number;
}

/**
 * Builds InfluxDB from the Go module proxy and crates into the cache folder and returns the path of its influxd.
 * Takes about five minutes on two cores, once per machine. A build that was interrupted leaves nothing half-made.
 *
 * @throws {Error} when a tool is missing (all missing ones are named, with how to get them) or a step fails (with the
 * end of its output).
 */
export async function buildInfluxd(onProgress: (progress: BuildProgress) => void = () => {}): Promise<string> {
  const missing = await missingTools();
  if (missing.length > 0) {
    const remedies = missing.map(({ name, remedy }) => `${name} is missing (${remedy})`).join(", ");
    throw new Error(`Cannot build InfluxDB "${INFLUXDB_VERSION}": ${remedies}, or use docker`);
  }
  const target = cachedInfluxd();
  await Deno.mkdir(dirname(target), { recursive: true });
  const work = await Deno.makeTempDir({ dir: dirname(target), prefix: "build-" });
  try {
    for (const file of ["go.mod", "go.sum"]) await Deno.copyFile(join(MODULE, file), join(work, file));
    const env = await buildEnvironment(work);
    await go(["install", PKG_CONFIG], { cwd: work, env });
    const total = await countPackages(work, env);
    const built = join(work, "influxd");
    const versionFlag = `-s -w -X main.version=v${INFLUXDB_VERSION}`;
    const args = ["build", "-v", "-tags", BUILD_TAGS, "-ldflags", versionFlag, "-o", built, PACKAGE];
    let packages = 0;
    await go(args, {
      cwd: work,
      env,
      onLine: (line) => {
        if (/^[\w.-]+(\/[\w.@~-]+)*$/.test(line)) onProgress({ packages: ++packages, total });
      },
    });
    await Deno.rename(built, target);
    return target;
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

async function buildEnvironment(work: string): Promise<Record<string, string>> {
  const env: Record<string, string> = {
    GOBIN: work,
    GOWORK: "off",
    CGO_ENABLED: "1",
    PKG_CONFIG: join(work, Deno.build.os === "windows" ? "pkg-config.exe" : "pkg-config"),
  };
  const toolchain = Deno.env.get("RUSTUP_TOOLCHAIN") ?? await installedToolchain();
  if (toolchain) env.RUSTUP_TOOLCHAIN = toolchain;
  return env;
}

/** Flux names a Rust toolchain of its own, which rustup would download; the one that is installed builds it as well. */
async function installedToolchain(): Promise<string | undefined> {
  try {
    const rustup = new Deno.Command("rustup", { args: ["default"], stdin: "null", stderr: "null" });
    const { stdout } = await rustup.output();
    return new TextDecoder().decode(stdout).split(/\s/)[0] || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function countPackages(cwd: string, env: Record<string, string>): Promise<number> {
  const args = ["list", "-e", "-deps", "-tags", BUILD_TAGS, PACKAGE];
  const { stdout } = await new Deno.Command("go", { args, cwd, env, stdin: "null", stderr: "null" }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").length;
}

interface GoOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly onLine?: (line: string) => void;
}

async function go(args: string[], { cwd, env, onLine = () => {} }: GoOptions): Promise<void> {
  const child = new Deno.Command("go", { args, cwd, env, stdin: "null", stdout: "null", stderr: "piped" }).spawn();
  const tail: string[] = [];
  for await (const line of lines(child.stderr)) {
    onLine(line);
    tail.push(line);
    if (tail.length > 15) tail.shift();
  }
  const { success } = await child.status;
  if (success) return;
  throw new Error(
    `Cannot build InfluxDB with "go ${args[0]}": ${tail.at(-1) ?? "no reason given"}\n${tail.join("\n")}`,
  );
}
