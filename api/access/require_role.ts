import { RequestError } from "../request_error.ts";
import { type Access, type Role, rolesFor } from "./roles.ts";
import type { TokenBook } from "./token_book.ts";

/**
 * The role of the token that `request` carries as `Authorization: Bearer TOKEN` or `Token TOKEN`; null for a wrong one or none. Without a
 * book whoever reaches the api is its `admin`.
 */
export function roleOfRequest(request: Request, tokens: TokenBook | undefined): Role | null {
  return roleOfToken(tokenOf(request.headers), tokens);
}

/** Who asks, as far as an api can tell callers apart: the token that came, or nothing. */
export function callerOf(headers: Headers): string {
  return tokenOf(headers) ?? "";
}

function tokenOf(headers: Headers): string | undefined {
  return /^(?:bearer|token) +(.+)$/i.exec(headers.get("Authorization")?.trim() ?? "")?.[1];
}

/** The role of a token that came in another way. */
export function roleOfToken(token: string | undefined, tokens: TokenBook | undefined): Role | null {
  if (tokens === undefined) return "admin";
  return token === undefined || token === "" ? null : tokens.roleOf(token);
}

/** @throws {RequestError} 401 without a role, 403 for one that does not allow `access`. */
export function requireRole(role: Role | null, access: Access): void {
  if (access === "open") return;
  const allowed = rolesFor(access);
  if (role === null) {
    throw new RequestError(
      401,
      "Cannot do this without the token: expected the header Authorization: Bearer API_TOKEN",
      {
        headers: { "WWW-Authenticate": 'Bearer realm="logiq"' },
      },
    );
  }
  if (allowed.includes(role)) return;
  throw new RequestError(403, `Cannot do this with a token of the role "${role}": expected ${allowed.join(" or ")}`);
}
