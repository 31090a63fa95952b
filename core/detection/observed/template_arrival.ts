/** A template that the registry has come to hold, its ids followed to their survivors. */
export interface TemplateArrival {
  readonly template: string;
  /** Slot of the first line, epoch milliseconds. */
  readonly firstSeenMs: number;
  /** Its first line was in a file's content when it was first opened. */
  readonly preexisting: boolean;
  /** The template that it was split off. */
  readonly ancestor?: string;
}
