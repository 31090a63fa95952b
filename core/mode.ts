/**
 * How lines came to be counted. `live`: read as they arrived. `history`: present when the file was first opened, and counted by the time
 * in the line. `backlog`: present then without such a time, or read while the agent lagged by more than a window. All are counted and
 * mined; history and backlog are kept out of window statistics, and only the past that a detector learns from holds history.
 */
export type Mode = typeof MODES[number];

/** All modes. */
export const MODES = ["live", "backlog", "history"] as const;
