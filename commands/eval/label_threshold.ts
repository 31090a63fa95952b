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

/** No lower budget is proposed: what is false and yet so improbable by chance is no matter of a threshold, but of a mute. */
const LEAST_SHARE = 1e-3;

/**
 * The threshold under which true incidents outnumber false ones by most, the most open of equals: that at which they were called, or one half-way between
 * two of them. An incident is called where its most telling finding is. Null without labels of incidents that know their thresholds.
 */
export function labelThreshold(anomalies: readonly Anomaly[]): LabelThreshold | null {
  const labelled = anomalies.flatMap(({ label, incident }) => {
    const shares = incident?.members.map(shareOfThreshold).filter((share) => share !== null) ?? [];
    return label === null || shares.length === 0 ? [] : [{ isTrue: label === "true", share: Math.min(...shares) }];
  });
  if (labelled.length === 0) return null;
  const kept = (isTrue: boolean, most: number) =>
    labelled.filter((each) => each.isTrue === isTrue && each.share <= most).length;
  const choices = [1, ...halfWays(labelled.map(({ share }) => share))].map((share): LabelThreshold => ({
    share,
    keepsTrue: kept(true, share),
    ofTrue: kept(true, 1),
    keepsFalse: kept(false, share),
    ofFalse: kept(false, 1),
  }));
  return choices.reduce((best, choice) => gain(choice) > gain(best) ? choice : best);
}

/** Thresholds between those that follow each other, the highest first. */
function halfWays(shares: readonly number[]): number[] {
  const distinct = [...new Set([...shares, 0].map((share) => Math.max(LEAST_SHARE, share)))].sort((a, b) => b - a);
  return distinct.slice(1).map((lower, at) => Math.sqrt(lower * distinct[at]!));
}

function gain({ keepsTrue, keepsFalse }: LabelThreshold): number {
  return keepsTrue - keepsFalse;
}
