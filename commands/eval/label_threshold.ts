import type { Anomaly } from "../../core/detection/anomaly.ts";
import { shareOfThreshold } from "./calibration.ts";

/** The threshold that labels speak for. */
export interface LabelThreshold {
  /** As a share of the thresholds at which incidents were called, at most 1: the same share of the budget has it. */
  readonly share: number;
  /** Of the incidents that are labelled true, and false, those that would have been called. */
  readonly keepsTrue: number;
  readonly ofTrue: number;
  readonly keepsFalse: number;
  readonly ofFalse: number;
}

/**
 * The threshold under which true incidents outnumber false ones by most, the most open of equals: that at which they were called, or a lower one. An incident
 * is called where its most telling finding is. Null without labels of incidents that know their thresholds.
 */
export function labelThreshold(anomalies: readonly Anomaly[]): LabelThreshold | null {
  const labelled = anomalies.flatMap(({ label, incident }) => {
    const shares = incident?.members.map(shareOfThreshold).filter((share) => share !== null) ?? [];
    return label === null || shares.length === 0 ? [] : [{ isTrue: label === "true", share: Math.min(...shares) }];
  });
  if (labelled.length === 0) return null;
  const thresholds = [...new Set([1, ...labelled.map(({ share }) => share)])].sort((a, b) => b - a);
  const kept = (isTrue: boolean, most: number) =>
    labelled.filter((each) => each.isTrue === isTrue && each.share <= most).length;
  const choices = thresholds.map((share): LabelThreshold => ({
    share,
    keepsTrue: kept(true, share),
    ofTrue: kept(true, 1),
    keepsFalse: kept(false, share),
    ofFalse: kept(false, 1),
  }));
  return choices.reduce((best, choice) => gain(choice) > gain(best) ? choice : best);
}

function gain({ keepsTrue, keepsFalse }: LabelThreshold): number {
  return keepsTrue - keepsFalse;
}
