/** What is loaded once, by the first who asks for it; after a failure by the next one. */
export class LoadedOnce<Value> {
  #value: Promise<Value> | undefined;

  /** @throws what `load` throws. */
  get(load: () => Promise<Value>): Promise<Value> {
    return this.#value ?? this.again(load);
  }

  /** Loads it though it is there. */
  again(load: () => Promise<Value>): Promise<Value> {
    return this.#value = this.#loaded(load);
  }

  async #loaded(load: () => Promise<Value>): Promise<Value> {
    try {
      return await load();
    } catch (error) {
      this.#value = undefined;
      throw error;
    }
  }
}
