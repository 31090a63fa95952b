import pRetry, { AbortError } from "p-retry";
import { messageOf } from "../core/message_of.ts";
import type { Notifier } from "./notifier.ts";
import type { NotifierKind } from "./notifier_kind.ts";
import { queuedNotifier } from "./queued_notifier.ts";
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
export function createWebhook(
  { url, format = "json", timeoutMs = 5000, retries = 4, pauseMs = 500, queueLimit }: WebhookOptions,
): Notifier {
  return queuedNotifier({
    place: new URL(url).host,
    queueLimit,
    async deliver(told, signal) {
      const body = JSON.stringify(webhookBody(told, format));
      await pRetry(() => post(url, { body, timeoutMs, signal }), { retries, minTimeout: pauseMs, signal });
    },
  });
}

/** Posts to the address of `WEBHOOK_URL`, and to those that `NOTIFY` names. */
export const webhook: NotifierKind = {
  name: "webhook",
  expected: "an http or https address",
  accepts: (place) => /^https?:\/\/\S+$/.test(place),
  open: (url, { webhookFormat }) => createWebhook({ url, format: webhookFormat }),
  places: (settings) => settings.webhook === "" ? [] : [settings.webhook],
};

async function post(
  url: string,
  { body, timeoutMs, signal }: { readonly body: string; readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body, signal: inTime, redirect: "error" } as const;
  const response = await fetch(url, init).catch(retriable);
  await response.body?.cancel();
  if (response.ok) return;
  const message = `expected a 2xx answer, got ${response.status}`;
  const isPassing = response.status === 408 || response.status === 429 || response.status >= 500;
  throw isPassing ? new Error(message) : new AbortError(message);
}

/** p-retry gives up at once on a TypeError that it does not recognise as a failed connection. */
function retriable(error: unknown): never {
  throw new Error(messageOf(error), { cause: error });
}
