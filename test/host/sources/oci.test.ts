/** Container images deployed onto loop devices by the real programs: whole, with fstab and boot menu; what is wrong leaves a node that boots nothing, or is refused before. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deployPlan } from "../../../src/recipes/deploy.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { blankDisk, type BlankDisk } from "../../support/disks/blank-disk.ts";
import { findRemains, planFor, shell } from "../../support/disks/image-lab.ts";
import { treeLab } from "../../support/disks/tree-lab.ts";
import { type Described, ImageLayout, type LayerContent, manifestType } from "../../support/files/image-writer.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import type { TarMember } from "../../support/files/tar-writer.ts";
import { talkingKernel } from "../../support/grub/talking-kernel.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { startImageRegistry } from "../../support/servers/image-registry.ts";

const version = "6.1.0-test";
const modules = `usr/lib/modules/${version}`;

function folders(...paths: readonly string[]): TarMember[] {
  return paths.map((path) => ({ name: `${path}/`, type: "5" }));
}

/** A system as images for bootc have it: its kernel lies beside its modules. */
const system: LayerContent = [
  ...folders("etc", "boot", "usr", "usr/bin", "usr/sbin", "usr/lib", "usr/lib/modules", modules, "var"),
  { name: "usr/lib/os-release", content: 'NAME="Test"\nPRETTY_NAME="Test 1"\n' },
  { name: "etc/os-release", type: "2", target: "../usr/lib/os-release" },
  { name: `${modules}/vmlinuz`, content: talkingKernel() },
  { name: `${modules}/initramfs.img`, content: `initrd of ${version}\n` },
  { name: `${modules}/modules.builtin`, content: "" },
  { name: "usr/sbin/init", content: "#!", mode: 0o755 },
  { name: "usr/bin/mount", content: "#!", mode: 0o4755 },
  { name: "etc/gone", content: "x" },
  { name: "etc/fstab", content: "# of the image\n" },
];
const changes: LayerContent = [
  ...folders("etc"),
  { name: "etc/.wh.gone" },
  { name: "etc/motd", content: "second layer\n" },
];

interface Stored {
  readonly layout: ImageLayout;
  readonly manifest: Described;
}

async function writeLayout(folder: Scratch, layers: readonly LayerContent[] = [system, changes]): Promise<Stored> {
  const layout = new ImageLayout();
  const manifest = layout.addImage({ layers, packing: "gzip" });
  layout.name(manifest, "v1");
  await layout.write(join(folder.path, "layout"));
  return { layout, manifest };
}

async function inTree(folder: Scratch, plan: Plan, name: string, script: string): Promise<string> {
  const device = plan.images.find((image) => image.name === name)?.mounts[0]?.device ?? "";
  const place = join(folder.path, "look");
  await mkdir(place, { recursive: true });
  return await shell(`mount -o ro ${device} ${place}; trap 'cd /; umount ${place}' EXIT; cd ${place}; ${script}`);
}

async function sumOf(disk: BlankDisk): Promise<string> {
  return await shell(`sha256sum < ${disk.path}`);
}

test("of a layout and of a registry, with the kernel beside its modules in the boot menu", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 400);
  const { layout, manifest } = await writeLayout(folder);
  const tags = { v1: { digest: manifest.digest, mediaType: manifestType } };
  await using registry = await startImageRegistry(layout, { tags });
  const plan = await planFor(disk, {
    red: { url: `oci:${folder.path}/layout:v1`, more: { boot_tool: false } },
    blue: { url: `oci://${registry.host}/team/os:v1`, more: { plain_http: true, boot_tool: false } },
  });
  const ctx = localContext();
  const infoPath = join(folder.path, "boot-info.json");
  await deployPlan(ctx, plan, { infoPaths: [infoPath], toolPath: undefined });
  const { elements } = JSON.parse(await readFile(infoPath, "utf8")) as BootInfo;
  for (const [index, name] of ["red", "blue"].entries()) {
    expect(elements[index], name).toMatchObject({
      ...{ os_id: name, kernel: `/${modules}/vmlinuz`, initrd: `/${modules}/initramfs.img`, system_name: "Test 1" },
    });
    expect(await inTree(folder, plan, name, "cat etc/motd; ls -A etc; stat -c %a usr/bin/mount")).toBe(
      "second layer\nfstab\nfstab.bareon\nfstab.image\nmotd\nos-release\n4755",
    );
    const own = plan.images.find((image) => image.name === name);
    expect(await inTree(folder, plan, name, "cat etc/fstab")).toBe(own?.fstab.trimEnd());
  }
  const device = plan.boot.multiboot?.device ?? "";
  const look = join(folder.path, "look");
  const record = await shell(
    `mount -o ro ${device} ${look}; trap 'umount ${look}' EXIT; cat ${look}/bareon/deploy.json`,
  );
  const { images } = JSON.parse(record) as { readonly images: readonly { readonly oci: unknown }[] };
  expect(images.map(({ oci }) => oci)).toEqual([
    { manifest: manifest.digest },
    { plainHttp: true, manifest: manifest.digest },
  ]);
  // os-prober knows a system by more than these few files.
  const told = warnings(ctx.events).filter((text) => text.includes("red") && !text.startsWith("os-prober"));
  expect(told).toEqual([]);
  expect(ctx.events).toContainEqual(
    expect.objectContaining({
      event: "notice",
      message: expect.stringContaining("are read before anything") as string,
    }),
  );
}, 300_000);

test("another layer or manifest than the digest says, of a registry, is refused before the first write", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 300);
  const before = await sumOf(disk);
  const { layout, manifest } = await writeLayout(folder);
  const last = [...layout.blobs.keys()].at(-2) ?? "";
  const bytes = Uint8Array.from(layout.blobs.get(last) ?? []);
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
  const replaced = new Map([[last, bytes]]);
  const tags = { v1: { digest: manifest.digest, mediaType: manifestType } };
  await using registry = await startImageRegistry(layout, { replaced, tags });
  const attempt = async (ref: string): Promise<unknown> => {
    const url = `oci://${registry.host}/team/os${ref}`;
    const plan = await planFor(disk, { red: { url, more: { plain_http: true } } });
    return await deployPlan(localContext(), plan, { infoPaths: [], toolPath: undefined }).catch(
      (error: unknown) => error,
    );
  };
  expect(await attempt(`@${manifest.digest}`)).toMatchObject({
    ...{ exit: "source", message: expect.stringMatching(/layer 2 of image red/u) as string },
  });
  replaced.clear();
  expect(await attempt(`:v1@sha256:${"0".repeat(64)}`)).toMatchObject({ exit: "source" });
  const bare = layout.addImage({ layers: [[{ name: "app", content: "x" }]] });
  expect(await attempt(`@${bare.digest}`)).toMatchObject({
    ...{ exit: "source", message: expect.stringContaining("has no kernel, no initial ramdisk, no init") as string },
  });
  expect(await sumOf(disk)).toBe(before);
});

test("a layer that is another one when it is fetched again ends the deploy on a node that boots nothing", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 300);
  const { layout, manifest } = await writeLayout(folder);
  const last = [...layout.blobs.keys()].at(-2) ?? "";
  const replaced = new Map<string, Uint8Array>();
  await using registry = await startImageRegistry(layout, { replaced });
  const url = `oci://${registry.host}/team/os@${manifest.digest}`;
  const plan = await planFor(disk, { red: { url, more: { plain_http: true } } });
  const infoPath = join(folder.path, "boot-info.json");
  const context = localContext();
  const readText: typeof context.host.readText = async (path, limit) => {
    if (path !== "/proc/meminfo") return await context.host.readText(path, limit);
    return "MemAvailable:   0 kB\n";
  };
  const report = (event: (typeof context.events)[number]): void => {
    if (event.event === "step-start") replaced.set(last, Uint8Array.from(layout.blobs.get(last) ?? []).fill(0, 30, 40));
  };
  const ctx = { ...context, report, host: { ...context.host, readText } };
  await expect(deployPlan(ctx, plan, { infoPaths: [infoPath], toolPath: undefined })).rejects.toMatchObject({
    exit: "transfer",
    message: expect.stringMatching(/layer 2 of image red/u) as string,
  });
  expect(await findRemains(disk)).toEqual([]);
  await expect(readFile(infoPath)).rejects.toThrow("ENOENT");
});

test("a system without a kernel, a layout with a damaged layer, and an image of another machine are refused before the first write", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 300);
  const before = await sumOf(disk);
  const app: LayerContent = [{ name: "app", content: "x" }];
  const bare = await writeLayout(folder, [app]);
  const url = `oci:${folder.path}/layout:v1`;
  const attempt = async (): Promise<unknown> => {
    const plan = await planFor(disk, { red: { url } });
    return await deployPlan(localContext(), plan, { infoPaths: [], toolPath: undefined }).catch(
      (error: unknown) => error,
    );
  };
  expect(await attempt()).toMatchObject({
    exit: "source",
    message: expect.stringContaining("has no kernel, no initial ramdisk, no init") as string,
  });
  const [layer] = [...bare.layout.blobs.keys()].slice(1);
  await shell(`cd ${folder.path}/layout/blobs/sha256; printf x >> ${(layer ?? "").replace("sha256:", "")}`);
  expect(await attempt()).toMatchObject({
    exit: "source",
    message: expect.stringContaining("has more than") as string,
  });
  const foreign = new ImageLayout();
  foreign.name(foreign.addImage({ layers: [system], architecture: "s390x" }), "v1");
  await foreign.write(join(folder.path, "layout"));
  expect(await attempt()).toMatchObject({ exit: "source", message: expect.stringContaining("linux/s390x") as string });
  expect(await sumOf(disk)).toBe(before);
});

test("pipes, devices and links out of the tree in place of a system's files neither halt a deploy nor lead it elsewhere", async () => {
  await using folder = await scratchFolder();
  await using disk = await blankDisk(folder, "disk.img", 300);
  const canary = join(folder.path, "canary");
  await shell(`mkdir -p ${canary}/folder; echo unharmed | tee ${canary}/file > ${canary}/folder/file`);
  const sums = `cd ${canary}; find . -printf '%p %y %m %n %s %T@\\n' | sort; cat file folder/file`;
  const before = await shell(sums);
  const pipes = [
    "etc/fstab",
    "etc/fstab.image",
    "etc/default/grub",
    "etc/hostname",
    "etc/kernel/cmdline",
    "etc/passwd",
    "etc/machine-id",
  ];
  const files = ["boot/grub/grub.cfg", "etc/crypttab", "etc/mdadm/mdadm.conf", "etc/fstab.bareon"];
  const places = ["usr/lib/bareon", "etc/bareon", "boot/loader"];
  const traps: LayerContent = [
    ...folders("dev", "etc", "etc/default", "etc/kernel", "etc/mdadm", "boot", "boot/grub", "usr", "usr/lib"),
    { name: "dev/zero", type: "3", device: [1, 5] },
    { name: "usr/lib/os-release", type: "2", target: "/dev/zero" },
    ...pipes.map((name) => ({ name, type: "6" })),
    ...files.map((name) => ({ name, type: "2", target: `${"../".repeat(20)}${canary.slice(1)}/file` })),
    ...places.map((name) => ({ name, type: "2", target: `${canary}/folder` })),
  ];
  await writeLayout(folder, [system, traps]);
  const plan = await planFor(disk, {
    red: { url: `oci:${folder.path}/layout:v1` },
    blue: { url: `oci:${folder.path}/layout:v1` },
  });
  const infoPath = join(folder.path, "boot-info.json");
  await deployPlan(localContext(), plan, { infoPaths: [infoPath], toolPath: undefined });
  expect(await shell(sums)).toBe(before);
  const { elements } = JSON.parse(await readFile(infoPath, "utf8")) as BootInfo;
  expect(elements.map(({ kernel }) => kernel)).toEqual([`/${modules}/vmlinuz`, `/${modules}/vmlinuz`]);
  const own = plan.images.find((image) => image.name === "red");
  expect(await inTree(folder, plan, "red", "test -f etc/fstab; cat etc/fstab")).toBe(own?.fstab.trimEnd());
}, 300_000);

test("what a layer has on a volume of its own is removed there by a layer above it", async () => {
  const lab = await treeLab(["/", "/var", "/srv/data"]);
  await lab.make("mkdir -p etc var/lib srv/data; echo 1 > var/lib/kept; echo 2 > srv/data/kept; echo x > etc/motd");
  await lab.deploy("oci");
  expect(await lab.look("ls -d lower 2>/dev/null || echo gone; cat var/lib/kept srv/data/kept")).toBe("gone\n1\n2");
  expect(await lab.lookInto(1, "cat lib/kept")).toBe("1");
});
