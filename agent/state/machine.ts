import { isSystemError } from "../input/file/file_problem.ts";

/** What tells this machine, or container, from others: its id, where it has one, and its name. */
export async function machineNames(): Promise<readonly [id: string, host: string]> {
  return [await machineId(), Deno.hostname()];
}

async function machineId(): Promise<string> {
  try {
    return await Deno.readTextFile("/etc/machine-id");
  } catch (error) {
    if (isSystemError(error)) return "";
    throw error;
  }
}
