import type { Delivery, SubscribeOptions } from "../../core/broadcast.ts";
import type { Clock } from "../../core/clock.ts";
import { shownJson } from "../../core/shown_text.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";

/** An event of the detector, whichever. */
export interface LiveEvent {
  readonly kind: string;
}

/** What the detector in the same process says, to whoever subscribes. */
export interface LiveEvents {
  /** How many follow it. */
  readonly subscribers: number;
  /** Follows it from now on. */
  subscribe(options?: SubscribeOptions): AsyncIterableIterator<Delivery<LiveEvent>>;
}

/** What {@linkcode eventsRoute} works with. */
export interface EventsOptions {
  /** Absent where no detector runs in this process. */
  readonly live?: LiveEvents;
  readonly clock: Clock;
  /** Ends all answers. */
  readonly signal: AbortSignal;
}

/** A comment is sent when there was nothing else for so long: what stands between would take the connection for dead. */
const IDLE_MS = 15_000;
const MOST_FOLLOWERS = 100;

/**
 * `GET /api/events?kind=A,B`: what the detector in the same process says, as server-sent events: `event` is its kind, `data` the event as
 * JSON. Who does not keep up loses the oldest of 256 that wait, and is sent `missed` with their number. Without a detector in the process a 404.
 */
export function eventsRoute({ live, clock, signal }: EventsOptions): Route {
  return {
    method: "GET",
    path: "/api/events",
    access: "reading",
    handle({ query }) {
      if (live === undefined) {
        throw new RequestError(
          404,
          'Cannot follow events here: expected a detector in the api\'s own process, as "deno task up" has; GET /api/incidents answers everywhere',
        );
      }
      if (live.subscribers >= MOST_FOLLOWERS) {
        throw new RequestError(503, `Cannot follow events: expected fewer than ${MOST_FOLLOWERS} others to do so`);
      }
      const kinds = (query.get("kind") ?? "").split(",").filter((kind) => kind !== "");
      const isWanted = ({ kind }: LiveEvent) => kinds.length === 0 || kinds.includes(kind);
      const events = live.subscribe({ signal });
      return new Response(streamOf(events, { isWanted, clock }), {
        headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" },
      });
    },
  };
}

function streamOf(
  events: AsyncIterableIterator<Delivery<LiveEvent>>,
  { isWanted, clock }: { readonly isWanted: (event: LiveEvent) => boolean; readonly clock: Clock },
): ReadableStream<Uint8Array> {
  let next = events.next();
  return new ReadableStream({
    start: (controller) => controller.enqueue(ENCODER.encode(": following\n\n")),
    async pull(controller) {
      for (;;) {
        const idle = new AbortController();
        const result = await Promise.race([next, clock.sleep(IDLE_MS, idle.signal)]);
        idle.abort();
        if (result === undefined) return controller.enqueue(ENCODER.encode(": nothing new\n\n"));
        if (result.done) return controller.close();
        next = events.next();
        const text = textOf(result.value, isWanted);
        if (text !== "") return controller.enqueue(ENCODER.encode(text));
      }
    },
    async cancel() {
      await events.return?.();
    },
  });
}

const ENCODER = new TextEncoder();

function textOf({ value, missed }: Delivery<LiveEvent>, isWanted: (event: LiveEvent) => boolean): string {
  const loss = missed > 0 ? messageOf("missed", { missed }) : "";
  return isWanted(value) ? loss + messageOf(value.kind, value) : loss;
}

function messageOf(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${shownJson(data)}\n\n`;
}
