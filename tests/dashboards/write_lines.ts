import assert from "node:assert/strict";
import type { InfluxAccess } from "../../tools/services/influx_setup.ts";

/** Writes lines of line protocol, in milliseconds, as they are: past the store, which writes none of another version, nor as many at once. */
export async function writeLines(
  { url, token, org }: InfluxAccess,
  { bucket, lines }: { readonly bucket: string; readonly lines: readonly string[] },
): Promise<void> {
  const answer = await fetch(`${url}/api/v2/write?${new URLSearchParams({ org, bucket, precision: "ms" })}`, {
    method: "POST",
    headers: { authorization: `Token ${token}` },
    body: lines.join("\n"),
  });
  assert.equal(answer.status, 204, await answer.text());
}
