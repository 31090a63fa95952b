import type { Generator, Message } from "./generator.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const m = (weight: number, line: (g: Generator) => string): Message => ({ weight, line });

const AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
  "curl/7.88.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36",
  "kube-probe/1.28",
];

/** Statuses by class, and how common they are. */
const STATUSES = [[2, [200, 204]], [1, [301, 304]], [1, [403, 404]], [1, [500, 503]]] as const;

function clf(g: Generator, method: string, statuses: readonly number[]): string {
  const day = `${g.two(1, 28)}/${g.pick(MONTHS)}/2025:${g.time()} +0000`;
  const path = g.pick([
    `/api/v1/items/${g.int(1, 9999)}`,
    "/index.html",
    `/static/${g.word()}.css`,
    `/search?q=${g.word()}&page=${g.int(1, 9)}`,
  ]);
  return `${g.ip()} - ${g.pick(["-", "-", "alice"])} [${day}] "${method} ${path} HTTP/1.1" ${g.pick(statuses)} ${
    g.int(0, 90000)
  }`;
}

const nginx = ["GET", "POST", "DELETE"].flatMap((method, i) =>
  STATUSES.map(([weight, statuses]) =>
    m(
      (6 - 2 * i + 1) * weight,
      (g) =>
        `${clf(g, method, statuses)} "${g.pick(["-", "https://example.org/start"])}" "${g.pick(AGENTS)}" ${
          g.int(0, 2)
        }.${g.int(100, 999)}`,
    )
  )
);

const apache = ["GET", "POST", "HEAD"].flatMap((method, i) =>
  STATUSES.map(([weight, statuses]) => m((5 - 2 * i + 1) * weight, (g) => clf(g, method, statuses)))
);

const klog = (g: Generator, level: string, place: string, message: string) =>
  `${level}${g.two(1, 12)}${g.two(1, 28)} ${g.time()}.${g.int(100000, 999999)}       1 ${place}] ${message}`;
const pod = (g: Generator) =>
  `${g.pick(["shop", "billing", "default"])}/${g.pick(["web", "worker", "cache", "api"])}-${g.hex(9)}-${g.hex(5)}`;

const kubernetes = [
  m(
    8,
    (g) =>
      klog(
        g,
        "I",
        "scheduler.go:351",
        `"Successfully bound pod to node" pod="${pod(g)}" node="node-${g.int(1, 40)}" evaluatedNodes=${
          g.int(1, 40)
        } feasibleNodes=${g.int(1, 20)}`,
      ),
  ),
  m(
    4,
    (g) =>
      klog(
        g,
        "E",
        "pod_workers.go:1294",
        `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"${g.word()}\\" with CrashLoopBackOff" pod="${
          pod(g)
        }" podUID="${g.uuid()}"`,
      ),
  ),
  m(
    5,
    (g) =>
      klog(
        g,
        "W",
        "reflector.go:533",
        `k8s.io/client-go/informers/factory.go:150: failed to list *v1.Service: Get "https://10.0.0.1:6443/api/v1/services?limit=500&resourceVersion=${
          g.int(1, 99999)
        }": dial tcp 10.0.0.1:6443: connect: connection refused`,
      ),
  ),
  m(
    3,
    (g) =>
      klog(
        g,
        "I",
        "leaderelection.go:260",
        `successfully acquired lease kube-system/${g.pick(["kube-scheduler", "kube-controller-manager"])}`,
      ),
  ),
  m(
    3,
    (g) =>
      klog(
        g,
        "I",
        "garbagecollector.go:213",
        `Garbage collector: collected ${g.int(1, 400)} objects in ${g.int(1, 900)}ms`,
      ),
  ),
  m(
    4,
    (g) =>
      klog(
        g,
        "W",
        "kubelet.go:2400",
        `Nameserver limits exceeded err="Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${g.ip()} ${g.ip()} ${g.ip()}"`,
      ),
  ),
];

const pg = (g: Generator, rest: string) =>
  `2025-03-${g.two(1, 28)} ${g.time()}.${g.int(100, 999)} UTC [${g.int(100, 99999)}] ${rest}`;
const table = (g: Generator) =>
  g.pick(["orders", "users", "items", "events", "payments", "carts", "audit", "sessions"]);

const postgresql = [
  m(
    6,
    (g) =>
      pg(
        g,
        `LOG:  checkpoint complete: wrote ${g.int(1, 9999)} buffers (${g.int(0, 99)}.${
          g.int(0, 9)
        }%); 0 WAL file(s) added, ${g.int(0, 3)} removed, ${g.int(0, 9)} recycled; write=${g.int(1, 99)}.${
          g.int(100, 999)
        } s, sync=0.${g.int(100, 999)} s, total=${g.int(1, 99)}.${g.int(100, 999)} s`,
      ),
  ),
  m(3, (g) => pg(g, `LOG:  checkpoint starting: time`)),
  m(5, (g) => pg(g, `app@shop ERROR:  duplicate key value violates unique constraint "${table(g)}_pkey"`)),
  m(5, (g) => pg(g, `app@shop DETAIL:  Key (id)=(${g.int(1, 99999)}) already exists.`)),
  m(5, (g) => pg(g, `app@shop ERROR:  relation "${table(g)}_old" does not exist at character ${g.int(1, 99)}`)),
  m(5, (g) => pg(g, `LOG:  automatic vacuum of table "shop.public.${table(g)}": index scans: ${g.int(0, 3)}`)),
  m(
    4,
    (g) =>
      pg(
        g,
        `app@shop LOG:  duration: ${g.int(200, 9000)}.${g.int(100, 999)} ms  statement: SELECT * FROM ${
          table(g)
        } WHERE id = ${g.int(1, 99999)}`,
      ),
  ),
  m(4, (g) => pg(g, `FATAL:  password authentication failed for user "${g.user()}"`)),
  m(3, (g) => pg(g, `LOG:  connection received: host=${g.ip()} port=${g.int(1024, 65000)}`)),
];

const journal = (g: Generator, tag: string, rest: string) =>
  `${g.pick(MONTHS)} ${g.two(1, 28)} ${g.time()} web-${g.int(1, 3)} ${tag}: ${rest}`;
const unit = (g: Generator) =>
  g.pick(["nginx", "cron", "postgresql", "docker", "ssh", "rsyslog", "fwupd", "apt-daily", "logrotate"]);

const systemd = [
  m(
    6,
    (g) =>
      journal(
        g,
        "systemd[1]",
        `Started ${unit(g)}.service - ${
          g.pick(["Daily run", "Web server", "Database", "Container engine", "Log rotation"])
        }.`,
      ),
  ),
  m(6, (g) => journal(g, "systemd[1]", `${unit(g)}.service: Deactivated successfully.`)),
  m(5, (g) => journal(g, "systemd[1]", `${unit(g)}.service: Consumed ${g.int(1, 59)}.${g.int(100, 999)}s CPU time.`)),
  m(4, (g) => journal(g, `systemd-logind[${g.int(100, 999)}]`, `New session ${g.int(1, 9999)} of user ${g.user()}.`)),
  m(
    4,
    (g) =>
      journal(
        g,
        `systemd-logind[${g.int(100, 999)}]`,
        `Session ${g.int(1, 9999)} logged out. Waiting for processes to exit.`,
      ),
  ),
  m(
    4,
    (g) =>
      journal(
        g,
        "kernel",
        `[${g.int(1, 99999)}.${g.int(100000, 999999)}] usb 1-${g.int(1, 9)}: new high-speed USB device number ${
          g.int(1, 99)
        } using xhci_hcd`,
      ),
  ),
  m(4, (g) => journal(g, `CRON[${g.int(1000, 99999)}]`, `(${g.user()}) CMD (/usr/local/bin/${g.word()}.sh)`)),
  m(3, (g) => journal(g, `dhclient[${g.int(100, 999)}]`, `DHCPACK of ${g.ip()} from ${g.ip()} (xid=0x${g.hex(8)})`)),
];

const CLASSES = ["OrderService", "CartController", "PaymentGateway", "UserRepository", "ItemCache"];
const java = (g: Generator, level: string, rest: string) =>
  `2025-03-${g.two(1, 28)} ${g.time()}.${g.int(100, 999)}  ${level} ${g.int(1000, 9999)} --- [nio-8080-exec-${
    g.int(1, 20)
  }] o.e.shop.${g.pick(CLASSES)} : ${rest}`;

const stackTraces = [
  m(4, (g) => java(g, "ERROR", `Order ${g.int(1, 99999)} could not be placed`)),
  m(3, (g) => java(g, " INFO", `Cart ${g.uuid()} checked out in ${g.int(1, 999)} ms`)),
  m(3, (g) => `java.lang.IllegalStateException: connection ${g.int(1, 99)} is closed`),
  m(
    12,
    (g) =>
      `\tat org.example.shop.${g.pick(CLASSES)}.${g.pick(["place", "load", "save", "charge"])}(${
        g.pick(CLASSES)
      }.java:${g.int(10, 400)})`,
  ),
  m(2, (g) => `Caused by: java.net.SocketTimeoutException: Read timed out after ${g.int(1000, 9000)} ms`),
  m(2, (g) => `\t... ${g.int(2, 60)} more`),
];

const tracebacks = [
  m(4, () => "Traceback (most recent call last):"),
  m(
    9,
    (g) =>
      `  File "/srv/app/${g.word()}/${g.word()}.py", line ${g.int(1, 900)}, in ${
        g.pick(["handle", "get", "run", "main", "load", "dispatch", "fetch", "parse", "connect", "render"])
      }`,
  ),
  m(3, (g) => `KeyError: '${g.word()}'`),
  m(3, (g) => `ValueError: invalid literal for int() with base 10: '${g.word()}'`),
  m(
    4,
    (g) =>
      `2025-03-${g.two(1, 28)} ${g.time()},${g.int(100, 999)} - app.worker - INFO - Processed job ${g.uuid()} in ${
        g.int(1, 99)
      }.${g.int(10, 99)}s`,
  ),
  m(
    4,
    (g) =>
      `2025-03-${g.two(1, 28)} ${g.time()},${g.int(100, 999)} - app.worker - WARNING - Queue depth ${
        g.int(100, 9999)
      } above limit`,
  ),
];

const json = (g: Generator, level: string, msg: string, rest: string) =>
  `{"time":"2025-03-${g.two(1, 28)}T${g.time()}.${g.int(100, 999)}Z","level":"${level}","msg":"${msg}",${rest}}`;

const jsonLines = [
  m(
    6,
    (g) =>
      json(
        g,
        "info",
        "request completed",
        `"method":"GET","path":"/items/${g.int(1, 999)}","status":${g.pick([200, 404])},"duration_ms":${g.int(1, 900)}`,
      ),
  ),
  m(
    4,
    (g) =>
      json(
        g,
        "error",
        "payment declined",
        `"order":"${g.uuid()}","user":"${g.user()}","reason":"${
          g.pick(["insufficient funds", "expired card", "limit"])
        }"`,
      ),
  ),
  m(
    4,
    (g) =>
      json(
        g,
        "info",
        "cache refreshed",
        `"keys":${g.int(1, 9999)},"shards":[${Array.from({ length: g.int(1, 6) }, () => g.int(0, 15)).join(",")}]`,
      ),
  ),
  m(
    3,
    (g) =>
      json(
        g,
        "warn",
        "slow query",
        `"sql":"SELECT * FROM ${table(g)} WHERE id = ${g.int(1, 99)}","seconds":${g.int(1, 9)}.${g.int(1, 9)}`,
      ),
  ),
];

const logfmtLine = (g: Generator, level: string, rest: string) =>
  `ts=2025-03-${g.two(1, 28)}T${g.time()}.${g.int(100, 999)}Z level=${level} caller=${rest}`;

const logfmt = [
  m(
    5,
    (g) =>
      logfmtLine(
        g,
        "info",
        `compact.go:519 component=tsdb msg="write block" mint=17${g.int(10000000, 99999999)}000 maxt=17${
          g.int(10000000, 99999999)
        }000 ulid=01${g.hex(24).toUpperCase()} duration=${g.int(1, 9)}.${g.int(100, 999)}s`,
      ),
  ),
  m(
    4,
    (g) =>
      logfmtLine(
        g,
        "warn",
        `scrape.go:1372 component="scrape manager" scrape_pool=${g.word()} target=http://${g.ip()}:9100/metrics msg="Error on ingesting samples" num_dropped=${
          g.int(1, 99)
        }`,
      ),
  ),
  m(
    4,
    (g) =>
      logfmtLine(
        g,
        "info",
        `head.go:1190 component=tsdb msg="Head GC completed" duration=${g.int(1, 99)}.${g.int(100, 999)}ms`,
      ),
  ),
  m(
    3,
    (g) =>
      logfmtLine(
        g,
        "error",
        `notifier.go:530 component=notifier alertmanager=http://${g.ip()}:9093/api/v2/alerts count=${
          g.int(1, 9)
        } msg="Error sending alert" err="context deadline exceeded"`,
      ),
  ),
];

const rfc = (g: Generator, app: string, id: string, rest: string) =>
  `<${g.int(1, 191)}>1 2025-03-${g.two(1, 28)}T${g.time()}.${g.int(100, 999)}Z host${g.int(1, 20)}.example.org ${app} ${
    g.int(100, 99999)
  } ${id} ${rest}`;

const syslog5424 = [
  m(
    5,
    (g) =>
      rfc(
        g,
        "evntslog",
        "ID47",
        `[exampleSDID@32473 iut="3" eventSource="Application" eventID="${
          g.int(1000, 1999)
        }"] An application event log entry for ${g.user()}`,
      ),
  ),
  m(
    5,
    (g) =>
      rfc(
        g,
        "sshd",
        "-",
        `- Accepted publickey for ${g.user()} from ${g.ip()} port ${g.int(1024, 65000)} ssh2: ED25519 SHA256:${
          g.hex(43)
        }`,
      ),
  ),
  m(4, (g) => rfc(g, "su", "ID12", `- 'su root' failed for ${g.user()} on /dev/pts/${g.int(0, 9)}`)),
  m(
    4,
    (g) =>
      rfc(
        g,
        "postfix/smtpd",
        "-",
        `- disconnect from ${g.word()}.example.com[${g.ip()}] ehlo=1 quit=1 commands=${g.int(1, 9)}`,
      ),
  ),
  m(
    4,
    (g) =>
      rfc(
        g,
        "postfix/qmgr",
        "-",
        `- ${g.hex(10).toUpperCase()}: from=<${g.user()}@example.org>, size=${g.int(300, 99999)}, nrcpt=${
          g.int(1, 3)
        } (queue active)`,
      ),
  ),
];

/** Messages of ten formats of logs, made up after what such programs write. */
export const LOG_FORMATS: Readonly<Record<string, readonly Message[]>> = {
  nginx,
  apache,
  kubernetes,
  postgresql,
  systemd,
  "java stack traces": stackTraces,
  "python tracebacks": tracebacks,
  "json lines": jsonLines,
  logfmt,
  "syslog rfc 5424": syslog5424,
};
