import pRetry, { AbortError } from "p-retry";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { messageOf } from "../core/message_of.ts";
import type { AnomalyChange, Notifier, Untold } from "./notifier.ts";
import type { NotifierKind } from "./notifier_kind.ts";
import { webhookBody, type WebhookFormat } from "./webhook_body.ts";

/** Settings of {@linkcode createWebhook}. */
export interface WebhookOptions {
  readonly url: string;
  /** @default "json" */
  readonly format?: WebhookFormat;
  /** How long one attempt may take, milliseconds. @default 5000 */
  readonly timeoutMs?: number;
  /** Attempts after the first one. @default 4 */
  readonly retries?: number;
  /** Pause before the first of them, milliseconds; it doubles from one to the next. @default 500 */
  readonly pauseMs?: number;
  /** How many may wait; of more the newest are given up. @default 100 */
  readonly queueLimit?: number;
}

/**
 * Posts anomalies to a URL as JSON, one after another in the order in which they came. An answer of 408, 429 or 5xx and a failed
 * connection are tried again; any other refusal is final.
 */
export function createWebhook(options: WebhookOptions): Notifier {
  return new Webhook(options);
}

/** Posts to the address of `WEBHOOK_URL`, and to those that `NOTIFY` names. */
export const webhook: NotifierKind = {
  name: "webhook",
  expected: "an http or https address",
  accepts: (place) => /^https?:\/\/\S+$/.test(place),
  open: (url, { webhookFormat }) => createWebhook({ url, format: webhookFormat === "slack" ? "slack" : "json" }),
  places: (settings) => settings.webhook === "" ? [] : [settings.webhook],
};

class Webhook implements Notifier {
  readonly #options: Required<WebhookOptions>;
  readonly #closed = new AbortController();
  #queued = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(options: WebhookOptions) {
    this.#options = { format: "json", timeoutMs: 5000, retries: 4, pauseMs: 500, queueLimit: 100, ...options };
  }

  notify(anomaly: Anomaly, change: AnomalyChange, others?: Untold): Promise<void> {
    if (this.#queued >= this.#options.queueLimit) {
      const waiting = `expected fewer than ${this.#options.queueLimit} to wait for ${this.#host}`;
      return Promise.reject(new Error(`Cannot notify of "${anomaly.title}": ${waiting}`));
    }
    this.#queued++;
    const body = JSON.stringify(webhookBody({ anomaly, change, others }, this.#options.format));
    const sent = this.#last.then(() => this.#deliver(body, anomaly.title)).finally(() => this.#queued--);
    this.#last = sent.catch(() => {});
    return sent;
  }

  async close(): Promise<void> {
    this.#closed.abort(new Error("expected time to deliver it before the end"));
    await this.#last;
  }

  get #host(): string {
    return new URL(this.#options.url).host;
  }

  async #deliver(body: string, title: string): Promise<void> {
    const { retries, pauseMs: minTimeout } = this.#options;
    const { signal } = this.#closed;
    try {
      await pRetry(() => this.#post(body), { retries, minTimeout, signal });
    } catch (error) {
      const reason = messageOf(error);
      throw new Error(`Cannot notify ${this.#host} of "${title}": ${reason}`, { cause: error });
    }
  }

  async #post(body: string): Promise<void> {
    const { url, timeoutMs } = this.#options;
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(timeoutMs)]);
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "error" }).catch(retriable);
    await response.body?.cancel();
    if (response.ok) return;
    const message = `expected a 2xx answer, got ${response.status}`;
    const isPassing = response.status === 408 || response.status === 429 || response.status >= 500;
    throw isPassing ? new Error(message) : new AbortError(message);
  }
}

/** p-retry gives up at once on a TypeError that it does not recognise as a failed connection. */
function retriable(error: unknown): never {
  throw new Error(messageOf(error), { cause: error });
}
