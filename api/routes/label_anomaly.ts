import { z } from "zod";
import type { Label } from "../../core/detection/anomaly.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import { parseJson } from "../json_body.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";

const LONGEST_BODY = 1024;

const verdict = z.object({ label: z.union([z.boolean(), z.enum(["true", "false"]), z.null()]) });

/**
 * `PATCH /api/anomalies/:id` with `{ "label": true | false | null }`: a person's verdict, or null to take it off. Answers
 * `{ id, label }`; 404 for an unknown id.
 */
export function labelAnomalyRoute({ store }: { readonly store: AnomalyStore }): Route {
  return {
    method: "PATCH",
    path: "/api/anomalies/:id",
    access: "writing",
    async handle({ body, params: { id = "" } }) {
      const bytes = await body(LONGEST_BODY);
      const label = labelIn(parseJson(new TextDecoder().decode(bytes)));
      if (await store.labelAnomaly(id, label)) return Response.json({ id, label });
      throw new RequestError(404, `Cannot label anomaly "${id}": expected the id of a known one`);
    },
  };
}

function labelIn(value: unknown): Label | null {
  const parsed = verdict.safeParse(value);
  if (!parsed.success) {
    throw new RequestError(400, 'Cannot read the label: expected {"label": true}, {"label": false} or {"label": null}');
  }
  const { label } = parsed.data;
  return label === null ? null : `${label}`;
}
