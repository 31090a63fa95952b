/** A kind of plug-in that a setting chooses by name, as `NAME:PLACE`. */
export interface NamedKind {
  /** What stands before the colon. */
  readonly name: string;
  /** What may stand after it: `a path`. */
  readonly expected: string;
}

/** What such a setting accepts: `"sqlite:" with a path, or "influx:" with an http or https address`. */
export function expectedPlaces(kinds: readonly NamedKind[]): string {
  return kinds.map(({ name, expected }) => `"${name}:" with ${expected}`).join(", or ");
}
