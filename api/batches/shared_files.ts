import type { AgentMessage } from "../../core/agent_message.ts";

/** An agent that was not heard for longer has ended, or is away. */
const HEARD_WITHIN_MS = 60_000;

/** A message that was held up on its way comes after one of another agent, too; it does not go on to. */
const LEAST_RETURNS = 2;

/** Far more than are followed, and agents that follow one. */
const MOST_FILES = 100_000, MOST_FOLLOWERS = 16;

/** One run of an agent that follows a file. */
interface Follower {
  readonly run: string;
  readonly seenMs: number;
  /** How often it was heard after another one. */
  readonly returns: number;
}

interface FollowedFile {
  readonly source: string;
  readonly host: string;
  readonly followers: Map<string, Follower>;
  /** The agent that was heard last. */
  last: string;
}

/**
 * Which files several agents follow at once for one source: each of their lines counts several times. Agents that follow a file one after another are
 * none, nor is a run that has ended, or one and the same file for sources of different names.
 */
export class SharedFiles {
  /** By source and file; the one that was heard of last comes last. */
  readonly #files = new Map<string, FollowedFile>();
  readonly #shared = new Set<string>();

  /** Takes note of a message; returns what is to be told that was not. */
  note({ agent, run, heartbeats }: AgentMessage, nowMs: number): string[] {
    if (run === undefined) return [];
    const named = heartbeats.flatMap(({ source, host, files = [] }) => files.map((file) => ({ source, host, file })));
    return named.flatMap(({ source, host, file }) => {
      const key = `${source}\n${file}`;
      const followed = this.#files.get(key) ?? { source, host, followers: new Map(), last: agent };
      this.#keep(key, followed);
      hear(followed, { agent, run, nowMs });
      if (this.#shared.has(key) || !isShared(followed, nowMs)) return [];
      const told = toldOf(followed, nowMs), isToldAlready = this.told(nowMs).includes(told);
      this.#shared.add(key);
      return isToldAlready ? [] : [told];
    });
  }

  /** What is to be told now: once for a log, though rotation gives it another file. */
  told(nowMs: number): string[] {
    const told = [...this.#shared].flatMap((key) => {
      const followed = this.#files.get(key);
      if (followed && isShared(followed, nowMs)) return [toldOf(followed, nowMs)];
      this.#shared.delete(key);
      return [];
    });
    return [...new Set(told)];
  }

  #keep(key: string, followed: FollowedFile): void {
    this.#files.delete(key);
    this.#files.set(key, followed);
    if (this.#files.size > MOST_FILES) this.#files.delete(this.#files.keys().next().value!);
  }
}

function hear(
  followed: FollowedFile,
  { agent, run, nowMs }: { readonly agent: string; readonly run: string; readonly nowMs: number },
): void {
  const { followers, last } = followed;
  const before = followers.get(agent);
  const goesOn = before?.run === run && nowMs - before.seenMs <= HEARD_WITHIN_MS;
  const returns = goesOn ? before.returns + (last === agent ? 0 : 1) : 0;
  followers.delete(agent);
  followers.set(agent, { run, seenMs: nowMs, returns });
  if (followers.size > MOST_FOLLOWERS) followers.delete(followers.keys().next().value!);
  followed.last = agent;
}

function isShared(followed: FollowedFile, nowMs: number): boolean {
  return sharersOf(followed, nowMs).length > 1;
}

/** Agents of which each was heard both before and after others. */
function sharersOf({ followers }: FollowedFile, nowMs: number): string[] {
  const isSharer = ({ seenMs, returns }: Follower) => returns >= LEAST_RETURNS && nowMs - seenMs <= HEARD_WITHIN_MS;
  return [...followers].filter(([, follower]) => isSharer(follower)).map(([agent]) => agent).toSorted();
}

function toldOf(followed: FollowedFile, nowMs: number): string {
  const { source, host } = followed;
  const agents = sharersOf(followed, nowMs).map((agent) => `"${agent}"`);
  const names = `${agents.slice(0, -1).join(", ")} and ${agents.at(-1)}`;
  const times = agents.length === 2 ? "twice" : `${agents.length} times`;
  const what = `Agents ${names} follow one file of source "${source}" on host "${host}"`;
  return `${what}: each of its lines counts ${times}; end all but one, or give each another --source`;
}
