import { isSameFile } from "../file_identity.ts";
import { isSystemError } from "../file_problem.ts";
import type { FoundFile } from "../file_search.ts";
import { OpenFile } from "../open_file.ts";
import type { SurveyQuery } from "./survey_query.ts";

/** As {@linkcode openAt}. @throws {Deno.errors.NotFound} too, where another file has the path by now */
export function openFound(found: FoundFile, query: SurveyQuery): OpenFile | undefined {
  const file = openAt(found.path, query);
  if (file === undefined || isSameFile(file, found)) return file;
  file.close();
  throw new Deno.errors.NotFound(found.path);
}

/** Opens what has a path for the log; undefined where that can't be read. @throws {Deno.errors.NotFound} where nothing is there */
export function openAt(path: string, { path: followedAs, openRule }: SurveyQuery): OpenFile | undefined {
  try {
    return new OpenFile(path, { followedAs, openRule });
  } catch (error) {
    if (isSystemError(error) && !(error instanceof Deno.errors.NotFound)) return undefined;
    throw error;
  }
}
