/** Generated from schema/actions.schema.json by `npm run schema`; edit that, not this. */

/**
 * a name of printable characters
 */
export type Name = string;
/**
 * a list of actions, in the order in which they run
 */
export type ActionList = Action[];

/**
 * an object with a list of actions, as deploy --actions reads it
 */
export interface ActionsDocument {
  actions?: ActionList;
  action_list?: ActionList;
  /**
   * the controller's own: the user of an action on a deployed system, as a text; not used
   */
  action_user?: string;
  /**
   * the controller's own: the address of that user's private key, as a text; not used
   */
  action_key?: string;
}
/**
 * an action: name, cmd, args, sudo, terminate_on_fail and resources
 */
export interface Action {
  name: Name;
  /**
   * a command, a text on one line that is not empty: an absolute path, or what a shell is to run
   */
  cmd: string;
  /**
   * the arguments of the command as one text, which may be empty
   */
  args: string;
  /**
   * true or false; actions run as root in any case
   */
  sudo: boolean;
  /**
   * true or false: whether a failure of this action is one of the deploy, and no further action runs
   */
  terminate_on_fail: boolean;
  /**
   * a list of files that are put in their places before the command runs, which may be empty
   */
  resources: Resource[];
  /**
   * seconds after which the command is ended, a whole number from 1 to 86400; default 600
   */
  timeout?: number;
}
/**
 * a resource: name, url, mode and target
 */
export interface Resource {
  name: Name;
  /**
   * an address that begins with http://, https:// or file:///
   */
  url: string;
  /**
   * push: the file itself is put at target
   */
  mode: "push" | "pull" | "pull-mount" | "pull-swift-tempurl";
  /**
   * the absolute path of a file, without "." or ".." in it
   */
  target: string;
}
