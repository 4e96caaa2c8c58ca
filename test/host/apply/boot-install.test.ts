/** installBoot on a loop disk, and what a PC then boots from that disk. */
import { expect, test } from "vitest";
import { installBoot } from "../../../src/apply/boot-install.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import type { Context } from "../../../src/host/host.ts";
import { createLocalHost } from "../../../src/host/local-host.ts";
import { provisionDisk, systemTree } from "../../support/provisioned-disk.ts";
import { bootGrub, talkingKernel } from "../../support/talking-kernel.ts";

function localContext(): Context & { readonly events: ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const report = (event: ProgressEvent): void => void events.push(event);
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report }), report, signal, events };
}

const bookworm = {
  name: "bookworm", type: "ext4",
  tree: systemTree("Debian GNU/Linux 12 (bookworm)", "6.1.0-40", {
    vmlinuz: { link: "boot/vmlinuz-6.1.0-40" },
    "initrd.img": { link: "boot/initrd.img-6.1.0-40" },
    "boot/vmlinuz-6.1.0-9": talkingKernel(),
    "boot/initrd.img-6.1.0-9": "initrd of 6.1.0-9\n",
    "etc/default/grub": `GRUB_CMDLINE_LINUX="net.ifnames=0 root=/dev/sda1"\nGRUB_CMDLINE_LINUX_DEFAULT=$(reboot)\n`,
  }),
} as const;
const other = { name: "Other OS", type: "xfs", separateBoot: true, tree: systemTree("Other' $(reboot) { OS", "5.14.0-1.el9") } as const;

test("two systems, one of them with a /boot of its own on another filesystem: each entry boots what it says", { timeout: 120_000 }, async () => {
  await using provisioned = await provisionDisk([bookworm, other], { kernelParams: "console=ttyS0,115200 quiet" });
  const { disk, plan } = provisioned;
  const ctx = localContext();
  const info = await installBoot(ctx, plan);
  const [first, second] = plan.images;
  expect(info).toMatchObject({
    current_element: 0,
    multiboot_partition: plan.boot.multiboot?.uuid,
    elements: [
      { grub_id: 0, os_id: "bookworm", entry_id: "bookworm", image_name: "bookworm-image", boot_name: `Debian GNU/Linux 12 (bookworm) (on ${disk.device}p3)`, root_uuid: first?.rootUuid },
      { grub_id: 1, os_id: "Other OS", entry_id: "other-os", boot_name: `Other' $(reboot) { OS (on ${disk.device}p4)`, root_uuid: second?.rootUuid, kernel: "/vmlinuz-5.14.0-1.el9" },
    ],
  });
  const booted = await bootGrub({ disks: [disk.path], limit: 30_000 });
  expect(booted.output).toContain(
    `root=UUID=${first?.rootUuid} ro net.ifnames=0 console=ttyS0,115200 quiet bareon.entry=0 bareon.reason=default bareon.left=0|initrd of 6.1.0-40|`,
  );
  expect(ctx.events.filter(({ event }) => event === "warning")).toEqual([]);
});
