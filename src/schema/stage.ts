/** Generated from schema/stage.schema.json by `npm run schema`; edit that, not this. */
import type { TellingNode } from "./event.ts";

/**
 * What --event-url is sent of a deploy, update or remove while it goes on; readers must accept further keys and further events.
 */
export interface StageEvent {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * started: the run has begun; phase: a phase of it begins; done: it succeeded; failed: it failed or was stopped. Each run ends with one of the last two, unless it is killed
   */
  event: "started" | "phase" | "done" | "failed";
  /**
   * when it happened, by the clock of the machine: UTC, ISO 8601
   */
  time: string;
  node: TellingNode;
  /**
   * a UUID, the same in all documents of a run
   */
  run: string;
  /**
   * of the document in its run, from 0; one that is missing was not sent
   */
  number: number;
  /**
   * the program
   */
  program: "bareon-provision";
  /**
   * its release
   */
  release: string;
  /**
   * what the program was asked to do
   */
  command: "deploy" | "update" | "remove";
  /**
   * the phase that begins, as --from and --until call it; null for the other events
   */
  phase: "storage" | "config-drive" | "images" | "bootloader" | null;
  /**
   * the step with which the phase begins; null for the other events
   */
  step: {
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
  } | null;
  /**
   * how long the run has taken so far
   */
  seconds: number;
  /**
   * of failed: why; null for the other events
   */
  failure: {
    /**
     * the name of the exit code; signal or bug
     */
    code: string;
    /**
     * the exit code
     */
    exit_code: number;
    /**
     * what failed, secrets hidden
     */
    message: string;
    /**
     * what to do next
     */
    hint: string | null;
  } | null;
  /**
   * the event in a sentence
   */
  message: string;
}
