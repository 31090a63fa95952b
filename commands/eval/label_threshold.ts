import type { Anomaly } from "../../core/detection/anomaly.ts";

/** The threshold that labels speak for. */
export interface LabelThreshold {
  /** Findings like an incident's most telling one may be expected so often a day at most for it to be called. */
  readonly perDay: number;
  /** Of the incidents that are labelled true, and false, those that would have been called. */
  readonly keepsTrue: number;
  readonly ofTrue: number;
  readonly keepsFalse: number;
  readonly ofFalse: number;
}

/** The threshold under which true incidents outnumber false ones by most, the most open of equals; null without labels. */
export function labelThreshold(anomalies: readonly Anomaly[]): LabelThreshold | null {
  const labelled = anomalies.flatMap(({ label, incident }) => {
    const perDay = Math.min(...incident?.members.map((member) => member.perDay) ?? []);
    return label === null || !Number.isFinite(perDay) ? [] : [{ isTrue: label === "true", perDay }];
  });
  const thresholds = [...new Set(labelled.map(({ perDay }) => perDay))].sort((a, b) => b - a);
  const kept = (isTrue: boolean, most: number) =>
    labelled.filter((each) => each.isTrue === isTrue && each.perDay <= most).length;
  const choices = thresholds.map((perDay): LabelThreshold => ({
    perDay,
    keepsTrue: kept(true, perDay),
    ofTrue: kept(true, Infinity),
    keepsFalse: kept(false, perDay),
    ofFalse: kept(false, Infinity),
  }));
  return choices.reduce<LabelThreshold | null>(
    (best, choice) => best === null || gain(choice) > gain(best) ? choice : best,
    null,
  );
}

function gain({ keepsTrue, keepsFalse }: LabelThreshold): number {
  return keepsTrue - keepsFalse;
}
