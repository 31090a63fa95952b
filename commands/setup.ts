import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { withoutPassword } from "../core/without_password.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { print } from "../terminal/print.ts";
import { environmentText, writeEnvironmentFile } from "./setup/environment_file.ts";
import { setUpInfluxAccess } from "./setup/influx_access.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

const BESIDE_COMPOSE = fileURLToPath(new URL("../.env", import.meta.url));

/** `deno task setup`: writes `.env` with random secrets for `compose.yaml`; `setup influx` creates buckets and tokens. */
export function setupCommand(): Command {
  return new Command("setup")
    .description('write ".env" with random secrets for "docker compose up"; one that exists is never changed')
    .option("--file <path>", "where to write it (default: .env beside compose.yaml)")
    .action(async ({ file }: { file?: string }) => {
      const path = file ? userPath(file) : BESIDE_COMPOSE;
      const written = await writeEnvironmentFile(path, environmentText());
      // Docker would make it too, but as root's.
      await Deno.mkdir(join(dirname(path), "logs"), { recursive: true });
      print(written ? `wrote ${path}` : `kept ${path}, which is there already`);
    })
    .addCommand(setupInfluxCommand());
}

function setupInfluxCommand(): Command {
  const command = new Command("influx")
    .description(
      "create LogIQ's buckets in the InfluxDB at INFLUX_URL, and tokens with few rights; INFLUX_TOKEN has to be one that may",
    )
    .option("--grafana-token <path>", "file for a token that reads, for Grafana")
    .option("--writer-token <path>", "file for a token that reads and writes, for api, detector and demos");
  return withSettings(command, ["retention"])
    .action(async ({ grafanaToken, writerToken }: { grafanaToken?: string; writerToken?: string }) => {
      const { influxUrl: url, influxToken: token, influxOrg: org, influxBucket: bucket, retention: retentionMs } =
        settingsOf(command);
      if (!url || !token) {
        throw new UsageError("Cannot set up InfluxDB: expected its address in INFLUX_URL and a token in INFLUX_TOKEN");
      }
      await setUpInfluxAccess({ url, token, org, bucket, retentionMs }, {
        grafanaToken: grafanaToken && userPath(grafanaToken),
        writerToken: writerToken && userPath(writerToken),
      });
      print(`set up ${withoutPassword(url)} ${org}/${bucket}`);
    });
}
