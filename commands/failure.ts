import { CommanderError } from "commander";
import { messageOf } from "../core/message_of.ts";
import { UsageError } from "../settings/usage_error.ts";
import { ExitError } from "./until_interrupted.ts";

/** How a failed command ends: its exit code, and the one line for stderr (empty where all has been said). */
export function failureOf(error: unknown): { code: number; line: string } {
  if (error instanceof ExitError) return { code: error.code, line: error.message };
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, line: "" };
  const [line = ""] = messageOf(error).split("\n");
  return { code: error instanceof UsageError ? 2 : 1, line };
}
