/** A time in which something was wrong, as a person says afterwards. */
export interface LabelledInterval {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Texts of which an incident must name one to have found it; empty, or an empty one among them: any incident will do. */
  readonly messages: readonly string[];
}
