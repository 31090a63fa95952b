import { absence } from "./absence.ts";
import { burst } from "./burst.ts";
import { drop } from "./drop.ts";
import { errors } from "./errors.ts";
import { frequency } from "./frequency.ts";
import type { Kind } from "./kind.ts";
import { missing } from "./missing.ts";
import { mix } from "./mix.ts";
import { overflow } from "./overflow.ts";
import { pattern } from "./pattern.ts";
import { returning } from "./returning.ts";
import { rise } from "./rise.ts";
import { season } from "./season.ts";
import { silence } from "./silence.ts";
import { spike } from "./spike.ts";

/** All kinds of anomaly, in the order in which they are listed. A new one is added here. */
export const KINDS = [
  frequency,
  pattern,
  overflow,
  drop,
  spike,
  rise,
  season,
  silence,
  missing,
  burst,
  returning,
  errors,
  mix,
  absence,
] as const;

/** Name of a kind, as it is stored. */
export type AnomalyKind = (typeof KINDS)[number]["name"];

const BY_NAME = new Map<string, Kind>(KINDS.map((kind) => [kind.name, kind]));

/** The kind of this name. @throws {RangeError} for one that there is none of, as a later version may have stored. */
export function kindOf(name: AnomalyKind): Kind {
  const kind = BY_NAME.get(name);
  if (kind) return kind;
  throw new RangeError(`Cannot show an anomaly of kind "${name}": expected ${[...BY_NAME.keys()].join(", ")}`);
}
