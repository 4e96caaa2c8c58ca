/** Generated from schema/failure.schema.json by `npm run schema`; edit that, not this. */

/**
 * What both programs print with --json in place of a result when they fail; readers must accept further keys.
 */
export interface FailureResult {
  error: {
    /**
     * the name of the exit code, such as usage or locked; signal after a signal; bug for a fault of the program
     */
    code: string;
    /**
     * the exit code of the program
     */
    exit_code: number;
    /**
     * what failed, for a person, secrets hidden; it may have several lines
     */
    message: string;
    /**
     * what to do next
     */
    hint: string | null;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
