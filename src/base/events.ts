/** What the programs report while they work: the events of schema/progress.schema.json; reporters only consume them. */
import type { ProgressEvent } from "../schema/progress.ts";

export type { ProgressEvent } from "../schema/progress.ts";
export type Report = (event: ProgressEvent) => void;

/** Consumes events until it is closed. */
export interface Reporter {
  readonly report: Report;
  readonly close: () => void;
}
