/** Text for `compose.yaml`'s `.env`: every secret is 32 random bytes, so no two installations share one. */
export function environmentText(randomSecret: () => string = secret): string {
  return `# Secrets and settings of compose.yaml. Written by "deno task setup"; keep it to yourself.
INFLUX_ADMIN_PASSWORD=${randomSecret()}
INFLUX_ADMIN_TOKEN=${randomSecret()}
GRAFANA_ADMIN_PASSWORD=${randomSecret()}
API_TOKEN=${randomSecret()}

# Folder whose *.log files the agent follows, and a group that may read them (4 is adm, which owns /var/log on Debian).
LOG_FOLDER=./logs
LOG_GROUP=4
`;
}

/**
 * Writes a file that its owner alone can read, unless there is one.
 *
 * @returns whether it was written.
 * @throws {Error} when its folder is not there or may not be written to.
 */
export async function writeEnvironmentFile(path: string | URL, text: string): Promise<boolean> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw new Error(`Cannot write "${path}": expected a folder that exists and may be written to`, { cause: error });
  }
}

function secret(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toHex();
}
