/** A window as the tests of a source take it. */
export interface WatchedWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Of these the lines of level error and above. */
  readonly errors: ReadonlyMap<string, number>;
  /** Lines per host that is known. */
  readonly hosts: ReadonlyMap<string, number>;
  /** Templates that are new to the source by this window. */
  readonly isNew: (template: string) => boolean;
  /** Whether the first line of a template that is new is of level fatal. @default none is */
  readonly isFatal?: (template: string) => boolean;
  /** Whether all of the window was covered. */
  readonly isWhole: boolean;
}
