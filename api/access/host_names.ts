import { isIP } from "node:net";
import { isLoopback } from "../../core/is_loopback.ts";
import { RequestError } from "../request_error.ts";

/** Under which names an api may be spoken to. */
export interface HostNames {
  /** Beside those of the loopback address; case does not matter. */
  readonly names: readonly string[];
  /** Whether any address does, too: no site can make a browser take an address for its own. */
  readonly addresses: boolean;
}

/**
 * A page whose name is made to mean this machine's address (DNS rebinding) is, to a browser, of the same origin as the api; only its name
 * in the `Host` header tells it from this api's own.
 *
 * @throws {RequestError} 421 for another name than the loopback address's and those configured.
 */
export function requireKnownHost(request: Request, { names, addresses }: HostNames): void {
  const name = hostName(request);
  if (isLoopback(name) || names.some((known) => known.toLowerCase() === name)) return;
  if (addresses && isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0) return;
  throw new RequestError(421, `Cannot serve host "${name.slice(0, 255)}": expected localhost, or a name of API_HOSTS`);
}

/** The host that a request was sent to, without its port, in lower case. */
function hostName(request: Request): string {
  const host = request.headers.get("Host") ?? new URL(request.url).host;
  return host.trim().toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}
