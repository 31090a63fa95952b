import { dirname, join } from "node:path";
import { Command } from "commander";
import { alertRules } from "../dashboards/alerting/alert_rules.ts";
import { provisionedFiles } from "../dashboards/generate.ts";
import { userPath } from "../settings/user_path.ts";
import { print } from "../terminal/print.ts";
import { ExitError } from "./until_interrupted.ts";

const FOLDER = new URL("../dashboards/provisioning/", import.meta.url);

/** Where generated files lie, and how their names end; what else has such a name there is a stray. */
const GENERATED = [["dashboards", ".json"], ["alerting", ".yaml"]] as const;

/** `deno task dashboards`: writes what Grafana is provisioned with from its TypeScript, or checks that what is written is current. */
export function dashboardsCommand(): Command {
  return new Command("dashboards")
    .description("write Grafana's dashboards and alert rules from their TypeScript")
    .option("--check", "fail when a written file differs, and change nothing")
    .option(
      "--alerts <FOLDER>",
      "only write the alert rules, switched on, into FOLDER for Grafana's provisioning/alerting",
    )
    .action(async ({ check = false, alerts }: { check?: boolean; alerts?: string }) => {
      if (alerts !== undefined) return await writeAlerts(userPath(alerts));
      const old = await outdatedDashboards();
      if (check && old.length > 0) {
        throw new ExitError(1, `Old dashboards "${old.join('", "')}": run "deno task dashboards"`);
      }
      if (!check) await writeDashboards();
    });
}

/** Paths of generated files that differ from what their TypeScript says, strays included. */
export async function outdatedDashboards(folder: URL = FOLDER): Promise<string[]> {
  const wanted = provisionedFiles();
  const written = await generatedFiles(folder);
  const names = new Set([...wanted.keys(), ...written.keys()]);
  return [...names].filter((name) => wanted.get(name) !== written.get(name)).sort();
}

/** Writes every generated file and removes those that are no more. */
export async function writeDashboards(folder: URL = FOLDER): Promise<void> {
  const files = provisionedFiles();
  for (const name of await outdatedDashboards(folder)) {
    const text = files.get(name);
    if (text === undefined) await Deno.remove(new URL(name, folder));
    else {
      await Deno.mkdir(new URL(`${dirname(name)}/`, folder), { recursive: true });
      await Deno.writeTextFile(new URL(name, folder), text);
    }
  }
}

async function writeAlerts(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "logiq.yaml");
  await Deno.writeTextFile(path, alertRules({ isPaused: false }));
  print(`wrote ${path}`);
}

async function generatedFiles(folder: URL): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [part, ending] of GENERATED) {
    for (const name of await namesIn(new URL(`${part}/`, folder))) {
      if (name.endsWith(ending)) {
        files.set(`${part}/${name}`, await Deno.readTextFile(new URL(`${part}/${name}`, folder)));
      }
    }
  }
  return files;
}

async function namesIn(folder: URL): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
