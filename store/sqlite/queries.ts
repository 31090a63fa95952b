/** All statements of the SQLite store. Values enter as numbered parameters only. */

export const VERSION = "SELECT sqlite_version() AS version";

export const INSERT_SOURCE = "INSERT INTO sources (name) VALUES (?1) ON CONFLICT DO NOTHING";
export const SOURCE_ID = "SELECT id FROM sources WHERE name = ?1";
export const SERIES_EPOCH = "SELECT epoch FROM series_epoch";
export const INSERT_SERIES = `
  INSERT INTO series (source, host, level, template, agent, mode) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT DO NOTHING`;
export const SERIES_ID = `
  SELECT id FROM series WHERE source = ?1 AND host = ?2 AND level = ?3 AND template = ?4 AND agent = ?5 AND mode = ?6`;
export const UPSERT_COUNT = `
  INSERT INTO counts (source, slot_ms, series, number, count) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT DO UPDATE SET count = excluded.count`;

/** Series and count of each point in a window, as arrays. */
export const SLOT_COUNTS = "SELECT series, count FROM counts WHERE source = ?1 AND slot_ms >= ?2 AND slot_ms < ?3";
export const NEXT_SLOT = "SELECT min(slot_ms) AS slotMs FROM counts WHERE source = ?1 AND slot_ms >= ?2";
/** Id and template of those series in the JSON array ?1 whose lines are live, as arrays. */
export const LIVE_TEMPLATES = `
  SELECT id, template FROM series WHERE id IN (SELECT value FROM json_each(?1)) AND mode = 'live'`;

/** Number and name of each source, in order of names, as arrays. */
export const SOURCES = "SELECT id, name FROM sources ORDER BY name";
/** Slot, series and count of each point of a source in a range, in order of slots, as arrays. */
export const SOURCE_SLOTS = `
  SELECT slot_ms, series, count FROM counts WHERE source = ?1 AND slot_ms >= ?2 AND slot_ms < ?3
  ORDER BY slot_ms`;
/** Id, template and level of those series in the JSON array ?1 whose lines are live, as arrays. */
export const SERIES_NAMES = `
  SELECT id, template, level FROM series WHERE id IN (SELECT value FROM json_each(?1)) AND mode = 'live'`;

/** Whole hours [?3, ?4) from the rollup, the rest of [?2, ?5) from the slots. */
export const TEMPLATE_COUNTS = `
  WITH wanted AS (SELECT id FROM sources WHERE ?1 IS NULL OR name = ?1),
  parts AS (
    SELECT series, count, first_slot_ms, last_slot_ms FROM hours
    WHERE source IN wanted AND hour_ms >= ?3 AND hour_ms < ?4
    UNION ALL
    SELECT series, count, slot_ms, slot_ms FROM counts WHERE source IN wanted AND slot_ms >= ?2 AND slot_ms < ?3
    UNION ALL
    SELECT series, count, slot_ms, slot_ms FROM counts WHERE source IN wanted AND slot_ms >= ?4 AND slot_ms < ?5
  ),
  totals AS (
    SELECT series, sum(count) AS count, min(first_slot_ms) AS first, max(last_slot_ms) AS last
    FROM parts GROUP BY series
  )
  SELECT sources.name AS source, s.template, s.level,
    sum(t.count) AS count, min(t.first) AS firstSlotMs, max(t.last) AS lastSlotMs
  FROM totals t JOIN series s ON s.id = t.series JOIN sources ON sources.id = s.source
  GROUP BY sources.name, s.template, s.level
  ORDER BY sources.name, s.template, s.level`;

export const UPSERT_TEMPLATE = `
  INSERT INTO templates (source, id, text, sample, first_seen_ms, initial, replaced_by, ancestor, updated_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  ON CONFLICT DO UPDATE SET
    text = excluded.text,
    sample = excluded.sample,
    first_seen_ms = min(first_seen_ms, excluded.first_seen_ms),
    initial = max(initial, excluded.initial),
    replaced_by = excluded.replaced_by,
    ancestor = excluded.ancestor,
    updated_ms = excluded.updated_ms`;
export const TEMPLATES = `
  SELECT source, id, text, sample, first_seen_ms AS firstSeenMs, initial, replaced_by AS replacedBy, ancestor,
    updated_ms AS updatedMs
  FROM templates WHERE updated_ms >= ?1 AND (?2 IS NULL OR source = ?2)
  ORDER BY source, id`;
export const TEMPLATES_BY_SOURCE = `
  SELECT source, count(*) AS count FROM templates WHERE replaced_by IS NULL GROUP BY source ORDER BY source`;

export const INSERT_SAMPLE = `
  INSERT INTO samples (source, template, at_ms, line) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`;
/** Keeps the newest ?3 lines of a template. */
export const TRIM_SAMPLES = `
  DELETE FROM samples WHERE source = ?1 AND template = ?2 AND (at_ms, line) <= (
    SELECT at_ms, line FROM samples WHERE source = ?1 AND template = ?2
    ORDER BY at_ms DESC, line DESC LIMIT 1 OFFSET ?3
  )`;
export const SAMPLES = `
  SELECT source, template, line, at_ms AS atMs FROM samples
  WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR template = ?2)
  ORDER BY at_ms DESC, source, template, line DESC`;

export const UPSERT_HEARTBEAT = `
  INSERT INTO heartbeats (agent, source, host, read, counted, rejected, lag_bytes, lag_ms, watermark_ms, since_ms,
    first_live_ms, spool_bytes, seen_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
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
    seen_ms = excluded.seen_ms
  WHERE excluded.seen_ms >= seen_ms`;
export const HEARTBEATS = `
  SELECT agent, source, host, read, counted, rejected, lag_bytes AS lagBytes, lag_ms AS lagMs,
    watermark_ms AS watermarkMs, since_ms AS sinceMs, first_live_ms AS firstLiveMs, spool_bytes AS spoolBytes,
    seen_ms AS seenMs
  FROM heartbeats WHERE seen_ms >= ?1 ORDER BY source, agent`;

export const INSERT_BASELINE_SERIES = `
  INSERT INTO baseline_series (source, template) VALUES (?1, ?2) ON CONFLICT DO NOTHING`;
/** Changes no row where the series is not known yet. */
export const UPSERT_BASELINE = `
  INSERT INTO baselines (series, window_start_ms, actual, expected, lower, upper)
  SELECT id, ?3, ?4, ?5, ?6, ?7 FROM baseline_series WHERE source = ?1 AND template = ?2
  ON CONFLICT DO UPDATE SET
    actual = excluded.actual,
    expected = excluded.expected,
    lower = excluded.lower,
    upper = excluded.upper`;
export const BASELINES = `
  SELECT window_start_ms AS windowStartMs, actual, expected, lower, upper FROM baselines
  WHERE series = (SELECT id FROM baseline_series WHERE source = ?1 AND template = ?2)
    AND window_start_ms >= ?3 AND window_start_ms < ?4
  ORDER BY window_start_ms`;

export const UPSERT_ANOMALY = `
  INSERT INTO annotations (id, kind, source, template, title, text, severity, start_ms, end_ms, window_ms, actual,
    expected, threshold, score, sample, saved_ms, parent)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
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
    parent = excluded.parent`;
const ANOMALY_ROWS = `
  SELECT id, kind, source, template, title, text, severity, start_ms AS startMs, end_ms AS endMs, window_ms AS windowMs,
    actual, expected, threshold, score, sample, saved_ms AS savedMs, parent, label
  FROM annotations LEFT JOIN labels ON anomaly = id`;
export const ANOMALIES = `${ANOMALY_ROWS}
  WHERE end_ms > ?1 AND start_ms < ?2
    AND (?3 IS NULL OR source = ?3) AND (?4 IS NULL OR template = ?4) AND (?5 IS NULL OR kind = ?5)
  ORDER BY start_ms, id`;
export const LATEST_ANOMALY = `${ANOMALY_ROWS}
  ORDER BY start_ms DESC, id DESC LIMIT 1`;
export const ANOMALIES_BY_KIND = `
  SELECT kind, label, count(*) AS count FROM annotations LEFT JOIN labels ON anomaly = id
  GROUP BY kind, label ORDER BY kind, label`;
export const ANOMALY_EXISTS = "SELECT 1 FROM annotations WHERE id = ?1";
export const UPSERT_LABEL = `
  INSERT INTO labels (anomaly, label) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET label = excluded.label`;
export const DELETE_LABEL = "DELETE FROM labels WHERE anomaly = ?1";

export const UPSERT_DETECTOR_STATE = `
  INSERT INTO detector_state (source, template, known, baseline, last_window_ms, saved_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT DO UPDATE SET
    known = excluded.known,
    baseline = excluded.baseline,
    last_window_ms = excluded.last_window_ms,
    saved_ms = excluded.saved_ms`;
export const DETECTOR_STATE = `
  SELECT source, template, known, baseline, last_window_ms AS lastWindowMs, saved_ms AS savedMs
  FROM detector_state ORDER BY source, template`;

export const REPLY = "SELECT reply FROM replies WHERE key = ?1";
export const UPSERT_REPLY = `
  INSERT INTO replies (key, reply, at_ms) VALUES (?1, ?2, ?3)
  ON CONFLICT DO UPDATE SET reply = excluded.reply, at_ms = excluded.at_ms`;

export const INSERT_POINT_SERIES = `
  INSERT INTO point_series (measurement, tags) VALUES (?1, ?2) ON CONFLICT DO NOTHING`;
export const POINT_SERIES_ID = "SELECT id FROM point_series WHERE measurement = ?1 AND tags = ?2";
export const UPSERT_POINT = `
  INSERT INTO points (time_ns, series, field, kind, value) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT DO UPDATE SET kind = excluded.kind, value = excluded.value`;

/** What `fresh` deletes. */
export const RESET_DETECTION: readonly string[] = [
  "DELETE FROM baselines",
  "DELETE FROM baseline_series",
  "DELETE FROM annotations",
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
  "DELETE FROM replies",
  "DELETE FROM points",
  "DELETE FROM point_series",
];

export const OLDEST_SLOT = `
  SELECT min((SELECT min(slot_ms) FROM counts WHERE source = id)) AS oldestMs FROM sources`;
export const OLDEST_POINT = "SELECT min(time_ns) / 1000000 AS oldestMs FROM points";
/** Deletes before ?1, epoch milliseconds. */
export const DELETE_SLOTS = "DELETE FROM counts WHERE source IN (SELECT id FROM sources) AND slot_ms < ?1";
export const DELETE_HOURS = "DELETE FROM hours WHERE source IN (SELECT id FROM sources) AND hour_ms < ?1";
export const DELETE_POINTS = "DELETE FROM points WHERE time_ns < ?1 * 1000000";
export const DELETE_BASELINES = `
  DELETE FROM baselines WHERE series IN (SELECT id FROM baseline_series) AND window_start_ms < ?1`;
export const DELETE_HEARTBEATS = "DELETE FROM heartbeats WHERE seen_ms < ?1";
export const DELETE_REPLIES = "DELETE FROM replies WHERE at_ms < ?1";
