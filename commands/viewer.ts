import { createApi } from "../api/create_api.ts";
import { SystemClock } from "../clock/system_clock.ts";
import { withoutPassword } from "../core/without_password.ts";
import type { Settings } from "../settings/settings_table.ts";
import { openStore } from "../store/stores.ts";
import { printError } from "../terminal/print.ts";
import { apiOptions } from "./part_options.ts";
import { plainTokenWarning } from "./plain_token_warning.ts";

/** Reads what the api knows: from the api that `--api` names, else from the store itself, where no api has to run. */
export interface Viewer extends AsyncDisposable {
  /** Where it looks, for messages: `store sqlite:/srv/.logiq/logiq.db`. */
  readonly place: string;
  /** The body of `GET path`; of a list all pages. @throws {Error} when the api is not reached or refuses. */
  get(path: string): Promise<unknown>;
  /** The body of the answer to a request with a JSON body, with the token of the settings. @throws {Error} likewise. */
  send(method: "POST" | "PATCH", path: string, body: unknown): Promise<unknown>;
}

/** Opens what the settings name. `writes`: it has to be able to write, too. */
export async function openViewer(settings: Settings, { writes = false } = {}): Promise<Viewer> {
  if (settings.given.has("api")) {
    const warning = plainTokenWarning(settings);
    if (warning !== null) printError(warning);
    return {
      place: `the api at ${withoutPassword(settings.api)}`,
      ...viewerOf(settings, settings.api, fetch),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const store = await openStore(settings, { isViewer: !writes });
  // Who can open the store needs no token to look into it.
  const api = createApi({ ...apiOptions({ store, settings, clock: new SystemClock() }), apiToken: undefined });
  return {
    place: `store ${store.description}`,
    ...viewerOf(settings, "http://localhost", (request) => api.fetch(request)),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

type Transport = (request: Request) => Promise<Response>;

function viewerOf({ apiToken }: Settings, address: string, transport: Transport): Pick<Viewer, "get" | "send"> {
  const authorization: Record<string, string> = apiToken === "" ? {} : { Authorization: `Bearer ${apiToken}` };
  return {
    async get(path) {
      const rows: unknown[] = [];
      for (let next: string | null = path; next !== null;) {
        const request = new Request(new URL(next, address), { headers: authorization });
        const { body, following } = await answerOf(request, { address, transport, action: `read "${path}"` });
        if (!Array.isArray(body)) return body;
        for (const row of body) rows.push(row);
        next = following;
      }
      return rows;
    },
    async send(method, path, body) {
      const headers = { ...authorization, "Content-Type": "application/json" };
      const request = new Request(new URL(path, address), { method, headers, body: JSON.stringify(body) });
      return (await answerOf(request, { address, transport, action: `write "${path}"` })).body;
    },
  };
}

interface Answer {
  readonly body: unknown;
  /** Path of the next page; null on the last one. */
  readonly following: string | null;
}

async function answerOf(
  request: Request,
  { address, transport, action }: {
    readonly address: string;
    readonly transport: Transport;
    readonly action: string;
  },
): Promise<Answer> {
  const response = await transport(request).catch((cause) => {
    throw new Error(
      `Cannot reach the api at "${withoutPassword(address)}": expected one to run there ("deno task api")`,
      { cause },
    );
  });
  if (!response.ok) {
    const reason = withoutPassword(reasonOf(await response.text()));
    throw new Error(`Cannot ${action}: the api answered ${response.status}: ${reason}`);
  }
  const [, following = null] = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("Link") ?? "") ?? [];
  return { body: await response.json(), following };
}

/** The message of the api's error, or the whole text where something else answered. */
function reasonOf(text: string): string {
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.replaceAll(/\s+/g, " ").trim();
  }
}
