/** /proc/PID/mountinfo (proc_pid_mountinfo(5)): what is mounted where. */

export interface Mounted {
  /** major:minor; the major is 0 if the filesystem has no block device of its own, as with btrfs. */
  readonly device: string;
  /** The directory of the filesystem that is mounted. */
  readonly root: string;
  readonly target: string;
  readonly type: string;
  /** The source in the mount(8) call, usually a device path. */
  readonly source: string;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(?<octal>[0-7]{3})/gu, (_match, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );
}

/** In the order of mounting: of several with one target the last is visible. */
export function parseMountinfo(text: string): readonly Mounted[] {
  return text.split("\n").flatMap((line): Mounted[] => {
    const [before = "", after = ""] = line.split(" - ");
    const [, , device, root, target] = before.split(" ");
    const [type, source] = after.split(" ");
    if (
      device === undefined ||
      root === undefined ||
      target === undefined ||
      type === undefined ||
      source === undefined
    )
      return [];
    return [{ device, root: unescape(root), target: unescape(target), type, source: unescape(source) }];
  });
}
