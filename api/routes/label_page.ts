import { html } from "hono/html";
import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import { shownValue } from "../../core/shown_text.ts";
import type { Clock } from "../../core/clock.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { LedgerStore } from "../../store/ports/ledger.ts";
import { noteLabel } from "../ledger/note_label.ts";
import { requireRole, roleOfToken } from "../access/require_role.ts";
import type { TokenBook } from "../access/token_book.ts";
import { RequestError } from "../request_error.ts";
import type { Call, Route } from "../route.ts";

const LONGEST_BODY = 4096;
const PATH = "/anomalies/:id/label";

const VERDICTS: Readonly<Record<string, Label | null>> = { true: "true", false: "false", none: null };

/** What the page needs. */
export interface LabelPageOptions {
  readonly store: AnomalyStore & LedgerStore;
  readonly clock: Clock;
  readonly tokens?: TokenBook;
}

/**
 * `GET` and `POST /anomalies/:id/label`: a page on which a person says whether an anomaly was right, for links from dashboards. The GET
 * changes nothing. Where there are tokens, a browser sends no header of its own: the page asks for one, and shows the anomaly once it is
 * given with the button "Show".
 */
export function labelPageRoutes({ store, clock, tokens }: LabelPageOptions): Route[] {
  return [
    {
      method: "GET",
      path: PATH,
      access: "open",
      handle: async ({ role, params: { id = "" } }) => {
        return await page(role === null ? null : await find(store, id), tokens !== undefined);
      },
    },
    { method: "POST", path: PATH, access: "open", handle: (call) => take(call, { store, clock, tokens }) },
  ];
}

async function take(
  { request, body, params: { id = "" } }: Call,
  { store, clock, tokens }: LabelPageOptions,
): Promise<Response> {
  const form = new URLSearchParams(new TextDecoder().decode(await body(LONGEST_BODY)));
  const role = roleOfToken(form.get("token") ?? undefined, tokens);
  const said = form.get("label") ?? "";
  requireRole(role, said === "show" ? "reading" : "writing");
  if (said === "show") return await page(await find(store, id), tokens !== undefined);
  const label = VERDICTS[said];
  if (label === undefined) throw new RequestError(400, 'Cannot read the label: expected "true", "false" or "none"');
  if (!await noteLabel(store, { id, label }, clock.now())) throw unknown(id);
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

/** @param found null where the page does not know yet who looks at it. */
async function page(found: Anomaly | null, asksToken: boolean): Promise<Response> {
  const anomaly = shownValue(found);
  const body = await html`
    <!doctype html>
    <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Label: ${anomaly?.title ?? "an anomaly"}</title>
      <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }
    button { font: inherit; padding: .4rem 1rem; margin: 0 .5rem .5rem 0 }
    </style>
      ${anomaly === null ? html`<h1>Label an anomaly</h1>` : description(anomaly)}
      <form method="post">
    ${asksToken
      ? html`<p><label>API token <input type="password" name="token" autocomplete="current-password" required></label></p>`
      : ""}
    ${anomaly === null ? html`<button name="label" value="show">Show</button>` : ""}
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

function description({ title, text, source, startMs, label }: Anomaly) {
  return html`
    <h1>${title}</h1>
    <p>${text}</p>
    <p>${source}, since ${new Date(startMs).toISOString()}. ${said(label)}</p>
  `;
}

function said(label: Label | null): string {
  if (label === null) return "Not labelled yet.";
  return label === "true" ? "Labelled a true alarm." : "Labelled a false alarm.";
}
