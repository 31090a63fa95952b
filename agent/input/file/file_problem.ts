import { messageOf } from "../../../core/message_of.ts";

/** Whether the operating system said no, rather than a mistake in this program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && ("code" in error || error.name in Deno.errors);
}

/** What a look at files says; undefined where the operating system says no: what goes away meanwhile, or is not for us to read, is not there. */
export function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** Why a file can't be read, in one line that names it and the remedy. */
export function fileProblem(path: string, error: unknown): string {
  if (error instanceof Deno.errors.NotFound) {
    return `Cannot read "${path}": no such file; check its name`;
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return `Cannot read "${path}": permission denied; let this user read it (for example by joining the file's group)`;
  }
  if (error instanceof Deno.errors.IsADirectory) {
    return `Cannot read "${path}": it is a directory; name the files in it`;
  }
  return `Cannot read "${path}": ${messageOf(error)}`;
}
