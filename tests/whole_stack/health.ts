import assert from "node:assert/strict";

/** Lines that have no template in common. */
export function oddLines(): string {
  const word = () => crypto.randomUUID().replaceAll(/[\d-]/g, "x").slice(0, 12);
  return Array.from({ length: 40 }, () => `${word()} is ${word()} here\n`).join("");
}

/** Resolves with what `GET /` says once it has the status. */
export async function untilStatus(url: string, wanted: number): Promise<unknown> {
  for (let left = 300;; left--) {
    const response = await fetch(url);
    const body = await response.json();
    if (response.status === wanted) return body;
    assert.ok(left > 0, `expected ${wanted}, got ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Resolves once so many lines are counted. */
export async function untilCounted(url: string, lines: number): Promise<void> {
  for (let left = 150;; left--) {
    const templates: { count: number }[] = await (await fetch(`${url}/api/templates`)).json();
    const counted = templates.reduce((sum, { count }) => sum + count, 0);
    if (counted === lines) return;
    assert.ok(left > 0, `expected ${lines} lines, got ${counted}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
