import type { World } from "./world.ts";

const LOOK_EVERY_MS = 1_000;
/** Within this an agent has tried again, whatever it waited for. */
const TRIED_AGAIN_MS = 8_000;

/** Does what `GET /` asks for until `over`: restarts an InfluxDB that goes on refusing what it is given though its disk has room again. */
export async function tend({ apiUrl, database }: World, over: AbortSignal): Promise<void> {
  const { restart } = database;
  while (restart && !over.aborted) {
    await wait(LOOK_EVERY_MS, over);
    if (!/restart InfluxDB/.test(await healthOf(apiUrl)) || over.aborted) continue;
    await database.turn.take(restart);
    await wait(TRIED_AGAIN_MS, over);
  }
}

/** What `GET /` says; why not, where it says nothing. */
export async function healthOf(apiUrl: string): Promise<string> {
  try {
    return await (await fetch(apiUrl, { signal: AbortSignal.timeout(5_000) })).text();
  } catch (error) {
    return String(error);
  }
}

function wait(ms: number, over: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  over.addEventListener("abort", () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
