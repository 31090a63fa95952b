import assert from "node:assert/strict";
import { HeaderScanner } from "./header.ts";
import { LEVELS } from "./levels.ts";

const ENCODER = new TextEncoder();

/** A line, its message, its level. */
const LINES: readonly (readonly [string, string, string])[] = [
  ["Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass", "check pass", "-"],
  ["2017-05-16 00:00:00.008 25746 INFO nova.osapi.server [req-38101a0b - - -] GET /", "GET /", "info"],
  ["081109 203518 148 INFO dfs.DataNode: Receiving block", "Receiving block", "info"],
  ["17/06/09 20:10:40 WARN storage.Manager: Block lost", "Block lost", "warn"],
  ["[Sun Dec 04 04:47:44 2005] [error] mod_jk in error state", "mod_jk in error state", "error"],
  ["03-17 16:13:38.811  1702  2395 D WindowManager: hiding", "hiding", "debug"],
  ["2015-07-29 17:41:44,747 - INFO  [main:Peer@774] - Time out: 3200", "Time out: 3200", "info"],
  ["[10.30 16:49:06] chrome.exe - host:5070 close", "host:5070 close", "-"],
  ["20171223-22:15:29:606|Step_LSC|30002312|onChanged 3579", "onChanged 3579", "-"],
  ["20171223-8:0:1:6|Step_LSC|30002312|onChanged 3579", "onChanged 3579", "-"],
  ["2024-3-5 8:2:3 WARN late", "late", "warn"],
  ["2024-01-01 12:00:00.123 UTC [1234] LOG:  ready", "ready", "info"],
  ["I0601 12:00:00.123456    1 controller.go:114] synced", "synced", "info"],
  ["level=warn ts=2024-01-01T00:00:00Z msg=slow", "level=warn ts=2024-01-01T00:00:00Z msg=slow", "warn"],
  ['{"severity": "ERROR", "msg": "x"}', '{"severity": "ERROR", "msg": "x"}', "error"],
  ["<34>1 2003-10-11T22:14:15.003Z host.example su - ID47 - failed", "failed", "fatal"],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200', '"GET / HTTP/1.0" 200', "-"],
  ["2024-01-01T00:00:00Z ERROR: disk full", "disk full", "error"],
  ["2024-01-01 00:00:00,123 app.store [ERROR] disk full", "disk full", "error"],
  ["2024-01-01 00:00:00.123 a.s.Store main [ERROR] disk full", "disk full", "error"],
  ["2024-01-01 00:00:00.123 a.s.Store Task Pool - 7(localhost:80) [WARN] disk full", "disk full", "warn"],
  ["2024-01-01 00:00:00,123 disk is [ERROR] again", "disk is [ERROR] again", "-"],
  [
    `2024-01-01 00:00:00,123 INFO [Responder: ${"x1-".repeat(50)}:[10.0.0.1:80]] app.Store: disk full`,
    "disk full",
    "info",
  ],
  ["12:X 24 Nov 2026 10:11:12.345 - disk full", "disk full", "info"],
  ["12:S 24 Nov 2026 10:11:12.345 . disk full", "disk full", "debug"],
  ["ERROR 2024-01-01 00:00:00 disk full", "disk full", "error"],
  ["[warn] [2024-01-01 00:00:00] disk full", "disk full", "warn"],
  ["E [27/Nov/2026:13:50:01 +0000] [Job 12] stopped", "stopped", "error"],
  ["2024-01-01 00:00:00,123 | ERROR   | load | disk full", "disk full", "error"],
  ["2024-01-01 00:00:00 | ERROR | app.load | main | disk full", "disk full", "error"],
  ["2024-01-01 00:00:00 | ERROR | disk full | twice", "disk full | twice", "error"],
  ["10:11:12.345 request_id=F7a user_id=7 [error] disk full", "disk full", "error"],
  ["10:11:12.345 disk=7 full", "disk=7 full", "-"],
  ["2024-01-01 00:00:00 <Error> disk full", "disk full", "error"],
  ["2024.01.01 00:00:00.123456 [ 12 ] {0a-1b} <Error> query: disk full", "disk full", "error"],
  ["2024-01-01 00:00:00 -E- disk full", "disk full", "error"],
  ["[   12.345678] [drm:wait [i915]] *ERROR* disk full", "disk full", "error"],
  ["[    12.345] (EE) disk full", "disk full", "error"],
  ["[12:34:56] [Server thread/ERROR]: disk full", "disk full", "error"],
  ["2024.01.01 00:00:00 LOG3[4:140]: disk full", "disk full", "error"],
  ["11-27 06:11:12.123 E/Disk    ( 1234): full", "full", "error"],
  ["11-27 06:11:12.123 W/Disk: full", "full", "warn"],
  ["2026/11/27 06:11:12 GET /a", "GET /a", "-"],
  ["2026/11/27 06:11:12 CEST POST /a", "POST /a", "-"],
  ["2026-11-27 06:11:12 SYNC of replica begins", "SYNC of replica begins", "-"],
  ["2026-11-27 06:11:12 ERROR SQLSTATE[42S02]: no table", "SQLSTATE[42S02]: no table", "error"],
  [
    "11/27/2026 06:11:12 AM,Error,Service Control Manager,7031,None,It ended, so to say",
    "It ended, so to say",
    "error",
  ],
  ["Error,11/27/2026 6:11:12 AM,Service Control Manager,7031,None,It ended, so to say", "It ended, so to say", "error"],
  ["Error\t11/27/2026 6:11:12 AM\tService Control Manager\t7031\tNone\tIt ended", "It ended", "error"],
  [
    '"11/27/2026 6:11:12 AM","7031","Service Control Manager","Error","It ended at last."',
    'It ended at last."',
    "error",
  ],
  ["2026-11-27 06:11:12;ERROR;disk full", "disk full", "error"],
  ["[pod/cart-7d9f8b6c5-qqk9p/app] ERROR disk full", "ERROR disk full", "error"],
  ["[pod/cart-7d9f8b6c5-qqk9p/app] 2026-11-27T06:11:12.123456Z disk full", "disk full", "-"],
  ["web-1  | disk full", "disk full", "-"],
  ["web-1  | 2026-11-27 06:11:12 ERROR disk full", "disk full", "error"],
  ["[2026-11-27 06:11:12] production.ERROR: disk full", "disk full", "error"],
  ["2026-11-27 06:11:12 UTC [7]: [3-1] user=a,db=b,client=1.2.3.4 ERROR:  disk full", "disk full", "error"],
  ["2026-11-27 06:11:12 UTC:10.0.0.1(4444):a@b:[7]:FATAL:  disk full", "disk full", "fatal"],
  [
    '2026-11-27 06:11:12.1 GMT,"u","d",7,"1.2.3.4:5",5f.7,3,"SELECT",2026-11-27 06:00:00 GMT,1/2,0,ERROR,42P01,"no table has it"',
    'no table has it"',
    "error",
  ],
  ["2026-11-27T06:11:12Z E! [outputs.x] disk full", "disk full", "error"],
  ["[1795000000] unbound[7:0] error: disk full", "disk full", "error"],
  ["2026-11-27 06:11:12.123+0000: 1234: error : virRead:18 : disk full", "disk full", "error"],
  ["####<Nov 27, 2026 6:11:12 AM UTC> <Error> <Server> <disk full>", "<Server> <disk full>", "error"],
  ["6:11AM ERR disk full", "disk full", "error"],
  ["2026-11-27 06:11:12 ValueError: disk full", "ValueError: disk full", "error"],
  ["2026-11-27 06:11:12 WARN java.io.IOException: disk full", "java.io.IOException: disk full", "warn"],
  ["[11/27/26 6:11:12:123 UTC] 00000045 ServletWrappe E SRVE0014E: disk full", "disk full", "error"],
  ["<3>disk full", "disk full", "error"],
  ["<34>Oct 11 22:14:15 web su: failed", "failed", "fatal"],
  ["Nov 27 06:11:12 fw %ASA-3-106014: denied", "%ASA-3-106014: denied", "error"],
  ["Nov 27 06:11:12: %LINK-3-UPDOWN: down", "%LINK-3-UPDOWN: down", "error"],
  ["*Nov 27 06:11:12.123 UTC: %SYS-5-CONFIG_I: done", "%SYS-5-CONFIG_I: done", "notice"],
  ["000123: .Nov 27 06:11:12.123: %SYS-5-CONFIG_I: done", "%SYS-5-CONFIG_I: done", "notice"],
  ["Nov 27 06:11:12 10.0.0.1 77: 000123: *Nov 27 06:11:11.9: %SYS-5-CONFIG_I: done", "%SYS-5-CONFIG_I: done", "notice"],
  ["Nov 27 06:11:12 node kubelet[7]: E0601 12:00:00.123456    1 sync.go:114] failed", "failed", "error"],
  ["Nov 27 06:11:12 web app[7]: 2026-11-27 06:11:12,123 WARN [main] c.s.Pay - slow", "slow", "warn"],
  ['localhost - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200', '"GET / HTTP/1.0" 200', "-"],
  ["I, [2026-03-02T10:11:12.345678 #123]  INFO -- : ready", "ready", "info"],
  ["260302 10:11:12 [Warning] InnoDB: ready", "ready", "warn"],
  ["- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond[2915]: started", "started", "-"],
  ["- 1131566461 2005.11.09 #8# Nov 9 12:01:01 #8#/#8# crond[2915]: started", "started", "-"],
  ["2005-11-09 <host> Nov  9 12:01:01 <host> crond[2915]: started", "started", "-"],
  ["1430:M 26 Nov 2026 14:50:45.961 * 100 changes in 300 seconds.", "100 changes in 300 seconds.", "notice"],
  ["1430:C 26 Nov 2026 14:50:45.961 # Configuration loaded", "Configuration loaded", "warn"],
  ["2005.08.13 RAS KERNEL INFO 113355 double-hummer exceptions", "113355 double-hummer exceptions", "info"],
  ["2026-11-26T17:28:25.535673Z [info     ] order placed", "order placed", "info"],
  ["[2025-02-03T04:07:53,145][WARN ][o.e.h.Transport  ] [es-1] closing it", "closing it", "warn"],
  ["May  3 04:05:10 ws NetworkManager[643]: <warn>  [1683086710.2829] device lost", "device lost", "warn"],
  ["May  3 04:05:10 phone locationd[64] <Notice>: state changed", "state changed", "notice"],
  ["May  3 04:05:10 ws app[643]: <none> given", "<none> given", "-"],
  ["[I 2025-02-03 04:05:06.789 ServerApp] Serving notebooks", "Serving notebooks", "info"],
  ["[W 250203 04:05:06 web:2246] 404 GET /", "404 GET /", "warn"],
  ["[ERROR 2025-02-03 04:05:06] disk full", "disk full", "error"],
  ["[2025-02-03 04:05:06,789: ERROR/ForkPoolWorker-1] disk full", "disk full", "error"],
  ["[2025-02-03 04:05:06,789: INFO/MainProcess] mingle: all alone", "mingle: all alone", "info"],
  ["[2025-02-03 04:05:06,789: warehouse] ready", "ready", "-"],
  ["[Mon Feb 03 04:05:06.789012 2025] [authz_core:error] [pid 7:tid 9] denied", "denied", "error"],
  [
    "[Mon Feb 03 04:05:06.789012 2025] [mpm_event:notice] [pid 7:tid 9] AH00489: resuming",
    "resuming",
    "notice",
  ],
  ["[worker 7] 2025-02-03 04:05:06 ready", "ready", "-"],
  ["INFO:app.db:connected to 10.0.0.1", "connected to 10.0.0.1", "info"],
  ["2025-02-03 04:05:06:ERROR:root:disk full", "disk full", "error"],
  ["2025-02-03 04:07:38.5+00:00 [error] <0.765.0> channel closed", "channel closed", "error"],
];

Deno.test("HeaderScanner finds where the message begins, and the level", () => {
  const header = new HeaderScanner();
  for (const [line, message, level] of LINES) {
    const bytes = ENCODER.encode(line);
    assert.equal(line.slice(header.scan(bytes, 0, bytes.length)), message);
    assert.equal(LEVELS[header.level], level, line);
  }
});

const MESSAGES: readonly string[] = [
  "connection from 1.2.3.4 () at Sat Jul  9 12:16:49 2005",
  "PacketResponder 1 for block blk_38865049064139660 terminating",
  "cupsd startup succeeded",
  "ERROR:disk is full",
  "ERROR:http://a.example/ is gone",
  "HOST:web:80",
  "*Nov and .Net are words",
  "12: of 13",
  "a-1 of b",
  "Error,12 of 13 failed",
  "RTC: Maintenance 2017/7/4 01:58:26, sleep 2017/7/4 01:46:40",
  "",
  "   ",
];

Deno.test("HeaderScanner takes nothing from a message that has no header", () => {
  const header = new HeaderScanner();
  for (const line of MESSAGES) {
    const bytes = ENCODER.encode(line);
    assert.equal(header.scan(bytes, 0, bytes.length), 0, line);
  }
});
