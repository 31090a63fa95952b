/** Minutes east of Greenwich of the zones that logs name by letters, RFC 822's and Europe's; others are taken as unnamed. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  UT: 0,
  WET: 0,
  CET: 60,
  WEST: 60,
  EET: 120,
  CEST: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Minutes east of Greenwich of the zone that the letters `[start, end)` name, or undefined. */
export function namedZone(bytes: Uint8Array, start: number, end: number): number | undefined {
  return ZONES[String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 5)))];
}
