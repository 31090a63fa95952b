import { Command } from "commander";
import { allDashboards, toJson } from "../dashboards/generate.ts";
import { ExitError } from "./until_interrupted.ts";

const FOLDER = new URL("../dashboards/provisioning/dashboards/", import.meta.url);

/** `deno task dashboards`: writes Grafana's dashboards from their TypeScript, or checks that the written ones are current. */
export function dashboardsCommand(): Command {
  return new Command("dashboards")
    .description("write Grafana's dashboards from their TypeScript")
    .option("--check", "fail when a written dashboard differs, and change nothing")
    .action(async ({ check = false }: { check?: boolean }) => {
      const old = await outdatedDashboards();
      if (check && old.length > 0) {
        throw new ExitError(1, `Old dashboards "${old.join('", "')}": run "deno task dashboards"`);
      }
      if (!check) await writeDashboards();
    });
}

/** Names of the dashboards' files that differ from what their TypeScript says, strays included. */
export async function outdatedDashboards(folder: URL = FOLDER): Promise<string[]> {
  const wanted = new Map([...allDashboards()].map(([name, dashboard]) => [name, toJson(dashboard)]));
  const written = new Map<string, string>();
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".json")) written.set(name, await Deno.readTextFile(new URL(name, folder)));
  }
  const names = new Set([...wanted.keys(), ...written.keys()]);
  return [...names].filter((name) => wanted.get(name) !== written.get(name)).sort();
}

/** Writes every dashboard and removes the files of those that are no more. */
export async function writeDashboards(folder: URL = FOLDER): Promise<void> {
  const dashboards = allDashboards();
  for (const name of await outdatedDashboards(folder)) {
    const dashboard = dashboards.get(name);
    if (dashboard) await Deno.writeTextFile(new URL(name, folder), toJson(dashboard));
    else await Deno.remove(new URL(name, folder));
  }
}
