import { join } from "node:path";
import { startInflux } from "../../tools/services/influx_server.ts";
import { SmallDisk } from "./small_disk.ts";
import { Turn } from "./turn.ts";

/** Which store a run has. */
export type ChaosStore = "sqlite" | "influx";

/** Where counters are kept. */
export interface ChaosDatabase extends AsyncDisposable {
  /** By which it is opened. */
  readonly settings: Record<string, string>;
  /** Undefined where none can be mounted. */
  readonly disk: SmallDisk | undefined;
  /** Ends its process by kill -9; absent where the api has it in its own. */
  readonly kill?: () => Promise<void>;
  readonly restart?: () => Promise<void>;
  /** How often it was killed. */
  readonly kills: number;
  /** For who kills it, or fills its disk. */
  readonly turn: Turn;
}

const DISK_MB = { sqlite: 48, influx: 192 };

/** Makes one in a folder, on a disk of its own. */
export async function openDatabase(store: ChaosStore, folder: string): Promise<ChaosDatabase> {
  await using stack = new AsyncDisposableStack();
  const disk = await SmallDisk.mount(folder, DISK_MB[store]);
  if (disk) stack.use(disk);
  if (store === "sqlite") {
    const settings = { STORE: `sqlite:${join(folder, "logiq.db")}` };
    const opened = stack.move();
    return { settings, disk, kills: 0, turn: new Turn(), [Symbol.asyncDispose]: () => opened.disposeAsync() };
  }
  const influx = await startInflux({ folder });
  stack.defer(() => influx.kill9());
  const { url: INFLUX_URL, token: INFLUX_TOKEN, org: INFLUX_ORG, bucket: INFLUX_BUCKET } = influx;
  const opened = stack.move();
  let kills = 0;
  return {
    settings: { INFLUX_URL, INFLUX_TOKEN, INFLUX_ORG, INFLUX_BUCKET },
    disk,
    turn: new Turn(),
    get kills() {
      return kills;
    },
    kill: async () => {
      kills++;
      await influx.kill9();
    },
    restart: () => influx.restart(),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
