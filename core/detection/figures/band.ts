/** What a count is expected to be. */
export interface Band {
  /** The count that is expected. */
  readonly level: number;
  /** The least and the most that is normal. */
  readonly lower: number;
  readonly upper: number;
  /** One sigma of the band, above 0: the unit of an anomaly's score. */
  readonly deviation: number;
}
