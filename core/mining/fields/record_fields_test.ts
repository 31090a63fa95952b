import assert from "node:assert/strict";
import fc from "fast-check";
import { LEVELS } from "../header/levels.ts";
import type { FieldNames } from "./field_roles.ts";
import { JsonFields } from "./json_fields.ts";
import { LogfmtFields } from "./logfmt_fields.ts";
import { RecordFields } from "./record_fields.ts";

const ENCODER = new TextEncoder(), DECODER = new TextDecoder();

function read(line: string, names?: FieldNames): { message: string; level: string; host?: string } {
  const fields = new RecordFields(names);
  const bytes = ENCODER.encode(line);
  fields.read(bytes, 0, bytes.length, line.split("\n").length);
  const message = fields.isKeyed ? fields.text() : DECODER.decode(fields.bytes.slice(fields.start, fields.end));
  const host = DECODER.decode(fields.hostBytes.slice(Math.max(0, fields.hostStart), fields.hostEnd));
  return { message, level: LEVELS[fields.level], ...(fields.hostStart >= 0 && { host }) };
}

const RECORDS: readonly (readonly [string, string, ReturnType<typeof read>])[] = [
  [
    "pino",
    '{"level":30,"time":1709287872000,"pid":7,"hostname":"web-1","msg":"listening on 80"}',
    { message: "listening on 80", level: "info", host: "web-1" },
  ],
  [
    "a request that failed, by its status",
    '{"time_iso8601":"2024-03-01T10:11:12Z","request_method":"GET","status":503}',
    { message: "{request_method=GET status=5xx}", level: "error" },
  ],
  [
    "a request that failed, with a message",
    '{"msg":"request done","http":{"response":{"status_code":"500"}}}',
    { message: "request done", level: "error" },
  ],
  [
    "a request that a message tells of, in fields of an object",
    '{"msg":"handled request","request":{"method":"PUT","uri":"/a"},"status":201}',
    { message: "handled request {method=PUT status=201}", level: "-" },
  ],
  [
    "a message beside a state of gRPC",
    '{"level":"info","msg":"finished unary call","grpc.code":"Unavailable","grpc.time_ms":3}',
    { message: "finished unary call {grpc_code=Unavailable}", level: "info" },
  ],
  [
    "a message beside a state of gRPC's number in pairs",
    'level=error msg="call failed" grpc_status=14 peer=10.0.0.1',
    { message: "call failed {grpc_code=14}", level: "error" },
  ],
  [
    "a message that tells its state of gRPC itself",
    '{"msg":"finished unary call with code OK","grpc.code":"OK"}',
    { message: "finished unary call with code OK", level: "-" },
  ],
  [
    "a message beside a state of SQL",
    '{"msg":"query failed","error":{"sqlstate":"40P01"}}',
    { message: "query failed {sqlstate=40P01}", level: "-" },
  ],
  [
    "a message beside what is no state",
    '{"msg":"query failed","grpc.code":"later","sqlstate":"none"}',
    { message: "query failed", level: "-" },
  ],
  [
    "a request whose message tells the status itself",
    '{"msg":"GET /a 404 3 ms","method":"GET","status":404}',
    { message: "GET /a 404 3 ms", level: "-" },
  ],
  ["a status that is none of HTTP", '{"msg":"worker exited","status":137}', { message: "worker exited", level: "-" }],
  [
    "a request that failed, in pairs",
    "method=GET path=/a status=502 duration=5ms",
    { message: "{method=GET status=5xx duration=<*> path=<*>}", level: "error" },
  ],
  [
    "a request that failed, of a level that is named",
    '{"level":"warn","msg":"request done","status":503}',
    { message: "request done", level: "warn" },
  ],
  [
    "a request that failed, within a record of a level that is named",
    String.raw`{"level":"info","log":"{\"msg\":\"done\",\"status\":503}"}`,
    { message: "done", level: "info" },
  ],
  ["a request refused", '{"request_method":"GET","status":404}', {
    message: "{request_method=GET status=4xx}",
    level: "-",
  }],
  ["a code of something else", '{"action":"exit","code":503}', { message: "{action=exit code=5xx}", level: "-" }],
  [
    "bunyan",
    '{"name":"shop","hostname":"web-1","pid":7,"level":50,"msg":"boom","time":"2024-03-01T10:11:12Z","v":0}',
    { message: "boom", level: "error", host: "web-1" },
  ],
  [
    "winston",
    '{"level":"warn","message":"low disk","timestamp":"2024-03-01T10:11:12Z"}',
    { message: "low disk", level: "warn" },
  ],
  [
    "zap",
    '{"level":"info","ts":1709287872.5,"caller":"a/b.go:12","msg":"started","port":80}',
    { message: "started", level: "info" },
  ],
  [
    "zerolog",
    '{"level":"debug","time":1709287872,"message":"cache miss"}',
    { message: "cache miss", level: "debug" },
  ],
  ["logrus", '{"level":"fatal","msg":"bye","time":"2024-03-01T10:11:12Z"}', { message: "bye", level: "fatal" }],
  [
    "slog",
    '{"time":"2024-03-01T10:11:12Z","level":"ERROR","msg":"boom","err":"EOF"}',
    { message: "boom", level: "error" },
  ],
  [
    "Serilog, whose template it is",
    '{"@t":"2024-03-01T10:11:12Z","@mt":"Took {Elapsed:0.0} of {@Total}","Elapsed":5}',
    { message: "Took <*> of <*>", level: "info" },
  ],
  [
    "structlog",
    '{"event":"user logged in","level":"info","timestamp":"2024"}',
    { message: "user logged in", level: "info" },
  ],
  [
    "loguru",
    '{"text":"2024 | INFO | up","record":{"level":{"name":"INFO","no":20},"message":"up"}}',
    { message: "up", level: "info" },
  ],
  [
    "Rust's tracing",
    '{"timestamp":"2024","level":"INFO","fields":{"message":"up","n":3},"target":"a"}',
    { message: "up", level: "info" },
  ],
  [
    "log4j's layout",
    '{"instant":{"epochSecond":1},"level":"ERROR","loggerName":"a","message":"boom"}',
    { message: "boom", level: "error" },
  ],
  [
    "ECS",
    '{"@timestamp":"2024","log.level":"WARN","message":"slow","host":{"name":"db-1"}}',
    { message: "slow", level: "warn", host: "db-1" },
  ],
  [
    "ECS, nested",
    '{"log":{"level":"error"},"message":"boom","event":{"action":"x"}}',
    { message: "boom", level: "error" },
  ],
  [
    "GELF",
    '{"version":"1.1","host":"a","short_message":"hi","full_message":"hi\\nthere","level":4}',
    { message: "hi", level: "warn", host: "a" },
  ],
  [
    "OpenTelemetry",
    '{"body":{"stringValue":"up"},"severityNumber":17,"attributes":[{"key":"a"}]}',
    { message: "up", level: "error" },
  ],
  ["journald", '{"PRIORITY":"3","_HOSTNAME":"h","MESSAGE":"boom"}', { message: "boom", level: "error", host: "h" }],
  ["Google's text", '{"severity":"NOTICE","textPayload":"hi there"}', { message: "hi there", level: "notice" }],
  [
    "Google's object",
    '{"jsonPayload":{"message":"boom","severity":"ERROR"},"insertId":"x"}',
    { message: "boom", level: "error" },
  ],
  [
    "Lambda",
    '{"timestamp":"2024","level":"INFO","message":"done","requestId":"x"}',
    { message: "done", level: "info" },
  ],
  [
    "a wrapped line, its header included",
    '{"log":"2024-03-01 ERROR boom\\n","stream":"stderr"}',
    { message: "2024-03-01 ERROR boom", level: "-" },
  ],
  [
    "an object in a wrapper",
    '{"log":"{\\"level\\":\\"warn\\",\\"msg\\":\\"a \\\\\\"b\\\\\\"\\"}\\n"}',
    { message: 'a "b"', level: "warn" },
  ],
  ["pairs in a wrapper", '{"log":"level=warn msg=\\"low disk\\"\\n"}', { message: "low disk", level: "warn" }],
  ["logfmt", 'time=2024-03-01T10:11:12Z level=error msg="a \\"b\\"" n=3', { message: 'a "b"', level: "error" }],
  [
    "an object after a time and a pod",
    '2026-03-02T00:00:00.836Z search-ed8565a11-bbddf {"level":"warn","msg":"request done"}',
    { message: "request done", level: "warn" },
  ],
  ["an object after a service of compose", 'web-1  | {"level":"warn","msg":"request done"}', {
    message: "request done",
    level: "warn",
  }],
  ["an object after a pod and its container", '[pod/cart-0/app] {"level":"warn","msg":"request done"}', {
    message: "request done",
    level: "warn",
  }],
  [
    "an object after a word of the message",
    '2026-03-02T00:00:00.836Z received {"level":"warn","msg":"request done"}',
    { message: '2026-03-02T00:00:00.836Z received {"level":"warn","msg":"request done"}', level: "-" },
  ],
  [
    "an object after a header",
    '2024-03-01T10:11:12Z host app[1]: {"msg":"hi","level":"warn"}',
    { message: "hi", level: "warn" },
  ],
  [
    "an object after syslog's cookie",
    '<34>1 2024-03-01T10:11:12Z h app 1 - - @cee: {"msg":"hi"}',
    { message: "hi", level: "fatal" },
  ],
  ["an object that is cut", '{"level":"error","msg":"cannot op', { message: "cannot op", level: "error" }],
  ["the first of two messages", '{"msg":"a","msg":"b"}', { message: "a", level: "-" }],
  ["escapes", '{"msg":"\\u0041\\ud83d\\ude00\\t\\/ \\ud83d \\uzz"}', { message: "A😀\t/ \ud83d \\uzz", level: "-" }],
  ["the error of a traceback", '{"msg":"Traceback (most recent call last):\\n  File \\"x\\"\\nValueError: bad\\n"}', {
    message: "ValueError: bad",
    level: "-",
  }],
  ["the error below a place in a script", "/app/a.js:3\nf();\n^\n\nTypeError: x is null\n    at f (/app/a.js:1:2)", {
    message: "TypeError: x is null",
    level: "-",
  }],
  ["the end of a slow statement", "# User@Host: a[a]\n# Query_time: 1.5\nSET timestamp=1;\nselect 7;", {
    message: "select 7;",
    level: "-",
  }],
  ["the first line of a trace", '{"level":"error","message":"boom\\n\\tat a.B.c"}', {
    message: "boom",
    level: "error",
  }],
];

for (const [name, line, expected] of RECORDS) {
  Deno.test(`RecordFields takes message, level and host of ${name}`, () => {
    const message = DECODER.decode(ENCODER.encode(expected.message)).replace("\ufffd", "\ufffd\ufffd\ufffd");
    assert.deepEqual(read(line), { ...expected, message });
  });
}

const KEYED: readonly (readonly [string, string])[] = [
  ['{"user":"a","event":"login","status":"ok"}', "{event=login status=ok user=<*>}"],
  ['{"time":1,"level":"info","event":"login","status":200}', "{event=login status=2xx}"],
  ['{"request":"GET /x HTTP/1.1","status":"503","bytes":1}', "{request=GET <*> status=5xx bytes=<*>}"],
  ['{"event":"9f3a"}', "{event=<*>}"],
  ['{"message":"","type":"PAUSED"}', "{type=PAUSED message=<*>}"],
  ['{"http":{"method":"POST","url":"/x"},"took":3}', "{method=POST http=<*> took=<*>}"],
  ["{}", "{}"],
  ["a=1 b=2 event=login", "{event=login a=<*> b=<*>}"],
];

Deno.test("RecordFields knows a record without a message by its keys and states", () => {
  for (const [line, text] of KEYED) assert.equal(read(line).message, text);
});

Deno.test("RecordFields gives records without a message one key where their text is one, whatever the order of keys", () => {
  const keys = new Map<string, string>();
  for (const [line, text] of [...KEYED, ['{"status":"ok","event":"login","user":"b"}', KEYED[0][1]]]) {
    const fields = new RecordFields();
    const bytes = ENCODER.encode(line);
    fields.read(bytes, 0, bytes.length);
    const key = `${fields.key} ${fields.check}`;
    assert.equal(keys.get(key) ?? text, text);
    keys.set(key, text);
  }
  assert.equal(keys.size, KEYED.length);
});

Deno.test("RecordFields leaves a line without the form of one with fields as it is", () => {
  const lines = [
    "",
    " ",
    "{broken",
    '{"a" 1}',
    "state=up port down",
    "a=1, b=2, c=3",
    "a == b",
    "x={",
    "[1]",
    "key=value",
  ];
  for (const message of lines) assert.deepEqual(read(message), { message, level: "-" });
});

Deno.test("RecordFields takes fields of other names where it is told them", () => {
  const line = '{"level":"info","message":"m","sev":"ERROR","data":{"what":"boom"}}';
  assert.deepEqual(read(line, { message: "data.what", level: "sev" }), { message: "boom", level: "error" });
  assert.deepEqual(read('{"message":"m"}', { message: "what" }), { message: "m", level: "-" });
});

const HOSTILE = [
  "{",
  '{"a":',
  "[",
  '"',
  "\\",
  '\\"',
  '"a":"b",',
  '{"msg":"',
  "\\u00",
  "}",
  "]",
  ",",
  ":",
  "a=",
  'a="',
  "\xff",
];

Deno.test("JsonFields and LogfmtFields look at each byte of a hostile line a bounded number of times, and never throw", () => {
  const part = fc.tuple(fc.constantFrom(...HOSTILE), fc.integer({ min: 1, max: 2000 })).map(([text, n]) =>
    text.repeat(n)
  );
  const text = fc.array(fc.oneof(part, fc.json(), fc.string({ unit: "binary", maxLength: 30 })), { maxLength: 12 })
    .map((parts) => parts.join(""));
  fc.assert(fc.property(fc.constantFrom("", '{"a":1,', "a=b "), text, fc.nat(9), (head, rest, cut) => {
    const bytes = ENCODER.encode(head + rest).subarray(0, -cut || undefined);
    for (const cursor of [new JsonFields(), new LogfmtFields()]) {
      if (!cursor.open(bytes, 0, bytes.length)) continue;
      for (let fields = 0; cursor.next(); fields++) {
        assert.ok(fields <= bytes.length);
        assert.ok(cursor.start >= cursor.keyEnd && cursor.end >= cursor.start && cursor.end <= bytes.length);
      }
      assert.ok(cursor.steps <= bytes.length, `${cursor.steps} steps for ${bytes.length} bytes`);
    }
    new RecordFields().read(bytes, 0, bytes.length);
  }));
});

Deno.test("LogfmtFields ends with the line where a quote is never closed", () => {
  const bytes = ENCODER.encode('a="'), cursor = new LogfmtFields();
  assert.ok(cursor.open(bytes, 0, bytes.length) && cursor.next() && !cursor.next());
  assert.equal(cursor.steps, bytes.length);
});

Deno.test("RecordFields finds what JSON.parse finds", () => {
  const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
  const object = fc.dictionary(
    fc.string({ minLength: 1 }),
    fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)),
  );
  fc.assert(fc.property(object, fc.string({ unit: "grapheme", minLength: 1 }), (before, text) => {
    const message = `say ${text.replace(/[\n\r]/g, " ")}.`;
    const fields = Object.fromEntries(Object.entries(before).map(([key, own]) => [`x${key}`, own]));
    assert.equal(read(JSON.stringify({ ...fields, msg: message })).message, message);
  }));
});
