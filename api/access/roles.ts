/** What a token allows: `ingest` sends lines and counters, `read` reads, `admin` does both, and labels. */
export type Role = "ingest" | "read" | "admin";

/**
 * What a route is for. `open` needs no token and tells nothing of any log; `learning` is what senders read too: the templates that they
 * share ids with.
 */
export type Access = "open" | "reading" | "learning" | "ingesting" | "writing";

/** All roles. */
export const ROLES: readonly Role[] = ["ingest", "read", "admin"];

const ALLOWED: Readonly<Record<Exclude<Access, "open">, readonly Role[]>> = {
  reading: ["read", "admin"],
  learning: ["ingest", "read", "admin"],
  ingesting: ["ingest", "admin"],
  writing: ["admin"],
};

/** Which roles a route for `access` asks for, the least first; all for an open one. */
export function rolesFor(access: Access): readonly Role[] {
  return access === "open" ? ROLES : ALLOWED[access];
}
