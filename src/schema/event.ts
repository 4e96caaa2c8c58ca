/** Generated from schema/event.schema.json by `npm run schema`; edit that, not this. */

/**
 * What the programs in /etc/bareon/event.d get on standard input, and what --event-url is sent; readers must accept further keys and further events.
 */
export interface BootEvent {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * fallback: this boot runs in place of an entry that failed; trial: this boot is a trial; confirm: the running system was confirmed; reject: a trial was rejected, which only --event-url is told; update: another system was updated; update-failed: its update failed
   */
  event: "fallback" | "trial" | "confirm" | "reject" | "update" | "update-failed";
  /**
   * when it was noticed: UTC, ISO 8601
   */
  time: string;
  /**
   * the id of the entry that it is about: the running one, for an update the updated one, for reject the one that was on trial; null where none can be told
   */
  entry: string | null;
  /**
   * the image_name of that entry; null where it has none
   */
  image: string | null;
  /**
   * the image_uuid of that entry, empty where the image has none; null where the entry has no image
   */
  image_uuid: string | null;
  /**
   * the id of an entry: after a fallback the one that failed, after confirm the default before; else null, or where none can be told
   */
  from: string | null;
  /**
   * after a fallback as in status; after an update that failed the name of the exit code; else null
   */
  cause: string | null;
  /**
   * the same in a sentence
   */
  message: string;
  node?: TellingNode;
}
/**
 * the machine that tells it; only in what --event-url is sent
 */
export interface TellingNode {
  /**
   * its host name, which may be another one in a ramdisk; empty if it has none
   */
  name: string;
  /**
   * the UUID by which its firmware calls it (DMI), in small letters; null if there is none
   */
  uuid: string | null;
}
