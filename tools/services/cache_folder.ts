import { join } from "node:path";

/**
 * The folder for what is costly to make and safe to delete, such as a built InfluxDB:
 * `LOGIQ_CACHE`, else `$XDG_CACHE_HOME/logiq`, else `~/.cache/logiq`. It is not created here.
 *
 * @throws {Error} when none of the three variables is set.
 */
export function cacheFolder(env: (name: string) => string | undefined = Deno.env.get): string {
  const own = env("LOGIQ_CACHE");
  if (own) return own;
  const xdg = env("XDG_CACHE_HOME");
  if (xdg) return join(xdg, "logiq");
  const home = env("HOME") ?? env("USERPROFILE");
  if (home) return join(home, ".cache", "logiq");
  throw new Error('Cannot choose a cache folder "": set LOGIQ_CACHE to a folder');
}
