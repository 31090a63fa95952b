import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { withFolder } from "./testing/with_folder.ts";

type Damage = (spool: string, names: readonly string[]) => void;

const isAcknowledged = (name: string) => name.endsWith(".acked");
const DAMAGES: readonly (readonly [string, Damage])[] = [
  ["the newest acknowledged file is removed", (spool, names) => Deno.removeSync(join(spool, names.at(-1)!))],
  ["the newest acknowledged file is overwritten", (spool, names) => {
    Deno.writeTextFileSync(join(spool, names.at(-1)!), "x".repeat(5_000));
  }],
  ["all acknowledged files are removed", (spool, names) => {
    for (const name of names.filter(isAcknowledged)) Deno.removeSync(join(spool, name));
  }],
  ["the spool is removed", (spool) => Deno.removeSync(spool, { recursive: true })],
];

for (const [name, damage] of DAMAGES) {
  Deno.test(`runAgent() counts each line once though ${name} while it is off`, () =>
    withFolder(async (folder) => {
      const api = new ApiDouble();
      const file = join(folder, "app.log"), stateFolder = join(folder, "state");
      const append = (count: number) => Deno.writeTextFileSync(file, "request done\n".repeat(count), { append: true });
      append(10);
      await using first = new RunningAgent(api, { files: [file], stateFolder });
      for (const lines of [10, 15, 20, 25]) {
        await until(() => api.lines() === lines);
        append(5);
      }
      await until(() => api.lines() === 30);
      await first.stop();

      const spool = join(stateFolder, "spool");
      damage(spool, [...Deno.readDirSync(spool)].map((each) => each.name).sort());
      append(3);

      await using second = new RunningAgent(api, { files: [file], stateFolder });
      await until(() => api.lines() >= 33);
      const { read, counted } = await second.stop();
      assert.deepEqual([api.lines(), read, counted], [33, 33, 33]);
      assert.deepEqual(second.of("lost"), []);
    }));
}
