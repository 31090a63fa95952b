import assert from "node:assert/strict";

/** Lines that have no template in common. */
export function oddLines(): string {
  const word = () => crypto.randomUUID().replaceAll(/[\d-]/g, "x").slice(0, 12);
  return Array.from({ length: 40 }, () => `${word()} is ${word()} here\n`).join("");
}

/** Resolves once something is so, within 30 s. @param expected what is missing else */
export async function until(isSo: () => Promise<boolean>, expected: () => string): Promise<void> {
  for (let left = 300; !await isSo(); left--) {
    assert.ok(left > 0, `expected ${expected()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Resolves with what `GET /` says once it has the status. */
export async function untilStatus(url: string, wanted: number): Promise<unknown> {
  let status = 0, body: unknown;
  await until(async () => {
    const response = await fetch(url);
    status = response.status;
    body = await response.json();
    return status === wanted;
  }, () => `${wanted}, got ${status}`);
  return body;
}

/** Resolves once this many lines are counted. */
export async function untilCounted(url: string, lines: number): Promise<void> {
  let counted = 0;
  await until(async () => {
    const templates: { count: number }[] = await (await fetch(`${url}/api/templates`)).json();
    counted = templates.reduce((sum, { count }) => sum + count, 0);
    return counted === lines;
  }, () => `${lines} lines, got ${counted}`);
}
