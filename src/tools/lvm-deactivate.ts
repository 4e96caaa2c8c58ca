/** vgchange: switching a volume group off that was found on disks. */
import type { Command } from "../base/command.ts";

/** The group with that UUID and no other, which may have the same name; LVM sees no other devices than these. */
export function deactivateFound(uuid: string, devices: readonly string[]): Command {
  return { program: "vgchange", args: ["--quiet", "--devices", devices.join(","), "--activate", "n", "--select", `vg_uuid=${uuid}`] };
}
