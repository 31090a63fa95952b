/** Does one thing after another, whoever asks. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  /** Does `work` once what was asked for before is done. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
