import { dirname, join } from "node:path";
import type { RotationMode } from "./rotation_modes.ts";

/** Names that tell the time tell it to the second. */
const LEAST_APART_MS = 1_050;
/** This many rotated files are kept: none goes before it could be read. */
const KEPT = 5_000;

/** Rotates one log by the real logrotate. */
export class Logrotate {
  readonly #folder: string;
  readonly #configuration: string;
  #lastMs = 0;

  /** `folder` is for its configuration and its state. */
  constructor(folder: string, log: string, { directives }: RotationMode) {
    this.#folder = folder;
    this.#configuration = join(folder, "logrotate.conf");
    Deno.mkdirSync(folder, { recursive: true });
    if (directives.some((each) => each.startsWith("olddir"))) {
      Deno.mkdirSync(join(dirname(log), "old"), { recursive: true });
    }
    const lines = [`rotate ${KEPT}`, "missingok", ...directives].map((line) => `  ${line}\n`);
    Deno.writeTextFileSync(this.#configuration, `"${log}" {\n${lines.join("")}}\n`, { mode: 0o644 });
    Deno.chmodSync(this.#configuration, 0o644);
  }

  /** Rotates now. @throws {Error} with what logrotate says where it fails. */
  async rotate(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#lastMs + LEAST_APART_MS - performance.now())));
    const args = ["--force", "--state", join(this.#folder, "state"), this.#configuration];
    const { success, stderr } = await new Deno.Command("logrotate", { args, stdin: "null" }).output();
    this.#lastMs = performance.now();
    if (!success) throw new Error(`Cannot rotate by logrotate: ${new TextDecoder().decode(stderr).trim()}`);
  }
}

/** Whether there is a logrotate. */
export async function hasLogrotate(): Promise<boolean> {
  try {
    return (await new Deno.Command("logrotate", { args: ["--version"], stderr: "null", stdout: "null" }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
