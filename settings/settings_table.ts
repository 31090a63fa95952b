import { SEVERITIES } from "../core/severity.ts";
import { FIELDS } from "./field_names.ts";
import { HISTORY_FORM } from "./history_span.ts";
import { choice, decimal, duration, type Setting, text, toggle, wholeNumber } from "./setting.ts";
import { START } from "./start_pattern.ts";

/** What a header can carry. */
const TOKEN = { isSecret: true, expected: "printable characters", accepts: /^[\x20-\x7e]+$/ };

/**
 * The one table of settings. Each is set by its flag, else by its first environment variable that is set, else it has its
 * default. The README's table is made from it (`deno task settings`).
 */
export const SETTINGS = {
  store: text(
    {
      env: ["STORE"],
      flag: "store",
      meaning:
        "Where counters and anomalies are kept. Unset: InfluxDB when `INFLUX_URL` is set, else the embedded store",
    },
    "sqlite:.logiq/logiq.db",
    {
      placeholder: "KIND:PLACE",
      expected: 'a kind and its place, such as "sqlite:.logiq/logiq.db"',
      accepts: /^\w+:./,
    },
  ),
  api: text(
    { env: ["API_URL"], flag: "api", meaning: "Where agents and viewers find the api" },
    "http://127.0.0.1:8000",
    { placeholder: "URL", expected: 'an address such as "http://127.0.0.1:8000"', accepts: /^https?:\/\/[^\s/]+/ },
  ),
  port: wholeNumber({ env: ["PORT"], flag: "port", meaning: "Port of the api; 0 takes any free one" }, 8000, [
    0,
    65535,
  ]),
  host: text(
    {
      env: ["API_HOST"],
      flag: "host",
      meaning: "Address that the api listens on; others than loopback need `API_TOKEN`",
    },
    "127.0.0.1",
    { placeholder: "ADDRESS", expected: "an address of this machine", accepts: /^[\w.:-]+$/ },
  ),
  apiToken: text(
    {
      env: ["API_TOKEN"],
      flag: null,
      meaning: "With it, reading from the api and writing to it need it; what agents and viewers send",
    },
    "",
    TOKEN,
  ),
  apiTokensFile: text(
    {
      env: ["API_TOKENS_FILE"],
      flag: null,
      meaning: "File with further tokens, a line `ROLE TOKEN` each: `ingest`, `read` or `admin`; changes count at once",
    },
    "",
    { expected: "a file" },
  ),
  apiCertificate: text(
    {
      env: ["API_CERT_FILE"],
      flag: null,
      meaning: "Certificate chain (PEM) of the api, which then speaks HTTPS; a renewed one counts within seconds",
    },
    "",
    { expected: "a file" },
  ),
  apiKey: text(
    { env: ["API_KEY_FILE"], flag: null, meaning: "Key (PEM) of that certificate" },
    "",
    { expected: "a file" },
  ),
  apiHosts: text(
    {
      env: ["API_HOSTS"],
      flag: null,
      meaning: "Names that clients call the api by, beside `localhost`, with commas between",
    },
    "",
    { expected: 'names such as "logs.example.org"', accepts: /^[\w.,\s-]+$/ },
  ),
  apiOrigins: text(
    {
      env: ["API_ORIGINS"],
      flag: null,
      meaning: "Pages of other sites that may use the api from a browser, with commas between",
    },
    "",
    {
      expected: 'origins such as "https://status.example.org"',
      accepts: /^https?:\/\/[^\s/]+(?:[\s,]+https?:\/\/[^\s/]+)*$/,
    },
  ),
  state: text(
    { env: ["AGENT_STATE"], flag: "state", meaning: "An agent's folder: spool, checkpoint and snapshot" },
    ".logiq/agent",
    { placeholder: "DIR", expected: "a folder" },
  ),
  source: text(
    { env: ["SOURCE"], flag: "source", meaning: "Name of the source; empty: the file's name" },
    "",
    { placeholder: "NAME", expected: "a name" },
  ),
  from: choice(
    {
      env: ["FROM"],
      flag: "from",
      meaning:
        "Where to begin in a file that is new to the agent: `beginning` (what is there is its past, see `--history`) or `end`",
    },
    "beginning",
    { options: ["beginning", "end"], placeholder: "WHERE" },
  ),
  history: text(
    {
      env: ["HISTORY"],
      flag: "history",
      meaning:
        "How far back a file's present content, and its rotated files, are counted by the time in their lines and learned from: `auto` (as `RETENTION` allows), `none` or a duration",
    },
    "auto",
    { placeholder: "SPAN", expected: '"auto", "none" or a duration such as "7d"', accepts: HISTORY_FORM },
  ),
  followLinks: toggle({
    env: ["FOLLOW_LINKS"],
    flag: "follow-links",
    meaning:
      "Read a followed file also where it has become a link out of its folder; one that was named as a link is read anyway",
  }),
  rate: wholeNumber(
    { env: ["RATE"], flag: "rate", meaning: "Most lines per second that an agent reads; 0: no limit" },
    0,
    [0, 100_000_000],
  ),
  speed: decimal({ env: ["SPEED"], flag: "speed", meaning: "How many times faster than life a demo runs" }, 1, [1, 20]),
  slot: duration({ env: ["SLOT"], flag: "slot", meaning: "Counters are kept per slot; divides the window" }, "1s", [
    "10ms",
    "1h",
  ]),
  window: duration(
    {
      env: ["WINDOW", "CHECK_INTERVAL"],
      flag: "window",
      meaning: "Length of a window; a check follows the end of each",
    },
    "2s",
    ["20ms", "1d"],
  ),
  detector: choice(
    {
      env: ["DETECTOR"],
      flag: "detector",
      meaning:
        "How windows are evaluated: `auto` (by what each log's own past makes of them, within `--budget`) or `sigma` (mean and standard deviation)",
    },
    "auto",
    { options: ["auto", "sigma"], placeholder: "NAME" },
  ),
  budget: text(
    {
      env: ["ALERT_BUDGET"],
      flag: "budget",
      meaning: "False alarms that are bearable, over all sources, of the detector `auto`: `1/day`, `3/week`",
    },
    "1/day",
    { placeholder: "N/day", expected: 'such as "1/day" or "1/week"', accepts: /^\d+(\.\d+)?\/(hour|day|week|month)$/ },
  ),
  learningWindows: wholeNumber(
    {
      env: ["LEARNING_WINDOWS"],
      flag: "learning-windows",
      meaning: "Complete windows that are learned from before anything is called",
    },
    5,
    [2, 10_000],
  ),
  baselineWindows: wholeNumber(
    { env: ["BASELINE_WINDOWS"], flag: "baseline-windows", meaning: "Normal windows that the baseline is made of" },
    30,
    [2, 10_000],
  ),
  sigma: decimal(
    {
      env: ["SIGMA_MULTIPLIER"],
      flag: "sigma",
      meaning: "Standard deviations above the mean that are still normal; lower is more sensitive",
    },
    4,
    [0.5, 100],
  ),
  field: text(
    {
      env: ["FIELD"],
      flag: "field",
      meaning: "Fields that hold the message, level and time of structured records, where their names are unusual",
    },
    "",
    { placeholder: "NAMES", expected: '"message=NAME,level=NAME,time=NAME" or some of it', accepts: FIELDS },
  ),
  start: text(
    {
      env: ["START"],
      flag: "start",
      meaning: "What the first line of a record begins with, where records have several lines that are no stack traces",
    },
    "",
    { placeholder: "PATTERN", expected: START.expected, accepts: START },
  ),
  maxTemplates: wholeNumber(
    {
      env: ["MAX_TEMPLATES"],
      flag: "max-templates",
      meaning: "Templates per source and agent; rarer newcomers go into one overflow template",
    },
    2_000,
    [10, 1_000_000],
  ),
  retention: duration(
    { env: ["RETENTION"], flag: "retention", meaning: "How long counters, baselines and heartbeats are kept" },
    "30d",
    ["1h", "3650d"],
  ),
  maxBody: wholeNumber({ env: ["MAX_BODY_MB"], flag: null, meaning: "Largest body that the api takes, in MB" }, 16, [
    1,
    1_024,
  ]),
  spoolLimit: wholeNumber(
    {
      env: ["SPOOL_LIMIT_MB"],
      flag: null,
      meaning: "Largest spool of an agent, in MB; when it is full the agent stops reading",
    },
    256,
    [1, 1_000_000],
  ),
  notify: text(
    {
      env: ["NOTIFY"],
      flag: "notify",
      meaning: "Who is told of anomalies, one or several with spaces between; empty: none",
    },
    "",
    {
      isSecret: true,
      placeholder: "KIND:PLACE",
      expected: 'a kind and its place, such as "webhook:https://host/path"',
      accepts: /^\s*\w+:\S/,
    },
  ),
  notifyFrom: choice(
    {
      env: ["NOTIFY_FROM"],
      flag: "notify-from",
      meaning: "From which severity on anybody is told of an incident: `info`, `warning` or `critical`",
    },
    "info",
    { options: SEVERITIES, placeholder: "SEVERITY" },
  ),
  webhook: text(
    { env: ["WEBHOOK_URL"], flag: "webhook", meaning: "Address that anomalies are posted to; empty: none" },
    "",
    { isSecret: true, placeholder: "URL", expected: "an http or https address", accepts: /^https?:\/\/\S+$/ },
  ),
  webhookFormat: choice(
    { env: ["WEBHOOK_FORMAT"], flag: "webhook-format", meaning: "Shape of what is posted: `json` or `slack`" },
    "json",
    { options: ["json", "slack"], placeholder: "FORMAT" },
  ),
  influxUrl: text({ env: ["INFLUX_URL"], flag: null, meaning: "InfluxDB 2 to use as the store" }, "", {
    expected: "an http or https address",
    accepts: /^https?:\/\/[^\s/]+/,
  }),
  influxToken: text({ env: ["INFLUX_TOKEN"], flag: null, meaning: "Its token" }, "", TOKEN),
  influxOrg: text({ env: ["INFLUX_ORG"], flag: null, meaning: "Its organisation" }, "logiq"),
  influxBucket: text({
    env: ["INFLUX_BUCKET"],
    flag: null,
    meaning: "Its bucket of counters; `BUCKET_facts` is the one without retention",
  }, "logiq"),
  json: toggle({ env: ["LOGIQ_JSON"], flag: "json", meaning: "One JSON object per line instead of text" }),
  quiet: toggle({ env: ["LOGIQ_QUIET"], flag: "quiet", meaning: "Anomalies and problems alone" }),
} as const satisfies Record<string, Setting<string> | Setting<number> | Setting<boolean>>;

export type SettingName = keyof typeof SETTINGS;

/** Values of all settings; `store` is undefined where neither flag nor environment names one. */
export type Settings =
  & {
    readonly [K in SettingName]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never;
  }
  & { readonly given: ReadonlySet<SettingName> };
