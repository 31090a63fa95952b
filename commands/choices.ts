import { NOTIFIERS } from "../notify/notifiers.ts";
import { expectedPlaces } from "../settings/expected_places.ts";
import type { Choices } from "../settings/settings_help.ts";
import { STORES } from "../store/stores.ts";

/** What the settings accept that choose a store and notifiers, from the lists of these. */
export const CHOICES: Choices = { store: expectedPlaces(STORES), notify: expectedPlaces(NOTIFIERS) };
