import { UNKNOWN_HOST } from "../../core/counter_batch.ts";

/** All statements of the SQLite store. Values enter as named parameters only. */

export const VERSION = "SELECT sqlite_version() AS version";

export const INSERT_SOURCE = "INSERT INTO sources (name) VALUES (:name) ON CONFLICT DO NOTHING";
export const SOURCE_ID = "SELECT id FROM sources WHERE name = :name";
/** Writes a page that stays as it is. */
export const PROBE = "UPDATE series_epoch SET epoch = epoch";
export const SERIES_EPOCH = "SELECT epoch FROM series_epoch";
export const INSERT_SERIES = `
  INSERT INTO series (source, host, level, template, agent, mode)
    VALUES (:source, :host, :level, :template, :agent, :mode)
  ON CONFLICT DO NOTHING`;
export const SERIES_ID = `
  SELECT id FROM series WHERE source = :source AND host = :host AND level = :level AND template = :template
    AND agent = :agent AND mode = :mode`;
/** Series after :afterId, :most of them. */
export const COUNTED_SERIES = `
  SELECT s.id, sources.name AS source, s.host, s.level, s.template, s.mode
  FROM series s JOIN sources ON sources.id = s.source WHERE s.id > :afterId ORDER BY s.id LIMIT :most`;
/** For `Connection.insertRows`. */
export const INSERT_COUNTS = {
  into: "counts (source, slot_ms, series, number, count)",
  columns: 5,
} as const;
export const COUNT = `
  SELECT count FROM counts WHERE source = :source AND slot_ms = :slotMs AND series = :series AND number = :number`;
export const UPSERT_COUNT = `
  INSERT INTO counts (source, slot_ms, series, number, count) VALUES (:source, :slotMs, :series, :number, :count)
  ON CONFLICT DO UPDATE SET count = excluded.count`;
/** Adds :count lines of slots from :firstSlotMs to :lastSlotMs. */
export const ADD_TO_HOUR = `
  INSERT INTO hours (source, hour_ms, series, count, first_slot_ms, last_slot_ms)
  VALUES (:source, :hourMs, :series, :count, :firstSlotMs, :lastSlotMs)
  ON CONFLICT DO UPDATE SET
    count = count + excluded.count,
    first_slot_ms = min(first_slot_ms, excluded.first_slot_ms),
    last_slot_ms = max(last_slot_ms, excluded.last_slot_ms)`;

/** Series and count of each point in a window, as arrays. */
export const SLOT_COUNTS = `
  SELECT series, count FROM counts WHERE source = :source AND slot_ms >= :fromMs AND slot_ms < :toMs`;
export const NEXT_SLOT = "SELECT min(slot_ms) AS slotMs FROM counts WHERE source = :source AND slot_ms >= :fromMs";
/** Id and template of those series in the JSON array :series whose lines are live, as arrays. */
export const LIVE_TEMPLATES = `
  SELECT id, template FROM series WHERE id IN (SELECT value FROM json_each(:series)) AND mode = 'live'`;

/** Number and name of each source, in order of names, as arrays. */
export const SOURCES = "SELECT id, name FROM sources ORDER BY name";
/** Slot, series and count of each point of a source in a range, in order of slots, as arrays. */
export const SOURCE_SLOTS = `
  SELECT slot_ms, series, count FROM counts WHERE source = :source AND slot_ms >= :fromMs AND slot_ms < :toMs
  ORDER BY slot_ms`;
/** Start, series and sum of one window of a source, as arrays. */
export const WINDOW_SUMS = `
  SELECT :startMs, series, sum(count) FROM counts
  WHERE source = :source AND slot_ms >= :startMs AND slot_ms < :endMs GROUP BY series`;
/** Id, template, level, host and mode of those series in the JSON array :series whose lines are in windows, as arrays. */
export const SERIES_NAMES = `
  SELECT id, template, level, host, mode FROM series
  WHERE id IN (SELECT value FROM json_each(:series)) AND mode IN ('live', 'history')`;

/** Whole hours [:firstHourMs, :lastHourMs) from the rollup, the rest of [:fromMs, :toMs) from the slots. */
const PARTS = `
  wanted AS (SELECT id FROM sources WHERE :source IS NULL OR name = :source),
  parts AS (
    SELECT series, count, first_slot_ms, last_slot_ms FROM hours
    WHERE source IN wanted AND hour_ms >= :firstHourMs AND hour_ms < :lastHourMs
    UNION ALL
    SELECT series, count, slot_ms, slot_ms FROM counts
    WHERE source IN wanted AND slot_ms >= :fromMs AND slot_ms < :firstHourMs
    UNION ALL
    SELECT series, count, slot_ms, slot_ms FROM counts
    WHERE source IN wanted AND slot_ms >= :lastHourMs AND slot_ms < :toMs
  )`;
/** No sum is above what a number holds exactly. */
export const TEMPLATE_COUNTS = `
  WITH ${PARTS},
  totals AS (
    SELECT series, sum(count) AS count, min(first_slot_ms) AS first, max(last_slot_ms) AS last
    FROM parts GROUP BY series
  )
  SELECT sources.name AS source, s.template, s.level,
    min(sum(t.count), 9007199254740991) AS count, min(t.first) AS firstSlotMs, max(t.last) AS lastSlotMs
  FROM totals t JOIN series s ON s.id = t.series JOIN sources ON sources.id = s.source
  GROUP BY sources.name, s.template, s.level
  ORDER BY sources.name, s.template, s.level`;
export const TEMPLATE_HOSTS = `
  WITH ${PARTS}
  SELECT DISTINCT sources.name AS source, s.template, s.host
  FROM (SELECT DISTINCT series FROM parts) p JOIN series s ON s.id = p.series JOIN sources ON sources.id = s.source
  WHERE s.host != '${UNKNOWN_HOST}'
  ORDER BY sources.name, s.template, s.host`;

export const UPSERT_TEMPLATE = `
  INSERT INTO templates (source, id, text, sample, first_seen_ms, initial, replaced_by, ancestor, updated_ms)
  VALUES (:source, :id, :text, :sample, :firstSeenMs, :initial, :replacedBy, :ancestor, :updatedMs)
  ON CONFLICT DO UPDATE SET
    text = excluded.text,
    sample = excluded.sample,
    first_seen_ms = min(first_seen_ms, excluded.first_seen_ms),
    initial = max(initial, excluded.initial),
    replaced_by = excluded.replaced_by,
    ancestor = excluded.ancestor,
    updated_ms = excluded.updated_ms`;
const TEMPLATE_ROWS = `
  SELECT source, id, text, sample, first_seen_ms AS firstSeenMs, initial, replaced_by AS replacedBy, ancestor,
    updated_ms AS updatedMs
  FROM templates WHERE updated_ms >= :changedSinceMs`;
export const TEMPLATES = `${TEMPLATE_ROWS} ORDER BY source, id`;
/** By the index of changes, which the key's order would keep SQLite from: of half a million templates it reads those that have changed. */
export const CHANGED_TEMPLATES = `${TEMPLATE_ROWS} ORDER BY +source, +id`;
/** By the key: of half a million templates of many sources it reads one source's. */
export const TEMPLATES_OF_SOURCE = `${TEMPLATE_ROWS} AND source = :source ORDER BY source, id`;
export const TEMPLATES_BY_SOURCE = `
  SELECT source, count(*) AS count FROM templates WHERE replaced_by IS NULL GROUP BY source ORDER BY source`;

export const INSERT_SAMPLE = `
  INSERT INTO samples (source, template, at_ms, line) VALUES (:source, :template, :atMs, :line) ON CONFLICT DO NOTHING`;
/** Keeps the newest :most lines of a template. */
export const TRIM_SAMPLES = `
  DELETE FROM samples WHERE source = :source AND template = :template AND (at_ms, line) <= (
    SELECT at_ms, line FROM samples WHERE source = :source AND template = :template
    ORDER BY at_ms DESC, line DESC LIMIT 1 OFFSET :most
  )`;
const SAMPLE_ROWS =
  "SELECT source, template, line, at_ms AS atMs FROM samples WHERE (:template IS NULL OR template = :template)";
const NEWEST_SAMPLES = "ORDER BY at_ms DESC, source, template, line DESC";
export const SAMPLES = `${SAMPLE_ROWS} ${NEWEST_SAMPLES}`;
/** By the key, as above. */
export const SAMPLES_OF_SOURCE = `${SAMPLE_ROWS} AND source = :source ${NEWEST_SAMPLES}`;

export const UPSERT_HEARTBEAT = `
  INSERT INTO heartbeats (agent, source, host, read, counted, rejected, lag_bytes, lag_ms, watermark_ms, since_ms,
    first_live_ms, spool_bytes, seen_ms, lost, past_bytes, rejected_by)
  VALUES (:agent, :source, :host, :read, :counted, :rejected, :lagBytes, :lagMs, :watermarkMs, :sinceMs,
    :firstLiveMs, :spoolBytes, :seenMs, :lost, :pastBytes, :rejectedBy)
  ON CONFLICT DO UPDATE SET
    host = excluded.host,
    read = excluded.read,
    counted = excluded.counted,
    rejected = excluded.rejected,
    lag_bytes = excluded.lag_bytes,
    lag_ms = excluded.lag_ms,
    watermark_ms = excluded.watermark_ms,
    since_ms = excluded.since_ms,
    first_live_ms = excluded.first_live_ms,
    spool_bytes = excluded.spool_bytes,
    seen_ms = excluded.seen_ms,
    lost = excluded.lost,
    past_bytes = excluded.past_bytes,
    rejected_by = excluded.rejected_by
  WHERE excluded.seen_ms >= seen_ms`;
export const HEARTBEATS = `
  SELECT agent, source, host, read, counted, rejected, lag_bytes AS lagBytes, lag_ms AS lagMs,
    watermark_ms AS watermarkMs, since_ms AS sinceMs, first_live_ms AS firstLiveMs, spool_bytes AS spoolBytes,
    seen_ms AS seenMs, lost, past_bytes AS pastBytes, rejected_by AS rejectedBy
  FROM heartbeats WHERE seen_ms >= :seenSinceMs ORDER BY source, agent`;

export const INSERT_BASELINE_SERIES = `
  INSERT INTO baseline_series (source, template) VALUES (:source, :template) ON CONFLICT DO NOTHING`;
/** Changes no row where the series is not known yet. */
export const UPSERT_BASELINE = `
  INSERT INTO baselines (series, window_start_ms, actual, expected, lower, upper)
  SELECT id, :windowStartMs, :actual, :expected, :lower, :upper FROM baseline_series
  WHERE source = :source AND template = :template
  ON CONFLICT DO UPDATE SET
    actual = excluded.actual,
    expected = excluded.expected,
    lower = excluded.lower,
    upper = excluded.upper`;
export const BASELINES = `
  SELECT window_start_ms AS windowStartMs, actual, expected, lower, upper FROM baselines
  WHERE series = (SELECT id FROM baseline_series WHERE source = :source AND template = :template)
    AND window_start_ms >= :fromMs AND window_start_ms < :toMs
  ORDER BY window_start_ms`;

export const UPSERT_ANOMALY = `
  INSERT INTO annotations (id, kind, source, template, title, text, severity, start_ms, end_ms, window_ms, actual,
    expected, threshold, score, sample, saved_ms, parent, incident)
  VALUES (:id, :kind, :source, :template, :title, :text, :severity, :startMs, :endMs, :windowMs, :actual, :expected,
    :threshold, :score, :sample, :savedMs, :parent, :incident)
  ON CONFLICT DO UPDATE SET
    kind = excluded.kind,
    source = excluded.source,
    template = excluded.template,
    title = excluded.title,
    text = excluded.text,
    severity = excluded.severity,
    start_ms = excluded.start_ms,
    end_ms = excluded.end_ms,
    window_ms = excluded.window_ms,
    actual = excluded.actual,
    expected = excluded.expected,
    threshold = excluded.threshold,
    score = excluded.score,
    sample = excluded.sample,
    saved_ms = excluded.saved_ms,
    parent = excluded.parent,
    incident = excluded.incident`;
const ANOMALY_ROWS = `
  SELECT id, kind, source, template, title, text, severity, start_ms AS startMs, end_ms AS endMs, window_ms AS windowMs,
    actual, expected, threshold, score, sample, saved_ms AS savedMs, parent, incident, label
  FROM annotations LEFT JOIN labels ON anomaly = id`;
export const ANOMALIES = `${ANOMALY_ROWS}
  WHERE end_ms > :fromMs AND start_ms < :toMs
    AND (:source IS NULL OR source = :source) AND (:template IS NULL OR template = :template)
      AND (:kind IS NULL OR kind = :kind)
  ORDER BY start_ms, id`;
export const ANOMALY_WITH_DETAILS = `${ANOMALY_ROWS}
  WHERE id = :id OR parent = :id
  ORDER BY start_ms, id`;
export const LATEST_ANOMALY = `${ANOMALY_ROWS}
  ORDER BY start_ms DESC, id DESC LIMIT 1`;
export const ANOMALIES_BY_KIND = `
  SELECT kind, label, count(*) AS count FROM annotations LEFT JOIN labels ON anomaly = id
  GROUP BY kind, label ORDER BY kind, label`;
export const ANOMALY_EXISTS = "SELECT 1 FROM annotations WHERE id = :id";
export const UPSERT_LABEL = `
  INSERT INTO labels (anomaly, label) VALUES (:id, :label) ON CONFLICT DO UPDATE SET label = excluded.label`;
export const DELETE_LABEL = "DELETE FROM labels WHERE anomaly = :id";

export const UPSERT_ALARM = `
  INSERT INTO alarms (kind, source, template, start_ms, end_ms, incident, actual, expected, probability, scale_ms)
  VALUES (:kind, :source, :template, :startMs, :endMs, :incident, :actual, :expected, :probability, :scaleMs)
  ON CONFLICT DO UPDATE SET
    end_ms = excluded.end_ms,
    incident = excluded.incident,
    actual = excluded.actual,
    expected = excluded.expected,
    probability = excluded.probability,
    scale_ms = excluded.scale_ms`;
export const ALARMS = `
  SELECT kind, source, template, start_ms AS startMs, end_ms AS endMs, incident, actual, expected, probability,
    scale_ms AS scaleMs
  FROM alarms WHERE (:incident IS NULL OR incident = :incident) AND end_ms > :fromMs AND start_ms < :toMs
  ORDER BY start_ms, source, template, kind`;

export const UPSERT_LEDGER = `
  INSERT INTO ledger (id, kind, source, template, anomaly_kind, incident, verdict, from_ms, until_ms, author, comment,
    created_ms, revoked_ms)
  VALUES (:id, :kind, :source, :template, :anomalyKind, :incident, :verdict, :fromMs, :untilMs, :author, :comment,
    :createdMs, :revokedMs)
  ON CONFLICT DO UPDATE SET
    kind = excluded.kind,
    source = excluded.source,
    template = excluded.template,
    anomaly_kind = excluded.anomaly_kind,
    incident = excluded.incident,
    verdict = excluded.verdict,
    from_ms = excluded.from_ms,
    until_ms = excluded.until_ms,
    author = excluded.author,
    comment = excluded.comment,
    created_ms = excluded.created_ms,
    revoked_ms = excluded.revoked_ms`;
export const LEDGER = `
  SELECT id, kind, source, template, anomaly_kind AS anomalyKind, incident, verdict, from_ms AS fromMs,
    until_ms AS untilMs, author, comment,
    created_ms AS createdMs, revoked_ms AS revokedMs
  FROM ledger ORDER BY created_ms, id`;

export const UPSERT_DETECTOR_STATE = `
  INSERT INTO detector_state (source, template, known, baseline, last_window_ms, saved_ms)
  VALUES (:source, :template, :known, :baseline, :lastWindowMs, :savedMs)
  ON CONFLICT DO UPDATE SET
    known = excluded.known,
    baseline = excluded.baseline,
    last_window_ms = excluded.last_window_ms,
    saved_ms = excluded.saved_ms`;
export const DETECTOR_STATE = `
  SELECT source, template, known, baseline, last_window_ms AS lastWindowMs, saved_ms AS savedMs
  FROM detector_state ORDER BY source, template`;

export const REPLY = "SELECT reply FROM replies WHERE key = :key";
export const UPSERT_REPLY = `
  INSERT INTO replies (key, reply, at_ms) VALUES (:key, :reply, :atMs)
  ON CONFLICT DO UPDATE SET reply = excluded.reply, at_ms = excluded.at_ms`;

export const INSERT_POINT_SERIES = `
  INSERT INTO point_series (measurement, tags) VALUES (:measurement, :tags) ON CONFLICT DO NOTHING`;
export const POINT_SERIES_ID = "SELECT id FROM point_series WHERE measurement = :measurement AND tags = :tags";
export const UPSERT_POINT = `
  INSERT INTO points (time_ns, series, field, kind, value) VALUES (:timeNs, :series, :field, :kind, :value)
  ON CONFLICT DO UPDATE SET kind = excluded.kind, value = excluded.value`;

/** What `fresh` deletes. */
export const RESET_DETECTION: readonly string[] = [
  "DELETE FROM baselines",
  "DELETE FROM baseline_series",
  "DELETE FROM annotations",
  "DELETE FROM alarms",
  "DELETE FROM detector_state",
];
export const EMPTY: readonly string[] = [
  ...RESET_DETECTION,
  "DELETE FROM counts",
  "DELETE FROM hours",
  "DELETE FROM series",
  "UPDATE series_epoch SET epoch = epoch + 1",
  "DELETE FROM sources",
  "DELETE FROM templates",
  "DELETE FROM samples",
  "DELETE FROM heartbeats",
  "DELETE FROM labels",
  "DELETE FROM ledger",
  "DELETE FROM replies",
  "DELETE FROM points",
  "DELETE FROM point_series",
];

export const OLDEST_SLOT = `
  SELECT min((SELECT min(slot_ms) FROM counts WHERE source = id)) AS oldestMs FROM sources`;
export const OLDEST_POINT = "SELECT min(time_ns) / 1000000 AS oldestMs FROM points";
/** Deletes before :beforeMs, epoch milliseconds. */
export const DELETE_SLOTS = "DELETE FROM counts WHERE source IN (SELECT id FROM sources) AND slot_ms < :beforeMs";
export const DELETE_HOURS = "DELETE FROM hours WHERE source IN (SELECT id FROM sources) AND hour_ms < :beforeMs";
export const DELETE_POINTS = "DELETE FROM points WHERE time_ns < :beforeMs * 1000000";
/** Some of the series without any count; :most at once. */
export const UNUSED_SERIES = `
  SELECT id FROM series WHERE id > :afterId AND NOT EXISTS (SELECT 1 FROM hours WHERE hours.series = series.id)
  ORDER BY id LIMIT :most`;
export const DELETE_SERIES = "DELETE FROM series WHERE id = :id";
export const RAISE_EPOCH = "UPDATE series_epoch SET epoch = epoch + 1";
/** Templates without a count that nothing has changed since, survivors of others left alone; then lines of those that are gone. */
export const DELETE_TEMPLATES = `
  DELETE FROM templates WHERE updated_ms < :beforeMs AND first_seen_ms < :beforeMs
    AND NOT EXISTS (
      SELECT 1 FROM series JOIN sources ON sources.id = series.source
      WHERE series.template = templates.id AND sources.name = templates.source
    )
    AND NOT EXISTS (
      SELECT 1 FROM templates AS other WHERE other.source = templates.source AND other.replaced_by = templates.id
    )`;
export const DELETE_SAMPLES = `
  DELETE FROM samples WHERE at_ms < :beforeMs
    AND NOT EXISTS (SELECT 1 FROM templates WHERE templates.source = samples.source AND templates.id = samples.template)`;
export const DELETE_SOURCES = `
  DELETE FROM sources WHERE NOT EXISTS (SELECT 1 FROM series WHERE series.source = sources.id)
    AND NOT EXISTS (SELECT 1 FROM counts WHERE counts.source = sources.id)`;
export const DELETE_BASELINES = `
  DELETE FROM baselines WHERE series IN (SELECT id FROM baseline_series) AND window_start_ms < :beforeMs`;
export const DELETE_HEARTBEATS = "DELETE FROM heartbeats WHERE seen_ms < :beforeMs";
export const DELETE_REPLIES = "DELETE FROM replies WHERE at_ms < :beforeMs";
