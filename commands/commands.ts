import type { Command } from "commander";

/** Loads the module of a command, and gives what makes it. */
export type CommandLoader = () => Promise<() => Command>;

/** The commands by their names, as `--help` lists them. Each is loaded once it is called: a part starts with what it needs alone. */
export const COMMANDS: Readonly<Record<string, CommandLoader>> = {
  up: async () => (await import("./up.ts")).upCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
  agent: async () => (await import("./agent.ts")).agentCommand,
  api: async () => (await import("./api.ts")).apiCommand,
  detector: async () => (await import("./detector.ts")).detectorCommand,
  templates: async () => (await import("./templates.ts")).templatesCommand,
  backtest: async () => (await import("./backtest.ts")).backtestCommand,
  compare: async () => (await import("./compare.ts")).compareCommand,
  anomalies: async () => (await import("./anomalies.ts")).anomaliesCommand,
  label: async () => (await import("./label.ts")).labelCommand,
  accept: async () => (await import("./accept.ts")).acceptCommand,
  mute: async () => (await import("./mute.ts")).muteCommand,
  ledger: async () => (await import("./ledger.ts")).ledgerCommand,
  eval: async () => (await import("./eval.ts")).evalCommand,
  resend: async () => (await import("./resend.ts")).resendCommand,
  services: async () => (await import("./services.ts")).servicesCommand,
  setup: async () => (await import("./setup.ts")).setupCommand,
  dashboards: async () => (await import("./dashboards.ts")).dashboardsCommand,
  settings: async () => (await import("./settings.ts")).settingsCommand,
};

/** The command that the first word names; all of them for help, and to say what there is. */
export function commandsOf([name = ""]: readonly string[]): readonly CommandLoader[] {
  return Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
}
