import assert from "node:assert/strict";
import { Miner } from "../core/mining/miner.ts";
import { mined } from "./testing/mined.ts";

/** A request that was answered. */
interface Answer {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly agent: string;
}

/** The ways in which servers and proxies write down what they answered. */
const FORMS: Readonly<Record<string, (answer: Answer) => string>> = {
  "nginx, combined": ({ n, method, path, status, agent }) =>
    `10.0.0.${n % 9} - - [26/Nov/2026:00:00:00 +0000] "${method} ${path} HTTP/1.1" ${status} ${n} "-" "${agent}"`,
  "nginx, status first": ({ n, method, path, status, agent }) =>
    `[26/Nov/2026:00:00:00 +0000] ${status} 10.0.0.1 ${n} 0.0${n} "${method} ${path} HTTP/1.1" "-" "${agent}"`,
  "nginx, no version": ({ n, method, path, status, agent }) =>
    `2026-11-26T00:00:00.123Z 10.0.0.1 ${method} ${path} ${status} ${n} 0.0${n} "${agent}"`,
  "php-fpm": ({ method, path, status }) => `10.0.0.1 -  26/Nov/2026:00:00:00 +0000 "${method} ${path}" ${status}`,
  haproxy: ({ n, method, path, status }) =>
    `Nov 26 00:00:00 lb haproxy[2479]: 10.0.0.1:4${n} [26/Nov/2026:00:00:00.028] www app/app1 0/0/0/${n}/1 ${status} ${n} - - ---- 1/1/0/0/0 0/0 "${method} ${path} HTTP/1.1"`,
  "haproxy, with headers": ({ n, method, path, status, agent }) =>
    `Nov 26 00:00:00 lb haproxy[2479]: 10.0.0.1:4${n} [26/Nov/2026:00:00:00.028] www app/app1 0/0/0/${n}/1 ${status} ${n} - - ---- 1/1/0/0/0 0/0 {shop|${agent}} {} "${method} ${path} HTTP/1.1"`,
  squid: ({ n, method, path, status }) =>
    `1795000000.123 ${n} 10.0.0.1 TCP_MISS/${status} 4516 ${method} http://example.org${path} - HIER_DIRECT/10.0.0.2 text/html`,
  envoy: ({ n, method, path, status, agent }) =>
    `[2026-11-26T00:00:00.000Z] "${method} ${path} HTTP/1.1" ${status} - 0 ${n} 1 0 "10.0.0.1" "${agent}" "0a1b2c3d-1234-5678-9abc-def012345678" "shop.local" "10.0.0.2:8080"`,
  traefik: ({ n, method, path, status, agent }) =>
    `10.0.0.1 - - [26/Nov/2026:00:00:00 +0000] "${method} ${path} HTTP/1.1" ${status} ${n} "-" "${agent}" ${n} "web@docker" "http://172.18.0.2:80" ${n}ms`,
  iis: ({ n, method, path, status, agent }) =>
    `2026-11-26 00:00:00 10.0.0.1 ${method} ${path} - 80 - 10.0.0.9 ${agent.replaceAll(" ", "+")} - ${status} 0 0 ${n}`,
  gin: ({ n, method, path, status }) =>
    `[GIN] 2026/11/26 - 00:00:00 | ${status} |       ${n}.5µs |       10.0.0.1 | ${method.padEnd(8)} "${path}"`,
  morgan: ({ n, method, path, status }) => `${method} ${path} ${status} ${n}.100 ms - 6168`,
  "a router": ({ n, method, path, status }) =>
    `2026-11-26T00:00:00.000Z heroku[router]: at=info method=${method} path="${path}" dyno=web.1 service=${n}ms status=${status} bytes=1`,
  "a load balancer": ({ n, method, path, status, agent }) =>
    `https 2026-11-26T00:00:00.186641Z app/shop/50dc6c495c0c9188 10.0.0.1:28${n} 10.0.0.2:80 0.086 0.04${n} 0.037 ${status} ${status} 0 ${n} "${method} https://shop.local:443${path} HTTP/1.1" "${agent}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elb:eu:1234:targetgroup/shop/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "-" "-" 0`,
  "a load balancer, not reached": ({ n, method, path, status, agent }) =>
    `http 2026-11-26T00:00:00.186641Z app/shop/50dc6c495c0c9188 10.0.0.1:28${n} - -1 -1 -1 ${status} - 34 ${n} "${method} http://shop.local:80${path} HTTP/1.1" "${agent}" - -`,
  serilog: ({ n, method, path, status }) =>
    `2026-11-26 00:00:00.123 +00:00 HTTP ${method} ${path} responded ${status} in ${n}.3 ms`,
  kestrel: ({ n, method, path, status }) =>
    `2026-11-26 00:00:00.123 Request finished HTTP/1.1 ${method} http://localhost:5000${path} - ${status} - text/plain ${n}.1ms`,
  "go, log": ({ n, method, path, status }) => `2026/11/26 00:00:00 ${method} ${path} -> ${status} (${n}ms)`,
  "go, log, no arrow": ({ n, method, path, status }) => `2026/11/26 00:00:00 ${method} ${path} ${status} ${n}ms`,
  "a client": ({ n, method, path, status }) =>
    `2026-11-26T00:00:00Z try ${n}: upstream returned status code ${status} for ${method} ${path}`,
  caddy: ({ n, method, path, status, agent }) =>
    JSON.stringify({
      ts: 1795000000.123,
      msg: "handled request",
      request: { remote_ip: "10.0.0.1", method, uri: path, headers: { "User-Agent": [agent] } },
      size: n,
      status,
    }),
  "pino-http": ({ n, method, path, status }) =>
    JSON.stringify({
      time: 1795000000123,
      req: { id: n, method, url: path },
      res: { statusCode: status },
      msg: "request completed",
    }),
  "nginx, JSON": ({ n, method, path, status }) =>
    JSON.stringify({
      time: "2026-11-26T00:00:00Z",
      request: `${method} ${path} HTTP/1.1`,
      status: `${status}`,
      size: n,
    }),
  "slog, text": ({ n, method, path, status }) =>
    `time=2026-11-26T00:00:00.000Z msg="request done" method=${method} path=${path} status=${status} ms=${n}`,
};

const METHODS = ["GET", "POST", "DELETE"], STATUSES = [200, 204, 301, 404, 503, 500];
const PATHS = ["/", "/api/orders/17", "/static/app.3f.js", "/users?page=3"];
const AGENTS = ["curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "-"];

const ANSWERS: readonly Answer[] = Array.from({ length: 400 }, (_, i) => ({
  n: 10 + (i * 7) % 89,
  method: METHODS[i % 3]!,
  path: PATHS[(i * 5) % 4]!,
  status: STATUSES[(i >> 1) % 6]!,
  agent: AGENTS[(i >> 2) % 3]!,
}));

for (const [form, write] of Object.entries(FORMS)) {
  Deno.test(`method and class of the status stay, and nothing else does, in lines of ${form}`, () => {
    const lines = ANSWERS.map(write), miner = new Miner();
    for (let round = 0; round < 2; round++) {
      const templates = mined(miner, lines);
      const ids = new Map<string, Set<string>>();
      templates.forEach(({ id, text, level }, i) => {
        const { method, status } = ANSWERS[i];
        const state = `${Math.floor(status / 100)}xx`;
        assert.match(text, new RegExp(`\\b${method}\\b`));
        assert.match(text, new RegExp(`\\b${state}\\b`));
        assert.equal(level, status >= 500 ? "error" : "-");
        const key = `${method} ${state}`;
        ids.set(key, (ids.get(key) ?? new Set()).add(id));
      });
      assert.deepEqual([...ids.values()].map((set) => set.size), [...ids.values()].map(() => 1));
    }
    const learned = new Miner();
    const templates = mined(miner, lines);
    for (const { id, text } of templates) learned.learn({ id, text });
    assert.deepEqual(mined(learned, lines).map(({ id }) => id), templates.map(({ id }) => id));
  });
}

Deno.test("a request that HAProxy could not read makes no message of those that it could", () => {
  const write = FORMS["haproxy"]!;
  const lines = ANSWERS.map((answer, i) => i % 9 ? write(answer) : write(answer).replace(/".*"/, '"<BADREQ>"'));
  const templates = mined(new Miner(), lines);
  templates.forEach(({ text }, i) => assert.ok(text.includes(i % 9 ? ANSWERS[i].method : '"<')));
});

Deno.test("class of a status stays where a message says that it is of HTTP, without a request", () => {
  const forms = [
    "upstream returned HTTP % after 3 ms",
    "call done http.status_code=% ms=3",
    "call done httpStatus=% ms=3",
  ];
  for (const form of forms) {
    const templates = mined(new Miner(), [200, 201, 503, 504].map((status) => form.replace("%", `${status}`)));
    assert.deepEqual(
      templates.map(({ level }) => level),
      ["-", "-", "error", "error"],
    );
    assert.equal(new Set(templates.map(({ id }) => id)).size, 2);
  }
});

const NUMBERS: readonly string[] = [
  "worker exited with status=% after 3 s",
  "cluster command done, status=% for GET of 3",
  "took % ms for 3 rows",
  "disk - % MB free on sda",
  "GET % of 512 rows",
  "job ended with % rows",
  "HTTP% is no protocol",
  "sent % bytes to PUT handler",
  "| % | rows | PUT | nothing",
];

for (const line of NUMBERS) {
  Deno.test(`a number is no status of HTTP in lines such as "${line}"`, () => {
    const numbers = [200, 503, 404, 301, 137];
    const templates = mined(new Miner(), numbers.map((number) => line.replace("%", `${number}`)));
    assert.equal(new Set(templates.map(({ id }) => id)).size, 1);
    assert.ok(templates.every(({ level }) => level === "-"));
  });
}
