/** Far more than run at once. */
const MOST_AGENTS = 10_000;
/** A run that ended this many runs ago sends nothing any more. */
const MOST_PAST = 20;

interface Runs {
  readonly current: string;
  readonly past: readonly string[];
}

/** Which run of each agent was heard last, so that two at once under one id are told apart. */
export class AgentRuns {
  /** The agent that was heard last comes last. */
  readonly #runs = new Map<string, Runs>();

  /**
   * Takes note of a message; returns whether its run goes on although another one of the same agent has begun since. That is a clone of it,
   * or the other one is; or the last message of a run that has ended is late, and then nobody waits for the answer.
   */
  isSuperseded(agent: string, run: string): boolean {
    const { current = run, past = [] } = this.#runs.get(agent) ?? {};
    if (past.includes(run)) return true;
    this.#runs.delete(agent);
    this.#runs.set(agent, { current: run, past: run === current ? past : [...past.slice(1 - MOST_PAST), current] });
    if (this.#runs.size > MOST_AGENTS) this.#runs.delete(this.#runs.keys().next().value!);
    return false;
  }
}
