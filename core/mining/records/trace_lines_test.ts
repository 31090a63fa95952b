import assert from "node:assert/strict";
import { TraceLines } from "./trace_lines.ts";

const ENCODER = new TextEncoder();

/** Lines of each record that the lines make. */
function recordsOf(lines: readonly string[]): string[][] {
  const rule = new TraceLines();
  const records: string[][] = [];
  for (const line of lines) {
    const bytes = ENCODER.encode(line);
    if (records.length > 0 && rule.continues(bytes, 0, bytes.length)) records.at(-1)!.push(line);
    else {
      rule.begin(bytes, 0, bytes.length);
      records.push([line]);
    }
  }
  return records;
}

const HEAD = "2026-03-02 10:11:12,123 ERROR [main] shop.Orders - order 7 failed";
const NEXT = "2026-03-02 10:11:13,001 INFO [main] shop.Orders - order 8 placed";

const TRACES: Readonly<Record<string, readonly string[]>> = {
  "Java": [
    HEAD,
    "java.lang.IllegalStateException: cart is empty",
    "\tat shop.Orders.place(Orders.java:12)",
    "\t... 12 more",
    "Caused by: java.io.IOException: closed",
    "\tat shop.Db.read(Db.java:7)",
  ],
  "Java, uncaught": ['Exception in thread "main" java.lang.Error: x', "\tat a.B.c(B.java:1)", "Caused by: a.B: y"],
  "Python's logging": [
    HEAD,
    "Traceback (most recent call last):",
    '  File "shop.py", line 3, in place',
    "    pay()",
    "ValueError: bad card",
    "",
    "During handling of the above exception, another exception occurred:",
    "",
    "Traceback (most recent call last):",
    '  File "shop.py", line 5, in place',
    "shop.errors.PaymentFailed: 7",
  ],
  "Python's pool of processes": [
    HEAD,
    "concurrent.futures.process._RemoteTraceback: ",
    '"""',
    "Traceback (most recent call last):",
    '  File "process.py", line 246, in _process_worker',
    "ValueError: document 7 has no body",
    '"""',
    "",
    "The above exception was the direct cause of the following exception:",
    "",
    "Traceback (most recent call last):",
    '  File "shop.py", line 5, in place',
    "ValueError: document 7 has no body",
  ],
  "Celery": [
    HEAD,
    "Traceback (most recent call last):",
    '  File "trace.py", line 451, in trace_task',
    "billiard.einfo.ExceptionWithTraceback: ",
    '"""',
    "Traceback (most recent call last):",
    '  File "tasks.py", line 25, in index',
    "ValueError: document 7 has no body",
    '"""',
  ],
  "Python, uncaught": ["Traceback (most recent call last):", '  File "a.py", line 1, in <module>', "KeyError: 'x'"],
  "Go": [
    "panic: runtime error: index out of range [5] with length 3",
    "",
    "goroutine 1 [running]:",
    "main.(*Server).run(0xc000012345, 0x1)",
    "\t/app/main.go:12 +0x1d",
    "main.main()",
    "\t/app/main.go:5 +0x20",
    "created by main.start in goroutine 7",
    "exit status 2",
  ],
  ".NET": [
    "Unhandled exception. System.InvalidOperationException: x",
    " ---> System.IO.IOException: y",
    "   at Shop.Db.Read() in /app/Db.cs:line 7",
    "   --- End of inner exception stack trace ---",
    "   at Shop.Orders.Place() in /app/Orders.cs:line 12",
    "--- End of stack trace from previous location ---",
    "   at Shop.Program.Main()",
  ],
  "Node.js": [
    "/app/shop.js:3",
    "function f() { throw new Error('x'); }",
    "               ^",
    "",
    "Error: x",
    "    at place (/app/shop.js:3:11) {",
    "  code: 'E1'",
    "}",
    "",
    "Node.js v20.1.0",
  ],
  "Ruby": ["shop.rb:3:in `place': bad card (ArgumentError)", "\tfrom shop.rb:7:in `<main>'"],
  "Rust": [
    "thread 'main' panicked at src/main.rs:2:5:",
    "index out of bounds",
    "stack backtrace:",
    "   0: rust_begin_unwind",
    "             at /rustc/x/library/std/src/panicking.rs:5",
    "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
  ],
  "PHP": [
    "PHP Fatal error:  Uncaught Exception: x in /a.php:3",
    "Stack trace:",
    "#0 /a.php(7): f()",
    "#1 {main}",
    "  thrown in /a.php on line 3",
  ],
  "Java, after a blank line": [HEAD, "", "java.lang.Error: x", "\tat a.B.c(B.java:1)"],
  "Go's server": [
    "2026/03/02 10:11:12 http: panic serving 10.0.0.1:4444: boom",
    "goroutine 34 [running]:",
    "net/http.(*conn).serve.func1()",
    "\t/usr/local/go/src/net/http/server.go:1868 +0xb9",
    "panic({0x6a2f40?, 0x75b5d0?})",
    "\t/usr/local/go/src/runtime/panic.go:920 +0x270",
    "main.handler({0x75f0e8, 0xc0001}, 0x1)",
    "\t/app/main.go:12 +0x1d",
  ],
  "Node.js, at the margin": [
    "/app/shop.js:3",
    "throw new Error('x')",
    "^",
    "",
    "Error: x",
    "    at place (/app/shop.js:3:11)",
    "",
    "Node.js v20.1.0",
  ],
  "Node.js, a promise": [
    "node:internal/process/promises:288",
    "            triggerUncaughtException(err, true);",
    "            ^",
    "",
    "[UnhandledPromiseRejection: it was rejected]",
    "",
    "Node.js v20.1.0",
  ],
  "Ruby, after a line": [
    HEAD,
    "/app/shop.rb:3:in `place': bad card (ArgumentError)",
    "\tfrom /app/shop.rb:7:in `<main>'",
  ],
  "Rails": [HEAD, "  ", "app/models/order.rb:3:in `place'", "app/jobs/order_job.rb:9:in `perform'"],
  "Rust, in a line": [
    "thread 'main' panicked at 'boom', src/main.rs:3:5",
    "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
  ],
  "Rust's anyhow": [
    "Error: cannot open config",
    "",
    "Caused by:",
    "    0: cannot read file",
    "    1: No such file or directory (os error 2)",
    "",
    "Stack backtrace:",
    "   0: anyhow::error::new",
  ],
  "Elixir": [
    "10:11:12.345 [error] GenServer Shop.Worker terminating",
    "** (RuntimeError) boom",
    "    (shop 0.1.0) lib/shop/worker.ex:12: Shop.Worker.handle_call/3",
    "Last message: :go",
    "State: %{a: 1}",
  ],
  "a debugger": [HEAD, "#0  0x00007f in raise () from /lib/libc.so.6", "#1  0x00007f in abort ()"],
  "indented text": ["DETAIL of it", "  a", "", "  b"],
};

for (const [name, lines] of Object.entries(TRACES)) {
  Deno.test(`TraceLines joins a trace of ${name}, and nothing after it`, () => {
    assert.deepEqual(recordsOf([NEXT, ...lines, NEXT, ...lines, "done", NEXT]), [
      [NEXT],
      [...lines],
      [NEXT],
      [...lines],
      ["done"],
      [NEXT],
    ]);
  });
}

Deno.test("TraceLines joins a trace whose lines a collector has put the name of their stream before, and none of two streams", () => {
  for (const stream of ["[pod/cart-0/app] ", "web-1  | "]) {
    for (const [name, lines] of Object.entries(TRACES)) {
      const named = (line: string) => stream + line;
      const records = recordsOf([NEXT, ...lines, NEXT, "done"].map(named));
      assert.deepEqual(records, [[NEXT], lines, [NEXT], ["done"]].map((record) => record.map(named)), name);
    }
  }
  const mixed = ["web-1  | " + HEAD, "web-2  | \tat a.B.c(B.java:1)", "\tat a.B.c(B.java:1)"];
  assert.deepEqual(recordsOf(mixed), mixed.map((line) => [line]));
});

Deno.test("TraceLines makes no failure a part of a message about something else", () => {
  const alone = ["java.lang.Error: x", "Traceback (most recent call last):", "TypeError: x", "panic: x"];
  for (const line of alone) assert.deepEqual(recordsOf([NEXT, line]), [[NEXT], [line]]);
});

Deno.test("TraceLines joins no line that has a time stamp of its own, is blank, or is a sentence", () => {
  const lines = [NEXT, `  ${NEXT}`, "", "", "Error 5 of 7", "at noon we close", "Note: x", "..", "created by me"];
  assert.deepEqual(recordsOf(lines), lines.map((line) => [line]));
});

Deno.test("TraceLines begins a record with the comments of each statement, and with none that names nothing", () => {
  const slow = ["# User@Host: a[a] @ localhost []", "# Query_time: 1.5", "SET timestamp=1;", "select 1", "from a;"];
  assert.deepEqual(recordsOf([...slow, ...slow, NEXT]), [slow, slow, [NEXT]]);
  const banner = ["# -----", "# shop 1.2", "started", "# Note: one", "ready"];
  assert.deepEqual(recordsOf(banner), banner.map((line) => [line]));
});
