/** The boot menu on several disks: which disks get it, with what, and which configs cannot have it. */
import { expect, test } from "vitest";

import { readConfig } from "../../../src/recipes/plan.ts";
import { MiB } from "../../../src/base/sizes.ts";
import type { Disk, Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed, type ExampleName, loose, type Loose, readExample, setAt } from "../../support/files/example.ts";
import { deployedNode } from "./extended-node.ts";
import { nth, planExample, readInventory, refusal, withDisk } from "./fixture.ts";

/** A machine with a third disk that the example fits. */
function machine(firmware: Inventory["firmware"] = "bios"): Inventory {
  const found = readInventory("mirrored-menu");
  const second = nth(found.disks, 1);
  const third = { ...second, path: "/dev/sdc", device: "8:32", serial: "bareon-3", wwn: null, scsi: null, links: [] };
  return { ...withDisk(found, 2, third), firmware, running: { root: null, medium: [] } };
}

function planned(changes: Readonly<Record<string, unknown>> = {}, inventory = machine()): Plan {
  return planExample("mirrored-menu", changed("mirrored-menu", changes), inventory);
}

function purposes({ disks }: Plan): string[][] {
  return disks.map(({ partitions }) => partitions.map(({ purpose }) => purpose));
}

/** The places of the violations in a config. */
function violations(document: unknown): string[] {
  try {
    readConfig({ dialect: "ironic", document, compat: false, driver: undefined });
    return [];
  } catch (error) {
    const found = (error as { readonly violations?: readonly { readonly pointer: string }[] }).violations ?? [];
    return found.map(({ pointer }) => pointer);
  }
}

const disks = ["/dev/sda", "/dev/sdb", "/dev/sdc"];

test("each disk with all that the systems need has GRUB and a copy of the menu, with a filesystem of its own", () => {
  const plan = planned();
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  expect(purposes(plan)).toEqual(disks.map(() => ["bios-boot", "multiboot", "raid-member", "raid-member"]));
  const { multiboot, disk, mirrors } = plan.boot;
  expect([disk, ...mirrors]).toEqual(disks);
  expect(multiboot?.copies?.map((copy) => copy.disk)).toEqual(disks.slice(1));
  const places = [multiboot, ...(multiboot?.copies ?? [])];
  expect(places.map((place) => place?.device)).toEqual(disks.map((path) => `${path}2`));
  expect(new Set(places.map((place) => place?.uuid)).size).toBe(3);
  for (const path of disks) {
    const step = plan.steps.find((one) => one.kind === "make-filesystem" && one.device === `${path}2`);
    expect(step).toMatchObject({ title: `Make the multiboot filesystem on ${path}2` });
  }
  expect(renderPlan(plan, 100, plainStyle)).toContain(
    "GRUB on /dev/sda, /dev/sdb, /dev/sdc, menu on /dev/sda2, /dev/sdb2, /dev/sdc2, waits 1 s:",
  );
});

test("UEFI finds an EFI system partition on each of these disks", () => {
  const plan = planned({}, machine("uefi"));
  expect(plan.boot.uefi?.partitions.map(({ disk }) => disk)).toEqual(disks);
});

test("the menu is on the first disk alone if the config does not ask for more, which changes no disk that was laid out before", () => {
  const first = ["bios-boot", "multiboot", "raid-member", "raid-member"];
  const others = ["bios-boot", "raid-member", "raid-member"];
  for (const value of [undefined, "first"]) {
    const plan = planned({ "/grub/disks": value });
    expect(purposes(plan)).toEqual([first, others, others]);
    expect(plan.boot.multiboot).toEqual({ device: "/dev/sda2", uuid: plan.boot.multiboot?.uuid });
    expect(plan.boot.mirrors).toEqual([]);
  }
});

test("a disk without a part of a system gets no menu, unless all are to have it", () => {
  const lacking = { "/partitions/2/volumes/1": { type: "partition", mount: "none", size: "64 MiB" } };
  expect(planned(lacking).boot.mirrors).toEqual(["/dev/sdb"]);
  expect(planned({ ...lacking, "/grub/disks": "all" }).boot.mirrors).toEqual(["/dev/sdb", "/dev/sdc"]);
  const boot = { type: "partition", mount: "/boot", size: "64 MiB", file_system: "ext4", images: ["blue"] };
  expect(violations(changed("mirrored-menu", { "/partitions/0/volumes/-": boot }))).toEqual(["/grub/disks"]);
});

test("what lies in a volume group is on each disk that has all of the group", () => {
  const pv = (vg: string): object => ({ type: "raid", mount: "none", vg, name: vg, size: "remaining" });
  const group = (second: Readonly<Record<string, unknown>> = {}): Loose =>
    changed("mirrored-menu", {
      ...Object.fromEntries([0, 1, 2].map((index) => [`/partitions/${index}/volumes`, [pv("both")]])),
      "/partitions/-": {
        type: "vg",
        id: "both",
        volumes: ["red", "blue"].map((image) => ({
          ...{ type: "lv", name: image, mount: "/", size: "300 MiB", file_system: "ext4", images: [image] },
        })),
      },
      ...second,
    });
  expect(planExample("mirrored-menu", group(), machine()).boot.mirrors).toEqual(["/dev/sdb", "/dev/sdc"]);
  const more = { "/partitions/0/volumes/-": { type: "pv", vg: "both", size: "96 MiB" } };
  expect(violations(group(more))).toEqual(["/grub/disks"]);
});

test("a config that asks for more disks than there can be is refused at its place", () => {
  const withDisks = (name: ExampleName, value: unknown): Loose => {
    const document = readExample(name);
    document["grub"] ??= loose({});
    setAt(document, "/grub/disks", value);
    return document;
  };
  expect(violations(withDisks("two-systems", "mirrored"))).toEqual(["/grub/disks"]);
  expect(violations(withDisks("mirrored-menu", "both"))).toEqual(["/grub/disks"]);
  expect(violations(withDisks("one-system", "mirrored")), "one system has no menu of its own").toEqual([]);
  const striped = changed("mirrored-menu", {
    ...Object.fromEntries([0, 1, 2].map((index) => [`/partitions/${index}/volumes/0/level`, 5])),
  });
  expect(violations(striped)).toEqual(["/grub/disks"]);
  const existing = changed("mirrored-menu", {
    "/partitions_policy": "extend",
    "/images/0/image_pull_url": "existing",
  });
  expect(violations(existing)).toContain("/grub/disks");
  const small = changed("mirrored-menu", { "/partitions/1/size": "700 MiB" });
  expect(violations(small), "its copy takes room of the disk").toEqual(["/partitions/1/size"]);
});

test("a deploy that keeps data keeps the UUIDs of the copies, and takes them to be there", () => {
  const plan = planned();
  const node = JSON.stringify(deployedNode(machine(), plan), (key, value: unknown) => (key === "uses" ? [] : value));
  const idle = { ...(JSON.parse(node) as Inventory), running: { root: null, medium: [] } };
  const again = planned({ "/partitions_policy": "verify" }, idle);
  const uuidsOf = ({ boot }: Plan): (string | undefined)[] =>
    [boot.multiboot, ...(boot.multiboot?.copies ?? [])].map((place) => place?.uuid.slice(0, 8));
  expect(uuidsOf(again)).toEqual(uuidsOf(plan));
});

test("a node that gets one more system keeps its copies; one without copies gets none", () => {
  const roomy = Object.fromEntries([0, 1, 2].map((index) => [`/partitions/${index}/size`, "1500 MiB"]));
  const third = {
    "/partitions_policy": "extend",
    "/images/-": { name: "green", image_pull_url: "conductor.example.net::images/tiny/", target: "/" },
    ...Object.fromEntries(
      [0, 1, 2].map((index) => [
        `/partitions/${index}/volumes/-`,
        { type: "raid", mount: "/", size: "320 MiB", file_system: "ext4", images: ["green"] },
      ]),
    ),
  };
  const node = deployedNode(machine(), planned(roomy));
  const plan = planned({ ...roomy, ...third }, node);
  expect(plan.boot.multiboot).toMatchObject({ keep: true, copies: [{ keep: true }, { keep: true }] });
  expect(plan.steps.filter(({ id }) => /^make-filesystem \/dev\/sd.2$/u.test(id))).toEqual([]);
  const single = deployedNode(machine(), planned({ ...roomy, "/grub/disks": "first" }));
  const refused = refusal(() => planned({ ...roomy, ...third }, single));
  expect(refused).toBe(
    "mismatch: the node does not have what the deploy config says of it: the boot menu is asked for on several disks, and is on /dev/sda2 alone",
  );
});

/** A node on the first two disks, and a third one that came to it, with an empty table. */
function grownNode(firmware: Inventory["firmware"] = "bios"): Inventory {
  const all = machine(firmware);
  const [first, second, third] = all.disks.map((disk): Disk => ({ ...disk, size: 8192 * MiB }));
  if (first === undefined || second === undefined || third === undefined) throw new Error("there are not three disks");
  const two = { ...all, disks: [first, second] };
  const node = deployedNode(two, planExample("mirrored-menu", onDisks(2), two));
  const table = { type: "gpt", id: "00000000-0000-4000-8000-0000000000cc" };
  return { ...node, disks: [...node.disks, { ...third, table, content: null, partitions: [] }] };
}

/** mirrored-menu on that many disks, with the menu on all of them, and a new system that lies on the last one for each of the names. */
function onDisks(count: number, ...names: readonly string[]): Loose {
  const volumes = names.map((name) => ({ ...greenRoot, images: [name] }));
  const document = changed("mirrored-menu", {
    "/grub/disks": "all",
    ...(names.length === 0 ? {} : { "/partitions_policy": "extend" }),
    "/partitions/2/volumes": volumes,
    "/partitions/2/size": "4 GiB",
  });
  (document["partitions"] as unknown as unknown[]).splice(count);
  const source = "conductor.example.net::images/tiny/";
  for (const name of names) setAt(document, "/images/-", { name, image_pull_url: source, target: "/" });
  return document;
}

const greenRoot = { type: "partition", mount: "/", size: "320 MiB", file_system: "ext4" };

test.for(["bios", "uefi"] as const)(
  "on %s a disk that comes to a node with copies of its menu gets none, and the node is extended again",
  (firmware) => {
    const node = grownNode(firmware);
    const plan = planExample("mirrored-menu", onDisks(3, "green"), node);
    expect(purposes(plan).at(-1)).toEqual(["bios-boot", "volume"]);
    expect(plan.boot.mirrors).toEqual(["/dev/sdb"]);
    expect(plan.boot.multiboot?.copies?.map(({ disk }) => disk)).toEqual(["/dev/sdb"]);
    expect((plan.boot.uefi?.partitions ?? []).map(({ disk }) => disk)).toEqual(
      firmware === "uefi" ? ["/dev/sda", "/dev/sdb"] : [],
    );
    // As if it had been planned with UUIDs that the node does not have.
    const made = JSON.parse(JSON.stringify(plan).replaceAll("00000000000a", "00000000000b")) as Plan;
    const more = deployedNode(node, made);
    const { images } = planExample("mirrored-menu", onDisks(3, "green", "white"), {
      ...more,
      disks: more.disks.map((disk) => withEsp(made, disk)),
      deployed: {
        ...(more.deployed ?? { default: null, spare: [] }),
        systems: [...(node.deployed?.systems ?? []), ...(more.deployed?.systems ?? [])],
      },
    });
    expect(images.map(({ name }) => name)).toEqual(["white"]);
  },
);

test.for([0, 1])(
  "a copy of the menu that is empty on disk %s is refused, and not made anew without a menu",
  (index) => {
    const node = grownNode();
    const changedDisks = node.disks.map((disk, place) => ({
      ...disk,
      partitions: disk.partitions.map((part) =>
        place === index && part.name === "bareon-boot" ? { ...part, content: null } : part,
      ),
    }));
    const device = `${disks[index]}2`;
    expect(refusal(() => planExample("mirrored-menu", onDisks(3, "green"), { ...node, disks: changedDisks }))).toBe(
      `mismatch: the node does not have what the deploy config says of it: ${device} is for the boot menu, which is not there`,
    );
  },
);

/** What is on its EFI system partition. */
function withEsp({ boot }: Plan, disk: Disk): Disk {
  const esps = boot.uefi?.partitions ?? [];
  const partitions = disk.partitions.map((part) => {
    const esp = esps.find(({ device }) => device === part.path);
    return esp === undefined ? part : { ...part, content: { type: "vfat", uuid: esp.uuid, label: "BAREON-ESP" } };
  });
  return { ...disk, partitions };
}

test("mirrored systems without a mirrored menu are remarked on, and nothing else is", () => {
  const warningsOf = (document: unknown): readonly string[] =>
    readConfig({ dialect: "ironic", document, compat: false, driver: undefined }).warnings;
  const remark =
    /^\/grub\/disks: every operating system is mirrored, but the boot menu is on one disk \(\/partitions\/0\)/u;
  expect(warningsOf(changed("mirrored-menu", { "/grub/disks": undefined }))).toEqual([expect.stringMatching(remark)]);
  for (const name of ["mirrored-menu", "lvm-and-raid", "single-mirror", "two-systems"] as const)
    expect(warningsOf(readExample(name)), name).toEqual([]);
});
