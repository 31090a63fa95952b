/** A program that the build of InfluxDB runs, and how to get it. */
export interface BuildTool {
  readonly name: string;
  readonly remedy: string;
}

/** What it takes to build InfluxDB: Go for the server, Rust for the Flux parser, a C compiler to link both with SQLite. */
export const BUILD_TOOLS: readonly BuildTool[] = [
  { name: "go", remedy: "install Go 1.25 or newer from go.dev/dl" },
  { name: "cargo", remedy: "install Rust from rustup.rs" },
  { name: "cc", remedy: "install a C compiler, on Debian with `apt-get install gcc libc6-dev`" },
];

/** Those of `tools` that can't be run here, in their order. */
export async function missingTools(tools: readonly BuildTool[] = BUILD_TOOLS): Promise<BuildTool[]> {
  const present = await Promise.all(tools.map((tool) => canRun(tool.name)));
  return tools.filter((_, index) => !present[index]);
}

async function canRun(program: string): Promise<boolean> {
  const versionFlag = program === "go" ? "version" : "--version";
  try {
    const command = new Deno.Command(program, { args: [versionFlag], stdin: "null", stdout: "null", stderr: "null" });
    return (await command.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
