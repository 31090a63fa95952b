import assert from "node:assert/strict";
import { RequestError } from "../request_error.ts";
import { requestHead } from "./request_head.ts";

Deno.test("requestHead() reads what HTTP/1.1 and 1.0 say of a request", () => {
  const text = [
    "POST /a?b HTTP/1.1",
    "Host: here:1",
    "content-LENGTH:  12 ",
    "X-Odd: a:b",
    "Expect: 100-Continue",
  ].join("\r\n");
  assert.deepEqual(requestHead(text), {
    method: "POST",
    target: "/a?b",
    headers: [["Host", "here:1"], ["content-LENGTH", "12"], ["X-Odd", "a:b"], ["Expect", "100-Continue"]],
    host: "here:1",
    length: 12,
    keepsAlive: true,
    isModern: true,
    waits: true,
  });
  const forms: [string, Partial<ReturnType<typeof requestHead>>][] = [
    ["GET / HTTP/1.1", { length: 0, keepsAlive: true, host: undefined }],
    ["GET / HTTP/1.0", { keepsAlive: false, isModern: false }],
    ["GET / HTTP/1.1\r\nConnection: TE, Close", { keepsAlive: false }],
    ["POST / HTTP/1.1\r\nTransfer-Encoding: Chunked", { length: "chunked" }],
    ["POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue", { length: 1, waits: false }],
  ];
  for (const [text, expected] of forms) {
    const head = requestHead(text);
    assert.deepEqual({ ...head, ...expected }, head, text);
  }
});

Deno.test("requestHead() refuses what could be read in two ways, or is no HTTP", () => {
  const refused = [
    "",
    "GET /",
    "GET / HTTP/2.0",
    "GET  / HTTP/1.1",
    "GET /a b HTTP/1.1",
    "GET / HTTP/1.1\r\nno header",
    "GET / HTTP/1.1\r\n: nameless",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4",
    "POST / HTTP/1.1\r\nContent-Length: 3, 3",
    "POST / HTTP/1.1\r\nContent-Length: -1",
    "POST / HTTP/1.1\r\nContent-Length: +1",
    "POST / HTTP/1.1\r\nContent-Length: 0x10",
    "POST / HTTP/1.1\r\nContent-Length: 9999999999999999",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
    "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\ntransfer-encoding: identity",
    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked",
  ];
  for (const text of refused) {
    assert.throws(() => requestHead(text), (error) => error instanceof RequestError && error.status === 400, text);
  }
});
