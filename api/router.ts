import { Hono } from "hono";
import { errorResponse } from "./error_response.ts";
import { RequestError } from "./request_error.ts";
import type { Route } from "./route.ts";
import { refuseCrossSite, requireToken } from "./write_access.ts";

/** What a router needs beside its routes. */
export interface RouterOptions {
  /** Writing routes need it; without one they are open (and only the loopback address is served). */
  readonly apiToken?: string;
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
  for (const route of routes) {
    app.on(route.method, route.path, async (context) => {
      context.env.route = route.path;
      context.env.failure = route.failure;
      if (route.access === "writing") {
        refuseCrossSite(context.req.raw);
        await requireToken(context.req.raw, options.apiToken);
      }
      return await route.handle({
        request: context.req.raw,
        query: new URL(context.req.url).searchParams,
        params: context.req.param(),
      });
    });
  }
  const methods = methodsByPath(routes);
  for (const [path, allow] of methods) {
    app.all(path, (context) => {
      context.env.route = path;
      throw new RequestError(405, `Cannot ${context.req.method} "${path}": expected ${allow}`, {
        headers: { Allow: allow },
      });
    });
  }
  app.notFound((context) =>
    errorResponse(
      new RequestError(404, `Cannot find "${context.req.path}": expected one of ${[...methods.keys()].join(", ")}`),
    )
  );
  app.onError((error, context) => {
    const response = (context.env.failure ?? errorResponse)(error);
    if (response.status === 500) options.onFault?.(error);
    return response;
  });

  return async (request) => {
    const matched: Matched = { route: "-" };
    const response = await app.fetch(request, matched);
    const method = METHODS.has(request.method) ? request.method : "other";
    options.onAnswer?.({ method, route: matched.route, status: response.status });
    return response;
  };
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
