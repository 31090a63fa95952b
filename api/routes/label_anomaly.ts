import { z } from "zod";
import type { Clock } from "../../core/clock.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { LedgerStore } from "../../store/ports/ledger.ts";
import { noteLabel, type Verdict } from "../ledger/note_label.ts";
import { parseJson } from "../json_body.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";

const LONGEST_BODY = 16_384;

const LONGEST_TEXT = 1_000;
const verdict = z.object({
  label: z.union([z.boolean(), z.enum(["true", "false"]), z.null()]),
  author: z.string().max(LONGEST_TEXT).optional(),
  comment: z.string().max(LONGEST_TEXT).optional(),
});

/** What labels are kept by. */
export interface LabelOptions {
  readonly store: AnomalyStore & LedgerStore;
  readonly clock: Clock;
}

/**
 * `PATCH /api/anomalies/:id` with `{ "label": true | false | null, "author"?, "comment"? }`: a person's verdict, or null to take it off, which the
 * ledger keeps. Answers `{ id, label }`; 404 for an unknown id.
 */
export function labelAnomalyRoute({ store, clock }: LabelOptions): Route {
  return {
    method: "PATCH",
    path: "/api/anomalies/:id",
    access: "writing",
    async handle({ body, params: { id = "" } }) {
      const bytes = await body(LONGEST_BODY);
      const said = verdictIn(parseJson(new TextDecoder().decode(bytes)));
      const { label } = said;
      if (await noteLabel(store, { id, ...said }, clock.now())) return Response.json({ id, label });
      throw new RequestError(404, `Cannot label anomaly "${id}": expected the id of a known one`);
    },
  };
}

function verdictIn(value: unknown): Omit<Verdict, "id"> {
  const parsed = verdict.safeParse(value);
  if (!parsed.success) {
    throw new RequestError(
      400,
      'Cannot read the label: expected {"label": true}, {"label": false} or {"label": null}, and "author" and "comment" as texts',
    );
  }
  const { label, ...who } = parsed.data;
  return { label: label === null ? null : `${label}`, ...who };
}
