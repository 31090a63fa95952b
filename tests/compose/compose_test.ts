import assert from "node:assert/strict";
import type { Command } from "commander";
import { parse } from "yaml";
import { agentCommand } from "../../commands/agent.ts";
import { apiCommand } from "../../commands/api.ts";
import { demoCommand } from "../../commands/demo.ts";
import { detectorCommand } from "../../commands/detector.ts";
import { setupCommand } from "../../commands/setup.ts";
import configuration from "../../deno.json" with { type: "json" };
import { environmentText } from "../../commands/setup/environment_file.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly command?: string[];
  readonly environment: Record<string, string>;
  readonly ports?: string[];
  readonly volumes?: (string | { source: string; target: string })[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly security_opt?: string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly healthcheck?: unknown;
  readonly depends_on?: Record<string, { condition: string }>;
}

const text = await read("compose.yaml");
const compose: { services: Record<string, Service>; volumes: Record<string, unknown> } = parse(text, { merge: true });
const services = Object.entries(compose.services);

Deno.test("compose.yaml has the whole stack", () => {
  assert.deepEqual(Object.keys(compose.services).sort(), [
    "agent",
    "api",
    "demo",
    "detector",
    "grafana",
    "influxdb",
    "init",
  ]);
});

Deno.test("the agent's heap has as little room as that of its task", () => {
  const { DENO_V8_FLAGS } = compose.services.agent!.environment;
  assert.ok(configuration.tasks.agent.includes(` --v8-flags=${DENO_V8_FLAGS} `));
});

Deno.test("every service is read-only, bounded, without capabilities, not root, and has a restart policy", () => {
  for (const [name, service] of services) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ["ALL"], name);
    assert.deepEqual(service.security_opt, ["no-new-privileges:true"], name);
    assert.match(service.mem_limit ?? "", /^\$\{\w+:-\d+[gm]\}$/, name);
    assert.ok((service.pids_limit ?? 0) > 0, name);
    assert.ok(service.restart, name);
    assert.ok(service.build || service.user && !service.user.startsWith("0"), name);
  }
});

Deno.test("the image of our own parts does not run as root", async () => {
  const users = [...(await read("Dockerfile")).matchAll(/^USER (\S+)$/gm)].map(([, user]) => user);
  assert.deepEqual(users, ["deno"]);
});

Deno.test("every image is of one patch version, and every published port is this machine's own", async () => {
  assert.match(await read("Dockerfile"), /^FROM \S+:\d+\.\d+\.\d+$/m);
  for (const [name, { image, build, ports = [] }] of services) {
    if (build === undefined) assert.match(image, /:\d+\.\d+\.\d+$/, name);
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:/, name);
  }
});

Deno.test("InfluxDB sends no requests for a query", () => {
  assert.equal(compose.services.influxdb.environment.INFLUXD_HARDENING_ENABLED, "true");
  assert.equal(compose.services.influxdb.environment.INFLUXD_PPROF_DISABLED, "true");
});

Deno.test("whoever waits for a healthy service waits for one that is checked", () => {
  const awaited = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
  assert.ok(awaited.length >= 10);
  for (const [name, { condition }] of awaited) {
    if (condition === "service_healthy") assert.ok(compose.services[name].healthcheck, name);
    else assert.deepEqual([name, condition], ["init", "service_completed_successfully"]);
  }
});

Deno.test("no secret is written down or has a default: each comes from .env, which setup writes", () => {
  const written = new Set([...environmentText().matchAll(/^(\w+)=/gm)].map(([, name]) => name));
  let secrets = 0;
  for (const [name, { environment }] of services) {
    for (const [variable, value] of Object.entries(environment)) {
      if (!/PASSWORD|TOKEN/.test(variable) || variable.endsWith("_FILE")) continue;
      secrets++;
      const required = String(value).match(/^\$\{(\w+):\?/);
      assert.ok(required && written.has(required[1]), `${name}: ${variable}`);
    }
  }
  assert.equal(secrets, 6);
});

Deno.test("Grafana finds its token where init writes it, and every variable of the data source", async () => {
  const { datasources: [source] } = parse(await read("dashboards/provisioning/datasources/logiq.yaml"));
  const { init, grafana } = compose.services;
  const written = init.command![init.command!.indexOf("--grafana-token") + 1];
  const [volume, folder] = mounts(init).find(([, target]) => written.startsWith(`${target}/`))!;
  const target = mounts(grafana).find(([name]) => name === volume)![1];
  assert.equal(source.secureJsonData.token, `$__file{${target}${written.slice(folder.length)}}`);
  const wanted = [...JSON.stringify(source).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  assert.ok(wanted.length >= 3);
  for (const name of wanted) assert.ok(name in grafana.environment, name);
});

Deno.test("every command of our own parts takes the arguments that it is given", () => {
  const { init, api, detector, demo } = compose.services;
  const given: [Command, string[]][] = [
    [setupCommand().commands[0], init.command!.slice(2)],
    [apiCommand(), api.command!.slice(1)],
    [detectorCommand(), detector.command!.slice(1)],
    [demoCommand(), demo.command!],
    [agentCommand(), ["--api", "http://api:8000", "--state", "/state"]],
  ];
  assert.deepEqual([init, api, detector].map(({ command }) => command![0]), ["setup", "api", "detector"]);
  for (const [command, words] of given) assert.deepEqual(command.parseOptions(words).unknown, [], command.name());
  assert.ok(text.includes('exec logiq agent "$$@" --api http://api:8000 --state /state'));
});

Deno.test("every named volume that is mounted is declared, and none besides", () => {
  const named = services.flatMap(([, service]) => mounts(service)).map(([source]) => source);
  const volumes = named.filter((source) => !/^[.$/]/.test(source));
  assert.deepEqual(new Set(volumes), new Set(Object.keys(compose.volumes)));
});

Deno.test("the image holds every module that main.ts needs", async () => {
  const letThrough = (await read(".dockerignore")).split("\n").filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json", "main.ts"], cwd: ROOT })
    .output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: { specifier: string }[] };
  const own = modules.map(({ specifier }) => specifier).filter((specifier) => specifier.startsWith(ROOT.href))
    .map((specifier) => specifier.slice(ROOT.href.length));
  assert.ok(own.length > 50);
  for (const path of own) assert.ok(letThrough.includes(path.split("/")[0]) && !path.endsWith("_test.ts"), path);
});

function mounts({ volumes = [] }: Service): [source: string, target: string][] {
  return volumes.map((volume) => {
    if (typeof volume !== "string") return [volume.source, volume.target];
    const [, source, target] = volume.match(/^(\$\{[^}]*\}|[^:]+):([^:]+)/)!;
    return [source, target];
  });
}
