/** A store as something that runs, whatever it holds. */
export interface StoreLifecycle extends AsyncDisposable {
  /** As printed at every start, without secrets: `sqlite:PATH` or `influx:URL org/bucket`. */
  readonly description: string;

  /** Resolves with the store's version when it is reachable, and can be written to as far as that is cheap to know. */
  health(): Promise<{ readonly version: string }>;

  /** Deletes what is older than the retention (a no-op where the database does it by itself). */
  prune(nowMs: number): Promise<void>;
}
