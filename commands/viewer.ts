import { hostname } from "node:os";
import { createApi } from "../api/create_api.ts";
import { SystemClock } from "../clock/system_clock.ts";
import type { Settings } from "../settings/settings_table.ts";
import { openStore } from "../store/stores.ts";
import { apiOptions } from "./part_options.ts";

/** Reads what the api knows: from the api that `--api` names, else from the store itself, where no api has to run. */
export interface Viewer extends AsyncDisposable {
  /** The body of `GET path`. @throws {Error} when the api is not reached or refuses. */
  get(path: string): Promise<unknown>;
}

export async function openViewer(settings: Settings): Promise<Viewer> {
  if (settings.given.has("api")) {
    const { api: address } = settings;
    return { get: (path) => read(address, path, fetch), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const store = await openStore(settings, { isViewer: true });
  const api = createApi(apiOptions({ store, settings, clock: new SystemClock() }));
  return {
    get: (path) => read(`http://${hostname()}`, path, (request) => api.fetch(request)),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function read(
  address: string,
  path: string,
  transport: (request: Request) => Promise<Response>,
): Promise<unknown> {
  const request = new Request(new URL(path, address));
  const response = await transport(request).catch((cause) => {
    throw new Error(`Cannot reach the api at "${address}": expected one to run there ("deno task api")`, { cause });
  });
  if (!response.ok) {
    throw new Error(`Cannot read "${path}": the api answered ${response.status}: ${reasonOf(await response.text())}`);
  }
  return await response.json();
}

/** The message of the api's error, or the whole text where something else answered. */
function reasonOf(text: string): string {
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.replaceAll(/\s+/g, " ").trim();
  }
}
