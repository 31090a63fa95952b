/** One stretch in which one series was out of the ordinary: several of them, near each other in time, make an incident. */
export interface Alarm {
  /** What is out of the ordinary. */
  readonly kind: string;
  /** Where the lines come from. */
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  /** Start of its first window, epoch milliseconds. */
  readonly startMs: number;
  /** End of its last window so far, epoch milliseconds. */
  readonly endMs: number;
  /** Id of the incident that it belongs to; empty: it is muted or recurs too often, and has opened none. */
  readonly incident: string;
  /** Lines in its most improbable window. */
  readonly actual: number;
  /** Lines expected in that window. */
  readonly expected: number;
  /** How probable a window like that is when all is well, 0 to 1. */
  readonly probability: number;
  /** Length of that window, milliseconds. */
  readonly scaleMs: number;
}
