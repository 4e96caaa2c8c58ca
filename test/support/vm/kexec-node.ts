/** A node with two Debian systems that have kexec-tools, red (the default) and blue, for what a running kernel starts. */
import { deployHere } from "../disks/deploy-here.ts";
import { twinConfig, twinDiskMiB } from "../disks/twin-systems.ts";
import { scratchFolder } from "../files/scratch.ts";
import { debianImage } from "../systems/images.ts";
import { startVm, type Vm } from "./vm.ts";

/** Deployed from here and booted by its disk. */
export async function startKexecNode(all: AsyncDisposableStack): Promise<Vm> {
  const tree = await debianImage("kexec", console.error);
  const { path } = all.use(await scratchFolder());
  const twins = { tree, names: ["red", "blue"], rootMiB: 900 };
  const disk = await deployHere(path, twinDiskMiB(twins), (device) => twinConfig(device, twins));
  const vm = all.use(await startVm({ name: "kexec", disks: [disk], boot: "disk", mayPanic: true, memoryMiB: 1024 }));
  await vm.ready();
  return vm;
}

/** From now on blue's kernel panics, since its first program ends at once. */
export async function breakBlue(vm: Vm): Promise<void> {
  // What runs at the end of a boot looks at blue's volume, and has it mounted for a moment.
  await vm.run("systemctl is-system-running --wait", { check: false });
  const harm = "rm sbin/init && printf '#!/bin/sh\\nexit 1\\n' > sbin/init && chmod 755 sbin/init";
  await vm.run(
    `mount LABEL=blue /mnt && cd /mnt && cp -a sbin/init root/init && ${harm} && cd / && umount /mnt && sync`,
  );
}
