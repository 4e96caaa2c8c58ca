/** A system that is being updated on real GRUB: nothing boots it, a person who chooses it has the machine start again, and at the end its new kernel boots. */
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import { infoPath, menuPath } from "../../src/boot/menu/menu.ts";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import { setDefault } from "../../src/recipes/boot-change.ts";
import { beginUpdate, endUpdate } from "../../src/recipes/boot-updating.ts";
import { refresh, verify } from "../../src/recipes/boot-upkeep.ts";
import { localContext } from "../support/hosts/local-context.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { type ProvisionedDisk, provisionDisk, systemTree } from "../support/disks/provisioned-disk.ts";
import { GrubMachine } from "../support/grub/grub-machine.ts";
import { bootGrub, talkingKernel } from "../support/grub/talking-kernel.ts";

let provisioned: ProvisionedDisk;
let options: { readonly uuid: string; readonly who: string };

beforeAll(async () => {
  const older = { "boot/vmlinuz-5.10": talkingKernel(), "boot/initrd.img-5.10": "initrd of 5.10\n" };
  provisioned = await provisionDisk(
    [
      { name: "idle", type: "ext4", tree: systemTree("Idle 1", "6.1", older) },
      { name: "runs", type: "ext4", tree: systemTree("Runs", "6.2") },
    ],
    { kernelParams: "console=ttyS0,115200", timeout: 3, defaultImage: "runs" },
  );
  await installBoot(localContext(), provisioned.plan);
  options = { uuid: provisioned.plan.boot.multiboot?.uuid ?? "", who: "test" };
});

afterAll(async () => {
  await provisioned[Symbol.asyncDispose]();
});

async function onMultiboot<T>(mode: "ro" | "rw", work: (directory: string) => Promise<T>): Promise<T> {
  return await withMounted(provisioned.plan.boot.multiboot?.device ?? "", mode, work);
}

async function readMenu(): Promise<ReturnType<typeof parseMenu>> {
  return parseMenu(await onMultiboot("ro", async (directory) => await readFile(join(directory, menuPath), "utf8")));
}

/** As the existing controller does it. */
async function setByClient(index: number): Promise<void> {
  await onMultiboot(
    "rw",
    async (directory) =>
      await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\1${index}/`, join(directory, menuPath)]),
  );
}

/** Changes the files of the system that is being updated. */
async function inIdle(script: string): Promise<void> {
  const device = provisioned.plan.images[0]?.mounts[0]?.device ?? "";
  await withMounted(device, "rw", async (directory) => void (await execa("sh", ["-euc", script], { cwd: directory })));
}

async function booted(): Promise<string> {
  const { output } = await bootGrub({ disks: [provisioned.disk.path] });
  return /bareon\.entry=.*\|initrd of [^|]*\|/u.exec(output)?.[0] ?? output;
}

test("once an update has begun, no default leads to the system, and its older kernels are gone", async () => {
  expect((await readMenu()).entries.map(({ id }) => id)).toEqual(["idle", "runs", "idle+5.10"]);
  expect(await beginUpdate(localContext(), options, "idle", { what: "from 1 to 2" })).toMatchObject({ changed: true });
  expect((await readMenu()).entries).toMatchObject([
    { id: "idle", kind: "updating" },
    { id: "runs", kind: "linux" },
  ]);
  expect(await booted()).toMatch(/^bareon\.entry=1 bareon\.reason=default .*initrd of 6\.2/u);
  await setByClient(0);
  expect(await booted()).toMatch(/^bareon\.entry=1 bareon\.reason=default .*initrd of 6\.2/u);
  const { findings } = await verify(localContext(), options, false);
  expect(findings.find(({ check }) => check === "default")?.problem).toBe(
    "it is entry 0, which is being updated, so entry 1 is booted",
  );
  await setByClient(1);
});

test(
  "where nothing else can be loaded, the system is still not booted, and the menu stays",
  { timeout: 120_000 },
  async () => {
    const copy = join(provisioned.disk.directory, "nothing.img");
    const device = provisioned.plan.images[1]?.mounts[0]?.device ?? "";
    await withMounted(
      device,
      "rw",
      async (directory) => void (await execa("mv", ["boot", "gone"], { cwd: directory })),
    );
    await copyFile(provisioned.disk.path, copy);
    await withMounted(
      device,
      "rw",
      async (directory) => void (await execa("mv", ["gone", "boot"], { cwd: directory })),
    );
    const { output } = await bootGrub({ disks: [copy], limit: 30_000 });
    expect(output).toContain("this entry cannot be loaded");
    expect(output).not.toContain("bareon.entry=");
  },
);

test(
  "a person who chooses it reads that it is being updated, and the machine starts again with the default",
  { timeout: 150_000 },
  async () => {
    const copy = join(provisioned.disk.directory, "person.img");
    await copyFile(provisioned.disk.path, copy);
    await using machine = await GrubMachine.start({
      disk: copy,
      socket: join(provisioned.disk.directory, "person.sock"),
    });
    machine.restart();
    await machine.see(/being updated/u);
    await machine.press("up", "ret");
    await machine.see(/Update: from 1 to 2[^]*Nothing is booted\./u);
    expect(await machine.report(90_000)).toMatchObject({ entry: 1, reason: "default" });
  },
);

test("a half-written tree is not looked into; at the end its kernel, title and names are the new ones, and it boots", async () => {
  await inIdle("rm -r boot/*; printf half > boot/vmlinuz-7.0; sed -i 's/Idle 1/Idle 2/' usr/lib/os-release");
  expect(await refresh(localContext(), options)).toMatchObject({ changed: false, complete: true });
  const { findings, verified } = await verify(localContext(), options, false);
  expect(verified).toBe(true);
  expect(findings.flatMap(({ check, problem }) => (problem === null ? [] : [check]))).toEqual(["entry 0 (idle)"]);
  const names = { image_name: "idle-2", image_uuid: "U" };
  await expect(endUpdate(localContext(), options, "idle", names)).rejects.toMatchObject({ exit: "unbootable" });
  await expect(endUpdate(localContext(), options, "idle", "abandoned")).rejects.toMatchObject({ exit: "unbootable" });
  expect((await readMenu()).entries[0]?.kind).toBe("updating");
  const running = provisioned.plan.images[1]?.mounts[0]?.device ?? "";
  const kernel = join(provisioned.disk.directory, "kernel");
  await withMounted(running, "ro", async (directory) => await copyFile(join(directory, "boot/vmlinuz-6.2"), kernel));
  await inIdle(`cp ${kernel} boot/vmlinuz-7.0; echo 'initrd of 7.0' > boot/initrd.img-7.0`);
  const { element } = await endUpdate(localContext(), options, "idle", names);
  expect(element).toMatchObject({
    ...names,
    kernel: "/boot/vmlinuz-7.0",
    boot_name: expect.stringMatching(/^Idle 2 /u),
  });
  const info = await onMultiboot("ro", async (directory) => await readFile(join(directory, infoPath), "utf8"));
  expect(info).not.toContain("updating");
  await setDefault(localContext(), options, "idle");
  expect(await booted()).toMatch(/^bareon\.entry=0 bareon\.reason=default .*initrd of 7\.0/u);
});
