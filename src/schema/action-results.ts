/** Generated from schema/action-results.schema.json by `npm run schema`; edit that, not this. */

/**
 * How the actions after a deploy ended: /tmp/actions.json. Readers must accept further keys.
 */
export interface ActionResults {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * when this was written, UTC, ISO 8601
   */
  time: string;
  /**
   * the name of the action whose failure ended the deploy, after which no further one ran; null for none
   */
  stopped_by: string | null;
  /**
   * one for each action that ran, in their order
   */
  results: ActionResult[];
  [k: string]: unknown;
}
/**
 * How an action ended
 */
export interface ActionResult {
  /**
   * its name, in which all but letters and digits are _
   */
  name: string;
  /**
   * whether its resources were put in place, and its command ended with 0 in time
   */
  passed: boolean;
  /**
   * what went wrong, for a person; absent if it passed
   */
  exception?: string;
  [k: string]: unknown;
}
