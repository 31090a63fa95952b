/** Where each measurement lives: `counters` is the bucket with retention, `facts` the one without. */
export type BucketRole = "counters" | "facts";

export const LOG_COUNTS = "log_counts";
export const COUNT_SUMS = "count_sums";
export const SUM_STATES = "sum_states";
export const BASELINES = "baselines";
export const HEARTBEATS = "heartbeats";
export const TEMPLATES = "templates";
export const SAMPLES = "samples";
export const ANNOTATIONS = "annotations";
export const ALARMS = "alarms";
export const LABELS = "labels";
export const DETECTOR_STATE = "detector_state";
export const LEDGER = "ledger";
export const REPLIES = "replies";

/** Everything that LogIQ writes; `emptyInfluxStore` deletes these and nothing else. */
export const OWN_MEASUREMENTS: Readonly<Record<BucketRole, readonly string[]>> = {
  counters: [LOG_COUNTS, COUNT_SUMS, BASELINES, HEARTBEATS],
  facts: [TEMPLATES, SAMPLES, SUM_STATES, HEARTBEATS, ANNOTATIONS, ALARMS, LABELS, LEDGER, DETECTOR_STATE, REPLIES],
};

/** What `DetectorStateStore.resetDetection` deletes. */
export const DETECTION_MEASUREMENTS: Readonly<Record<BucketRole, readonly string[]>> = {
  counters: [BASELINES],
  facts: [ANNOTATIONS, ALARMS, DETECTOR_STATE],
};

/** Name of the bucket without retention that goes with `bucket`. */
export function factsBucket(bucket: string): string {
  return `${bucket}_facts`;
}
