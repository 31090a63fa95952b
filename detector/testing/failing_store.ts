import type { Store } from "../../store/store.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";

/** A store for the detector that can be taken down, as a whole or for a number of calls of one method, or made to hang. */
export interface FailingStore extends Store {
  isDown: boolean;
  isHanging: boolean;
  readonly failures: Partial<Record<keyof Store, number>>;
}

/** Puts a switch before a store. */
export const FailingStore = class {
  constructor(store: Store) {
    const state: Pick<FailingStore, "isDown" | "isHanging" | "failures"> = {
      isDown: false,
      isHanging: false,
      failures: {},
    };
    return new Proxy(store as FailingStore, {
      set: (_, name, value) => Reflect.set(state, name, value),
      get: (_, name) => {
        if (name in state) return Reflect.get(state, name);
        const value = Reflect.get(store, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          const method = name as keyof Store;
          if (state.isHanging && name !== Symbol.asyncDispose) return new Promise(() => {});
          const left = state.failures[method] ?? 0;
          if (left > 0) state.failures[method] = left - 1;
          const fails = name !== Symbol.asyncDispose && (state.isDown || left > 0);
          if (fails) return Promise.reject(new StoreUnavailableError("Cannot reach it: expected it to be up"));
          return value.apply(store, args);
        };
      },
    });
  }
} as unknown as new (store: Store) => FailingStore;
