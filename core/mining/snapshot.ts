import type { FirstLinesState } from "./first_lines.ts";
import type { VotesState } from "./header/header_votes.ts";
import { contentId } from "./templates/content_id.ts";
import type { TemplatesState } from "./templates/templates_state.ts";

const MARK = "logiq-miner";
/** 2: shapes with a status of 5xx are of level error; 3: more of what stands where a status does is one. */
const VERSION = 3;

/** A snapshot that cannot be used: corrupt, cut short, or of a version that this program does not know. */
export class SnapshotError extends Error {
  /** Name of the class. */
  override readonly name = "SnapshotError";
}

/** Everything that a miner knows. */
export interface MinerSnapshot {
  readonly templates: TemplatesState;
  readonly capacity: number;
  readonly shapes: readonly number[];
  readonly overflowed: number;
  readonly isFull: boolean;
  /** Earlier versions had none. */
  readonly votes?: VotesState;
  readonly first?: FirstLinesState;
}

/** A state as one line of head (mark, version, checksum) and a body. */
export function encodeSnapshot(state: MinerSnapshot): string {
  const body = JSON.stringify(state);
  return `${MARK} ${VERSION} ${contentId(body)}\n${body}`;
}

/**
 * State of a snapshot. One of an earlier version comes without its shapes, whose lines are looked at again.
 *
 * @throws {SnapshotError} when the text is no snapshot, its checksum differs, or its version is newer
 */
export function decodeSnapshot(text: string): MinerSnapshot {
  const newline = text.indexOf("\n");
  const [mark, version, checksum] = text.slice(0, Math.max(newline, 0)).split(" ");
  if (mark !== MARK) throw new SnapshotError(`Cannot read snapshot "${text.slice(0, 20)}": expected "${MARK}" first`);
  if (!(Number(version) >= 1 && Number(version) <= VERSION)) {
    throw new SnapshotError(`Cannot read snapshot of version "${version}": expected version ${VERSION}`);
  }
  const body = text.slice(newline + 1);
  if (contentId(body) !== checksum) throw new SnapshotError(`Cannot read snapshot "${checksum}": its checksum differs`);
  const state = JSON.parse(body) as MinerSnapshot;
  return Number(version) === VERSION ? state : { ...state, shapes: [] };
}
