const ERROR_LEVELS: ReadonlySet<string> = new Set(["error", "fatal"]);
const ERROR_WORDS =
  /\b(error|errors|exception|fatal|panic|critical|traceback|segfault|fail|fails|failed|failure|denied|refused|unreachable)\b|\w+(Error|Exception)\b|" 5xx /i;

/** Whether a template tells of an error: by its level, and where its lines have none by a word of its text: in an access log a status of 5xx. */
export function isError({ level, text }: { readonly level: string; readonly text: string }): boolean {
  return level === "-" ? ERROR_WORDS.test(text) : ERROR_LEVELS.has(level);
}
