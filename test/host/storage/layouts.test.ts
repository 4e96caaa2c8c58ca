/** The layout of every example that needs partitions alone, made on loop devices with both sizes of sectors: what sfdisk, lsblk and blkid find is what was planned. */
import { randomUUID } from "node:crypto";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { execute } from "../../../src/deploy/execute.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import type { Context } from "../../../src/host/host.ts";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Plan, PlannedDisk } from "../../../src/schema/plan.ts";
import { type ExampleName, type Loose, readExample } from "../../support/files/example.ts";
import { scratchFolder } from "../../support/files/scratch.ts";

const MiB = 1024 * 1024;
const examples: readonly ExampleName[] = [
  "one-system",
  "two-systems",
  "three-systems",
  "utility-in-roots",
  "utility-alone",
  "redeploy",
];

function newContext(): Context {
  const { signal } = new AbortController();
  return { host: createLocalHost({ signal, report: () => undefined }), report: () => undefined, signal };
}

async function loopDevice(image: string, sizeMiB: number, sectorSize: number): Promise<string> {
  await writeFile(image, "");
  await truncate(image, sizeMiB * MiB);
  return (await execa("losetup", ["--find", "--show", "--sector-size", String(sectorSize), "--", image])).stdout;
}

async function detach(device: string): Promise<void> {
  await execa("partx", ["--delete", "--", device], { reject: false });
  await execa("losetup", ["--detach", device]);
}

/** Makes the storage of a plan and nothing else. */
async function makeStorage(ctx: Context, plan: Plan): Promise<void> {
  const steps = plan.steps.filter(({ phase }) => phase === "storage");
  await expect(execute(ctx, { ...plan, steps }, { toolPath: undefined, sizes: new Map() })).rejects.toThrow(
    "no step that installs the boot loader",
  );
}

async function expectTable({ path, tableId, sectorSize, partitions }: PlannedDisk): Promise<void> {
  const { partitiontable: table } = JSON.parse((await execa("sfdisk", ["--json", path])).stdout) as {
    readonly partitiontable: Loose;
  };
  expect(table).toMatchObject({ label: "gpt", id: tableId, sectorsize: sectorSize });
  const wanted = partitions.map(({ device, start, size, type, partuuid, name }) => ({
    node: device,
    start: start / sectorSize,
    size: size / sectorSize,
    type,
    uuid: partuuid,
    ...(name === "" ? {} : { name }),
  }));
  expect(table["partitions"]).toEqual(wanted.map((row) => expect.objectContaining(row) as object));
}

async function expectShown({ path, sectorSize, partitions }: PlannedDisk): Promise<void> {
  const { blockdevices } = JSON.parse(
    (await execa("lsblk", ["--json", "--bytes", "--list", "--output", "PATH,SIZE,LOG-SEC,TYPE", path])).stdout,
  ) as { readonly blockdevices: readonly Loose[] };
  expect(blockdevices.slice(1)).toEqual(
    partitions.map(({ device, size }) => ({ path: device, size, "log-sec": sectorSize, type: "part" })),
  );
}

async function expectContents({ boot, disks, volumes }: Plan): Promise<void> {
  const wanted = new Map(volumes.map(({ device, type, uuid, label }) => [device, { type, uuid, label }] as const));
  if (boot.multiboot !== null)
    wanted.set(boot.multiboot.device, { type: "ext4", uuid: boot.multiboot.uuid, label: "bareon-boot" });
  if (boot.rescue !== undefined)
    wanted.set(boot.rescue.device, { type: "ext4", uuid: boot.rescue.uuid, label: "bareon-rescue" });
  for (const { device } of disks.flatMap(({ partitions }) => partitions)) {
    const { stdout } = await execa("blkid", ["--probe", "--output", "export", device], { reject: false });
    const found = (name: string): string | null => new RegExp(`^${name}=(.*)$`, "mu").exec(stdout)?.[1] ?? null;
    expect({ device, type: found("TYPE"), uuid: found("UUID"), label: found("LABEL") }).toEqual({
      device,
      ...(wanted.get(device) ?? { type: null, uuid: null, label: null }),
    });
  }
}

const cases = examples.flatMap((name) => [512, 4096].map((sectorSize) => [name, sectorSize, "no"] as const));

test.for([...cases, ["one-system", 512, "a"] as const, ["two-systems", 4096, "a"] as const])(
  "%s with sectors of %i bytes and %s rescue system",
  async ([name, sectorSize, rescue]) => {
    await using folder = await scratchFolder();
    await using devices = new AsyncDisposableStack();
    const document = readExample(name);
    document["partitions_policy"] = "clean" as unknown as Loose;
    if (rescue === "a") document["rescue"] = true as unknown as Loose;
    for (const [index, disk] of (document["partitions"] as unknown as Loose[]).entries()) {
      const [amount = "", unit] = (disk["size"] as unknown as string).split(" ");
      const device = await loopDevice(
        join(folder.path, `disk-${index}`),
        Number(amount) * (unit === "GiB" ? 1024 : 1) + 2,
        sectorSize,
      );
      devices.defer(async () => await detach(device));
      disk["id"] = { type: "name", value: device } as unknown as Loose;
    }
    const ctx = newContext();
    const plan = makePlan({
      config: readIronicConfig(document, { compat: false }).config,
      inventory: await inspect(ctx, storageLayers),
      newUuid: randomUUID,
    });
    await makeStorage(ctx, plan);
    for (const disk of plan.disks) {
      await expectTable(disk);
      await expectShown(disk);
    }
    await expectContents(plan);
  },
);
