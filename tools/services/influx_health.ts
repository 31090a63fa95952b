/** Whether the InfluxDB at `url` answers that it is healthy; `false` too when nothing answers within a second. */
export async function isInfluxHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(1_000) });
    const { status } = await response.json();
    return response.ok && status === "pass";
  } catch {
    return false;
  }
}

/** Settings of {@linkcode untilInfluxIsHealthy}. */
export interface HealthWait {
  /** @default 60_000 */
  readonly deadlineMs?: number;
  /** Aborts the wait, for example because the server's process has ended. */
  readonly signal?: AbortSignal;
}

/**
 * Waits until the InfluxDB at `url` is healthy.
 *
 * @throws {Error} when it is not within `deadlineMs`, or the signal's reason when that is aborted.
 */
export async function untilInfluxIsHealthy(
  url: string,
  { deadlineMs = 60_000, signal }: HealthWait = {},
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!await isInfluxHealthy(url)) {
    signal?.throwIfAborted();
    if (performance.now() > endMs) {
      throw new Error(`Cannot reach InfluxDB "${url}": expected it to be healthy within ${deadlineMs / 1_000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
