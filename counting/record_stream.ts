import { LineStream } from "./line_stream.ts";
import type { OnRecord } from "./log_record.ts";
import type { RecordRule } from "../core/mining/records/record_rule.ts";
import { RecordAssembler } from "./record_assembler.ts";

/** Gives the records of bytes that come in pieces: the same records however they are cut. */
export class RecordStream {
  readonly #assembler: RecordAssembler;
  readonly #lines: LineStream;
  readonly #onRecord: OnRecord;

  /** @default {stack traces are joined} for `rule` */
  constructor(onRecord: OnRecord, rule?: RecordRule) {
    const assembler = this.#assembler = new RecordAssembler(rule);
    this.#lines = new LineStream((buffer, start, end, next) => assembler.add(buffer, start, end, onRecord, next));
    this.#onRecord = onRecord;
  }

  /** Takes the next bytes, which may be used again when it returns. */
  push(bytes: Uint8Array): void {
    this.#lines.push(bytes);
  }

  /** No more bytes come: a last line counts without its newline too. */
  end(): void {
    this.#lines.end();
    this.#assembler.flush(this.#onRecord);
  }
}
