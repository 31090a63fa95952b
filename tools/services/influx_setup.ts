/** What a client needs to use an InfluxDB. */
export interface InfluxAccess {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  readonly bucket: string;
}

/** What a fresh InfluxDB is set up with. */
export interface InfluxSetup {
  /** @default "logiq" */
  readonly org?: string;
  /** The first bucket, which keeps its points for ever. @default "logiq" */
  readonly bucket?: string;
}

/**
 * Does the first set-up of the InfluxDB at `url`: a user with a random password, the organisation, the bucket, and an
 * operator token, which is returned.
 *
 * @throws {Error} when it has been set up before (status 422) or does not answer as an InfluxDB 2 does.
 */
export async function setUpInflux(url: string, { org = "logiq", bucket = "logiq" }: InfluxSetup = {}): Promise<
  InfluxAccess
> {
  const response = await fetch(new URL("/api/v2/setup", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "logiq", password: crypto.randomUUID(), org, bucket, retentionPeriodSeconds: 0 }),
  });
  const text = await response.text();
  if (response.status !== 201) {
    throw new Error(
      `Cannot set up InfluxDB "${url}": expected one without users, got status ${response.status} ${text}`,
    );
  }
  return { url, token: JSON.parse(text).auth.token, org, bucket };
}
