/** What is read back from the disks: every difference from the plan stops the deploy before anything bootable is written. */
import { expect, onTestFinished, test, vi } from "vitest";
import { checkFilesystems, checkTable } from "../../../src/deploy/read-back.ts";
import type { Plan, PlannedDisk } from "../../../src/schema/plan.ts";
import { createRecordingHost, createTestContext, type RecordingHost } from "../../support/hosts/recording-host.ts";
import { nth, planExample, readInventory } from "../plan/fixture.ts";

const plan = planExample("two-systems", undefined, { ...readInventory("two-systems"), firmware: "uefi" });
const disk = nth(plan.disks, 0);

/** The host after the table of `written` was written, with the sizes that the kernel shows. */
function hostWith(written: PlannedDisk, shown = written): RecordingHost {
  const row = {
    "maj:min": "8:0",
    type: "part",
    "log-sec": 512,
    model: null,
    serial: null,
    wwn: null,
    hctl: null,
    tran: null,
    ro: false,
    rm: false,
    mountpoints: [],
  };
  const children = shown.partitions.map(({ device, size }) => ({ ...row, path: device, size }));
  const partitions = written.partitions.map(({ device, start, size, type, partuuid, name }) => ({
    node: device,
    start: start / 512,
    size: size / 512,
    type,
    uuid: partuuid,
    ...(name === "" ? {} : { name }),
  }));
  return createRecordingHost({
    files: Object.fromEntries(
      disk.partitions.map(({ device }) => [device, { kind: "block", device: "8:1", size: 1 } as const]),
    ),
    expect: [
      {
        command: /^lsblk /u,
        stdout: JSON.stringify({ blockdevices: [{ ...row, path: disk.path, size: disk.size, children }] }),
        always: true,
      },
      {
        command: `sfdisk --json -- ${disk.path}`,
        stdout: JSON.stringify({ partitiontable: { label: "gpt", id: written.tableId, partitions } }),
        always: true,
      },
    ],
  });
}

function withLast(facts: Partial<PlannedDisk["partitions"][number]>): PlannedDisk {
  return {
    ...disk,
    partitions: disk.partitions.map((one, index) =>
      index === disk.partitions.length - 1 ? { ...one, ...facts } : one,
    ),
  };
}

test("the planned table is accepted", async () => {
  await checkTable(createTestContext(hostWith(disk)), disk);
});

const last = nth(disk.partitions, disk.partitions.length - 1);
const tables: Readonly<Record<string, readonly [PlannedDisk, string]>> = {
  "another disk id": [{ ...disk, tableId: "X" }, `disk id is X, not ${disk.tableId}`],
  "another start": [withLast({ start: last.start + 512 }), "has start"],
  "another size": [withLast({ size: last.size - 512 }), "has size"],
  "another type": [withLast({ type: "X" }), "has type X"],
  "another PARTUUID": [withLast({ partuuid: "X" }), "has partuuid X"],
  "another name": [withLast({ name: "X" }), "has name X"],
  "a partition more": [
    {
      ...disk,
      partitions: [
        ...disk.partitions,
        { ...last, number: 99, device: `${disk.path}99`, start: last.start + last.size },
      ],
    },
    `it has ${disk.partitions.length + 1} partitions`,
  ],
  "a partition less": [
    { ...disk, partitions: disk.partitions.slice(0, -1) },
    `it has ${disk.partitions.length - 1} partitions`,
  ],
};

test.for(Object.entries(tables))("%s on the disk is an error", async ([, [written, message]]) => {
  await expect(checkTable(createTestContext(hostWith(written, disk)), disk)).rejects.toMatchObject({
    exit: "storage",
    message: expect.stringContaining(message) as string,
  });
});

test("it is waited for the kernel to show each partition with its size, and for its node", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const ended = async (host: RecordingHost): Promise<unknown> => {
    const error = checkTable(createTestContext(host), disk).catch((thrown: unknown) => thrown);
    await vi.advanceTimersByTimeAsync(31_000);
    return await error;
  };
  expect(await ended(hostWith(disk, withLast({ size: last.size - 512 })))).toMatchObject({
    message: `the kernel does not show ${last.device} with ${last.size} bytes, after waiting 30 s`,
  });
  const host = hostWith(disk);
  await host.removeFile(last.device);
  expect(await ended(host)).toMatchObject({ message: `${last.device} is no device node yet, after waiting 30 s` });
});

interface Found {
  readonly type: string;
  readonly uuid: string;
  readonly label: string | null;
}

/** What the plan makes on each device. */
function planned({ boot, volumes }: Plan): Map<string, Found> {
  const esps = (boot.uefi?.partitions ?? []).map(({ device, uuid }): [string, Found] => [
    device,
    { type: "vfat", uuid, label: "ANY" },
  ]);
  const multiboot: [string, Found][] =
    boot.multiboot === null ? [] : [[boot.multiboot.device, { type: "ext4", uuid: boot.multiboot.uuid, label: "any" }]];
  return new Map([
    ...esps,
    ...multiboot,
    ...volumes.map(({ device, type, uuid, label }): [string, Found] => [device, { type, uuid, label }]),
  ]);
}

async function checkWith(found: ReadonlyMap<string, Found>, checked = plan): Promise<void> {
  const host = createRecordingHost({
    expect: Array.from(found, ([device, { type, uuid, label }]) => ({
      command: new RegExp(`^blkid .* ${device}$`, "u"),
      stdout: `ID_FS_TYPE=${type}\nID_FS_UUID_ENC=${uuid}\n${label === null ? "" : `ID_FS_LABEL_ENC=${label}\n`}`,
    })),
  });
  await checkFilesystems(createTestContext(host), checked);
  host.assertDone();
}

test("each filesystem is read back, those of the boot loader too; another one, or one under another name, is an error", async () => {
  const good = planned(plan);
  expect(good.size).toBe(plan.volumes.length + 2);
  await checkWith(good);
  for (const [device, facts] of good) {
    for (const change of [{ type: "crypto_LUKS" }, { uuid: "X" }]) {
      await expect(checkWith(new Map([...good, [device, { ...facts, ...change }]])), device).rejects.toMatchObject({
        exit: "storage",
        message: expect.stringContaining(`${device} holds`) as string,
      });
    }
  }
  const labelled = { ...plan, volumes: plan.volumes.map((volume) => ({ ...volume, label: "mine" })) };
  await checkWith(planned(labelled), labelled);
  await expect(checkWith(good, labelled)).rejects.toThrow('and label "mine"');
});
