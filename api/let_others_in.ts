import { setImmediate } from "node:timers/promises";

/** A request that others wait behind takes some turns of the event loop: to be accepted, read, answered and sent. */
const TURNS = 6;

/** Lets other requests be served in the middle of long work. */
export async function letOthersIn(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await setImmediate();
}
