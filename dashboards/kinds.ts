import type { AnomalyKind } from "../core/detection/anomaly.ts";
import { KINDS } from "../core/detection/kinds/kinds.ts";

/** How a kind of anomaly is shown, everywhere alike. */
export interface KindLook {
  readonly kind: AnomalyKind;
  readonly title: string;
  readonly color: string;
  /** Whether it goes on for a while; else it is called at one moment. */
  readonly lasts: boolean;
  /** Whether lines are lacking. */
  readonly lacks: boolean;
}

/** How every kind of anomaly is shown. */
export const KIND_LOOKS: readonly KindLook[] = KINDS.map((
  { name: kind, title, lasts, lacks, colours: { chart: color } },
) => ({
  kind,
  title,
  color,
  lasts,
  lacks,
}));
