/** Whether somebody holds a block device for itself. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { systemErrorCode } from "../../base/errors.ts";

/** Another program that only asks, as this one does, holds the device too, for an instant; a mount is there all the time. */
const tries = 6;
const milliseconds = 50;

/** Without O_CREAT, O_EXCL on a block device asks the kernel for it alone (open(2)). */
async function refusal(path: string): Promise<string | undefined> {
  try {
    await using device = await open(path, constants.O_RDONLY | constants.O_EXCL);
    if (!(await device.stat()).isBlockDevice()) throw new Error(`${path} is no block device`);
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}

/** The contract is that of Host. */
export async function isHeld(path: string): Promise<boolean> {
  for (let left = tries - 1; ; left -= 1) {
    const code = await refusal(path);
    if (code === undefined || code === "ENOENT") return false;
    if (code !== "EBUSY" || left === 0) return true;
    await wait(milliseconds);
  }
}
