/** e2fsck on an image: what it mends without being asked is told, and what it cannot mend, or only by giving up files, is no image to deploy. */
import type { Output } from "../../base/command.ts";
import type { CheckCommand, Damage } from "./filesystem.ts";

/** What the journal does by itself, and the summary at the end. */
const ordinary =
  /^(?:recovering journal|clean, \d+\/\d+ files, \d+\/\d+ blocks.*|Clearing orphaned inode \d+ .*|\d+\/\d+ files \(.*\), \d+\/\d+ blocks)$/u;
/** Lines after which a file is gone, cut, or in lost+found. */
const loss = /^(?:Entry|Symlink) .*CLEARED\.|INODE CLEARED|RECONNECTED|TRUNCATED|UNLINKED|SALVAGED|DELETED/u;

function findDamage(device: string, { exitCode, stdout, stderr }: Output): Damage {
  const lines = `${stdout}\n${stderr}`
    .split("\n")
    .map((line) => (line.startsWith(`${device}: `) ? line.slice(device.length + 2) : line).trim())
    .filter((line) => line !== "" && !/^e2fsck \d/u.test(line));
  const unusual = lines.filter((line) => !ordinary.test(line));
  // With the counts of what is free it says nothing; they differ also where a journal was not empty.
  const isCount = exitCode === 1 && unusual.length === 0 && !lines.includes("recovering journal");
  return {
    repaired: exitCode === 0 ? [] : isCount ? ["counts of free blocks and inodes were wrong. FIXED."] : unusual,
    isLost: exitCode > 1 || unusual.some((line) => loss.test(line)),
  };
}

/**
 * Mends what is safe to mend (`-p`), and leaves the judgement of what it did to the caller. One that was unmounted cleanly is looked at
 * only if it `isForced`.
 */
export function checkExt(device: string, isForced = true): CheckCommand {
  return {
    program: "e2fsck",
    args: [...(isForced ? ["-f"] : []), "-p", device],
    okCodes: [0, 1, 4],
    findDamage: (output) => findDamage(device, output),
  };
}
