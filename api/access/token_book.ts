import { createHash, timingSafeEqual } from "node:crypto";
import type { Role } from "./roles.ts";

/** A token and what it allows. */
export interface TokenRole {
  readonly token: string;
  readonly role: Role;
}

/** Knows tokens; it may change while the api runs. */
export interface TokenBook {
  /** What `token` allows, or null where it is none. How long that takes tells nothing of how much of it is right. */
  roleOf(token: string): Role | null;
}

/** A book of these tokens. Where one stands twice, its last role counts. */
export function tokenBook(tokens: readonly TokenRole[]): TokenBook {
  const known = tokens.map(({ token, role }) => ({ role, digest: digestOf(token) }));
  return {
    roleOf(token) {
      const given = digestOf(token);
      let found: Role | null = null;
      // Every token is compared, in time that does not depend on where two differ.
      for (const { role, digest } of known) if (timingSafeEqual(digest, given)) found = role;
      return found;
    },
  };
}

/** A book that asks several, all of them each time; the first that knows a token wins. */
export function joinedBooks(books: readonly TokenBook[]): TokenBook {
  return { roleOf: (token) => books.map((book) => book.roleOf(token)).find((role) => role !== null) ?? null };
}

function digestOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
