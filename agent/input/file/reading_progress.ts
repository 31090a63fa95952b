/**
 * Up to which time a growing file has been read: all that it held at that time has been given out. A reader that keeps pace with
 * a busy file may never find itself at its end, so each look at the file's size leaves a mark, and reading beyond a mark
 * says how old the oldest unread byte can be at most.
 */
export class ReadingProgress {
  readonly #spacingMs: number;
  #marks: { readonly atMs: number; readonly size: number }[] = [];
  #upToMs: number;

  /** @param spacingMs marks are no closer together than this, which bounds their number while a reader falls behind. */
  constructor(startMs: number, spacingMs: number) {
    this.#upToMs = startMs;
    this.#spacingMs = spacingMs;
  }

  /** Everything that was written before this time has been read, epoch milliseconds. */
  get upToMs(): number {
    return this.#upToMs;
  }

  /** The file was seen to hold `size` bytes, of which `read` have been read. */
  saw(size: number, read: number, nowMs: number): void {
    const newest = this.#marks.at(-1);
    if (size > read && (!newest || nowMs - newest.atMs >= this.#spacingMs)) this.#marks.push({ atMs: nowMs, size });
  }

  /** The first `read` bytes have been read. */
  hasRead(read: number): void {
    const open = this.#marks.findIndex((mark) => mark.size > read);
    const passed = this.#marks.splice(0, open < 0 ? this.#marks.length : open).at(-1);
    if (passed) this.#upToMs = passed.atMs;
  }

  /** Everything there is has been read. */
  isAtEnd(nowMs: number): void {
    this.#marks = [];
    this.#upToMs = nowMs;
  }

  /** Another file is read from now on, or the same one from its beginning. */
  restart(): void {
    this.#marks = [];
  }
}
