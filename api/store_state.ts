import { messageOf } from "../core/message_of.ts";
import type { WriteWatch } from "./batches/write_watch.ts";
import type { Role } from "./access/roles.ts";
import type { StoreLifecycle } from "../store/ports/lifecycle.ts";

/** How long the store may take to answer before it counts as not reachable. */
const PATIENCE_MS = 2000;

/** Whether the store answers, and if not, what to do about it. */
export type StoreState =
  | { readonly reachable: true; readonly version: string }
  | { readonly reachable: false; readonly error: string };

/** Asks the store, and what came of the last write to it; it never rejects. */
export async function storeState(store: StoreLifecycle, writes: Pick<WriteWatch, "failure">): Promise<StoreState> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<StoreState>((resolve) => {
    const error = `Cannot reach the store within "${PATIENCE_MS} ms": see that it runs and is not overloaded`;
    timer = setTimeout(() => resolve({ reachable: false, error }), PATIENCE_MS);
  });
  try {
    const state = await Promise.race([store.health().then(reachable, unreachable), patience]);
    return state.reachable && writes.failure !== null ? { reachable: false, error: writes.failure } : state;
  } finally {
    clearTimeout(timer);
  }
}

function reachable({ version }: { readonly version: string }): StoreState {
  return { reachable: true, version };
}

function unreachable(error: unknown): StoreState {
  return { reachable: false, error: messageOf(error) };
}

/** What of it may be told to a request of that role: without one, not what ails the store. */
export function toldTo(role: Role | null, state: StoreState): StoreState {
  return role !== null || state.reachable
    ? state
    : { ...state, error: "the store does not answer; the api's log says why" };
}
