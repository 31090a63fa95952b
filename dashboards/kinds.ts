import { ANOMALY_KINDS, type AnomalyKind } from "../core/anomaly.ts";

/** How a kind of anomaly is shown, everywhere alike. */
export interface KindLook {
  readonly kind: AnomalyKind;
  readonly title: string;
  readonly color: string;
}

const LOOKS: Readonly<Record<AnomalyKind, Omit<KindLook, "kind">>> = {
  frequency: { title: "Frequency", color: "red" },
  pattern: { title: "New template", color: "orange" },
  overflow: { title: "Overflow", color: "purple" },
};

/** Title and colour of every kind of anomaly. */
export const KIND_LOOKS: readonly KindLook[] = ANOMALY_KINDS.map((kind) => ({ kind, ...LOOKS[kind] }));
