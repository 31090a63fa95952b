import { isHostSeries } from "./host_series.ts";
import type { AnomalyKind } from "./anomaly.ts";
import { kindOf } from "./kinds/kinds.ts";
import { isMessage } from "./series_words.ts";

/** Whether what has stopped has not come back, as far as is known. */
export function isStopped(
  member: { readonly kind: string; readonly template: string; readonly isHeld?: boolean },
): boolean {
  return isStop(member) && member.isHeld !== false;
}

/** Whether a series says that there are no lines at all of a source, or no word of an agent. */
export function isStop({ kind, template }: { readonly kind: string; readonly template: string }): boolean {
  return kindOf(kind as AnomalyKind).isHeld && !isMessage(template) && !isHostSeries(template);
}
