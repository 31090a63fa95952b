import { isAbsolute, resolve } from "node:path";

/** A path as the user meant it: `deno task` runs in the folder of its config and keeps the user's own in `INIT_CWD`. */
export function userPath(path: string): string {
  return isAbsolute(path) || path === "-" ? path : resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), path);
}
