/** Answers to requests that came with an idempotency key. */
export interface ReplyStore {
  /** The answer that was remembered for a key, or null. Remembered for at least a day. */
  recallReply(key: string): Promise<string | null>;

  /** Replaces the answer to a key. */
  rememberReply(key: string, reply: string, nowMs: number): Promise<void>;
}
