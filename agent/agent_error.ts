/** A failure that the agent can't go on from: its message is one line that names the thing and the remedy. */
export class AgentError extends Error {
  override readonly name = "AgentError";
}
