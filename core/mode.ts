/**
 * How lines came to be counted. `live`: read as they arrived. `backlog`: present when the file was first opened, or read
 * while the agent lagged by more than a window; counted and mined, but kept out of window statistics.
 */
export type Mode = "live" | "backlog";
