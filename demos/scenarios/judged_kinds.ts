import type { AnomalyKind } from "../../core/detection/anomaly.ts";

/**
 * The kinds of which every scenario says all that may be called. Of any other kind, so of a new one, those scenarios say it that expect it:
 * it may be called beside what others expect, and never where nothing is to be found.
 */
export const JUDGED_KINDS: readonly AnomalyKind[] = ["frequency", "pattern", "overflow", "drop"];
