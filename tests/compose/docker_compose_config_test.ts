import assert from "node:assert/strict";
import { environmentText } from "../../commands/setup/environment_file.ts";
import { findDockerCompose } from "./docker_compose.ts";

const command = await findDockerCompose();
const ignore = !command;

Deno.test({
  name: "docker compose accepts compose.yaml with what setup writes",
  ignore,
  async fn() {
    const { success, stdout, stderr } = await config(environmentText());
    assert.ok(success, stderr);
    const { services } = JSON.parse(stdout);
    assert.equal(Object.keys(services).length, 7);
    assert.deepEqual(services.demo.entrypoint, ["logiq", "demo"]);
    assert.equal(services.api.depends_on.init.condition, "service_completed_successfully");
  },
});

Deno.test({
  name: "docker compose names the remedy where there are no secrets yet",
  ignore,
  async fn() {
    const { success, stderr } = await config("");
    assert.equal(success, false);
    assert.match(stderr, /run "deno task setup" first/);
  },
});

async function config(environment: string): Promise<{ success: boolean; stdout: string; stderr: string }> {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, environment);
    const [program, ...args] = command!;
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args: [...args, "--env-file", file, "--profile", "demo", "config", "--format", "json"],
      cwd: new URL("../../", import.meta.url),
      clearEnv: true,
      env: { PATH: Deno.env.get("PATH") ?? "", HOME: Deno.env.get("HOME") ?? "", ...dockerConfig() },
    }).output();
    const decoder = new TextDecoder();
    return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(file);
  }
}

function dockerConfig(): Record<string, string> {
  const folder = Deno.env.get("DOCKER_CONFIG");
  return folder ? { DOCKER_CONFIG: folder } : {};
}
