import type { Settings } from "../settings/settings_table.ts";
import type { Notifier } from "./notifier.ts";

/** A way of telling somebody of anomalies, which users choose by name: `NOTIFY=NAME:PLACE`. */
export interface NotifierKind {
  /** What stands before the colon. */
  readonly name: string;
  /** What may stand after it, for messages: `an http or https address`. */
  readonly expected: string;
  /** Whether this can be a place. */
  accepts(place: string): boolean;
  /**
   * A notifier for this place. Settings of its own it reads itself. What can be seen at once to be no such place, as a folder that is not
   * there, it refuses by an error in one line: an incident would be too late to learn it.
   */
  open(place: string, settings: Settings): Notifier;
  /** Places that a setting of its own names, besides `NOTIFY`. @default none */
  places?(settings: Settings): readonly string[];
}
