import { join } from "node:path";
import { clientProgram } from "../../tests/clients/client_programs.ts";

/** What a Telegraf follows, and where it sends lines. */
export interface TelegrafOptions {
  /** Holds its configuration and its state. */
  readonly folder: string;
  readonly logs: readonly string[];
  readonly url: string;
  /** @default any */
  readonly token?: string;
  /** What its lines are of. @default {all lines are of `tail`} */
  readonly source?: string;
  /** How bodies are sent. @default "identity" */
  readonly encoding?: "identity" | "gzip";
}

/** A Telegraf that tails logs and remembers how far, killed and started as often as an agent. */
export class Telegraf implements AsyncDisposable {
  readonly #configuration: string;
  #child: Deno.ChildProcess | undefined;

  constructor({ folder, logs, url, token = "any", source, encoding = "identity" }: TelegrafOptions) {
    Deno.mkdirSync(folder, { recursive: true });
    this.#configuration = join(folder, "telegraf.conf");
    Deno.writeTextFileSync(
      this.#configuration,
      `
[agent]
  interval = "200ms"
  flush_interval = "200ms"
  metric_buffer_limit = 1000000
  statefile = ${JSON.stringify(join(folder, "state"))}
[[inputs.tail]]
  files = ${JSON.stringify(logs)}
  initial_read_offset = "saved-or-beginning"
  max_undelivered_lines = 100000
  data_format = "value"
  data_type = "string"
  value_field_name = "message"
${source === undefined ? "" : `  [inputs.tail.tags]\n    source = ${JSON.stringify(source)}\n`}[[outputs.influxdb_v2]]
  urls = [${JSON.stringify(url)}]
  token = ${JSON.stringify(token)}
  organization = "any"
  bucket = "any"
  content_encoding = "${encoding}"
`,
    );
  }

  start(): void {
    const [program] = clientProgram("telegraf");
    const args = [this.#configuration];
    this.#child = new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  }

  /** Ends it by kill -9. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Lets it end. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Suspends it for a while. */
  async freeze(ms: number): Promise<void> {
    const child = this.#child;
    child?.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, ms));
    child?.kill("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: Deno.Signal): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    try {
      child?.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it had ended by itself
    }
    await child?.status;
  }
}
