import { createHash } from "node:crypto";

/** A state file whose content is not what was written: torn, changed, or of another version. */
export class CorruptFileError extends Error {
  override readonly name = "CorruptFileError";
}

/** `body` under a first line that names its kind and version and holds its checksum. */
export function withChecksum(kind: string, body: string): string {
  return `logiq ${kind} 1 ${checksum(body)}\n${body}`;
}

/** The body of a text with its checksum. @throws {CorruptFileError} when it is not exactly what was written. */
export function verifiedBody(kind: string, text: string): string {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `logiq ${kind} 1 ${checksum(body)}`) {
    throw new CorruptFileError(
      `Cannot read ${kind} "${text.slice(0, 40).replaceAll(/[^ -~]/g, "?")}": expected an intact version 1`,
    );
  }
  return body;
}

/** Thirty-two hexadecimal digits. */
export function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
