import assert from "node:assert/strict";
import fc from "fast-check";
import { Miner } from "../core/mining/miner.ts";
import { mined } from "./testing/mined.ts";

/** What a program says at one moment. */
interface Happening {
  readonly level: string;
  readonly message: string;
  /** Lines of a stack trace. */
  readonly trace: readonly string[];
}

const TIME = "2026-03-02T10:11:12.345Z";

const asText = ({ level, message, trace }: Happening) => [`${TIME} ${level.toUpperCase()} ${message}`, ...trace];
const asDocker = (event: Happening) =>
  asText(event).map((line) => JSON.stringify({ log: `${line}\n`, stream: "stdout", time: TIME }));

/** The ways in which a program, or what runs it, writes an event down. */
const FORMS: Readonly<Record<string, (event: Happening) => readonly string[]>> = {
  text: asText,
  json: ({ level, message, trace }) => [JSON.stringify({ time: TIME, level, msg: message, stack: trace.join("\n") })],
  "json, message last": ({ level, message }) => [JSON.stringify({ ts: 1772446272.345, n: { a: [1] }, level, message })],
  "json with the trace in its message": ({ level, message, trace }) => [
    JSON.stringify({ severity: level.toUpperCase(), textPayload: [message, ...trace].join("\n") }),
  ],
  pino: ({ level, message }) => {
    const number = { debug: 20, info: 30, warn: 40, error: 50 }[level];
    return [JSON.stringify({ level: number, time: 1772446272345, pid: 7, msg: message })];
  },
  logfmt: ({ level, message }) => [`time=${TIME} level=${level} msg=${JSON.stringify(message)} n=3`],
  docker: asDocker,
  "json in docker": ({ level, message }) => [
    JSON.stringify({ log: `${JSON.stringify({ level, msg: message })}\n`, stream: "stderr", time: TIME }),
  ],
  cri: (event) => asText(event).map((line) => `${TIME} stdout F ${line}`),
  "cri in pieces": (event) =>
    asText(event).flatMap((line) => [`${TIME} stdout P ${line.slice(0, 30)}`, `${TIME} stdout F ${line.slice(30)}`]),
  "a pod's stream": (event) => asText(event).map((line) => `[pod/cart-0/app] ${line}`),
  "a service's stream": (event) => asText(event).map((line) => `cart-1  | ${line}`),
  "json in a pod's stream": ({ level, message }) => [`[pod/cart-0/app] ${JSON.stringify({ level, msg: message })}`],
  "colours": ({ level, message, trace }) => [
    `\x1b[2m${TIME}\x1b[0m \x1b[31m${level.toUpperCase()}\x1b[0m ${message}`,
    ...trace,
  ],
  "json after a header": ({ level, message }) => [
    `Mar  2 10:11:12 web-1 shop[7]: ${JSON.stringify({ msg: message, level })}`,
  ],
};

const value = fc.oneof(
  fc.nat(99_999).map(String),
  fc.constantFrom("alice", "bob", "carol", "dave", "erin", "frank"),
  fc.nat(255).map((n) => `10.0.0.${n}`),
  fc.nat(99).map((n) => `"/tmp/a b/${n}"`),
  fc.nat(99).map((n) => `C:\\logs\\${n}`),
  fc.constantFrom("none", "straße", "😀", "a\tb", "it's", "(none)", "[x, y]"),
);
const SENTENCES = [
  "Opened file % for user %",
  "Order % placed by user %, % items",
  "cannot reach % after % ms: timeout",
  "cache miss for key % (% of %)",
  "Connection from % closed",
  "retrying in % s",
  "naïve plan % chosen",
];
const TRACE = ["java.lang.Error: x", "\tat a.B.c(B.java:3)", "Caused by: java.lang.Error: y", "\t... 2 more"];

const happening: fc.Arbitrary<Happening> = fc.record({
  level: fc.constantFrom("debug", "info", "warn", "error"),
  sentence: fc.constantFrom(...SENTENCES),
  values: fc.array(value, { minLength: 3, maxLength: 3 }),
  hasTrace: fc.boolean(),
}).map(({ level, sentence, values, hasTrace }) => {
  let i = 0;
  const message = sentence.replaceAll("%", () => values[i++]!);
  return { level, message, trace: hasTrace && level === "error" ? TRACE : [] };
});

/** Words after "user" were noted as names here once where lines have a header, and not where they have none. */
const ONCE_OTHERWISE: readonly Happening[] = [
  { level: "info", message: "Opened file 7 for user erin", trace: [] },
  { level: "info", message: "retrying in dave s", trace: [] },
  { level: "info", message: "Opened file 8 for user 9", trace: [] },
  { level: "info", message: "retrying in erin s", trace: [] },
  { level: "debug", message: "Opened file 9 for user erin", trace: [] },
  { level: "info", message: "Order dave placed by user 7, 8 items", trace: [] },
  { level: "info", message: "Order 7 placed by user 8, 9 items", trace: [] },
];

/** Id and level of each record of a log. */
function known(lines: readonly string[]): { id: string; level: string }[] {
  return mined(new Miner(), lines).map(({ id, level }) => ({ id, level }));
}

for (const [form, write] of Object.entries(FORMS)) {
  Deno.test(`law: events written as ${form} have the templates and levels that they have as text`, () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60, size: "max" }), (events) => {
        assert.deepEqual(known(events.flatMap(write)), known(events.flatMap(asText)));
      }),
      { numRuns: 200, examples: [[ONCE_OTHERWISE]] },
    );
  });
}
