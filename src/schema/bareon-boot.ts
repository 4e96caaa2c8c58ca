/** Generated from schema/bareon-boot.schema.json by `npm run schema`; edit that, not this. */

/**
 * What bareon-boot prints with --json; readers must accept further keys and further commands.
 */
export type BootResult =
  | ListResult
  | StatusResult
  | CurrentResult
  | ChangeResult
  | HistoryResult
  | RefreshResult
  | VerifyResult
  | HealthResult
  | EventsResult
  | ReportResult;
/**
 * the version of this format, 1
 */
export type Version = 1;
/**
 * what a person should look at; none of it is an error
 */
export type Warnings = string[];
/**
 * why that is booted next: it is the default; it is armed once; it is on trial; the trial became the default (confirmed), was overtaken by another default (superseded), or has no tries left (fallback)
 */
export type Reason = "default" | "once" | "trial" | "confirmed" | "superseded" | "fallback";
/**
 * what is booted next and why, and where a trial stands, in words
 */
export type Explanation = string;

/**
 * bareon-boot list
 */
export interface ListResult {
  version: Version;
  command: "list";
  /**
   * seconds since root saw this; absent where it was looked at now
   */
  age?: number;
  /**
   * in the order of the menu
   */
  entries: Entry[];
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * An entry of the boot menu, or an image that the menu lacks
 */
export interface Entry {
  /**
   * its index in the boot menu; null where the menu lacks it
   */
  grub_id: number | null;
  /**
   * the entry's stable GRUB --id; null where the menu lacks it
   */
  entry_id: string | null;
  /**
   * image: a deployed image's own entry; kernel: an older kernel of one; foreign: a system that was not deployed; rescue: the rescue system
   */
  kind: "image" | "kernel" | "foreign" | "rescue";
  /**
   * the title in the boot menu
   */
  boot_name: string;
  /**
   * the image's image_name; null for a foreign system and the rescue system
   */
  image_name: string | null;
  /**
   * the image's image_uuid, empty where it has none; null for a foreign system and the rescue system
   */
  image_uuid: string | null;
  /**
   * the image's name in the deploy config; null for a foreign system and the rescue system
   */
  os_id: string | null;
  /**
   * the filesystem UUID of the root; null where another boot loader knows it, and for the rescue system, which has none
   */
  root_uuid: string | null;
  /**
   * false if it was seen that it cannot be booted: root, kernel or initrd is not there, or it is being updated
   */
  valid: boolean;
  /**
   * why it cannot be booted
   */
  problem: string | null;
  updating?: Updating;
  /**
   * why the running system could not look into it, which says nothing of whether it can be booted; null if it could
   */
  unchecked: string | null;
  /**
   * whether it is the one that is booted unless somebody chooses another
   */
  default: boolean;
  /**
   * whether it is the one that runs now
   */
  current: boolean;
}
/**
 * an update of the image that has begun and not ended: until then its entry boots nothing; absent where there is none
 */
export interface Updating {
  /**
   * when it began: UTC, ISO 8601
   */
  since: string;
  /**
   * what it makes of the image, such as: from debian-12.1 to debian-12.2
   */
  what: string;
  /**
   * what the image's volumes hold: nothing of the new version yet, files of both, or the whole new version; absent where boot-info does not say, which means partly
   */
  written?: "nothing" | "partly" | "whole";
}
/**
 * The multiboot partition
 */
export interface Partition {
  /**
   * the device node
   */
  device: string;
  /**
   * the filesystem UUID
   */
  uuid: string;
  /**
   * option: --uuid, --device or --image; file: /etc/bareon/multiboot; name: its GPT name
   */
  found_by: "option" | "file" | "name";
  /**
   * all copies of it, this one among them, in their order; absent where there is one alone
   */
  copies?: Copy[];
}
/**
 * A copy of the multiboot partition
 */
export interface Copy {
  /**
   * the filesystem UUID
   */
  uuid: string;
  /**
   * the device node; null where it is missing
   */
  device: string | null;
  /**
   * alike: it holds what it is to hold; stale: it does not, as that of a disk that was away; missing: no disk has it
   */
  state: "alike" | "stale" | "missing";
}
/**
 * bareon-boot status
 */
export interface StatusResult {
  version: Version;
  command: "status";
  /**
   * seconds since root saw this; absent where it was looked at now
   */
  age?: number;
  /**
   * the entry that runs now; null where none can be told
   */
  current: Entry | null;
  /**
   * the filesystem UUID of the running root; null where it is on no filesystem with one
   */
  root_uuid: string | null;
  /**
   * why the running system was booted, by its kernel command line: a reason as below, menu (chosen by hand), envfail (the state could not be written); null where it says nothing
   */
  booted: string | null;
  default: Entry;
  next: Entry;
  reason: Reason;
  /**
   * what is booted once
   */
  once: Armed | null;
  trial: Trial | null;
  explanation: Explanation;
  fallback?: Fallback;
  /**
   * the entries of images that are being updated; absent where there is none
   */
  updating?: Entry[];
  updated?: Line;
  /**
   * the newest line of the history
   */
  last_change: Line | null;
  /**
   * what restarts the machine when it hangs; null for a disk image
   */
  watchdog: Watchdog | null;
  /**
   * what started the machine, and whether it finds the boot loader; null for a disk image
   */
  firmware: FirmwareState | null;
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * An entry that is armed for the next boot
 */
export interface Armed {
  /**
   * its index in the boot menu
   */
  grub_id: number;
  /**
   * the entry's stable GRUB --id
   */
  entry_id: string;
  /**
   * the title in the boot menu
   */
  boot_name: string;
}
/**
 * A trial that was not confirmed, rejected or cancelled
 */
export interface Trial {
  /**
   * its index in the boot menu
   */
  grub_id: number;
  /**
   * the entry's stable GRUB --id
   */
  entry_id: string;
  /**
   * the title in the boot menu
   */
  boot_name: string;
  /**
   * tries that are left
   */
  left: number;
  /**
   * tries that it began with
   */
  tries: number;
  /**
   * armed: it is booted next; spent: no tries left; superseded: the default was changed since; confirmed: its entry is the default
   */
  state: "armed" | "spent" | "superseded" | "confirmed";
}
/**
 * what runs, runs in place of another entry that failed; absent where that is not so
 */
export interface Fallback {
  /**
   * the id of the entry that failed; null where none can be told
   */
  from: string | null;
  /**
   * tries: its trial has no tries left; unloaded: GRUB could not load it; rejected: its trial was ended while it ran; unwritten: GRUB could not write the boot state
   */
  cause: "tries" | "unloaded" | "rejected" | "unwritten";
}
/**
 * One change of the boot state
 */
export interface Line {
  /**
   * counts up from 1
   */
  number: number;
  /**
   * UTC, ISO 8601, by the clock of the system that did it
   */
  time: string;
  /**
   * the user
   */
  who: string;
  /**
   * the command
   */
  what: string;
  /**
   * the id of the entry that was the default, or armed, before; null for none; for an update the updated entry
   */
  from: string | null;
  /**
   * the same afterwards
   */
  to: string | null;
  /**
   * in words
   */
  why: string;
}
/**
 * A watchdog
 */
export interface Watchdog {
  /**
   * the hardware watchdog's device node; null where there is none
   */
  device: string | null;
  /**
   * whether somebody uses it
   */
  fed: boolean;
  /**
   * whether a hang ends by itself
   */
  recovers: boolean;
  /**
   * why a hang does not
   */
  problem: string | null;
}
/**
 * The firmware of the running machine
 */
export interface FirmwareState {
  /**
   * what started the machine
   */
  started_by: "bios" | "uefi";
  /**
   * whether it starts only what is signed; null where that cannot be read
   */
  secure_boot: boolean | null;
  /**
   * the node's entry in the boot list of UEFI; null where there is none or it is not known
   */
  entry: {
    /**
     * four hexadecimal digits, as in Boot0001
     */
    id: string;
    /**
     * what it starts
     */
    file: string;
    /**
     * whether it comes first in the boot order
     */
    first: boolean;
  } | null;
  /**
   * why the firmware does not start the boot loader as it was deployed; null where it does
   */
  problem: string | null;
}
/**
 * bareon-boot current
 */
export interface CurrentResult {
  version: Version;
  command: "current";
  current: Entry;
  /**
   * why it was booted, as in status
   */
  booted: string | null;
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * the commands that change what is booted
 */
export interface ChangeResult {
  version: Version;
  command: "set-default" | "once" | "trial" | "confirm" | "reject" | "rollback" | "cancel" | "reboot";
  /**
   * whether anything was written, or would be with --dry-run
   */
  changed: boolean;
  /**
   * whether nothing was written because of --dry-run
   */
  dry_run: boolean;
  before: StateBefore;
  default: Entry;
  /**
   * the grub_id of the default before
   */
  previous: number;
  next: Entry;
  reason: Reason;
  /**
   * what is booted once
   */
  once: Armed | null;
  trial: Trial | null;
  explanation: Explanation;
  /**
   * whether the machine is rebooted now
   */
  reboot: boolean;
  /**
   * whether the running kernel starts the next one, without firmware and boot loader
   */
  kexec: boolean;
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * What was booted, and what was armed, before the command; entries by their ids
 */
export interface StateBefore {
  /**
   * the entry_id of the default
   */
  default: string;
  /**
   * the entry_id of what would have been booted next
   */
  next: string;
  reason: Reason;
  /**
   * what was to be booted once
   */
  once: Armed | null;
  trial: Trial | null;
}
/**
 * bareon-boot history
 */
export interface HistoryResult {
  version: Version;
  command: "history";
  /**
   * oldest first; older ones were written over
   */
  lines: Line[];
  explanation: Explanation;
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * bareon-boot refresh
 */
export interface RefreshResult {
  version: Version;
  command: "refresh";
  /**
   * whether anything was written, or would be with --dry-run
   */
  changed: boolean;
  /**
   * whether nothing was written because of --dry-run
   */
  dry_run: boolean;
  /**
   * entry ids that the menu has now and had not before
   */
  added: string[];
  /**
   * entry ids that the menu no longer has
   */
  removed: string[];
  /**
   * entry ids that boot something else now, or otherwise, or have another title or place
   */
  updated: string[];
  /**
   * the id of the default entry
   */
  default: string;
  /**
   * the id of the default entry of the former menu: another one if that had to go
   */
  default_before: string;
  /**
   * the os_id of each image that could not be looked into, so that its entries stay as they are
   */
  unread: string[];
  /**
   * false if an image has no kernel or could not be looked into, or if the default or what was armed had to change: then the exit code is 39
   */
  complete: boolean;
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * bareon-boot verify
 */
export interface VerifyResult {
  version: Version;
  command: "verify";
  /**
   * whether no error is left
   */
  verified: boolean;
  /**
   * whether anything was written
   */
  changed: boolean;
  /**
   * in the order of checking
   */
  findings: Finding[];
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * Something that was checked
 */
export interface Finding {
  /**
   * what was looked at
   */
  check: string;
  /**
   * what is wrong there; null where nothing is
   */
  problem: string | null;
  /**
   * error: the boot is not as it should be; warning: something beside it
   */
  severity: "error" | "warning";
  /**
   * whether --repair put it right
   */
  repaired: boolean;
}
/**
 * bareon-boot health
 */
export interface HealthResult {
  version: Version;
  command: "health";
  /**
   * whether every required check passed
   */
  healthy: boolean;
  /**
   * in the order of running, the last time
   */
  checks: HealthCheck[];
  /**
   * what became of the trial; none: there was none to decide
   */
  decision: "none" | "confirmed" | "rejected";
  /**
   * the id of the entry that this was about; absent if nothing was decided, and if it has none
   */
  entry?: string;
  /**
   * whether the machine is rebooted now
   */
  reboot: boolean;
  /**
   * whether anything was written
   */
  changed: boolean;
  warnings: Warnings;
}
export interface HealthCheck {
  /**
   * the executable, or the systemd target
   */
  check: string;
  /**
   * whether the system is healthy only if it passes
   */
  required: boolean;
  /**
   * whether it ended with exit code 0 in its time
   */
  passed: boolean;
  /**
   * how long it took
   */
  seconds: number;
  /**
   * the end of what it printed, or why it failed
   */
  output: string;
}
/**
 * bareon-boot events
 */
export interface EventsResult {
  version: Version;
  command: "events";
  /**
   * what this boot is, and what was told of that
   */
  events: {
    /**
     * the event
     */
    event: "fallback" | "trial";
    /**
     * now: its programs were run now, or its address was told now; before: that was done in this boot already
     */
    told: "now" | "before";
    /**
     * in the order of running; empty for what was told before
     */
    programs: EventProgram[];
    address?: EventAddress;
  }[];
  multiboot: Partition;
  warnings: Warnings;
}
/**
 * A program that was told of an event
 */
export interface EventProgram {
  /**
   * its path
   */
  program: string;
  /**
   * why it failed; null if it ended with exit code 0 in its time
   */
  problem: string | null;
}
/**
 * what came of sending it to the address of --event-url; absent without one, and for what was sent before
 */
export interface EventAddress {
  /**
   * why it was not taken; null if it was
   */
  problem: string | null;
}
/**
 * bareon-boot report and bareon-provision report
 */
export interface ReportResult {
  version: Version;
  command: "report";
  /**
   * the archive's path; null with --list, which writes none, and for standard output
   */
  file: string | null;
  /**
   * the archive's bytes; null with --list
   */
  size: number | null;
  /**
   * whether names stand for addresses, host names and serial numbers
   */
  anonymous: boolean;
  /**
   * in their order in the archive
   */
  parts: ReportPart[];
  warnings: Warnings;
}
/**
 * A file of a report
 */
export interface ReportPart {
  /**
   * its path in the archive, below the folder there
   */
  name: string;
  /**
   * where it comes from, for people: a path, a command, or a file on the multiboot partition
   */
  from: string;
  /**
   * its bytes; null with --list, and if it is not in the archive
   */
  size: number | null;
  /**
   * why it is not there or not whole; null with --list, and if it is
   */
  problem: string | null;
}
