import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import type { TemplateView } from "../../api/routes/template_view.ts";
import { allIncidents } from "../all_incidents.ts";
import type { Viewer } from "../viewer.ts";

/** What an operator says of an incident, or of what a source, a template and a kind name together. */
export interface Saying {
  readonly kind: "mute" | "accept";
  /** Id of an incident, or its beginning. */
  readonly incident?: string;
  readonly source?: string;
  /** Id of a template, or a part of its text that no other one has. */
  readonly template?: string;
  readonly anomalyKind?: string;
  readonly until?: string;
  readonly author: string;
  readonly comment?: string;
}

/** Notes it. Returns the entries that were made. @throws {Error} where it is not clear what is meant. */
export async function say(viewer: Viewer, saying: Saying): Promise<readonly LedgerView[]> {
  const { kind, incident, source, template, anomalyKind, until, author, comment } = saying;
  const body = {
    ...{ kind, author, comment, until },
    ...(incident === undefined ? {} : { incident: await incidentId(viewer, incident) }),
    ...(template === undefined ? { source } : await templateOf(viewer, template, source)),
    anomaly_kind: anomalyKind,
  };
  const { entries } = await viewer.send("POST", "/api/ledger", body) as { entries: LedgerView[] };
  return entries;
}

/** Something that was not called, from a time to another; of one source, or of any. */
export interface SaidMissed {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly source?: string;
  readonly author: string;
  readonly comment?: string;
}

/** Notes what was missed. Returns the entry that was made. */
export async function sayMissed(viewer: Viewer, missed: SaidMissed): Promise<readonly LedgerView[]> {
  const { entries } = await viewer.send("POST", "/api/ledger", { kind: "missed", ...missed }) as {
    entries: LedgerView[];
  };
  return entries;
}

/** The id that begins so. @throws {Error} where there is none, or more than one. */
export async function incidentId(viewer: Viewer, start: string): Promise<string> {
  const found = (await allIncidents(viewer, {})).filter(({ id }) => id.startsWith(start));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  throw new Error(
    `Cannot find incident "${start}" in ${viewer.place}: expected one whose id begins so, got ${found.length} ("deno task anomalies" lists them)`,
  );
}

/** `*` is a source as a whole. */
async function templateOf(
  viewer: Viewer,
  text: string,
  source: string | undefined,
): Promise<{ source?: string; template: string }> {
  if (text === "*") return { source, template: text };
  const query = source === undefined ? "" : `?${new URLSearchParams({ source })}`;
  const all = await viewer.get(`/api/templates${query}`) as TemplateView[];
  const exact = all.filter((template) => template.id === text || template.text === text);
  const found = exact.length > 0 ? exact : all.filter((template) => template.text.includes(text));
  const ids = new Set(found.map(({ id }) => id));
  const [id] = ids;
  if (id !== undefined && ids.size === 1) return { source, template: id };
  throw new Error(
    `Cannot find template "${text}" in ${viewer.place}: expected its id, or a part of its text that no other has, got ${ids.size}`,
  );
}
