/** A node with one image: GRUB on that image's own /boot, by the image's own programs where it has them. */
import { mkdtemp, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import type { Plan } from "../../src/schema/plan.ts";
import { grubTree } from "../support/grub/grub-tree.ts";
import { localContext, warnings } from "../support/hosts/local-context.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { type TestImage, provisionDisk, systemTree } from "../support/disks/provisioned-disk.ts";
import { bootGrub } from "../support/grub/talking-kernel.ts";

const boot = { timeout: 7, kernelParams: "console=ttyS0,115200 panic='5" } satisfies Partial<Plan["boot"]>;

/** udev's link for the root, which grub-mkconfig wants to see before it writes root=UUID. */
async function linkUuid(plan: Plan): Promise<AsyncDisposable & { readonly path: string }> {
  const directory = "/dev/disk/by-uuid";
  await mkdir(directory, { recursive: true });
  const path = join(directory, plan.images[0]?.rootUuid ?? "");
  await symlink(plan.images[0]?.mounts[0]?.device ?? "", path);
  return { path, [Symbol.asyncDispose]: async () => await rm(path) };
}

async function debianImage(): Promise<TestImage> {
  return {
    name: "debian",
    type: "ext4",
    tree: systemTree("Debian GNU/Linux 12 (bookworm)", "6.1.0-40-amd64", {
      ...(await grubTree()),
      "etc/default/grub": "GRUB_TIMEOUT=50\nGRUB_DISTRIBUTOR=Debian\nGRUB_CMDLINE_LINUX='net.ifnames=0'\n",
    }),
  };
}

test("the image's own GRUB is installed and configured by the image, with the deploy's timeout and arguments", async () => {
  await using provisioned = await provisionDisk([await debianImage()], boot);
  const { disk, plan } = provisioned;
  await using link = await linkUuid(plan);
  expect(link.path).toContain(plan.images[0]?.rootUuid);
  const ctx = localContext();
  const info = await installBoot(ctx, plan);
  expect(warnings(ctx.events)).toEqual([]);
  const [image] = plan.images;
  expect(info).toMatchObject({
    multiboot_partition: null,
    current_element: 0,
    elements: [
      {
        grub_id: 0,
        os_id: "debian",
        boot_name: "Debian GNU/Linux",
        root_uuid: image?.rootUuid,
        kernel: "/boot/vmlinuz-6.1.0-40-amd64",
      },
    ],
  });
  const menu = await withMounted(
    image?.mounts[0]?.device ?? "",
    "ro",
    async (directory) => await readFile(join(directory, "boot/grub/grub.cfg"), "utf8"),
  );
  expect(menu.match(/set timeout=.*/gu)?.[0]).toBe(`set timeout=${boot.timeout}`);
  const { output } = await bootGrub({ disks: [disk.path] });
  expect(output).toMatch(
    new RegExp(
      `root=UUID=${image?.rootUuid} ro +net\\.ifnames=0 console=ttyS0,115200 panic=.*5.*\\|initrd of 6\\.1\\.0-40-amd64\\|`,
      "u",
    ),
  );
});

test("where the image's own menu would not boot this image, the warning says why and ours is installed", async () => {
  await using provisioned = await provisionDisk([await debianImage()], boot);
  const ctx = localContext();
  const info = await installBoot(ctx, provisioned.plan);
  expect(warnings(ctx.events)).toEqual([
    expect.stringMatching(/^The GRUB of image debian itself is not used: .*its root is \/dev\//u),
  ]);
  expect(info.elements[0]).toMatchObject({ entry_id: "debian", kernel: "/boot/vmlinuz-6.1.0-40-amd64" });
  const { output } = await bootGrub({ disks: [provisioned.disk.path] });
  expect(output).toContain(
    `root=UUID=${provisioned.plan.images[0]?.rootUuid} ro net.ifnames=0 console=ttyS0,115200 panic=`,
  );
});

test("an image without GRUB gets ours on its own /boot; links in it lead nowhere outside", async () => {
  const trap = await mkdtemp(join(tmpdir(), "bareon-trap-"));
  const image = {
    name: "bare",
    type: "xfs",
    separateBoot: true,
    tree: systemTree("Bare OS", "5.14.0", { "boot/grub": { link: trap }, "etc/default": { link: trap } }),
  } as const;
  await using provisioned = await provisionDisk([image], { kernelParams: "console=ttyS0,115200" });
  const ctx = localContext();
  const info = await installBoot(ctx, provisioned.plan);
  expect(warnings(ctx.events)).toEqual([]);
  expect(info).toMatchObject({
    multiboot_partition: null,
    elements: [{ grub_id: 0, entry_id: "bare", kernel: "/vmlinuz-5.14.0" }],
  });
  const { output } = await bootGrub({ disks: [provisioned.disk.path] });
  expect(output).toContain(
    `root=UUID=${provisioned.plan.images[0]?.rootUuid} ro console=ttyS0,115200 bareon.entry=0 bareon.reason=default bareon.left=0|initrd of 5.14.0|`,
  );
  expect(await readdir(trap)).toEqual([]);
  await rm(trap, { recursive: true });
  const { stdout } = await execa("findmnt", ["--list", "--noheadings", "--output", "TARGET"]);
  expect(stdout).not.toContain("/run/bareon/");
});
