import { Hono } from "hono";
import { admit, type ApiAccess, LOCAL_ACCESS } from "./access/api_access.ts";
import { crossOriginHeaders, preflightResponse } from "./access/own_site.ts";
import { BodyBudget } from "./body_budget.ts";
import { readBody } from "./bounded_body.ts";
import { errorResponse } from "./error_response.ts";
import { ListTurns } from "./list_turns.ts";
import { letOthersIn } from "./let_others_in.ts";
import { RequestError } from "./request_error.ts";
import type { Route } from "./route.ts";
import { answerFor, UnsentAnswers } from "./server/unsent_answers.ts";

/** What a router needs beside its routes. */
export interface RouterOptions {
  /** @default LOCAL_ACCESS */
  readonly access?: ApiAccess;
  /** What the bodies of all requests under way may hold together, bytes. @default no bound */
  readonly bodyBytesInFlight?: number;
  /** Of the server that sends the answers. @default no answer waits */
  readonly unsent?: UnsentAnswers;
  /** Told of each answer; `route` is the path's pattern, or `-` where no route matched. */
  onAnswer?(answer: { readonly method: string; readonly route: string; readonly status: number }): void;
  /** Told of what a handler threw that is neither the client's nor the store's doing. */
  onFault?(error: unknown): void;
}

/** Methods that are told apart in metrics; a client may invent others without end. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Dispatches requests to routes: 404 for an unknown path, 405 with `Allow` for an unknown method of a known one. The
 * function never rejects.
 */
export function createRouter(
  routes: readonly Route[],
  options: RouterOptions = {},
): (request: Request) => Promise<Response> {
  const app = new Hono<{ Bindings: Matched }>();
  const access = options.access ?? LOCAL_ACCESS;
  const bodies = new BodyBudget(options.bodyBytesInFlight ?? Infinity);
  const lists = new ListTurns();
  const unsent = options.unsent ?? new UnsentAnswers();
  for (const route of routes) {
    app.on(route.method, route.path, async (context) => {
      context.env.route = route.path;
      context.env.failure = route.failure;
      const request = context.req.raw;
      const role = admit(request, route.access, access);
      using hold = bodies.open();
      const answer = async () =>
        await route.handle({
          request,
          query: new URL(context.req.url).searchParams,
          params: context.req.param(),
          role,
          body: (maxBytes) => readBody(request, maxBytes, { hold }),
        });
      if (route.method !== "GET" || route.access === "open") return await answer();
      const asked = answerFor(request);
      unsent.assertRoom(asked);
      return await lists.run(asked.caller, async () => {
        await letOthersIn();
        unsent.assertRoom(asked);
        return await answer();
      });
    });
  }
  const methods = methodsByPath(routes);
  for (const [path, allow] of methods) {
    app.all(path, (context) => {
      context.env.route = path;
      admit(context.req.raw, "open", access);
      const answer = preflightResponse(context.req.raw, access.origins);
      if (answer !== undefined) return answer;
      throw new RequestError(405, `Cannot ${context.req.method} "${path}": expected ${allow}`, {
        headers: { Allow: allow },
      });
    });
  }
  app.notFound((context) => {
    admit(context.req.raw, "open", access);
    throw new RequestError(404, `Cannot find "${context.req.path}": expected one of ${[...methods.keys()].join(", ")}`);
  });
  app.onError((error, context) => {
    const response = (context.env.failure ?? errorResponse)(error);
    if (response.status === 500) options.onFault?.(error);
    return response;
  });

  return async (request) => {
    const matched: Matched = { route: "-" };
    const response = await app.fetch(request, matched);
    guard(response.headers, crossOriginHeaders(request, access.origins));
    const method = METHODS.has(request.method) ? request.method : "other";
    options.onAnswer?.({ method, route: matched.route, status: response.status });
    return response;
  };
}

/** What a browser is told of every answer: it holds what logs say, and is of the type that it names. */
function guard(headers: Headers, crossOrigin: Readonly<Record<string, string>>): void {
  const all = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", ...crossOrigin };
  for (const [name, value] of Object.entries(all)) headers.set(name, value);
  if (!headers.has("Access-Control-Allow-Origin")) headers.set("Cross-Origin-Resource-Policy", "same-origin");
}

/** Hono's bindings of one request: what its path matched. */
interface Matched {
  /** The path's pattern. */
  route: string;
  /** How that route answers errors. */
  failure?: (error: unknown) => Response;
}

function methodsByPath(routes: readonly Route[]): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { path, method } of routes) {
    const known = methods.get(path);
    methods.set(path, known === undefined ? method : `${known}, ${method}`);
  }
  return methods;
}
