import { createHash } from "node:crypto";
import { join } from "node:path";
import { type ClientName, installFolder, sourceFolder } from "./client_programs.ts";

/** What decides whether an installed client is still the one that the sources describe. */
const INPUTS: Readonly<Record<ClientName, readonly string[]>> = {
  node: ["client.mjs", "package.json", "package-lock.json"],
  python: ["requirements.txt"],
  go: ["client/main.go", "go.mod", "go.sum"],
  telegraf: ["telegraf/main.go", "go.mod", "go.sum"],
};

/** Whether a client is installed from the sources as they are. */
export async function isPrepared(name: ClientName): Promise<boolean> {
  try {
    return await Deno.readTextFile(join(installFolder(name), "ready")) === await digest(name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Installs or builds a client unless that is done.
 *
 * @throws {Error} when a step fails, with its output.
 */
export async function prepareClient(name: ClientName): Promise<void> {
  if (await isPrepared(name)) return;
  const folder = installFolder(name);
  await Deno.mkdir(folder, { recursive: true });
  switch (name) {
    case "node":
      for (const file of INPUTS.node) await Deno.copyFile(join(sourceFolder(name), file), join(folder, file));
      await run(["npm", "ci", "--no-audit", "--no-fund"], folder);
      break;
    case "python":
      await run(["python3", "-m", "venv", folder], sourceFolder(name));
      await run([join(folder, "bin", "pip"), "install", "--quiet", "-r", "requirements.txt"], sourceFolder(name));
      break;
    case "go":
      await run(["go", "build", "-o", join(folder, "go"), "./client"], sourceFolder(name));
      break;
    case "telegraf":
      await run(["go", "build", "-o", join(folder, "telegraf"), "./telegraf"], sourceFolder(name));
  }
  await Deno.writeTextFile(join(folder, "ready"), await digest(name));
}

async function digest(name: ClientName): Promise<string> {
  const hash = createHash("sha256");
  for (const file of INPUTS[name]) hash.update(await Deno.readFile(join(sourceFolder(name), file)));
  return hash.digest("hex");
}

async function run([program, ...args]: readonly string[], cwd: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, cwd, stdin: "null" }).output();
  if (success) return;
  const output = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  throw new Error(`Cannot run "${program} ${args.join(" ")}": expected success, got\n${output.slice(-4_000)}`);
}
