import { pathHash } from "./path_hash.ts";

/** What a field is to its record; 0 for one of no meaning that is known. */
export const MESSAGE = 1, MESSAGE_TEMPLATE = 2, LEVEL = 3, HOST = 4, TIME = 5, STATE = 6, STATE_OR_MESSAGE = 7;

/** Numbers of a `level` field: as pino and syslog count, as OpenTelemetry does, as syslog does. */
export const ANY_SCALE = 1, OTEL_SCALE = 2, SYSLOG_SCALE = 3;

/** Rank of states that may be a status of HTTP, where a `code` may be anything. */
export const HTTP_STATUS = 2;
/** Rank of states that may be a request's method, alone or with its target. */
export const REQUEST_METHOD = 3;

/** Rank of states that may be one of gRPC, a word or a number, and of those that may be one of SQL. */
export const GRPC_STATE = 4, SQL_STATE = 5;

/** Names of fields that hold a record's parts, where they are not the usual ones; `a.b` for a field of an object. */
export interface FieldNames {
  readonly message?: string;
  readonly level?: string;
  readonly time?: string;
}

/** Paths by role, and by rank: where a record has several, the first of these counts. Upper case, `_` and `-` make no difference. */
const PATHS: readonly (readonly [role: number, rank: number, paths: string])[] = [
  [MESSAGE_TEMPLATE, 1, "@mt messagetemplate"],
  [MESSAGE, 2, "jsonpayload.message jsonpayload.msg record.message fields.message payload.message"],
  [MESSAGE, 3, "message msg @m @message shortmessage textpayload renderedmessage logmessage"],
  [MESSAGE, 4, "body body.stringvalue event.original"],
  [MESSAGE, 5, "log line"],
  [MESSAGE, 6, "text content"],
  [STATE_OR_MESSAGE, 7, "event"],
  [LEVEL, ANY_SCALE, "level lvl severity levelname loglevel log.level @l severitytext level.name record.level.name"],
  [LEVEL, ANY_SCALE, "jsonpayload.level jsonpayload.severity fields.level"],
  [LEVEL, OTEL_SCALE, "severitynumber"],
  [LEVEL, SYSLOG_SCALE, "priority syslogseverity syslog.severity"],
  [HOST, 1, "host hostname host.name host.hostname machinename sourcehost kubernetes.host"],
  [
    TIME,
    1,
    "time ts timestamp @timestamp @t t date datetime timelocal timeiso8601 asctime eventtime epochsecond instant",
  ],
  [TIME, 1, "realtimetimestamp msec timeunixnano observedtimeunixnano"],
  [STATE, 1, "type action kind state result outcome op operation verb category eventtype eventname"],
  [STATE, 1, "event.action event.type event.kind event.category event.outcome event.name event.type"],
  [STATE, REQUEST_METHOD, "method requestmethod httpmethod http.method http.request.method request"],
  [STATE, REQUEST_METHOD, "request.method req.method meta.req.method httprequest.requestmethod"],
  [
    STATE,
    HTTP_STATUS,
    "status statuscode httpstatus httpstatuscode http.status http.statuscode http.response.statuscode responsestatus responsecode",
  ],
  [STATE, HTTP_STATUS, "res.statuscode meta.res.statuscode res.status response.status response.statuscode"],
  [STATE, HTTP_STATUS, "httprequest.status downstreamstatus originstatus"],
  [STATE, GRPC_STATE, "grpccode grpc.code grpcstatus grpc.status rpc.grpc.statuscode"],
  [STATE, SQL_STATE, "sqlstate sql.state db.sqlstate error.sqlstate"],
  [STATE, 1, "code phase stage"],
];

const RANK_BITS = 4;
const SLOTS = 512;

/** Knows the role of a field from the hash of its path. */
export class FieldRoles {
  readonly #keys = new Int32Array(SLOTS);
  readonly #roles = new Uint8Array(SLOTS);

  /** @param names Fields that count before all others. */
  constructor({ message, level, time }: FieldNames = {}) {
    if (message !== undefined) this.#set(message, MESSAGE, 0);
    if (level !== undefined) this.#set(level, LEVEL, 0);
    if (time !== undefined) this.#set(time, TIME, 0);
    for (const [role, rank, paths] of PATHS) for (const path of paths.split(" ")) this.#set(path, role, rank);
  }

  /** Role and rank of a path, packed; see {@linkcode roleOf} and {@linkcode rankOf}. */
  of(path: number): number {
    let slot = path & (SLOTS - 1);
    while (this.#roles[slot] !== 0) {
      if (this.#keys[slot] === path) return this.#roles[slot];
      slot = (slot + 1) & (SLOTS - 1);
    }
    return 0;
  }

  #set(path: string, role: number, rank: number): void {
    const hash = pathHash(path);
    if (this.of(hash) !== 0) return;
    let slot = hash & (SLOTS - 1);
    while (this.#roles[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#keys[slot] = hash;
    this.#roles[slot] = role << RANK_BITS | rank;
  }
}

/** The role that a packed one holds. */
export function roleOf(packed: number): number {
  return packed >> RANK_BITS;
}

/** The rank that a packed role holds, the lowest first. */
export function rankOf(packed: number): number {
  return packed & ((1 << RANK_BITS) - 1);
}
