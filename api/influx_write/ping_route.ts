import type { Route } from "../route.ts";

/** `GET` and `HEAD /ping`: 204 as long as the api runs, as InfluxDB clients ask before they write. */
export function pingRoute({ version }: { readonly version: string }): Route {
  const headers = { "X-Influxdb-Build": "LogIQ", "X-Influxdb-Version": `logiq-${version}` };
  return {
    method: "GET",
    path: "/ping",
    access: "open",
    handle: () => new Response(null, { status: 204, headers }),
  };
}
