import type { Clock } from "../../core/clock.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { AlarmStore } from "../../store/ports/alarms.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { LedgerStore } from "../../store/ports/ledger.ts";
import { parseJson } from "../json_body.ts";
import { hiddenIncidents } from "../ledger/hidden_incidents.ts";
import { type LedgerRequest, ledgerRequest } from "../ledger/ledger_request.ts";
import { ledgerView } from "../ledger/ledger_view.ts";
import { pagedResponse, pageOfQuery } from "../paging.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";

/** What the routes of the ledger work with. */
export interface LedgerOptions {
  readonly store: LedgerStore & AnomalyStore & AlarmStore;
  readonly clock: Clock;
}

const LONGEST_BODY = 16_384;

/**
 * `GET /api/ledger`: all that operators have said, the oldest first. `POST /api/ledger` notes a mute or an acceptance, of an incident an entry for each
 * series that takes part, or that something was missed `from` a time `to` another; `GET /api/muted?source&from&to` what mutes have hid, and what recurs too often to be told. A post answers `{ entries }`. `POST /api/ledger/:id/undo` takes an entry back. The detector obeys within seconds.
 */
export function ledgerRoutes({ store, clock }: LedgerOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/api/ledger",
      access: "reading",
      async handle({ query, request }) {
        const page = pageOfQuery(query);
        const nowMs = clock.now();
        return pagedResponse((await store.ledger()).map((entry) => ledgerView(entry, nowMs)), page, request.url);
      },
    },
    {
      method: "GET",
      path: "/api/muted",
      access: "reading",
      async handle({ query, request }) {
        const page = pageOfQuery(query);
        const source = query.get("source") || undefined;
        const alarms = await store.alarms({ incident: "", ...timeRange(query, clock.now()) });
        const wanted = alarms.filter((alarm) => source === undefined || alarm.source === source);
        return pagedResponse(hiddenIncidents(wanted, await store.ledger()), page, request.url);
      },
    },
    {
      method: "POST",
      path: "/api/ledger",
      access: "writing",
      async handle({ body }) {
        const bytes = await body(LONGEST_BODY);
        const nowMs = clock.now();
        const wanted = ledgerRequest(parseJson(new TextDecoder().decode(bytes)), nowMs);
        const entries = await entriesOf(wanted, store, nowMs);
        for (const entry of entries) await store.saveLedger(entry);
        return Response.json({ entries: entries.map((entry) => ledgerView(entry, nowMs)) });
      },
    },
    {
      method: "POST",
      path: "/api/ledger/:id/undo",
      access: "writing",
      async handle({ params: { id = "" } }) {
        const nowMs = clock.now();
        const entry = (await store.ledger()).find((each) => each.id === id);
        if (entry === undefined) throw new RequestError(404, `Cannot undo "${id}": expected the id of an entry`);
        const undone = { ...entry, revokedMs: entry.revokedMs ?? nowMs };
        if (entry.incident !== undefined && entry.revokedMs === null) await store.labelAnomaly(entry.incident, null);
        await store.saveLedger(undone);
        return Response.json(ledgerView(undone, nowMs));
      },
    },
  ];
}

async function entriesOf(
  { incident, ...wanted }: LedgerRequest,
  store: AnomalyStore,
  createdMs: number,
): Promise<LedgerEntry[]> {
  const subjects = incident === undefined ? [wanted] : await membersOf(incident, store);
  return subjects.map(({ source, template, anomalyKind }) => {
    const { kind, fromMs, untilMs, author, comment } = wanted;
    return {
      ...{ id: crypto.randomUUID(), kind, untilMs, author, comment, createdMs, revokedMs: null },
      ...(fromMs === undefined ? {} : { fromMs }),
      ...(source === undefined ? {} : { source }),
      ...(template === undefined ? {} : { template }),
      ...(anomalyKind === undefined ? {} : { anomalyKind }),
    };
  });
}

type Subject = Pick<LedgerRequest, "source" | "template" | "anomalyKind">;

async function membersOf(id: string, store: AnomalyStore): Promise<Subject[]> {
  const anomalies = await store.anomalies();
  const found = anomalies.find((anomaly) => anomaly.id === id);
  if (found === undefined) throw new RequestError(404, `Cannot note incident "${id}": expected the id of a known one`);
  const details = anomalies.filter(({ parent }) => parent === id);
  const members = found.incident?.members ?? [found, ...details];
  return members.map(({ source, template, kind }) => ({ source, template, anomalyKind: kind }));
}
