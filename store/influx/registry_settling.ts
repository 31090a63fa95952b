import type { InfluxConnection } from "./influx_connection.ts";
import { settleRegistry } from "./settle_registry.ts";

/** Settles the registry of an earlier version once, see {@linkcode settleRegistry}: again and again until that passes. */
export class RegistrySettling {
  readonly #connection: InfluxConnection;
  #isDone = false;
  #running: Promise<void> | undefined;

  constructor(connection: InfluxConnection) {
    this.#connection = connection;
  }

  /** Resolves once it is settled; calls at one time are one. */
  async settle(): Promise<void> {
    if (this.#isDone) return;
    this.#running ??= settleRegistry(this.#connection).then(() => void (this.#isDone = true)).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }
}
