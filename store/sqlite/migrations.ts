import type { DatabaseSync } from "node:sqlite";
import { settleRegistry } from "./settle_registry.ts";

/**
 * What brings a database from version n to n + 1 (`PRAGMA user_version`), n being the step's place in the list: a script,
 * or a function where SQL is not enough. A step that has been released never changes.
 *
 * Counters: `series` gives (source, host, level, template, agent, mode) a number, `counts` begins with (source, slot), so
 * that a window query reads the slots of its own source and range and nothing else. `hours` is kept in step by `counters.ts`, and
 * answers questions about long ranges without reading a month of slots. The view `log_counts` shows it all in the words of
 * the other stores.
 */
export const MIGRATIONS: readonly (string | ((db: DatabaseSync) => void))[] = [
  `
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  host TEXT NOT NULL,
  level TEXT NOT NULL,
  template TEXT NOT NULL,
  agent TEXT NOT NULL,
  mode TEXT NOT NULL,
  UNIQUE (template, source, mode, level, host, agent)
);

CREATE TABLE counts (
  source INTEGER NOT NULL,
  slot_ms INTEGER NOT NULL,
  series INTEGER NOT NULL,
  number INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (source, slot_ms, series, number)
) WITHOUT ROWID;

-- Counts how often series were deleted: numbers that were remembered before are void.
CREATE TABLE series_epoch (epoch INTEGER NOT NULL);
INSERT INTO series_epoch VALUES (0);

CREATE TABLE hours (
  source INTEGER NOT NULL,
  hour_ms INTEGER NOT NULL,
  series INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_slot_ms INTEGER NOT NULL,
  last_slot_ms INTEGER NOT NULL,
  PRIMARY KEY (source, hour_ms, series)
) WITHOUT ROWID;

CREATE TRIGGER count_inserted AFTER INSERT ON counts BEGIN
  INSERT INTO hours VALUES (
    new.source, new.slot_ms - new.slot_ms % 3600000, new.series, new.count, new.slot_ms, new.slot_ms
  ) ON CONFLICT DO UPDATE SET
    count = count + excluded.count,
    first_slot_ms = min(first_slot_ms, excluded.first_slot_ms),
    last_slot_ms = max(last_slot_ms, excluded.last_slot_ms);
END;

CREATE TRIGGER count_updated AFTER UPDATE OF count ON counts WHEN new.count <> old.count BEGIN
  UPDATE hours SET count = count + new.count - old.count
  WHERE source = new.source AND hour_ms = new.slot_ms - new.slot_ms % 3600000 AND series = new.series;
END;

CREATE VIEW log_counts AS
  SELECT c.slot_ms, sources.name AS source, s.host, s.level, s.template, s.agent, s.mode, c.number, c.count
  FROM counts c JOIN series s ON s.id = c.series JOIN sources ON sources.id = c.source;

CREATE TABLE templates (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  sample TEXT NOT NULL,
  first_seen_ms INTEGER NOT NULL,
  initial INTEGER NOT NULL,
  replaced_by TEXT,
  ancestor TEXT,
  updated_ms INTEGER NOT NULL,
  PRIMARY KEY (source, id)
) WITHOUT ROWID;

CREATE INDEX templates_by_update ON templates (updated_ms);

CREATE TABLE samples (
  source TEXT NOT NULL,
  template TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (source, template, at_ms, line)
) WITHOUT ROWID;

CREATE TABLE heartbeats (
  agent TEXT NOT NULL,
  source TEXT NOT NULL,
  host TEXT NOT NULL,
  read INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  lag_bytes INTEGER NOT NULL,
  lag_ms REAL NOT NULL,
  watermark_ms INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  first_live_ms INTEGER,
  spool_bytes INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  PRIMARY KEY (agent, source)
) WITHOUT ROWID;

CREATE TABLE baseline_series (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  template TEXT NOT NULL,
  UNIQUE (source, template)
);

CREATE TABLE baselines (
  series INTEGER NOT NULL,
  window_start_ms INTEGER NOT NULL,
  actual REAL NOT NULL,
  expected REAL NOT NULL,
  lower REAL NOT NULL,
  upper REAL NOT NULL,
  PRIMARY KEY (series, window_start_ms)
) WITHOUT ROWID;

CREATE TABLE annotations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  template TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  severity TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  window_ms INTEGER NOT NULL,
  actual REAL NOT NULL,
  expected REAL NOT NULL,
  threshold REAL NOT NULL,
  score REAL NOT NULL,
  sample TEXT NOT NULL,
  saved_ms INTEGER NOT NULL,
  parent TEXT
) WITHOUT ROWID;

CREATE INDEX annotations_by_start ON annotations (start_ms, id);

CREATE TABLE labels (
  anomaly TEXT PRIMARY KEY,
  label TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE detector_state (
  source TEXT NOT NULL,
  template TEXT NOT NULL,
  known INTEGER NOT NULL,
  baseline TEXT NOT NULL,
  last_window_ms INTEGER NOT NULL,
  saved_ms INTEGER NOT NULL,
  PRIMARY KEY (source, template)
) WITHOUT ROWID;

CREATE TABLE replies (
  key TEXT PRIMARY KEY,
  reply TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX replies_by_time ON replies (at_ms);

CREATE TABLE point_series (
  id INTEGER PRIMARY KEY,
  measurement TEXT NOT NULL,
  tags TEXT NOT NULL,
  UNIQUE (measurement, tags)
);

CREATE TABLE points (
  time_ns INTEGER NOT NULL,
  series INTEGER NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  value ANY NOT NULL,
  PRIMARY KEY (time_ns, series, field)
) STRICT, WITHOUT ROWID;
`,
  settleRegistry,
  `
CREATE TABLE alarms (
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  template TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  incident TEXT NOT NULL,
  actual REAL NOT NULL,
  expected REAL NOT NULL,
  probability REAL NOT NULL,
  scale_ms INTEGER NOT NULL,
  PRIMARY KEY (source, template, kind, start_ms)
) WITHOUT ROWID;

CREATE INDEX alarms_by_start ON alarms (start_ms);
CREATE INDEX alarms_by_incident ON alarms (incident);

CREATE TABLE ledger (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  source TEXT,
  template TEXT,
  anomaly_kind TEXT,
  until_ms INTEGER,
  author TEXT NOT NULL,
  comment TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  revoked_ms INTEGER
) WITHOUT ROWID;
`,
  `ALTER TABLE annotations ADD COLUMN incident TEXT`,
  `ALTER TABLE heartbeats ADD COLUMN lost TEXT`,
  // An hour was written at each row of a slot: a week of history took twice as long.
  `DROP TRIGGER count_inserted; DROP TRIGGER count_updated`,
  `ALTER TABLE heartbeats ADD COLUMN past_bytes INTEGER`,
  // What nothing refers to any more is found by index, and so are a source's living templates.
  `
CREATE INDEX hours_by_series ON hours (series);
CREATE INDEX templates_by_survivor ON templates (source, replaced_by);
`,
  `ALTER TABLE heartbeats ADD COLUMN rejected_by TEXT`,
  `CREATE INDEX annotations_by_parent ON annotations (parent)`,
  `
ALTER TABLE ledger ADD COLUMN incident TEXT;
ALTER TABLE ledger ADD COLUMN verdict TEXT;
ALTER TABLE ledger ADD COLUMN from_ms INTEGER;
`,
];
