/** The menu of a medium, as grub.cfg: one text for each way in which its GRUB is started. */
import { renderSerialLine } from "../../boot/menu/render-menu.ts";
import { serialLine } from "../../boot/menu/serial-line.ts";
import { consoleArguments, type Machine } from "../architecture.ts";
import { consoleLogin } from "../ramdisk-files.ts";

/** Where kernel and initrd lie on a medium; its GRUB reads the menu in /boot/grub. */
export const mediumFiles = {
  kernel: "/boot/vmlinuz",
  initrd: "/boot/initrd.img",
  menu: "/boot/grub/grub.cfg",
} as const;

/** A BIOS counts the medium among the disks if that is a stick, and a system on a disk wants that to be the first one. */
const biosEntries = `  if [ "$medium" = hd0 ]; then set first=hd1; else set first=hd0; fi
  menuentry 'Start from the first disk' --id disk {
    if [ "$first" != hd0 ]; then drivemap -s (hd0) ($first); fi
    set root=$first
    chainloader +1
  }`;

const uefiEntries = `  menuentry 'Leave the medium: the firmware goes on' --id leave {
    exit
  }
  menuentry 'Set up the firmware' --id firmware {
    fwsetup
  }`;

/**
 * With `opensConsoles` the ramdisk logs root in on its consoles. What is read lies on the medium that GRUB was started from: $root is that,
 * or a partition of it, and no disk is searched, since what is on them may be made to be found.
 */
export function renderMediumMenu(machine: Machine, opensConsoles: boolean): string {
  const consoles = consoleArguments(machine);
  const words = [consoles, ...(opensConsoles ? [consoleLogin] : [])].join(" ");
  return `# The menu of a medium with bareon's deployment ramdisk. All that it reads lies on this medium.
set default=0
set timeout=5
${renderSerialLine(serialLine(consoles)).join("\n")}
regexp --set=1:medium '^([^,]+)' "$root"

menuentry 'bareon: deployment ramdisk' --id ramdisk {
  echo 'Loading the ramdisk, which may take a minute ...'
  linux ($medium)${mediumFiles.kernel} ${words}
  initrd ($medium)${mediumFiles.initrd}
}
if [ "$grub_platform" = pc ]; then
${biosEntries}
else
${uefiEntries}
fi
`;
}
