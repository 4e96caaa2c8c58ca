/** Whether the kernel has what the layers of a plan need, before anything is written. */
import { expect, test } from "vitest";
import { checkDrivers } from "../../../src/deploy/kernel-drivers.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import {
  createRecordingHost,
  createTestContext,
  type RecordingHost,
  type RecordingOptions,
} from "../../support/hosts/recording-host.ts";

const mapper = "/sys/class/misc/device-mapper";
const container = { layer: "luks", device: "/dev/mapper/c", uuid: "u", size: 1, below: ["/dev/vda3"] };
const array = { name: "data", path: "/dev/md/data", uuid: "u", level: 1, size: 1, members: [], keep: false };

function plan(more: Partial<Plan>): Plan {
  return {
    disks: [],
    arrays: [],
    groups: [],
    volumes: [],
    images: [],
    utilities: [],
    boot: { multiboot: null },
    ...more,
  } as Partial<Plan> as Plan;
}

async function refusal(options: RecordingOptions, more: Partial<Plan>): Promise<string> {
  const ctx = createTestContext(createRecordingHost(options));
  try {
    await checkDrivers(ctx, plan(more));
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

const loads = (module: string, shown?: string): RecordingOptions => ({
  drivers: [],
  expect: [
    {
      command: `modprobe --quiet ${module}`,
      effect: (host) =>
        void (
          shown !== undefined &&
          (host.nodes as Map<string, unknown>).set(shown, { kind: "file", content: Buffer.of(), mode: 0o444 })
        ),
    },
  ],
});

function show(path: string, text: string): (host: RecordingHost) => void {
  return (host) => host.seed(path, text);
}

test("a plan without layers needs none, and what is there is not loaded", async () => {
  expect(await refusal({ drivers: [] }, {})).toBe("");
  expect(await refusal({}, { layers: [container] })).toBe("");
  expect(await refusal({}, { arrays: [array] as unknown as Plan["arrays"] })).toBe("");
});

test("a driver that is a module is loaded", async () => {
  expect(await refusal(loads("dm_mod", mapper), { layers: [container] })).toBe("");
});

test("one that cannot be loaded, or that nothing can load, is named with what needs it", async () => {
  const message = "The kernel of this machine lacks the device mapper (dm_mod), which encrypted vda3 needs.";
  expect(await refusal(loads("dm_mod"), { layers: [container] })).toBe(message);
  expect(await refusal({ drivers: [], programs: [] }, { layers: [container] })).toBe(message);
  expect(await refusal(loads("md_mod"), { arrays: [array] as unknown as Plan["arrays"] })).toMatch(
    /lacks software RAID \(md_mod\), which .*data/u,
  );
});

const levels = (line: string): Pick<Required<RecordingOptions>, "files"> => ({
  files: { "/proc/mdstat": `Personalities : ${line}\n` },
});
const arrays = (level: number): Partial<Plan> => ({ arrays: [{ ...array, level }] as unknown as Plan["arrays"] });

test("an array needs its level, too", async () => {
  expect(await refusal(levels("[raid0] [raid10]"), arrays(10))).toBe("");
  const { files } = levels("[raid10] [raid0]");
  expect(await refusal({ files, expect: [{ command: "modprobe --quiet raid1" }] }, arrays(1))).toBe(
    "The kernel of this machine lacks RAID 1 (raid1), which array data needs.",
  );
  const loaded = {
    command: "modprobe --quiet raid456",
    effect: show("/proc/mdstat", "Personalities : [raid6] [raid5]"),
  };
  expect(await refusal({ files, expect: [loaded] }, arrays(5))).toBe("");
});

test("a filesystem that is mounted needs its driver, and one that is only made does not", async () => {
  const image = { mounts: [{ device: "/dev/vda3", type: "xfs", mount: "/", uuid: "u" }] };
  const mounted = (key: "images" | "utilities"): Partial<Plan> => ({ [key]: [image] });
  const without: RecordingOptions = { files: { "/proc/filesystems": "nodev\txfsish\n\text4\n" } };
  const asked = { command: "modprobe --quiet fs-xfs" };
  for (const key of ["images", "utilities"] as const)
    expect(await refusal({ ...without, expect: [asked] }, mounted(key))).toBe(
      "The kernel of this machine lacks the filesystem xfs (fs-xfs), which /dev/vda3 needs.",
    );
  const loaded = { ...asked, effect: show("/proc/filesystems", "\txfs\n") };
  expect(await refusal({ ...without, expect: [loaded] }, mounted("images"))).toBe("");
  const phases = { from: "storage", until: "config-drive" } as const;
  expect(await refusal(without, { ...mounted("images"), phases })).toBe("");
});

test("so do the partitions of the boot menu", async () => {
  const without: RecordingOptions = { files: { "/proc/filesystems": "\text4\n" } };
  const boot = (more: object): Partial<Plan> => ({ boot: { multiboot: null, ...more } as Plan["boot"] });
  expect(await refusal(without, boot({ multiboot: { device: "/dev/vda2" } }))).toBe("");
  const asked = { command: "modprobe --quiet fs-vfat" };
  expect(
    await refusal({ ...without, expect: [asked] }, boot({ uefi: { partitions: [{ device: "/dev/vda1" }] } })),
  ).toBe("The kernel of this machine lacks the filesystem vfat (fs-vfat), which /dev/vda1 needs.");
});
