/** Generated from schema/run-status.schema.json by `npm run schema`; edit that, not this. */

/**
 * What a run of bareon-provision that writes to disks is doing, as status --json prints it. Readers must accept further keys.
 */
export interface RunStatus {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * none: nothing has run since the machine was started. lost: it ended without a word, as when it was killed
   */
  state: "none" | "running" | "done" | "failed" | "lost";
  /**
   * the run that is going on, else the last one; null for none
   */
  run: Run | null;
  [k: string]: unknown;
}
/**
 * A run
 */
export interface Run {
  /**
   * deploy, update, remove or release
   */
  command: string;
  /**
   * the program's release
   */
  release: string;
  /**
   * the process, which SIGTERM ends in an orderly way
   */
  pid: number;
  /**
   * when the process was started, in clock ticks since the machine was (proc(5), starttime): another process may have its number later
   */
  pid_start: number;
  /**
   * when it began: UTC, ISO 8601
   */
  started: string;
  /**
   * when it last said something: UTC, ISO 8601
   */
  updated: string;
  /**
   * how long it took; null until it has ended
   */
  seconds: number | null;
  /**
   * its log; null for none
   */
  log_file: string | null;
  steps: {
    /**
     * steps that have ended
     */
    done: number;
    /**
     * steps in all; 0 until that is known
     */
    count: number;
    /**
     * the titles of the steps that are going on
     */
    running: string[];
    [k: string]: unknown;
  };
  /**
   * how far the images are; null while none is brought
   */
  transfer: Transfer | null;
  /**
   * the last 20 warnings
   */
  warnings: string[];
  /**
   * why it failed; null if it did not
   */
  failure: Failure | null;
  [k: string]: unknown;
}
export interface Transfer {
  /**
   * bytes so far
   */
  bytes: number;
  /**
   * bytes in all
   */
  total_bytes: number;
  /**
   * the rate
   */
  bytes_per_second: number;
  /**
   * an estimate; null while there is none
   */
  seconds_left: number | null;
  [k: string]: unknown;
}
export interface Failure {
  /**
   * a name for the exit code, or signal or bug
   */
  code: string;
  /**
   * the exit code
   */
  exit_code: number;
  /**
   * what went wrong
   */
  message: string;
  /**
   * what to do next; null for nothing in particular
   */
  hint: string | null;
  [k: string]: unknown;
}
