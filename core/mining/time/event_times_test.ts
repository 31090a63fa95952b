import assert from "node:assert/strict";
import { EventTimes, type EventTimesOptions } from "./event_times.ts";

const ENCODER = new TextEncoder();
const WRITTEN_MS = Date.UTC(2026, 2, 5);

/** A line, and its time; its year is found from the file's time, 2026-03-05, where it is not written. */
const STAMPS: readonly (readonly [line: string, time: string])[] = [
  ["2026-03-02T10:11:12Z INFO ready", "2026-03-02T10:11:12.000Z"],
  ["2026-03-02T10:11:12.345678Z INFO ready", "2026-03-02T10:11:12.345Z"],
  ["2026-03-02T10:11:12.5+02:00 INFO ready", "2026-03-02T08:11:12.500Z"],
  ["2026-03-02T10:11:12-0730 INFO ready", "2026-03-02T17:41:12.000Z"],
  ["2026-03-02 10:11:12,345 - INFO  [main:Peer@774] - ready", "2026-03-02T10:11:12.345Z"],
  ["2026-03-02 10:11:12.123 UTC [1234] LOG:  ready", "2026-03-02T10:11:12.123Z"],
  ["2026-03-02 10:11:12.123 CET [1234] LOG:  ready", "2026-03-02T09:11:12.123Z"],
  ["2026-03-02 10:11 ready", "2026-03-02T10:11:00.000Z"],
  ["2024-02-29 10:11:12 leap day", "2024-02-29T10:11:12.000Z"],
  ["2016-12-31T23:59:60Z leap second", "2017-01-01T00:00:00.000Z"],
  ["2024-3-5 8:2:3 WARN late", "2024-03-05T08:02:03.000Z"],
  ["[2026-03-02 10:11:12] local.ERROR: x", "2026-03-02T10:11:12.000Z"],
  ["[2026-03-02T10:11:12.5Z] x", "2026-03-02T10:11:12.500Z"],
  ["web-1  | 2026-03-02 10:11:12 ready", "2026-03-02T10:11:12.000Z"],
  ["nova-api.log.1 2017-05-16 00:00:00.008 25746 INFO nova.osapi [req-1 - -] GET", "2017-05-16T00:00:00.008Z"],
  ["Mar  5 10:11:12 combo sshd[19939]: check pass", "2026-03-05T10:11:12.000Z"],
  ["Mar 15 10:11:12 combo sshd[19939]: check pass", "2025-03-15T10:11:12.000Z"],
  ["Dec 31 23:59:59 combo sshd[19939]: check pass", "2025-12-31T23:59:59.000Z"],
  ["Feb 29 10:11:12 combo cron: leap day", "2024-02-29T10:11:12.000Z"],
  ["<34>Mar  5 10:11:12 host su: failed", "2026-03-05T10:11:12.000Z"],
  ["<34>1 2003-10-11T22:14:15.003Z host.example su - ID47 - failed", "2003-10-11T22:14:15.003Z"],
  ["<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - now", "2003-08-24T12:14:15.000Z"],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200', "2000-10-10T20:55:36.000Z"],
  ["2026/03/02 10:11:12 [error] 7#7: *1 open() failed", "2026-03-02T10:11:12.000Z"],
  ["1772446272 ready", "2026-03-02T10:11:12.000Z"],
  ["1772446272.5 ready", "2026-03-02T10:11:12.500Z"],
  ["1772446272345 ready", "2026-03-02T10:11:12.345Z"],
  ["1772446272345678 ready", "2026-03-02T10:11:12.345Z"],
  ["1772446272345678901 ready", "2026-03-02T10:11:12.345Z"],
  ["I0302 10:11:12.123456    1 controller.go:114] synced", "2026-03-02T10:11:12.123Z"],
  ["081109 203518 148 INFO dfs.DataNode: Receiving block", "2008-11-09T20:35:18.000Z"],
  ["03-17 16:13:38.811  1702  2395 D WindowManager: hiding", "2025-03-17T16:13:38.811Z"],
  ["- 1117838570 2005.06.03 R02 2005-06-03-15.42.50.675872 R02 RAS KERNEL INFO x", "2005-06-03T22:42:50.000Z"],
  ["2005-06-03-15.42.50.675872 R02 RAS KERNEL INFO x", "2005-06-03T15:42:50.675Z"],
  ["[Sun Dec 04 04:47:44 2005] [error] mod_jk in error state", "2005-12-04T04:47:44.000Z"],
  ["[Sun Dec 04 04:47:44.123456 2005] [core:error] [pid 1] x", "2005-12-04T04:47:44.123Z"],
  ["20171223-22:15:29:606|Step_LSC|30002312|onChanged 3579", "2017-12-23T22:15:29.606Z"],
  ["20171223-8:0:1:6|Step_LSC|30002312|onChanged 3579", "2017-12-23T08:00:01.600Z"],
  ["17/06/09 20:10:40 WARN storage.Manager: Block lost", "2017-06-09T20:10:40.000Z"],
  ["[10.30 16:49:06] chrome.exe - host:5070 close", "2025-10-30T16:49:06.000Z"],
  ["30/10/2025 16:49:06 INFO x", "2025-10-30T16:49:06.000Z"],
  ["10/30/2025 04:49:06 PM INFO x", "2025-10-30T16:49:06.000Z"],
  ["10/30/2025 12:49:06 AM INFO x", "2025-10-30T00:49:06.000Z"],
  ["30.10.2025 16:49:06 INFO x", "2025-10-30T16:49:06.000Z"],
  ["16 May 2017 00:00:01 INFO x", "2017-05-16T00:00:01.000Z"],
  ["16-May-2017 00:00:01.250 INFO x", "2017-05-16T00:00:01.250Z"],
  ["Tue, 16 May 2017 00:00:01 GMT x", "2017-05-16T00:00:01.000Z"],
  ["260302 10:11:12 [Note] InnoDB: x", "2026-03-02T10:11:12.000Z"],
  ["260302  9:11:12 [Note] InnoDB: x", "2026-03-02T09:11:12.000Z"],
  ["20260302T101112Z INFO x", "2026-03-02T10:11:12.000Z"],
  ["2026-03-02T101112.5+0100 INFO x", "2026-03-02T09:11:12.500Z"],
  ["E20260302 10:11:12.123456 1 main.cc:1] x", "2026-03-02T10:11:12.123Z"],
  ["I, [2026-03-02T10:11:12.345678 #123]  INFO -- : x", "2026-03-02T10:11:12.345Z"],
  ["1234:M 02 Mar 2026 10:11:12.345 * Ready", "2026-03-02T10:11:12.345Z"],
  ["[1772446272.345678] x", "2026-03-02T10:11:12.345Z"],
  ['localhost - frank [02/Mar/2026:10:11:12 +0100] "GET / HTTP/1.1" 200', "2026-03-02T09:11:12.000Z"],
  ["type=SYSCALL msg=audit(1772446272.345:24287): arch=c000003e", "2026-03-02T10:11:12.345Z"],
  ['{"instant":{"epochSecond":1772446272,"nanoOfSecond":345000000},"level":"INFO"}', "2026-03-02T10:11:12.000Z"],
  ['{"time":"2026-03-02T10:11:12.5Z","level":"info","msg":"ready"}', "2026-03-02T10:11:12.500Z"],
  ['{"level":"info","ts":1772446272.5,"msg":"ready"}', "2026-03-02T10:11:12.500Z"],
  ['{"msg":"ready","timestamp": 1772446272345}', "2026-03-02T10:11:12.345Z"],
  ['{"log":"a \\"time\\": 1","time":"2026-03-02T10:11:12.5Z"}', "2026-03-02T10:11:12.500Z"],
  ['{"@timestamp":"2026-03-02T10:11:12.5+01:00","message":"x"}', "2026-03-02T09:11:12.500Z"],
  ['{"ts":1772446272345678901,"message":"x"}', "2026-03-02T10:11:12.345Z"],
  ['{"t":{"$date":"2026-03-02T10:11:12.500+00:00"},"s":"I","msg":"x"}', "2026-03-02T10:11:12.500Z"],
  ['{"__REALTIME_TIMESTAMP":"1772446272345678","MESSAGE":"x"}', "2026-03-02T10:11:12.345Z"],
  ['time="2026-03-02T10:11:12Z" level=info msg=ready', "2026-03-02T10:11:12.000Z"],
  ["level=warn ts=2026-03-02T10:11:12.5Z msg=slow", "2026-03-02T10:11:12.500Z"],
];

Deno.test("EventTimes reads the time of each form", () => {
  for (const [line, time] of STAMPS) assert.deepEqual(times([line]), [time], line);
});

Deno.test("EventTimes reads a stamp that repeats with other seconds as it reads it alone", () => {
  for (const [line] of STAMPS) {
    for (const other of [line, line.replace(/:(\d\d)(?=[.,:Z+\- \]]|$)(?!:\d\d[: ])/, ":07"), `${line} and more`]) {
      assert.equal(times([line, other], { reorderMs: Infinity })[1], times([other])[0], other);
    }
  }
});

const WITHOUT: readonly string[] = [
  "",
  "   ",
  "  at java.lang.Thread.run(Thread.java:748)",
  "connection from 1.2.3.4 () at Sat Jul  9 12:16:49 2005",
  "[   12.345678] usb 1-1: new device",
  "2026-13-02 10:11:12 no such month",
  "2026-02-30 10:11:12 no such day",
  "2026-03-02 25:11:12 no such hour",
  "Feb 30 10:11:12 combo cron: no such day",
  '{"level":"info","msg":"ready"}',
  '{"time":',
  '{"time":"soon"}',
  "level=warn msg=slow",
  "order 1234567890123 shipped",
  "081309 203518 no such month",
  "20261302T101112Z no such month",
];

Deno.test("EventTimes says that a line names no time, and that it continues the record before", () => {
  for (const line of WITHOUT) {
    assert.deepEqual(times([line]), ["none"], line);
    assert.deepEqual(times(["1772446272 ready", line]), ["2026-03-02T10:11:12.000Z", "2026-03-02T10:11:12.000Z"], line);
  }
});

Deno.test("EventTimes gives a date without a year the one that is nearest to the line before", () => {
  assert.deepEqual(times(["Dec 31 23:59:59 a b: x", "Jan  1 00:00:00 a b: x", "Dec 31 23:59:58 a b: x"]), [
    "2025-12-31T23:59:59.000Z",
    "2026-01-01T00:00:00.000Z",
    "2025-12-31T23:59:58.000Z",
  ]);
});

/** Dates as written, and days as they are to be read: the order shows when the date changes, or by a number above 12. */
const ORDERS: readonly (readonly [dates: string, days: string])[] = [
  ["05/06/2025 06/06/2025 07/06/2025", "2025-05-06 2025-06-06 2025-06-07"],
  ["05/06/2025 05/07/2025 05/08/2025", "2025-05-06 2025-05-07 2025-05-08"],
  ["12/06/2025 13/06/2025 01/07/2025", "2025-12-06 2025-06-13 2025-07-01"],
  ["01/02/2025 02/01/2025 02/02/2025", "2025-01-02 2025-02-01 2025-02-02"],
  ["30/11/2025 01/12/2025 02/12/2025", "2025-11-30 2025-12-01 2025-12-02"],
  ["09/06/17 10/06/17 11/06/17", "2017-06-09 2017-06-10 2017-06-11"],
  ["17/06/09 17/06/10 17/07/01", "2017-06-09 2017-06-10 2017-07-01"],
  ["12/06/13 13/06/13 14/06/13", "2013-06-12 2013-06-13 2013-06-14"],
  ["13/06/14 14/06/14 15/06/14", "2014-06-13 2014-06-14 2014-06-15"],
  ["06/30/17 07/01/17 07/02/17", "2017-06-30 2017-07-01 2017-07-02"],
  ["30.11 01.12 02.12", "2025-11-30 2025-12-01 2025-12-02"],
  ["05.06 06.06 07.06", "2025-05-06 2025-06-06 2025-06-07"],
];

Deno.test("EventTimes finds whether a source writes the day or the month first", () => {
  for (const [dates, days] of ORDERS) {
    const lines = dates.split(" ").map((date) => `[${date} 10:11:12] x`);
    const found = times(lines, { reorderMs: Infinity }).map((time) => time.slice(0, 10));
    assert.equal(found.join(" "), days, dates);
  }
});

Deno.test("EventTimes knows the order of day and month from the first line on when it has seen a sample", () => {
  const reader = new EventTimes({ referenceMs: WRITTEN_MS });
  const read = (line: string) => {
    const bytes = ENCODER.encode(line);
    return reader.read(bytes, 0, bytes.length);
  };
  for (const day of ["05", "07", "08"]) read(`[${day}/06/2025 10:11:12] x`);
  reader.rewind();
  assert.deepEqual(reader.stats, { time: 0, inherited: 0, none: 0, implausible: 0 });
  assert.equal(read("  at y"), "none");
  for (const day of ["05", "05", "06"]) {
    assert.equal(read(`[${day}/06/2025 10:11:13] x`), "time");
    assert.equal(new Date(reader.ms).toISOString(), `2025-06-${day}T10:11:13.000Z`);
  }
});

/** Minutes of lines after the first, and what becomes of each: its time is believed, or why not. */
const CLOCKS: readonly (readonly [minutes: string, outcomes: string])[] = [
  ["0 1 2 1 3", "time time time time time"],
  ["0 5 3 6", "time time late time"],
  ["0 60 0 61 1 62 2 63 3 64 4 65", "time time late time late time late time late time late time"],
  ["60 0 1 2 3 4 5", "time late late late late time time"],
  ["0 999999 1 2", "time jump time time"],
  ["0 999999 999999 1000000 1000000 1000001 1000001", "time jump jump jump jump time time"],
  ["0 100000 100001", "time time time"],
  ["0 2000000 1 2000000 2000000 2000000 2000000 2000000 2", "time future time future future future future future time"],
];

Deno.test("EventTimes does not believe what is late, in the future or a jump, unless five lines agree", () => {
  for (const [minutes, outcomes] of CLOCKS) {
    const startMs = Date.UTC(2023, 0, 1);
    const lines = minutes.split(" ").map((minute) => `${new Date(startMs + Number(minute) * 60_000).toISOString()} x`);
    const found = times(lines, { latestMs: startMs + 1_500_000 * 60_000 });
    assert.equal(found.map((each) => each.startsWith("2") ? "time" : each).join(" "), outcomes, minutes);
  }
});

Deno.test("EventTimes lets a line inherit that its record is not believed", () => {
  assert.deepEqual(times(["2026-03-02 10:11:12 x", "2016-03-02 10:11:12 x", "  at y"]).slice(1), ["late", "late"]);
});

Deno.test("EventTimes takes a stamp of another form that makes no sense as part of a record's message", () => {
  const lines = Array.from({ length: 9 }, (_, i) => `Mar  2 10:11:0${i} host app: x`);
  const found = times([...lines, "2016-03-02 10:11:12 of a table's row"]);
  assert.equal(found.at(-1), "2026-03-02T10:11:08.000Z");
});

Deno.test("EventTimes reads what follows a stamp that was there before", () => {
  const stamp = "2026-03-02 10:11:12";
  const endings = [" x", " x", ".5 x", " x", " x", "Z x", ",123 x", " x", " x", "+02:00 x", " x"];
  const options = { zoneMinutes: 60, reorderMs: Infinity };
  const found = times(endings.map((ending) => stamp + ending), options);
  const expected = endings.map((ending) => times([stamp + ending], options)[0]);
  assert.deepEqual(found, expected);
  assert.equal(new Set(found).size, 5);
});

Deno.test("EventTimes takes stamps without a zone as of the given one", () => {
  const lines = ["2026-03-02 10:11:12 x", "2026-03-02 10:11:13Z x"];
  const options = { zoneMinutes: 90, reorderMs: Infinity };
  assert.deepEqual(times(lines, options), ["2026-03-02T08:41:12.000Z", "2026-03-02T10:11:13.000Z"]);
});

/** The time of each line, or why it has none. */
function times(lines: readonly string[], options: EventTimesOptions = { referenceMs: WRITTEN_MS }): string[] {
  const reader = new EventTimes({ referenceMs: WRITTEN_MS, ...options });
  return lines.map((line) => {
    const bytes = ENCODER.encode(line);
    const kind = reader.read(bytes, 0, bytes.length);
    if (kind === "implausible") return reader.fault!;
    return kind === "none" ? kind : new Date(reader.ms).toISOString();
  });
}

Deno.test("EventTimes reads the time of a field that it is told the name of", () => {
  const line = new TextEncoder().encode('{"time":"2020-01-01T00:00:00Z","data":{"at":"2026-03-02T10:11:12Z"}}');
  const times = new EventTimes({ key: "data.at" });
  assert.equal(times.read(line, 0, line.length), "time");
  assert.equal(times.ms, Date.UTC(2026, 2, 2, 10, 11, 12));
});
