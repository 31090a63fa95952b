import assert from "node:assert/strict";
import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import { summarise } from "../run_summary.ts";
import { calibrate } from "./calibration.ts";
import { evalLines, type Evaluation } from "./eval_lines.ts";

const TIME = "2026-01-01T10:00:00.000Z";
const MUTE: LedgerView = {
  ...{ id: "12345678-9", kind: "mute", active: true, source: "web", template: null, anomaly_kind: null, until: null },
  ...{ incident: null, verdict: null, from: null },
  ...{ author: "ann", comment: "sale", created: TIME, revoked: null },
};

Deno.test("evalLines() says which incidents a mute hid, and whose it is", () => {
  const hidden = {
    ...{ mutes: [MUTE.id], time: TIME, time_end: "2026-01-01T10:05:00.000Z" },
    ...{ kinds: ["spike"], sources: ["web"], series: 3 },
  };
  const lines = evalLines({
    ...summarise([], []),
    ...{
      calibration: calibrate([], { perDay: 1, spanMs: 0, series: 0 }),
      threshold: null,
      muted: [hidden],
      labels: null,
      recall: null,
    },
  }, [MUTE]);
  const [count, incident, entry, ...rest] = lines.slice(-3);
  assert.deepEqual(rest, []);
  assert.match(count ?? "", /^hidden by mutes +1$/);
  assert.match(incident ?? "", /5 min {2}spike in web \(3 series\) {2}by 12345678$/);
  assert.match(entry ?? "", /mute source web {2}ann: sale$/);
  assert.ok(lines.some((line) => /^incidents a day +0 in 0 s seen; about 1 false accepted, at most 3$/.test(line)));
  assert.ok(lines.some((line) => /^calibration +too early to tell$/.test(line)));
  assert.ok(
    lines.some((line) =>
      /^findings +0 called \(by chance 0 at most\), 0 of them 10 times rarer than asked for \(0\), 0 100 times \(0\), /
        .test(line)
    ),
  );
});

Deno.test("evalLines() says what is not told as it recurs", () => {
  const hidden = { mutes: [], time: TIME, time_end: TIME, kinds: ["spike"], series: 1 };
  const muted = ["db", "mail", "mail"].map((source) => ({ ...hidden, sources: [source] }));
  const calibration = calibrate([], { perDay: 1, spanMs: 0, series: 0 });
  const lines = evalLines(
    { ...summarise([], []), ...{ calibration, threshold: null, muted, labels: null, recall: null } },
    [],
  );
  assert.match(lines.at(-4) ?? "", /^hidden by mutes +0$/);
  assert.match(lines.at(-3) ?? "", /^not told, as they recur +3$/);
  assert.deepEqual(lines.slice(-2), ["  2 times  spike in mail", "  1 times  spike in db"]);
});

Deno.test("evalLines() says that a silence which was muted lasted for so long at least", () => {
  const hidden = { mutes: [MUTE.id], time: TIME, time_end: "2026-01-01T10:01:00.000Z", sources: ["web"], series: 1 };
  const calibration = calibrate([], { perDay: 1, spanMs: 0, series: 0 });
  const lines = evalLines({
    ...summarise([], []),
    ...{ calibration, threshold: null, muted: [{ ...hidden, kinds: ["silence"] }], labels: null, recall: null },
  }, [MUTE]);
  assert.match(lines.at(-2) ?? "", / 1 min at least {2}silence in web \(1 series\) {2}by 12345678$/);
});

Deno.test("evalLines() says the thresholds, and which budget labels speak for", () => {
  const calibration = {
    ...calibrate([], { perDay: 1, spanMs: 0, series: 0 }),
    thresholds: { spike: 0.01, rise: 0.01, pattern: 0.2 },
  };
  const threshold = { share: 0.0213, keepsTrue: 2, ofTrue: 3, keepsFalse: 0, ofFalse: 4 };
  const lines = evalLines({
    ...summarise([], []),
    ...{ calibration, threshold, muted: [], labels: null, recall: null },
  }, []);
  assert.ok(
    lines.some((line) =>
      /^thresholds +pattern by chance once in 5 days at most; spike, rise by chance once in 3 months at most$/.test(
        line,
      )
    ),
  );
  assert.ok(
    lines.some((line) =>
      /^threshold by labels +a budget of 0.021\/day, which keeps 2 of 3 true and 0 of 4 false$/.test(line)
    ),
  );
});

Deno.test("evalLines() speaks of no budget where nothing was called by one", () => {
  const lines = evalLines({
    ...summarise([], []),
    calibration: null,
    threshold: null,
    muted: [],
    labels: null,
    recall: null,
  }, []);
  assert.deepEqual(
    lines.map((line) => line.slice(0, 26).trim()),
    [
      "lines ingested",
      "templates",
      "span",
      "anomalies",
      "by severity",
      "called after it began",
      "labelled",
      "precision",
      "recall",
      "hidden by mutes",
    ],
  );
});

Deno.test("evalLines() says recall, or how to say what was missed", () => {
  const given = { ...summarise([], []), calibration: null, threshold: null, muted: [], labels: null };
  const recall = (recall: Evaluation["recall"]) =>
    evalLines({ ...given, recall }, []).find((line) => line.startsWith("recall"));
  assert.match(recall(null)!, /- \(deno task label missed FROM..TO\)$/);
  assert.match(recall({ found: 2, of: 3 })!, /0.667 \(2 of 3 that were labelled true or missed\)$/);
});
