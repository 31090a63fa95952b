import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import { mayHaveFields } from "../core/mining/fields/may_have_fields.ts";
import { RecordFields } from "../core/mining/fields/record_fields.ts";
import { SyslogHost } from "../core/mining/header/syslog_host.ts";
import { lineSample } from "../core/mining/line_sample.ts";
import { HostNames } from "./host_names.ts";
import type { LineMiner } from "./line_miner.ts";
import type { LogRecord } from "./log_record.ts";

/**
 * Mines records: of one whose form has fields its message, else all of its first line. A record with fields and no message is known by its
 * keys and by states such as `event` or `status`.
 */
export class RecordMiner {
  /** Index into LEVELS of the last record's level. */
  level = 0;
  /** The host that the last record names. */
  host: string | undefined;

  readonly #miner: LineMiner;
  readonly #fields: RecordFields;
  readonly #hosts = new HostNames();
  readonly #head = new SyslogHost();
  #record: LogRecord | undefined;

  /** @default {the usual names} for `names`, of the fields that hold a record's parts */
  constructor(miner: LineMiner, names?: FieldNames) {
    this.#miner = miner;
    this.#fields = new RecordFields(names);
  }

  /** Handle of a record's template. */
  mine(record: LogRecord): number {
    const { buffer, start, end } = record;
    if (record.lines > 1 || mayHaveFields(buffer, start, end)) return this.#mineFields(record);
    const handle = this.#miner.mine(buffer, start, end);
    this.level = record.level ?? this.#miner.lastLevel;
    this.host = record.host ?? this.#headHost(record);
    return handle;
  }

  #mineFields(record: LogRecord): number {
    const fields = this.#fields;
    fields.read(record.buffer, record.start, record.end, record.lines);
    const handle = fields.isKeyed ? this.#place(record) : this.#miner.mine(fields.bytes, fields.start, fields.end);
    this.level = record.level ?? (fields.level || this.#miner.lastLevel);
    this.host = record.host ?? this.#namedHost(record);
    return handle;
  }

  #place(record: LogRecord): number {
    this.#record = record;
    return this.#miner.place(this.#fields.key, this.#fields.check, this.#made);
  }

  readonly #made = () => {
    const { buffer, start, end } = this.#record!;
    return { text: this.#fields.text(), sample: lineSample(buffer, start, end) };
  };

  #namedHost(record: LogRecord): string | undefined {
    const { hostBytes, hostStart, hostEnd } = this.#fields;
    return hostStart < 0 ? this.#headHost(record) : this.#hosts.of(hostBytes, hostStart, hostEnd);
  }

  #headHost({ buffer, start, end }: LogRecord): string | undefined {
    const head = this.#head;
    return head.scan(buffer, start, end) ? this.#hosts.of(buffer, head.start, head.end) : undefined;
  }
}
