/** The plan of the example in the manual, as a person sees it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderInventory } from "../../../src/view/disks.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { type Style, plainStyle, textWidth } from "../../../src/view/style.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import type { ExampleName } from "../../support/files/example.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { nth, planExample, planTwoDisks, readInventory, readMachine, withDisk } from "../plan/fixture.ts";

const GiB = 1024 ** 3;

function disk(path: string, serial: string, size: number, more: Partial<Disk> = {}): Disk {
  return {
    path,
    device: path,
    size,
    sectorSize: 512,
    model: null,
    serial,
    wwn: null,
    scsi: null,
    links: [],
    transport: "virtio",
    readOnly: false,
    removable: false,
    table: null,
    content: null,
    uses: [],
    partitions: [],
    ...more,
  };
}

/** One used disk, with a name that wants to steer the terminal, and a blank one. */
const used = disk("/dev/vda", "bareon-1", 8 * GiB, {
  model: "Example \u001b[2JDisk",
  table: { type: "dos", id: "0x1" },
  partitions: [
    {
      path: "/dev/vda1",
      number: 1,
      start: 1048576,
      size: 5 * GiB,
      type: "83",
      partuuid: "1-01",
      name: null,
      content: { type: "ext4", label: "old root", uuid: "x" },
      uses: [],
    },
    {
      path: "/dev/vda2",
      number: 2,
      start: 5 * GiB + 1048576,
      size: GiB,
      type: "82",
      partuuid: "1-02",
      name: null,
      content: null,
      uses: [],
    },
  ],
});
const inventory: Inventory = {
  version: 2,
  architecture: "x86_64",
  firmware: "bios",
  bootInterface: null,
  disks: [used, disk("/dev/vdb", "bareon-2", 6 * GiB)],
  arrays: [],
  groups: [],
  others: [],
  unreadable: [],
  running: { root: null, medium: [] },
};

async function examplePlan(name: ExampleName = "two-systems", machine = inventory, more: object = {}): Promise<Plan> {
  const document: unknown = JSON.parse(await readFile(join(projectRoot, `test/examples/${name}.json`), "utf8"));
  const { config } = readIronicConfig({ ...(document as object), ...more }, { compat: false });
  let count = 0;
  return makePlan({
    config,
    inventory: machine,
    newUuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`,
  });
}

test("what will be destroyed, what will be there, what will boot", async () => {
  await expect(renderPlan(await examplePlan(), 80, plainStyle)).toMatchFileSnapshot("two-systems.plan.txt");
});

test.for(["utility-in-roots", "utility-alone"] as const)(
  "%s: where a utility image goes, and that it is not booted",
  async (name) => {
    await expect(renderPlan(await examplePlan(name), 80, plainStyle)).toMatchFileSnapshot(`${name}.plan.txt`);
  },
);

test("a rescue system: its partition, and its place in the menu", async () => {
  const plan = await examplePlan("two-systems", inventory, { rescue: { authorized_keys: ["ssh-ed25519 A b"] } });
  await expect(renderPlan(plan, 80, plainStyle)).toMatchFileSnapshot("rescue.plan.txt");
});

test("a machine that was started by UEFI with Secure Boot: where the boot loader goes, and its place in the boot order", async () => {
  const plan = await examplePlan("two-systems", { ...inventory, firmware: "uefi", secureBoot: true });
  await expect(renderPlan(plan, 80, plainStyle)).toMatchFileSnapshot("uefi.plan.txt");
});

test("a root that a utility image goes into has its system's colour, a volume of its own that of the image", async () => {
  const style: Style = {
    ...plainStyle,
    hues: [(text) => `<1${text}>`, (text) => `<2${text}>`, (text) => `<3${text}>`],
  };
  expect(renderPlan(await examplePlan("utility-in-roots"), 100, style)).toMatch(/<13 \/ +>.*<24 \/ +>/u);
  expect(renderPlan(await examplePlan("utility-alone"), 100, style)).toMatch(/<12 \/ +>│3 +│<34 \/srv +>/u);
});

test.for([
  ["what was in use: arrays and a group that go, and what is taken down for that", "awake", "used", 80],
  ["arrays and a group that come, beside those that go", "asleep", "lvm-and-raid", 110],
] as const)("%s", async ([, state, name, columns]) => {
  const machine = readMachine(state);
  const plan =
    name === "used"
      ? planTwoDisks(machine)
      : planExample("lvm-and-raid", undefined, {
          ...machine,
          disks: machine.disks.map((one) => ({ ...one, size: 1500 * 1024 ** 2 })),
        });
  await expect(renderPlan(plan, columns, plainStyle)).toMatchFileSnapshot(`${name}.plan.txt`);
});

test("it fits the terminal: side by side where nothing has to be cut for it, else below each other", async () => {
  const plans = [await examplePlan(), planTwoDisks(readMachine("awake"))];
  for (const columns of [60, 73, 100, 200]) {
    for (const plan of plans) {
      const layout = renderPlan(plan, columns, plainStyle).split("\nImages\n")[0]?.split("\n") ?? [];
      expect(Math.max(...layout.filter((text) => /[│┌]/u.test(text)).map(textWidth))).toBeLessThanOrEqual(columns);
      expect(layout.some((text) => /NOW.*│ THEN/u.test(text))).toBe(columns > 73);
    }
  }
});

test("an address's password is not shown, and an image has its own colour where it does not share", async () => {
  const plan = await examplePlan();
  const [first, ...others] = plan.images;
  if (first === undefined) throw new Error("no image");
  const style: Style = { ...plainStyle, hues: [(text) => `<1${text}>`, (text) => `<2${text}>`] };
  const text = renderPlan(
    { ...plan, images: [{ ...first, source: "rsync://user:secret@host/x/" }, ...others] },
    100,
    style,
  );
  expect(text).not.toContain("secret");
  expect(text).toMatch(/<13 \/ +>.*<24 \/ +>/u);
  expect(text).toMatch(/│2 \/srv\/sh\S* *│<23 \/var\/lib\/data *>/u);
});

test("inspect for people", () => {
  const busy = disk("/dev/sda", "s3", GiB, {
    readOnly: true,
    removable: true,
    content: { type: "xfs", label: "data", uuid: "u" },
    uses: ["/mnt"],
  });
  expect(
    renderInventory({ ...inventory, bootInterface: "01-52-54-00-12-34-56", disks: [used, busy] }, plainStyle),
  ).toBe(
    [
      "x86_64, started by BIOS, from the network (BOOTIF=01-52-54-00-12-34-56)",
      "",
      "/dev/vda  Example ?[2JDisk  serial bareon-1  8 GiB  virtio",
      "  a partition table (dos) with 2 partitions",
      '    1  /dev/vda1  5 GiB  ext4 "old root"',
      "    2  /dev/vda2  1 GiB  nothing known",
      "",
      "/dev/sda  serial s3  1 GiB  virtio  read-only  removable",
      '  xfs "data" on the whole disk, in use: /mnt',
      "",
    ].join("\n"),
  );
});

test("partitions that only the kernel knows are shown, also where they are destroyed", () => {
  const partitions = [{ ...nth(used.partitions, 0), type: "", partuuid: null }];
  const sda = disk("/dev/sda", "s3", GiB, { table: null, partitions });
  expect(renderInventory({ ...inventory, disks: [sda] }, plainStyle)).toContain(
    "an unknown partition table with 1 partition\n    1  /dev/vda1  5 GiB",
  );
  const plan = planExample(
    "two-systems",
    undefined,
    withDisk(readInventory("two-systems"), 0, { table: null, partitions }),
  );
  const text = renderPlan(plan, 100, plainStyle);
  expect(text).toMatch(/NOW, and WILL BE DESTROYED/u);
  expect(text).toMatch(/vda1 +5 GiB +ext4 "old root"/u);
});

test.for(["awake", "asleep"] as const)("inspect for people, of arrays and groups that are %s", async (state) => {
  await expect(renderInventory(readMachine(state), plainStyle)).toMatchFileSnapshot(`${state}.inventory.txt`);
});

test("where partitions are kept, each says whether its data is", async () => {
  const plan = await examplePlan();
  const disks = plan.disks.map((one) => ({ ...one, keep: true }));
  const volumes = plan.volumes.map((volume) => (volume.device === "/dev/vda4" ? volume : { ...volume, keep: true }));
  const text = renderPlan({ ...plan, disks, volumes }, 100, plainStyle);
  expect(text).not.toContain("DESTROYED");
  expect(text).toContain("NOW, and kept except what is LOST");
  expect(text).toMatch(/vda1 +5 GiB +rewritten +ext4 "old root" +│/u);
  expect(text).toMatch(/vda2 +1 GiB +LOST +nothing known +│/u);
  const fates = Array.from(
    text.matchAll(/│ (?<device>\S+) +[\d.]+ .iB +(?<fate>kept|rewritten|MADE ANEW) /gu),
    ({ groups }) => `${groups?.["device"]} ${groups?.["fate"]}`,
  );
  expect(fates).toEqual([
    "vda1 rewritten",
    "vda2 MADE ANEW",
    "vda3 kept",
    "vda4 MADE ANEW",
    "vda5 kept",
    "vdb1 rewritten",
    "vdb2 kept",
    "vdb3 kept",
  ]);
  expect(text).toMatch(/bookworm: rsync from .*, on top of what is there$/mu);
  expect(text).toMatch(/trixie: rsync from \S+$/mu);
});

test("every disk that GRUB is written to is told", () => {
  const { boot, ...plan } = planExample("single-mirror");
  expect(boot.mirrors).not.toEqual([]);
  const [line] = renderPlan({ ...plan, boot }, 80, plainStyle)
    .split("\n")
    .filter((text) => text.includes("GRUB on"));
  for (const path of [boot.disk, ...boot.mirrors]) expect(line).toContain(path);
});
