import type { Dice } from "./dice.ts";
import { BadProxy } from "./bad_proxy.ts";
import { CountingSink } from "./counting_sink.ts";

/** Where another tool sends the same lines to, by a proxy that is as bad. */
export interface Rival extends AsyncDisposable {
  readonly proxy: BadProxy;
  readonly sink: CountingSink;
}

/** Starts both. */
export async function startRival(dice: Dice): Promise<Rival> {
  await using stack = new AsyncDisposableStack();
  const sink = stack.use(await CountingSink.start());
  const proxy = stack.use(await BadProxy.start(sink.url, dice));
  const started = stack.move();
  return { proxy, sink, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
