import type { AnomalyKind } from "../core/detection/anomaly.ts";
import { KINDS } from "../core/detection/kinds/kinds.ts";

/** How a kind of anomaly is shown, everywhere alike. */
export interface KindLook {
  readonly kind: AnomalyKind;
  readonly title: string;
  readonly color: string;
}

/** Title and colour of every kind of anomaly. */
export const KIND_LOOKS: readonly KindLook[] = KINDS.map(({ name: kind, title, colours: { chart: color } }) => ({
  kind,
  title,
  color,
}));
