/** A TCP port of the loopback address that nothing listens on at this moment. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/**
 * Does nothing when `port` of the loopback address is free at this moment.
 *
 * @throws {Error} when something listens on it.
 */
export function refuseBusyPort(port: number): void {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new Error(`Cannot listen on port "${port}": expected it to be free, choose another or end what uses it`);
  }
}
