/** For which firmware a node is made bootable; the layers plan what that asks of its disks. */
import { BareonError } from "../base/errors.ts";
import { platformsOf } from "../boot/platforms/platforms.ts";
import type { DeployConfig } from "../config/deploy-config.ts";
import type { Inventory } from "../schema/inventory.ts";
import type { Plan } from "../schema/plan.ts";

type Firmware = Plan["firmware"];

/** What "auto" means on this machine. Throws BareonError "unsupported" if the machine has no such firmware, or no GRUB is known for it. */
export function planFirmware(
  { firmware }: Pick<DeployConfig, "firmware">,
  machine: Pick<Inventory, "architecture" | "firmware">,
): Firmware {
  const platforms = platformsOf(machine.architecture);
  if (platforms === undefined)
    throw new BareonError("unsupported", `no GRUB is known for the architecture ${machine.architecture}`, {
      hint: "Deploy machines of x86_64 or aarch64.",
    });
  const planned = firmware === "auto" ? machine.firmware : firmware;
  if (planned === "uefi" || platforms.bios !== null) return planned;
  const problem =
    firmware === "auto" ? "this machine was started without UEFI" : `"firmware": "${firmware}" asks for BIOS`;
  throw new BareonError("unsupported", `${problem}, and ${machine.architecture} machines boot by UEFI only`, {
    hint: 'Use "firmware": "uefi".',
  });
}
