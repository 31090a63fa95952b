import { dirname } from "node:path";
import { type Identity, identityOf, isSameFile } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";

/**
 * Whether a path may lead out of its folder. One that is a link when it is first named may, since that is what was asked for; a file whose
 * place a link has taken later is not read: who may write into a folder of logs could have an agent read, and show, whatever it may.
 */
export class FollowedLink {
  /** Whether it is known that what was followed lay in its folder; a later start has to know it. */
  readonly isInside: boolean;
  readonly #path: string;

  /** @param before whether it was inside when it was followed last; undefined: it was not followed yet, or by a LogIQ that did not say. */
  constructor(path: string, before: boolean | undefined, { isAsked = false }: { readonly isAsked?: boolean } = {}) {
    this.#path = path;
    this.isInside = !isAsked && (before ?? insideOf(path) !== null);
  }

  /** @throws {TypeError} for an open file that the path has become a link to, out of its folder. */
  assertMay(read: Identity): void {
    if (!this.isInside) return;
    const inside = insideOf(this.#path);
    if (inside === null) {
      throw new TypeError("it has become a link out of its folder; --follow-links reads it all the same");
    }
    if (!isSameFile(inside, read)) throw new TypeError("it was replaced while it was opened; it is looked at again");
  }
}

/** What the path stands for in its own folder, links within that included; null: it leads out of it. A path without a file leads nowhere. */
function insideOf(path: string): Identity | null {
  try {
    const real = Deno.realPathSync(path);
    return dirname(real) === Deno.realPathSync(dirname(path)) ? identityOf(Deno.lstatSync(real)) : null;
  } catch (error) {
    if (isSystemError(error)) return { dev: 0, ino: 0, bornMs: 0 };
    throw error;
  }
}
