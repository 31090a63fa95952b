/** Tag keys that InfluxDB uses itself and refuses in a line. */
export const RESERVED_TAG_KEYS: ReadonlySet<string> = new Set(["_measurement", "_field", "time", "\x00", "\xff"]);

/** InfluxDB's limit for a series key (measurement, tags and one field key), in bytes. */
export const MAX_SERIES_KEY_BYTES = 65_535;
