import type { Store } from "../../store/store.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";

/** When a call fails: before it reached the store, or after it was done, as when the answer is lost. */
export type Fault = "before" | "after";

/** Makes single methods of a store fail with `StoreUnavailableError`. */
export interface FaultyStore {
  readonly store: Store;
  /** The next `times` calls of `method` fail. */
  fail(method: keyof Store, fault: Fault, times?: number): void;
  /** Calls of `method` wait from now on, until the function that this returns is called. */
  hold(method: keyof Store): () => void;
}

/** Wraps `inner`. */
export function faultyStore(inner: Store): FaultyStore {
  const faults = new Map<PropertyKey, { readonly fault: Fault; times: number }>();
  const held = new Map<PropertyKey, Promise<void>>();
  const store = new Proxy(inner, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...parameters: unknown[]) => {
        await held.get(name);
        const planned = faults.get(name);
        if (planned === undefined || planned.times-- <= 0) return await value.apply(target, parameters);
        if (planned.fault === "after") await value.apply(target, parameters);
        throw new StoreUnavailableError(`Cannot reach store "test": expected it to run`, { retryAfterMs: 2500 });
      };
    },
  });
  const hold = (method: keyof Store) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held.set(method, promise);
    return resolve;
  };
  return { store, hold, fail: (method, fault, times = 1) => faults.set(method, { fault, times }) };
}
