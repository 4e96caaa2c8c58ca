/** Taking an array down that was found. */
import type { Command } from "../../base/command.ts";
import { MiB } from "../../base/sizes.ts";
import { writeZeros } from "../../programs/blkdiscard.ts";
import { arrayLink, stopArray } from "../../programs/mdadm.ts";
import type { MdArray } from "../../schema/inventory.ts";
import { wipeAll } from "../erase.ts";
import type { TakeDown } from "../layer.ts";

/** The data of an array that is not assembled begin inside its members, and a new array would show them again. */
function clearUnassembled({ active, members, dataOffsets }: MdArray): Command[] {
  if (active) return [];
  return members.flatMap((member, index) => {
    const offset = dataOffsets[index] ?? 0;
    return offset === 0 ? [] : [writeZeros(member, offset, MiB)];
  });
}

export function takeDownArray(array: MdArray, erase: boolean): TakeDown {
  const { path, active, name, level, members, uuid } = array;
  // One that was not started holds its members, too.
  const isHeld = path !== arrayLink(uuid);
  const stop = [...wipeAll(active ? [path] : [], erase), ...(isHeld ? [stopArray(path)] : [])];
  const title = `${level} array ${name ?? uuid}${isHeld ? ` (${path})` : ""} of ${members.join(", ")}`;
  return {
    id: `array ${uuid}`,
    title: `${erase ? "Erase" : "Stop"} ${title}`,
    below: members,
    devices: [{ path }],
    commands: [...stop, ...(erase ? clearUnassembled(array) : []), ...wipeAll(members, erase)],
  };
}
