import { html } from "hono/html";
import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import { readBody } from "../bounded_body.ts";
import { RequestError } from "../request_error.ts";
import type { Call, Route } from "../route.ts";
import { refuseCrossSite, requireToken } from "../write_access.ts";

const LONGEST_BODY = 4096;
const PATH = "/anomalies/:id/label";

const VERDICTS: Readonly<Record<string, Label | null>> = { true: "true", false: "false", none: null };

/** What the page needs. */
export interface LabelPageOptions {
  readonly store: AnomalyStore;
  readonly apiToken?: string;
}

/**
 * `GET` and `POST /anomalies/:id/label`: a page on which a person says whether an anomaly was right, for links from dashboards. The GET
 * changes nothing. Where a token is set, the page asks for it: a browser sends no header of its own.
 */
export function labelPageRoutes({ store, apiToken }: LabelPageOptions): Route[] {
  return [
    {
      method: "GET",
      path: PATH,
      access: "reading",
      handle: async ({ params: { id = "" } }) => await page(await find(store, id), apiToken !== undefined),
    },
    { method: "POST", path: PATH, access: "reading", handle: (call) => take(call, { store, apiToken }) },
  ];
}

async function take({ request, params: { id = "" } }: Call, { store, apiToken }: LabelPageOptions): Promise<Response> {
  refuseCrossSite(request);
  const form = new URLSearchParams(new TextDecoder().decode(await readBody(request, LONGEST_BODY)));
  const headers = { Authorization: `Bearer ${form.get("token") ?? ""}` };
  await requireToken(new Request(request.url, { headers }), apiToken);
  const label = VERDICTS[form.get("label") ?? ""];
  if (label === undefined) throw new RequestError(400, 'Cannot read the label: expected "true", "false" or "none"');
  if (!await store.labelAnomaly(id, label)) throw unknown(id);
  return new Response(null, { status: 303, headers: { Location: new URL(request.url).pathname } });
}

async function find(store: AnomalyStore, id: string): Promise<Anomaly> {
  const found = (await store.anomalies()).find((anomaly) => anomaly.id === id);
  if (found === undefined) throw unknown(id);
  return found;
}

function unknown(id: string): RequestError {
  return new RequestError(404, `Cannot label anomaly "${id}": expected the id of one in this api's own store`);
}

async function page({ title, text, source, startMs, label }: Anomaly, asksToken: boolean): Promise<Response> {
  const body = await html`
    <!doctype html>
    <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Label: ${title}</title>
      <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }
    button { font: inherit; padding: .4rem 1rem; margin: 0 .5rem .5rem 0 }
    </style>
      <h1>${title}</h1>
      <p>${text}</p>
      <p>${source}, since ${new Date(startMs).toISOString()}. ${said(label)}</p>
      <form method="post">
    ${asksToken
      ? html`<p><label>API token <input type="password" name="token" autocomplete="current-password" required></label></p>`
      : ""}
    <button name="label" value="true">True alarm</button>
    <button name="label" value="false">False alarm</button>
    <button name="label" value="none">Take the label off</button>
      </form>
    </html>
  `;
  return new Response(String(body), {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    },
  });
}

function said(label: Label | null): string {
  if (label === null) return "Not labelled yet.";
  return label === "true" ? "Labelled a true alarm." : "Labelled a false alarm.";
}
