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

/** Zones that logs name whose letters stand for several, or are seldom met. */
const OTHERS = new Set(
  "ACDT ACST ADT AEDT AEST AKDT AKST ART AST AWST BRT BST CAT CLT COT EAT GST HKT HST ICT IDT IRST IST KST NDT NST NZDT NZST PET PHT PKT SAST SGT SST TRT UYT WAT WIT"
    .split(" "),
);

/** Whether the letters `[start, end)` name a zone; a word that a message begins with in capitals, `GET` or `SYNC`, does not. */
export function isZoneName(bytes: Uint8Array, start: number, end: number): boolean {
  const name = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 5)));
  return Object.hasOwn(ZONES, name) || OTHERS.has(name);
}

/** Minutes east of Greenwich of the zone that the letters `[start, end)` name, or undefined. */
export function namedZone(bytes: Uint8Array, start: number, end: number): number | undefined {
  return ZONES[String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 5)))];
}
