import assert from "node:assert/strict";
import { SyslogHosts } from "./syslog_hosts.ts";

const CASES: [string, string[], string[]][] = [
  ["BSD syslog", ["Mar  1 10:11:12 web1 sshd[12]: session opened", "Mar  1 10:11:13 web1 sshd[12]: closed"], ["web1"]],
  ["several machines", ["Mar  1 10:11:12 web1 cron: a", "Mar  1 10:11:12 db-2.example cron: a"], [
    "web1",
    "db-2.example",
  ]],
  ["an ISO time", ["2026-03-01T10:11:12.5+00:00 web1 kernel: up", "2026-03-01T10:11:13.123456+00:00 web1 kernel: up"], [
    "web1",
  ]],
  ["RFC 5424", ["<34>1 2026-03-01T10:11:12Z web1 app 12 ID - message"], ["web1"]],
  ["a priority", ["<34>Mar  1 10:11:12 web1 su: failed"], ["web1"]],
  ["no host", ["2026-03-01T10:11:12Z INFO [mail] sent", "2026-03-01 10:11:12 INFO ready: go", "plain text", ""], []],
  ["another word in the host's place", ["Mar  1 10:11:12 web1 a: b", "Mar  1 10:11:12 web1 is down"], ["web1"]],
];
for (const [what, lines, expected] of CASES) {
  Deno.test(`SyslogHosts reads ${what}`, () => {
    const hosts = new SyslogHosts();
    for (const line of lines) {
      const bytes = new TextEncoder().encode(`before ${line} after`);
      hosts.add(3, bytes, 7, bytes.length - 6);
    }
    assert.deepEqual([...hosts.of(3)], expected);
    assert.deepEqual([...hosts.of(0)], []);
  });
}
