import configuration from "../../deno.json" with { type: "json" };

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

/** What Deno is given to run a command of LogIQ as `deno task COMMAND` does, permissions included; from any folder. */
export function taskArguments([command = "", ...args]: readonly string[]): string[] {
  const task = (configuration.tasks as Record<string, string>)[command] ??
    `deno run -P=reader --no-prompt --quiet main.ts ${command}`;
  const [run = "", ...words] = task.split(" ").slice(1);
  return [run, "--config", CONFIG, ...words.map((word) => word === "main.ts" ? MAIN : word), ...args];
}
