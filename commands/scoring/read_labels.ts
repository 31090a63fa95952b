import { messageOf } from "../../core/message_of.ts";
import { givenSeconds } from "./given_seconds.ts";
import type { LabelledInterval } from "./labelled_interval.ts";

/**
 * Reads labels from JSON: an array of `{ start, end, message?, name? }`, or `{ phases: [{ phase, start, end, messages }] }`. Times are epoch seconds
 * or ISO 8601; an end that is left out is the start.
 * @throws {Error} that names the label and what is wanted.
 */
export function readLabels(json: string): LabelledInterval[] {
  const given = parse(json);
  const list = Array.isArray(given) ? given : isRecord(given) ? given.phases : undefined;
  if (!Array.isArray(list)) throw new Error(`Cannot read labels: expected ${FORMS}`);
  return list.map((label, i) => readLabel(label, i + 1));
}

const FORMS = 'an array of {"start", "end", "message"}, or {"phases": [{"phase", "start", "end", "messages"}]}';

function readLabel(given: unknown, number: number): LabelledInterval {
  if (!isRecord(given)) throw new Error(`Cannot read label ${number}: expected an object with "start" and "end"`);
  const startMs = timeOf(given.start, { number, name: "start" });
  const endMs = given.end === undefined ? startMs : timeOf(given.end, { number, name: "end" });
  if (endMs < startMs) throw new Error(`Cannot read label ${number}: expected its end not to be before its start`);
  return { name: nameOf(given, number), startMs, endMs, messages: messagesOf(given, number) };
}

function nameOf({ name, phase }: Record<string, unknown>, number: number): string {
  return [name, phase].find((each) => typeof each === "string" && each !== "") as string | undefined ??
    `label ${number}`;
}

function messagesOf({ message, messages = [] }: Record<string, unknown>, number: number): string[] {
  const all = message === undefined ? messages : [message];
  if (Array.isArray(all) && all.every((each): each is string => typeof each === "string")) return all;
  throw new Error(`Cannot read the messages of label ${number}: expected texts`);
}

function timeOf(given: unknown, { number, name }: { readonly number: number; readonly name: string }): number {
  const seconds = typeof given === "number" || typeof given === "string" ? givenSeconds(given) : undefined;
  if (seconds !== undefined) return seconds * 1000;
  const shown = given === undefined ? "nothing" : JSON.stringify(given);
  throw new Error(`Cannot read the ${name} of label ${number}, ${shown}: expected epoch seconds or an ISO 8601 time`);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`Cannot read labels: expected JSON, ${messageOf(error)}`);
  }
}

function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === "object" && given !== null;
}
