/** Generated from schema/progress.schema.json by `npm run schema`; edit that, not this. */

/**
 * One line of --progress-fd: JSON Lines, the first one is a start event with the version
 */
export type ProgressEvent = Start | StepStart | StepFinish | Command | Output | Transfer | Notice | Warning | Failure | Done;

/**
 * Always the first event
 */
export interface Start {
  event: "start";
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * the program's name
   */
  program: string;
  /**
   * its release
   */
  release: string;
}
/**
 * A step begins
 */
export interface StepStart {
  event: "step-start";
  /**
   * the step
   */
  id: string;
  /**
   * one line for people
   */
  title: string;
  /**
   * from 0
   */
  index: number;
  /**
   * steps in all
   */
  count: number;
}
/**
 * A step ended
 */
export interface StepFinish {
  event: "step-finish";
  /**
   * the step
   */
  id: string;
  /**
   * how long it took
   */
  seconds: number;
  outcome: "done" | "failed";
}
/**
 * A program ran
 */
export interface Command {
  event: "command";
  /**
   * the command, secrets hidden
   */
  command: string;
  /**
   * null where a signal ended it
   */
  exitCode: number | null;
  /**
   * how long it took
   */
  seconds: number;
}
/**
 * What a program of the user has printed: an action, or the script of --on-failure
 */
export interface Output {
  event: "output";
  /**
   * the program, for people
   */
  of: string;
  /**
   * its last lines, secrets of addresses hidden
   */
  text: string;
}
/**
 * How far the deploy of all images is
 */
export interface Transfer {
  event: "transfer";
  /**
   * the image that the event was made for
   */
  image: string;
  /**
   * of all images, so far
   */
  bytes: number;
  /**
   * of all images
   */
  totalBytes: number;
  /**
   * of all images, so far
   */
  files: number;
  /**
   * of all images
   */
  totalFiles: number;
  /**
   * the present rate
   */
  bytesPerSecond: number;
  /**
   * estimate until every image is deployed; null while unknown
   */
  secondsLeft: number | null;
  /**
   * the images that are in transfer
   */
  images: {
    /**
     * its name
     */
    image: string;
    /**
     * so far
     */
    bytes: number;
    /**
     * of this image; 0 while unknown
     */
    totalBytes: number;
  }[];
}
/**
 * Something worth knowing
 */
export interface Notice {
  event: "notice";
  /**
   * for people
   */
  message: string;
}
/**
 * Something that a person should look at
 */
export interface Warning {
  event: "warning";
  /**
   * for people
   */
  message: string;
}
/**
 * The program failed; the last event
 */
export interface Failure {
  event: "failure";
  /**
   * the name of the exit code
   */
  code: string;
  exitCode: number;
  /**
   * what failed
   */
  message: string;
  /**
   * what to do next
   */
  hint?: string;
}
/**
 * The program succeeded; the last event
 */
export interface Done {
  event: "done";
  /**
   * how long everything took
   */
  seconds: number;
}
