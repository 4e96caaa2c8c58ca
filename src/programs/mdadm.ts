/** mdadm: making, assembling and stopping MD arrays. What members tell of arrays that are there is read elsewhere. */
import type { Command } from "../base/command.ts";
import type { PlannedArray } from "../schema/plan.ts";

/** mdadm writes a UUID as four numbers. */
export function mdUuid(uuid: string): string {
  return (uuid.replaceAll("-", "").match(/.{8}/gu) ?? []).join(":");
}

/** Bytes of a chunk on levels that stripe, mdadm's own default. */
const chunk = 512 * 1024;

/**
 * Makes an array with its UUID. Where data begins and how much of each member is used is said, so that its size is the planned
 * one; `offset` is bytes. Any host is its home, so that every system assembles it under its name. The first resync goes on
 * in the background, and later systems go on with it: everything that is written meanwhile is on every copy. `--force` for
 * level 5: mdadm would make it degraded, with a spare that is filled, and GRUB reads what is on that before it is.
 */
export function createArray(
  { device, name, uuid, level, metadata, memberSize, members }: PlannedArray,
  offset: number,
): Command {
  const isRedundant = level !== 0;
  return {
    program: "mdadm",
    args: [
      "--create",
      device,
      "--run",
      ...(level === 5 ? ["--force"] : []),
      `--level=${level}`,
      `--raid-devices=${members.length}`,
      `--metadata=${metadata}`,
      `--name=${name}`,
      "--homehost=any",
      `--uuid=${mdUuid(uuid)}`,
      `--data-offset=${offset / 1024}K`,
      ...(level === 1 ? [] : [`--chunk=${chunk / 1024}K`]),
      // The kernel has no size for level 0, which takes what its members have.
      ...(isRedundant ? [`--size=${memberSize / 1024}K`, "--bitmap=internal"] : []),
      ...members,
    ],
  };
}

/** Assembles an array that is there from these members and no others. */
export function assembleArray({ device, uuid, members }: PlannedArray): Command {
  return { program: "mdadm", args: ["--assemble", device, `--uuid=${mdUuid(uuid)}`, ...members] };
}

/** mdadm itself waits some seconds for whoever has it open for a moment. */
export function stopArray(device: string): Command {
  return { program: "mdadm", args: ["--stop", device] };
}

/** The lines of mdadm.conf(5) by which a system assembles an array under its name. */
export function arrayLine({ name, uuid, metadata }: PlannedArray): string {
  return `ARRAY /dev/md/${name} metadata=${metadata} UUID=${mdUuid(uuid)}`;
}
