import { messageOf } from "../core/message_of.ts";
import { expectedPlaces } from "../settings/expected_places.ts";
import type { Settings } from "../settings/settings_table.ts";
import { UsageError } from "../settings/usage_error.ts";
import type { Notifier } from "./notifier.ts";
import type { NotifierKind } from "./notifier_kind.ts";
import { webhook } from "./webhook.ts";

/** All kinds of notifiers. A new one is added here. */
export const NOTIFIERS: readonly NotifierKind[] = [webhook];

/** The notifiers that the settings name. @throws {UsageError} for one that there is none of, or a place that it can't have. */
export function openNotifiers(settings: Settings, kinds: readonly NotifierKind[] = NOTIFIERS): Notifier[] {
  const own = kinds.flatMap((kind) => (kind.places?.(settings) ?? []).map((place) => kind.open(place, settings)));
  const named = settings.notify.split(/\s+/).filter((text) => text !== "");
  return [...own, ...named.map((text) => openNamed(text, settings, kinds))];
}

function openNamed(text: string, settings: Settings, kinds: readonly NotifierKind[]): Notifier {
  const [, name, place = ""] = /^(\w+):(.*)$/.exec(text) ?? [];
  const kind = kinds.find((kind) => kind.name === name);
  if (kind === undefined) {
    throw new UsageError(`Cannot notify by "${name ?? "what is no NAME:PLACE"}": expected ${expectedPlaces(kinds)}`);
  }
  if (!kind.accepts(place)) {
    throw new UsageError(`Cannot notify by "${name}": expected ${kind.expected} after "${name}:"`);
  }
  try {
    return kind.open(place, settings);
  } catch (error) {
    throw new UsageError(`Cannot notify by "${name}": ${messageOf(error)}`, { cause: error });
  }
}
