import { RequestError } from "./request_error.ts";

/** Rows of one answer, where no fewer are asked for: more than a list for people has, some megabytes. */
export const MOST_ROWS = 25_000;

/** Which part of a list is asked for. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Reads `limit` (25,000 by default, and at most) and `offset` of a query. @throws {RequestError} 400 for others. */
export function pageOfQuery(query: URLSearchParams): Page {
  return {
    limit: numberOf(query, "limit", [1, MOST_ROWS]) ?? MOST_ROWS,
    offset: numberOf(query, "offset", [0, 1e9]) ?? 0,
  };
}

/** A list's page as JSON, see {@linkcode pageResponse}. */
export function pagedResponse(list: readonly unknown[], page: Page, url: string): Response {
  return pageResponse(list.slice(page.offset, page.offset + page.limit), { ...page, total: list.length }, url);
}

/** Rows of a page as JSON; `Link` names the next one, as RFC 8288 has it, and `X-Total-Count` says how long the list is. */
export function pageResponse(
  rows: readonly unknown[],
  { limit, offset, total }: Page & { readonly total: number },
  url: string,
): Response {
  const headers: Record<string, string> = { "X-Total-Count": String(total) };
  if (offset + limit < total) headers.Link = `<${nextOf(url, { limit, offset: offset + limit })}>; rel="next"`;
  return Response.json(rows, { headers });
}

function nextOf(url: string, { limit, offset }: Page): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.set("limit", String(limit));
  searchParams.set("offset", String(offset));
  return `${pathname}?${searchParams}`;
}

function numberOf(query: URLSearchParams, name: string, [least, most]: readonly [number, number]): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new RequestError(400, `Cannot list ${name} "${text}": expected a whole number from ${least} to ${most}`);
}
