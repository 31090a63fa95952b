import assert from "node:assert/strict";
import { levelOfLine } from "./level_of_line.ts";

const LINES = [
  ["2026-01-02T03:04:05Z ERROR [db] lost 3", "error"],
  ['{"time":"2026-01-02T03:04:05Z","level":60,"msg":"out of memory"}', "fatal"],
  ['{"log":"2026-01-02 03:04:05 WARN slow\\n","stream":"stdout"}', "warn"],
  ["level=info msg=started", "info"],
  ["java.lang.Exception: no\n\tat ERROR", "-"],
  ["[27-Nov-2026 11:22:56 UTC] PHP Fatal error:  Allowed memory size of 16 bytes exhausted", "fatal"],
  ["[27-Nov-2026 11:22:56 UTC] PHP Warning:  Undefined variable $a in /srv/a.php on line 3", "warn"],
  ["[27-Nov-2026 11:22:56 UTC] PHP Parse error:  syntax error, unexpected end of file", "error"],
  ["Fatal error: Uncaught Exception in /srv/a.php:3", "fatal"],
  ["2026-01-02T03:04:05Z Last error: none", "-"],
  ["2026-01-02T03:04:05Z GET error pages: 3", "-"],
  ["2026-11-27 10:35:26  c2s556273c536c0\tinfo\tClient connected", "info"],
  ["Nov 27 10:35:26 mod_s2s\terror\tcould not connect", "error"],
  ["nginx: [emerg] bind() failed", "fatal"],
  ["src/app.c:12:3: error: no such name", "error"],
  ["/src/app.c:12:3: fatal error: app.h: No such file", "fatal"],
  ["App.cs(12,3): warning CS0168: x is never used", "warn"],
  ["Error 1045: Access denied", "error"],
  ["*** FATAL ERROR: stopped", "fatal"],
  ["!!! ERROR disk full", "error"],
  ["=ERROR REPORT==== 27-Nov-2026::06:11:12 ===", "error"],
  ["[E] disk full", "error"],
  ["[E]xit", "-"],
  ["(WW) disk is slow", "warn"],
  ["-W- unconnected pin", "warn"],
  ["E/Disk( 1234): full", "error"],
  ["E: Unable to locate it", "error"],
  ["F: is a drive", "-"],
  ["I/O error on disk", "-"],
  ["%LINK-3-UPDOWN: Interface down", "error"],
  ["%LINK-9-UPDOWN: Interface down", "-"],
  ["<192>no priority", "-"],
  ["errors: 3: none", "-"],
  ["nothing said", "-"],
  ["", "-"],
] as const;

for (const [line, level] of LINES) {
  Deno.test(`levelOfLine() of ${JSON.stringify(line)} is ${level}`, () => assert.equal(levelOfLine(line), level));
}
