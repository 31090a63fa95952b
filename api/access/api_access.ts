import { type HostNames, requireKnownHost } from "./host_names.ts";
import { refuseOtherSites } from "./own_site.ts";
import { requireRole, roleOfRequest } from "./require_role.ts";
import type { Access, Role } from "./roles.ts";
import type { TokenBook } from "./token_book.ts";

/** Who may do what with an api. */
export interface ApiAccess {
  /** Absent: whoever reaches it may do everything, and only the loopback address is served. */
  readonly tokens?: TokenBook;
  readonly hosts: HostNames;
  /** Pages of other sites that may use it. */
  readonly origins: readonly string[];
}

/** Loopback names alone, no token, no other site. */
export const LOCAL_ACCESS: ApiAccess = { hosts: { names: [], addresses: false }, origins: [] };

/** Host, site and token in this order, before anything of the body is read. Returns what the token allows. @throws {RequestError} */
export function admit(request: Request, needed: Access, { tokens, hosts, origins }: ApiAccess): Role | null {
  requireKnownHost(request, hosts);
  refuseOtherSites(request, origins);
  const role = roleOfRequest(request, tokens);
  requireRole(role, needed);
  return role;
}
