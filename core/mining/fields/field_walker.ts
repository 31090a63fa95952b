import { type FieldCursor, TEXT } from "./field_cursor.ts";

/** A cursor that keeps where its field stands in properties. */
export abstract class FieldWalker implements FieldCursor {
  path = 0;
  depth = 1;
  keyStart = 0;
  keyEnd = 0;
  kind = TEXT;
  start = 0;
  end = 0;
  isEscaped = false;
  isComplete = false;
  /** Bytes looked at since construction; a test of linear cost reads it. */
  steps = 0;

  abstract open(bytes: Uint8Array, start: number, end: number): boolean;
  abstract next(): boolean;
}
