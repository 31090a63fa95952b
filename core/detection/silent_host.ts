import { isHostSeries } from "./host_series.ts";
import type { AnomalyKind } from "./anomaly.ts";
import { kindOf } from "./kinds/kinds.ts";

/** Whether a series, by what was found of it, is that of a host that is missing. */
export function isSilentHost({ kind, template }: { readonly kind: string; readonly template: string }): boolean {
  return isHostSeries(template) && kindOf(kind as AnomalyKind).isHeld;
}
