import { isLoopback } from "./is_loopback.ts";

/** Whether whoever listens on the way to `address` could read a token that is sent there. */
export function isTokenPlain(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !isLoopback(hostname);
}
