/** What a deploy left, looked at from the deployed systems: the menu follows their kernels, and a PC boots what it says. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import { infoPath, menuPath } from "../../src/boot/menu/menu.ts";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { setDefault, tryEntry } from "../../src/recipes/boot-change.ts";
import { status } from "../../src/recipes/boot-show.ts";
import { refresh, verify } from "../../src/recipes/boot-upkeep.ts";
import type { VerifyResult } from "../../src/schema/bareon-boot.ts";
import { localContext } from "../support/hosts/local-context.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { type ProvisionedDisk, provisionDisk, systemTree, type TestImage } from "../support/disks/provisioned-disk.ts";
import { bootGrub, talkingKernel } from "../support/grub/talking-kernel.ts";

const version = (number: string): Record<string, string | Uint8Array> => ({
  [`boot/vmlinuz-${number}`]: talkingKernel(),
  [`boot/initrd.img-${number}`]: `initrd of ${number}\n`,
});
const red = {
  name: "red",
  type: "ext4",
  tree: systemTree("Red OS", "6.1.0-2", {
    ...version("6.1.0-1"),
    vmlinuz: { link: "boot/vmlinuz-6.1.0-2" },
    "initrd.img": { link: "boot/initrd.img-6.1.0-2" },
  }),
} as const satisfies TestImage;
const blue = {
  name: "blue",
  type: "xfs",
  separateBoot: true,
  tree: systemTree("Blue OS", "5.14.0-1"),
} as const satisfies TestImage;
const foreign = { name: "foreign", type: "ext4", tree: systemTree("Foreign OS", "4.4") } as const satisfies TestImage;

let provisioned: ProvisionedDisk;
let options: { readonly uuid: string; readonly who: string };

beforeAll(async () => {
  provisioned = await provisionDisk([red, blue, foreign], { kernelParams: "console=ttyS0,115200", timeout: 1 });
  const { plan } = provisioned;
  await installBoot(localContext(), { ...plan, images: plan.images.filter(({ name }) => name !== "foreign") });
  options = { uuid: plan.boot.multiboot?.uuid ?? "", who: "test" };
});

afterAll(async () => {
  await provisioned[Symbol.asyncDispose]();
});

function multiboot(): string {
  return provisioned.plan.boot.multiboot?.device ?? "";
}

async function readMember(path: string): Promise<string> {
  return await withMounted(multiboot(), "ro", async (directory) => await readFile(join(directory, path), "utf8"));
}

async function ids(): Promise<string[]> {
  return parseMenu(await readMember(menuPath)).entries.map(({ id }) => id);
}

/** The ids of systems on this very disk: other disks of this machine may hold systems too. */
async function deployedIds(): Promise<string[]> {
  const own = `other-${provisioned.disk.device.replace("/dev/", "")}`;
  return (await ids()).filter((id) => !id.startsWith("other-") || id.startsWith(own));
}

/** Changes the files of an image as its package manager would. */
async function inImage(name: string, index: number, script: string): Promise<void> {
  const device = provisioned.plan.images.find((image) => image.name === name)?.mounts[index]?.device ?? "";
  await withMounted(device, "rw", async (directory) => void (await execa("sh", ["-euc", script], { cwd: directory })));
}

async function booted(): Promise<string> {
  const { output } = await bootGrub({ disks: [provisioned.disk.path] });
  return /bareon\.entry=.*\|initrd of [^|]*\|/u.exec(output)?.[0] ?? output;
}

function errors({ findings }: VerifyResult): string[] {
  return findings.flatMap(({ check, problem, severity, repaired }) =>
    problem === null || severity === "warning" || repaired ? [] : [check],
  );
}

test("just after the deploy there is nothing to refresh and nothing wrong", async () => {
  const [menu, info] = [await readMember(menuPath), await readMember(infoPath)];
  expect(await refresh(localContext(), options)).toMatchObject({
    changed: false,
    added: [],
    removed: [],
    updated: [],
    default: "red",
    warnings: [],
  });
  expect([await readMember(menuPath), await readMember(infoPath)]).toEqual([menu, info]);
  const verified = await verify(localContext(), options, false);
  expect(errors(verified)).toEqual([]);
  expect(verified.findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(["boot sector", "GRUB's modules", "image red", "image blue", "entry 0 (red)"]),
  );
});

test("a kernel that comes and one that goes: numbers and ids of images stay, what is armed goes on, and a PC boots the new one", async () => {
  const own = `other-${provisioned.disk.device.replace("/dev/", "")}p6`;
  expect(await deployedIds()).toEqual(["red", "blue", "red+6.1.0-1", own]);
  await setDefault(localContext(), options, "red+6.1.0-1");
  await tryEntry(localContext(), options, own, { tries: 2, reset: false });
  await inImage(
    "red",
    0,
    "cp boot/vmlinuz-6.1.0-2 boot/vmlinuz-6.1.0-3; echo 'initrd of 6.1.0-3' > boot/initrd.img-6.1.0-3; ln -sfn boot/vmlinuz-6.1.0-3 vmlinuz; ln -sfn boot/initrd.img-6.1.0-3 initrd.img",
  );
  await inImage(
    "blue",
    1,
    "cp vmlinuz-5.14.0-1 vmlinuz-5.14.0-2; echo 'initrd of 5.14.0-2' > initrd.img-5.14.0-2; rm vmlinuz-5.14.0-1 initrd.img-5.14.0-1",
  );
  expect(await refresh(localContext(), { ...options, dryRun: true })).toMatchObject({ changed: true, dry_run: true });
  expect(await deployedIds()).toEqual(["red", "blue", "red+6.1.0-1", own]);
  expect(await refresh(localContext(), options)).toMatchObject({
    changed: true,
    added: ["red+6.1.0-2"],
    removed: [],
    default: "red+6.1.0-1",
    warnings: [],
  });
  expect(await deployedIds()).toEqual(["red", "blue", "red+6.1.0-2", "red+6.1.0-1", own]);
  const now = await status(localContext(), options);
  expect(now).toMatchObject({
    default: { entry_id: "red+6.1.0-1", grub_id: 3 },
    trial: { entry_id: own, left: 2, tries: 2, state: "armed" },
    last_change: { what: "refresh", why: "+red+6.1.0-2" },
  });
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false });
  expect(await booted()).toMatch(/bareon\.entry=\d+ bareon\.reason=trial bareon\.left=1 .*initrd of 4\.4/u);
  await setDefault(localContext(), options, "red");
  expect(await booted()).toMatch(/bareon\.entry=0 bareon\.reason=default .*initrd of 6\.1\.0-3/u);
  await setDefault(localContext(), options, "blue");
  expect(await booted()).toMatch(/bareon\.entry=1 .*initrd of 5\.14\.0-2/u);
});

test("a default and a trial that are gone end safely, and that is said", async () => {
  await setDefault(localContext(), options, "red+6.1.0-1");
  await tryEntry(localContext(), options, "red+6.1.0-2", { tries: 3, reset: false });
  await inImage("red", 0, "rm boot/vmlinuz-6.1.0-1 boot/vmlinuz-6.1.0-2");
  const result = await refresh(localContext(), options);
  expect(result).toMatchObject({ changed: true, removed: ["red+6.1.0-2", "red+6.1.0-1"], default: "red" });
  expect(result.warnings).toEqual([
    "The default, red+6.1.0-1, is no longer there; it is now red.",
    "red+6.1.0-2, which was on trial, is no longer in the menu; the trial has ended.",
  ]);
  expect(await status(localContext(), options)).toMatchObject({
    default: { grub_id: 0 },
    trial: null,
    reason: "default",
  });
});

test("a feature that GRUB cannot read and that was set after the deploy is found", async () => {
  const device = provisioned.plan.images.find(({ name }) => name === "red")?.mounts[0]?.device ?? "";
  const check = `what GRUB reads of ${device}`;
  expect(await verify(localContext(), options, false)).toMatchObject({ verified: true });
  await execa("debugfs", ["-w", "-R", "feature ea_inode", device]);
  const { findings, verified } = await verify(localContext(), options, false);
  expect(verified).toBe(false);
  expect(findings.find((one) => one.check === check)).toMatchObject({
    problem: expect.stringMatching(
      /^GRUB reads no ext4 with ea_inode; GRUB cannot read \/boot\/vmlinuz-6\.1\.0-3 on .*: .*unknown filesystem/u,
    ),
    severity: "error",
  });
  await execa("debugfs", ["-w", "-R", "feature -ea_inode", device]);
  expect(await verify(localContext(), options, false)).toMatchObject({ verified: true });
});

test("an update that stopped between the links and the initrd leaves the older kernel of the same system to boot, and verify says so", async () => {
  await setDefault(localContext(), options, "red");
  await inImage(
    "red",
    0,
    "cp boot/vmlinuz-6.1.0-3 boot/vmlinuz-6.1.0-4; echo 'initrd of 6.1.0-4' > boot/initrd.img-6.1.0-4; ln -sfn boot/vmlinuz-6.1.0-4 vmlinuz; ln -sfn boot/initrd.img-6.1.0-4 initrd.img",
  );
  expect(await refresh(localContext(), options)).toMatchObject({
    updated: expect.arrayContaining(["red"]) as string[],
    added: ["red+6.1.0-3"],
  });
  // The initrd is lost again, as on a full disk; no hook ran.
  await inImage("red", 0, "rm boot/initrd.img-6.1.0-4");
  expect(await booted()).toMatch(/^bareon\.entry=0 bareon\.reason=default .*initrd of 6\.1\.0-3/u);
  const { verified, findings } = await verify(localContext(), options, false);
  expect(verified).toBe(true);
  expect(findings.find(({ check }) => check === "entry 0 (red)")).toMatchObject({
    problem:
      "initrd /boot/initrd.img-6.1.0-4 is missing; until it is there, /boot/vmlinuz-6.1.0-3 of the same system is booted",
    severity: "warning",
  });
  await inImage(
    "red",
    0,
    "rm boot/vmlinuz-6.1.0-4; ln -sfn boot/vmlinuz-6.1.0-3 vmlinuz; ln -sfn boot/initrd.img-6.1.0-3 initrd.img",
  );
  await refresh(localContext(), options);
});

test("damage of every kind is found; what can be derived is repaired, and the PC boots again", async () => {
  await withMounted(multiboot(), "rw", async (directory) => {
    const script = `printf torn > ${menuPath}; printf x > boot/grub2/grubenv; rm boot/grub; chmod a+w bareon bareon/boot-info.json`;
    await execa("sh", ["-euc", script], { cwd: directory });
  });
  const found = await verify(localContext(), options, false);
  expect(found).toMatchObject({ verified: false, changed: false });
  expect(errors(found)).toEqual(["permissions", "boot/grub", menuPath, "boot/grub2/grubenv"]);
  const mended = await verify(localContext(), options, true);
  expect(mended).toMatchObject({ verified: true, changed: true });
  expect(mended.findings.filter(({ repaired }) => repaired).map(({ check }) => check)).toEqual([
    "permissions",
    "boot/grub",
    menuPath,
    "boot/grub2/grubenv",
  ]);
  expect(mended.warnings).toEqual([expect.stringContaining("systems that were not deployed are no longer in it")]);
  expect(await verify(localContext(), options, true)).toMatchObject({ verified: true, changed: false });
  expect(await booted()).toMatch(/bareon\.entry=0 .*initrd of 6\.1\.0-3/u);
});

test("what only a deploy can mend is left alone: GRUB's files, its core image, boot-info", async () => {
  await execa(
    "dd",
    [`of=${provisioned.disk.device}`, "bs=1", `seek=${1024 * 1024 + 4096}`, "conv=notrunc,fsync", "status=none"],
    { input: "torn" },
  );
  await withMounted(
    multiboot(),
    "rw",
    async (directory) =>
      void (await execa("sh", ["-euc", `: > boot/grub2/i386-pc/normal.mod; echo '{' > ${infoPath}`], {
        cwd: directory,
      })),
  );
  const found = await verify(localContext(), options, true);
  expect(found).toMatchObject({ verified: false, changed: false });
  expect(errors(found)).toEqual([infoPath, "GRUB's modules", "boot sector"]);
});
