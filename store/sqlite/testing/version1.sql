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
CREATE TABLE series_epoch (epoch INTEGER NOT NULL);
CREATE TABLE hours (
  source INTEGER NOT NULL,
  hour_ms INTEGER NOT NULL,
  series INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_slot_ms INTEGER NOT NULL,
  last_slot_ms INTEGER NOT NULL,
  PRIMARY KEY (source, hour_ms, series)
) WITHOUT ROWID;
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
INSERT INTO sources VALUES (1, 'app');
INSERT INTO sources VALUES (2, 'web');
INSERT INTO series VALUES (1, 1, 'node-1', 'info', 'a', '6f1c2b3a', 'live');
INSERT INTO series VALUES (2, 1, 'node-1', 'info', 'b', '6f1c2b3a', 'live');
INSERT INTO series VALUES (3, 1, 'node-1', 'info', 'c', '6f1c2b3a', 'live');
INSERT INTO series VALUES (4, 1, 'node-1', 'error', 'a', '6f1c2b3a', 'backlog');
INSERT INTO series VALUES (5, 2, 'node-1', 'info', 'a', '6f1c2b3a', 'live');
INSERT INTO counts VALUES (1, 1699992800000, 4, 0, 40);
INSERT INTO counts VALUES (1, 1700000000000, 1, 0, 3);
INSERT INTO counts VALUES (1, 1700000000000, 1, 1, 2);
INSERT INTO counts VALUES (1, 1700000000000, 2, 0, 4);
INSERT INTO counts VALUES (1, 1700000001000, 3, 0, 5);
INSERT INTO counts VALUES (2, 1700000002000, 5, 0, 7);
INSERT INTO series_epoch VALUES (0);
INSERT INTO hours VALUES (1, 1699992000000, 4, 40, 1699992800000, 1699992800000);
INSERT INTO hours VALUES (1, 1699999200000, 1, 5, 1700000000000, 1700000000000);
INSERT INTO hours VALUES (1, 1699999200000, 2, 4, 1700000000000, 1700000000000);
INSERT INTO hours VALUES (1, 1699999200000, 3, 5, 1700000001000, 1700000001000);
INSERT INTO hours VALUES (2, 1699999200000, 5, 7, 1700000002000, 1700000002000);
INSERT INTO templates VALUES ('app', 'a', 'took 5 whole ms', 'took 5 whole ms', 1700000000000, 0, 'b', NULL, 1700000000000);
INSERT INTO templates VALUES ('app', 'b', 'took <*> whole ms', 'took 5 whole ms', 1700000000000, 1, 'c', NULL, 1700000000000);
INSERT INTO templates VALUES ('app', 'c', 'took <*> ms', 'took 5 whole ms', 1700000001000, 0, NULL, NULL, 1700000000000);
INSERT INTO templates VALUES ('app', 'd', 'user alice logged in', 'took 5 whole ms', 1700000000000, 0, NULL, NULL, 1700000000000);
INSERT INTO templates VALUES ('app', 'e', 'user <*> logged in', 'took 5 whole ms', 1700000001000, 0, NULL, NULL, 1700000001000);
INSERT INTO templates VALUES ('app', 'f', 'disk full', 'disk full', 1700000000000, 0, NULL, NULL, 1700000000000);
INSERT INTO templates VALUES ('web', 'a', 'took 5 whole ms', 'took 5 whole ms', 1700000000000, 0, NULL, NULL, 1700000000000);
INSERT INTO samples VALUES ('app', 'a', 1700000000000, 'took 5 whole ms');
INSERT INTO heartbeats VALUES ('6f1c2b3a', 'app', 'node-1', 14, 14, 0, 0, 0, 1700000002000, 1700000000000, 1700000000000, 0, 1700000002000);
INSERT INTO baseline_series VALUES (1, 'app', '*');
INSERT INTO baselines VALUES (1, 1700000000000, 14, 12.5, 8, 20);
INSERT INTO annotations VALUES ('a1', 'frequency', 'app', '*', 'more lines', '14 lines in 2 s', 'warning', 1700000000000, 1700000002000, 2000, 14, 2.5, 10, 5, 'took 5 whole ms', 1700000002100, NULL);
INSERT INTO labels VALUES ('a1', 'true');
INSERT INTO detector_state VALUES ('app', '*', 1, '{"counts":[1,2]}', 1700000000000, 1700000002100);
INSERT INTO replies VALUES ('key', 'reply', 1700000000000);
INSERT INTO point_series VALUES (1, 'cpu', '{"host":"node-1"}');
INSERT INTO points VALUES (1700000000000000000, 1, 'load', 'float', 0.5);
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
CREATE INDEX templates_by_update ON templates (updated_ms);
CREATE INDEX annotations_by_start ON annotations (start_ms, id);
CREATE INDEX replies_by_time ON replies (at_ms);
PRAGMA application_id = 1281837393;
PRAGMA user_version = 1;
