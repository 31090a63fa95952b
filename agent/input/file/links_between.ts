import { join } from "node:path";
import { isSystemError } from "./file_problem.ts";
import { writtenMsOf } from "./file_identity.ts";

/** Files that a link may have led to one after another, of which nobody saw some. */
export interface LinksBetween {
  /** Those that are there, the oldest first. */
  readonly there: readonly string[];
  /** Those that are gone, of a container's log: it is numbered by how often that was started again. */
  readonly gone: readonly string[];
}

interface Numbered {
  readonly number: number;
  readonly ending: string;
}

/** Of what is further apart than this, as times are, it is not known what there was. */
const MOST_GONE = 100;

/**
 * What a link led to between two files whose paths differ in one number alone: `pods/app/0.log` and `3.log`, `releases/11/app.log` and
 * `14`. What was written to before `sinceMs` had its turn before.
 */
export function linksBetween(before: string, now: string, sinceMs: number): LinksBetween {
  const [a, b] = [before.split("/"), now.split("/")];
  const at = a.findIndex((part, i) => part !== b[i]);
  const from = numbered(a[at]), to = numbered(b[at]), rest = b.slice(at + 1);
  const isOne = a.length === b.length && a.slice(at + 1).join("/") === rest.join("/");
  if (!isOne || from === undefined || to === undefined || from.ending !== to.ending) return { there: [], gone: [] };
  const folder = b.slice(0, at).join("/");
  const isBetween = ({ number, ending }: Numbered) => {
    return ending === to.ending && from.number < number && number < to.number;
  };
  const pathOf = (name: string) => join(folder, name, ...rest);
  const there = namesIn(folder).flatMap((name) => {
    const each = numbered(name);
    return each !== undefined && isBetween(each) && isWrittenSince(pathOf(name), sinceMs) ? { ...each, name } : [];
  });
  const isCounted = rest.length === 0 && to.ending === ".log" && to.number - from.number <= MOST_GONE;
  const counted = Array.from({ length: isCounted ? to.number - from.number - 1 : 0 }, (_, i) => from.number + 1 + i);
  return {
    there: there.sort((x, y) => x.number - y.number).map(({ name }) => pathOf(name)),
    gone: counted.filter((each) => !there.some(({ number }) => number === each)).map((each) => pathOf(`${each}.log`)),
  };
}

/** A name that is a number, with what stands after a dot. */
function numbered(name: string | undefined): Numbered | undefined {
  const [, digits, ending] = /^(\d{1,17})(\.[a-z]+)?$/.exec(name ?? "") ?? [];
  return digits === undefined ? undefined : { number: Number(digits), ending: ending ?? "" };
}

function namesIn(folder: string): string[] {
  return orElse([], () => [...Deno.readDirSync(folder)].map(({ name }) => name));
}

function isWrittenSince(path: string, sinceMs: number): boolean {
  return orElse(false, () => {
    const info = Deno.lstatSync(path);
    return info.isFile && writtenMsOf(info) >= sinceMs;
  });
}

/** What goes away in between, or is not for us to read, is not there. */
function orElse<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (isSystemError(error)) return otherwise;
    throw error;
  }
}
