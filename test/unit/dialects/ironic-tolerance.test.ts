/** What documented configs, and the existing controller itself, send: each is valid without --compat, and plans to what it means. */
import { expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { changed } from "../../support/files/example.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { deployedMachine } from "../plan/deployed-machine.ts";
import { nth, planExample, readInventory } from "../plan/fixture.ts";
import { check } from "./refusal.ts";

type Changes = Readonly<Record<string, unknown>>;

const root = "/partitions/0/volumes/0";
const rest = "/partitions/0/volumes/1";
const swap = "/partitions/0/volumes/2";

function warningsOf(set: Changes): readonly string[] {
  return readIronicConfig(changed("two-systems", set), { compat: false }).warnings;
}

function planned(set: Changes): Plan {
  return planExample("two-systems", changed("two-systems", set));
}

/** Once more on the disks that the changed example made. */
function again(set: Changes, first: Changes = {}): Plan {
  const machine = deployedMachine(readInventory("two-systems"), planned(first));
  return planExample(
    "two-systems",
    changed("two-systems", { ...first, "/partitions_policy": "verify", ...set }),
    machine,
  );
}

function rsyncFlags(text: string): Changes {
  return { "/image_deploy_flags": { rsync_flags: text } };
}

test.for([
  ["-a -A -X --timeout 300", ["-a", "-A", "-X", "--timeout=300"]],
  ["-a -A -X --timeout 300 --bwlimit 12500", ["-a", "-A", "-X", "--timeout=300", "--bwlimit=12500"]],
  [
    "-a -A -X --timeout 300 --exclude /etc/* --exclude /home/*",
    ["-a", "-A", "-X", "--timeout=300", "--exclude=/etc/*", "--exclude=/home/*"],
  ],
] as const)("the documented options %s reach rsync with their values", ([text, flags]) => {
  expect(warningsOf(rsyncFlags(text))).toEqual([]);
  expect(nth(planned(rsyncFlags(text)).images, 0).flags).toEqual([...flags, "--hard-links", "--numeric-ids"]);
});

test("options for what rsync prints are left out, which is told", () => {
  const set = rsyncFlags("-av -A --progress");
  expect(warningsOf(set)).toEqual([
    "/image_deploy_flags/rsync_flags: -v --progress left out: the program reads what rsync prints, and shows the progress itself",
  ]);
  expect(nth(planned(set).images, 0).flags).toEqual(["-a", "-A", "--hard-links", "--numeric-ids"]);
});

test("a dry run copies nothing onto volumes that are kept, and all else is done", () => {
  const set = rsyncFlags("-a -A -X --timeout 300 --dry-run");
  for (const policy of ["verify", "nailgun_legacy"]) {
    const plan = again({ ...set, "/partitions_policy": policy });
    expect(plan.images.map(({ keep }) => keep)).toEqual([true, true]);
    expect(nth(plan.images, 0).flags).not.toContain("--dry-run");
    expect(plan.steps.map(({ id }) => id).slice(-3)).toEqual(["image bookworm", "image trixie", "boot"]);
    expect(nth(plan.steps, -3 + plan.steps.length).title).toBe("Keep the system in the place of image bookworm");
  }
  expect(warningsOf({ ...set, "/partitions_policy": "verify" })).toEqual([
    "/image_deploy_flags/rsync_flags: --dry-run: rsync copies nothing; the trees stay as they are, and what is around them is made anew",
  ]);
});

test("a dry run onto what is made anew is refused", () => {
  const place = "/image_deploy_flags/rsync_flags";
  const set = rsyncFlags("-a -n");
  check({ set, finds: [[place, '"bookworm", "trixie" is made anew', "no --dry-run"]] });
  check({
    set: { ...set, "/partitions_policy": "verify", [`${root}/keep_data`]: false },
    finds: [[place, 'the place of "bookworm" is made anew', '"keep_data": false']],
  });
});

test("options that cannot be split, or lack their value, are refused", () => {
  check({
    set: rsyncFlags("-a --exclude '/x"),
    finds: [["/image_deploy_flags/rsync_flags", "ends within a quote", "each quote closed"]],
  });
  check({
    set: rsyncFlags("-a --timeout"),
    finds: [["/image_deploy_flags/rsync_flags", '"--timeout" is without its value', "--timeout=VALUE"]],
  });
});

test("of several images that boot first the first does, and a utility image never does", () => {
  const both = { "/images/0/boot": true, "/images/1/boot": true };
  expect(warningsOf(both)).toEqual([
    '/images/0/boot: several images are marked to boot first; the first of them, "bookworm", does, and not "trixie"',
  ]);
  expect(planned(both).boot.defaultImage).toBe("bookworm");
  expect(planned({ "/images/0/boot": 0, "/images/1/boot": -2 }).boot.defaultImage).toBe("trixie");
  const utility = {
    "/images/-": { name: "tools", image_pull_url: "host::images/tools/", target: "/opt/tools", boot: 1 },
    [`${root}/images`]: ["bookworm", "tools"],
    "/images/0/boot": false,
  };
  expect(warningsOf(utility)).toEqual(['/images/2/boot: ignored: an image with target "/opt/tools" cannot boot']);
  expect(planned(utility).boot.defaultImage).toBe("bookworm");
});

test("two entries that are made from one image of the image store have its name and UUID", () => {
  const one = { image_name: "bookworm-v3", image_uuid: "6a7f2b54-0000-4000-8000-000000000000", boot: true };
  const set = Object.fromEntries(
    [0, 1].flatMap((index) => Object.entries(one).map(([key, value]) => [`/images/${index}/${key}`, value])),
  );
  expect(planned(set).images.map(({ imageName, imageUuid }) => [imageName, imageUuid])).toEqual([
    [one.image_name, one.image_uuid],
    [one.image_name, one.image_uuid],
  ]);
});

test("keys of old that mean nothing are accepted", () => {
  const group = { type: "vg", id: "os", label: "Base System", min_size: 20480, _allocate_size: "min", keep_data: true };
  const set = {
    "/partitions/1/volumes": [
      { type: "boot", size: 24, keep_data: false },
      { type: "lvm_meta_pool", size: "64 MiB" },
      { type: "pv", size: "remaining", vg: "os", keep_data: true },
    ],
    "/partitions/2": { ...group, volumes: [{ type: "lv", name: "swap", size: "1 GiB", mount: "swap" }] },
  };
  expect(warningsOf(set)).toEqual([]);
  expect(planned(set).groups).toMatchObject([{ name: "os" }]);
});

test("a group that keeps its data counts with policy nailgun_legacy", () => {
  const lvm = (keepData: boolean | undefined): Changes => ({
    "/partitions_policy": "nailgun_legacy",
    [`${root}/keep_data`]: false,
    [`${rest}/keep_data`]: false,
    [`${swap}/keep_data`]: false,
    "/partitions/1/volumes": [{ type: "pv", size: "remaining", vg: "os" }],
    "/partitions/2": {
      ...{ type: "vg", id: "os", volumes: [{ type: "lv", name: "x", size: "1 GiB", mount: "/x", keep_data: false }] },
      ...(keepData === undefined ? {} : { keep_data: keepData }),
    },
  });
  expect(planned(lvm(undefined)).disks.every(({ keep }) => keep !== true)).toBe(true);
  expect(() => planned(lvm(true))).toThrow("the disks are not as the deploy config asks for them");
});

test("what is for others is ignored, which is told", () => {
  expect(
    warningsOf({
      "/deploy_data/repos": ["http://host/debian"],
      "/image_deploy_flags": { swift_flags: "x" },
      "/on_fail_script": "http://host/on-fail.sh",
    }),
  ).toEqual([
    "/deploy_data/repos: unknown key, ignored",
    "/image_deploy_flags/swift_flags: unknown key, ignored",
    "/on_fail_script: ignored: the controller itself runs this script; this program has --on-failure",
  ]);
});

test.for([undefined, "none", "NONE"])(
  "a volume without a filesystem that is not mounted (%s) is raw space",
  (mount) => {
    const set = {
      [swap]: { type: "partition", size: "256 MiB", ...(mount === undefined ? {} : { mount }), images: ["bookworm"] },
    };
    expect(warningsOf(set)).toEqual([
      `${swap}: not mounted and without "file_system": no filesystem is made on it, and what is on it is not looked at`,
    ]);
    const plan = planned(set);
    const device = nth(nth(plan.disks, 0).partitions, 4);
    expect(device).toMatchObject({ purpose: "raw", size: 256 * MiB });
    expect(plan.volumes.map((volume) => volume.device)).not.toContain(device.device);
    expect(plan.steps.some(({ id }) => id === `mkfs ${device.device}`)).toBe(false);
    expect(nth(plan.images, 0).fstab).not.toContain("swap");
  },
);

test("what is on raw space is kept and not compared by another deploy", () => {
  const set = { [swap]: { type: "partition", size: "256 MiB" } };
  const machine = deployedMachine(readInventory("two-systems"), planned(set));
  const disk = nth(machine.disks, 0);
  const used = disk.partitions.map((partition, index) =>
    index === 4
      ? { ...partition, content: { type: "ext2", uuid: "9f0f4c1e-0000-4000-8000-000000000001", label: null } }
      : partition,
  );
  const plan = planExample("two-systems", changed("two-systems", { ...set, "/partitions_policy": "verify" }), {
    ...machine,
    disks: [{ ...disk, partitions: used }, ...machine.disks.slice(1)],
  });
  expect(plan.steps.filter(({ id }) => id.startsWith("mkfs ")).map(({ id }) => id)).toEqual([
    `mkfs ${plan.boot.multiboot?.device ?? ""}`,
  ]);
});

test("raw space has no label, and a mount point has a filesystem", () => {
  check({
    set: { [swap]: { type: "partition", size: "256 MiB", disk_label: "x" } },
    finds: [[`${swap}/disk_label`, "has no label", '"file_system" as well']],
  });
  expect(planned({ [`${root}/file_system`]: undefined }).volumes[0]?.type).toBe("xfs");
});

test("names in another letter case, empty texts and the unit KB mean what they say", () => {
  const set = {
    [`${root}/file_system`]: "EXT4",
    [`${root}/disk_label`]: "",
    [`${root}/size`]: "3221226KB",
    "/images/0/image_name": "",
    "/images/0/image_uuid": "",
  };
  expect(warningsOf(set)).toEqual([]);
  const plan = planned(set);
  expect(plan.volumes[0]).toMatchObject({ type: "ext4", label: null, size: 3073 * MiB });
  expect(plan.images[0]).toMatchObject({ imageName: "bookworm", imageUuid: "" });
  check({
    set: { [`${root}/file_system`]: "ReiserFS" },
    finds: [[`${root}/file_system`, '"reiserfs"', "one of ext2"]],
  });
});

test("a volume of size 0 is left out, with its room for metadata", () => {
  const set = {
    "/partitions/1/volumes/-": { type: "pv", size: "0", lvm_meta_size: 0, vg: "os" },
    "/partitions/1/volumes/3": { type: "partition", size: 0, mount: "/zero" },
    [`${swap}/size`]: "512 MiB",
    "/partitions/0/volumes/3": { type: "pv", size: "256 MiB", vg: "os" },
    "/partitions/2": { type: "vg", id: "os", volumes: [{ type: "lv", name: "x", size: "0 GiB", mount: "/x" }] },
  };
  expect(warningsOf(set)).toEqual([
    "/partitions/1/volumes/2: of size 0, so that this volume is left out",
    "/partitions/1/volumes/3: of size 0, so that this volume is left out",
    "/partitions/2/volumes/0: of size 0, so that this volume is left out",
  ]);
  const plan = planned(set);
  expect(nth(plan.disks, 1).partitions.map(({ purpose }) => purpose)).toEqual(["bios-boot", "volume", "volume"]);
  expect(plan.groups).toMatchObject([{ name: "os", volumes: [], physicalVolumes: [{ size: 192 * MiB }] }]);
  check({
    set: { [`${root}/size`]: "0" },
    finds: [["/images/0", 'image "bookworm" has no volume with mount "/"']],
  });
  check({
    set: { ...set, "/partitions/1/volumes/2": { type: "pv", size: 100, lvm_meta_size: 0, vg: "os" } },
    finds: [["/partitions/1/volumes/2/lvm_meta_size", "no size that a disk can have"]],
  });
});

test("the multiboot partition is not asked for", () => {
  check({
    set: { [`${swap}/mount`]: "multiboot", [`${swap}/file_system`]: "ext4" },
    finds: [[`${swap}/mount`, "is made by itself", "no such volume"]],
  });
});

test("an image file on a volume that keeps its data is left out, and the deploy goes on", () => {
  const file = (more: object): Changes => ({
    "/images/0": { name: "bookworm", image_pull_url: "http://host/x.img", target: "/", ...more },
  });
  for (const format of ["raw", "qcow2"]) {
    const set = { ...file({ container_format: format }), "/partitions_policy": "verify" };
    expect(warningsOf(set)).toEqual([
      '/images/0: kept: image "bookworm" is not deployed onto its volume, which keeps its data',
    ]);
    expect(nth(again(set).images, 0).keep).toBe(true);
  }
  const tar = { ...file({ container_format: "tar" }), "/partitions_policy": "verify" };
  expect(warningsOf(tar)).toEqual([]);
  expect(nth(again(tar).images, 0).keep).toBeUndefined();
});

test("defaults stand for keys that images of a controller cannot have, where they suit the image", () => {
  const sums = "https://host/SHA256SUMS";
  const set = {
    "/images/0/image_pull_url": "https://host/x.tar",
    "/images/1/boot_tool": true,
    "/defaults": {
      ...{ boot_tool: false, carry: ["/etc/hostname"], compression: "none" },
      ...{ container_format: "tar", checksum_url: sums, allow_md5: true, ca_file: "/ca.pem" },
    },
  };
  const { config } = readIronicConfig(changed("two-systems", set), { compat: false });
  expect(config.images).toMatchObject([
    { driver: "file", bootTool: false, carry: ["/etc/hostname"], file: { format: "tar", checksumUrl: sums } },
    { driver: "rsync", bootTool: true, carry: ["/etc/hostname"], file: {} },
  ]);
  const own = { ...set, "/images/0/checksum": `sha256:${"0".repeat(64)}` };
  expect(readIronicConfig(changed("two-systems", own), { compat: false }).config.images[0]?.file.checksumUrl).toBe(
    undefined,
  );
  check({
    set: { "/defaults": { name: "x", carry: "y" } },
    finds: [
      ["/defaults/name", "unknown key"],
      ["/defaults/carry", "not a list"],
    ],
  });
});

test("the file of credentials and the certificates of the defaults are for container images of registries", () => {
  const set = {
    "/images/0/image_pull_url": "oci://host/os:12",
    "/images/1": { name: "trixie", image_pull_url: "oci:/srv/layout", target: "/" },
    "/defaults": { auth_file: "/auth.json", ca_file: "/ca.pem" },
  };
  const { config } = readIronicConfig(changed("two-systems", set), { compat: false });
  expect(config.images.map(({ driver, oci, file }) => ({ driver, oci, file }))).toEqual([
    { driver: "oci", oci: { authFile: "/auth.json", caFile: "/ca.pem" }, file: {} },
    { driver: "oci", oci: {}, file: {} },
  ]);
  const own = { ...set, "/images/0/auth_file": "/own.json", "/images/0/plain_http": true };
  expect(readIronicConfig(changed("two-systems", own), { compat: false }).config.images[0]?.oci).toEqual({
    ...{ authFile: "/own.json", caFile: "/ca.pem", plainHttp: true },
  });
});

test("the driver of the defaults comes before that of the command line, and after the image's own", () => {
  const set = {
    "/images/0/image_pull_url": "https://host/x.tar",
    "/images/1": { name: "trixie", image_pull_url: "https://host/y.tar", target: "/", deploy_driver: "swift" },
    "/defaults": { deploy_driver: "swift" },
  };
  const { config } = readIronicConfig(changed("two-systems", set), { compat: false, driver: "rsync" });
  expect(config.images.map(({ driver }) => driver)).toEqual(["file", "file"]);
});

test("with --compat a label that is too long is cut, which is told; without it is refused", () => {
  const set = { [`${root}/disk_label`]: "a-label-of-many-letters", [`${rest}/disk_label`]: "ünïcödé-label" };
  const { config, warnings } = readIronicConfig(changed("two-systems", set), { compat: true });
  expect(config.disks[0]?.parts.slice(0, 2)).toMatchObject([{ label: "a-label-of-many-" }, { label: "ünïcödé-" }]);
  expect(warnings).toEqual([
    `${root}/disk_label: "a-label-of-many-letters" is cut to "a-label-of-many-", as ext4 takes`,
    `${rest}/disk_label: "ünïcödé-label" is cut to "ünïcödé-", as xfs takes`,
  ]);
  check({
    set,
    finds: [
      [`${root}/disk_label`, "16 bytes for ext4"],
      [`${rest}/disk_label`, "12 bytes for xfs"],
    ],
  });
});
