import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../tools/services/cache_folder.ts";

/** The clients that are tried. */
export const CLIENT_NAMES = ["node", "python", "go", "telegraf"] as const;

/** One of them. */
export type ClientName = (typeof CLIENT_NAMES)[number];

/** Whether `name` is the name of a client. */
export function isClientName(name: string): name is ClientName {
  return CLIENT_NAMES.some((known) => known === name);
}

/** The folder of a client's sources in the project; Telegraf and the Go client share a module. */
export function sourceFolder(name: ClientName): string {
  return fileURLToPath(new URL(name === "telegraf" ? "./go/" : `./${name}/`, import.meta.url));
}

/** The folder in which a client is installed; its file `ready` tells that it is complete and from which sources. */
export function installFolder(name: ClientName): string {
  return join(cacheFolder(), "clients", name);
}

/** The command line that runs an installed client, before its own arguments. */
export function clientProgram(name: ClientName): readonly [string, ...string[]] {
  const folder = installFolder(name);
  switch (name) {
    case "node":
      return ["node", join(folder, "client.mjs")];
    case "python":
      return [join(folder, "bin", "python"), join(sourceFolder(name), "client.py")];
    case "go":
    case "telegraf":
      return [join(folder, name)];
  }
}
