import { isTokenPlain } from "../core/plain_token.ts";
import type { Settings } from "../settings/settings_table.ts";

/** What to say of a token that is sent to `--api` unencrypted; null where there is none, or it is safe. */
export function plainTokenWarning({ api, apiToken }: Settings): string | null {
  if (apiToken === "" || !URL.canParse(api) || !isTokenPlain(api)) return null;
  return `API_TOKEN is sent to ${new URL(api).origin} unencrypted: give an https address by --api where others listen`;
}
