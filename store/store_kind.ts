import type { Settings } from "../settings/settings_table.ts";
import type { Store } from "./store.ts";

/** A kind of store, which users choose by name: `--store NAME:PLACE`. */
export interface StoreKind {
  /** What stands before the colon. */
  readonly name: string;
  /** What may stand after it, for messages: `a path`. */
  readonly expected: string;
  /** Whether this can be a place. */
  accepts(place: string): boolean;
  /** The place that a setting of its own names, taken where `--store` names none; undefined: it names none. */
  ownPlace?(settings: Settings): string | undefined;
  /** Opens it. For a viewer nothing is made that is not there where that would hide a wrong name. */
  open(place: string, settings: Settings, options: { readonly isViewer: boolean }): Promise<Store>;
  /** Deletes all that it holds. */
  empty(place: string, settings: Settings): Promise<void>;
  /** Settings by which the demo `name` has a store of its own, beside the one that the user has chosen. */
  ofDemo(name: string, place: string, settings: Settings): Partial<Settings>;
  /** Whether the dashboards read it, so that figures of each check are worth storing. @default {false} */
  readonly isReadByGrafana?: boolean;
}
