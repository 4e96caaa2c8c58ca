/**
 * Disks with a previous life, on a ramdisk that puts together whatever it sees: LVM on MD on the named ones, in use by all that can be
 * taken down; what is refused; and disks beside them, with a life of their own, that no byte changes of.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BootInfo } from "../../src/schema/boot-info.ts";
import { createNode, deployByController, inspectNode, type LabNode } from "../support/vm/node.ts";
import type { Vm } from "../support/vm/vm.ts";

let node: LabNode;
let ramdisk: Vm | undefined;
let config: string;
let bootInfo: BootInfo;
/** Of all disks, before anything was refused. */
let untouched: readonly string[];

/** The named disks are vda and nvme0n1; both have a volume group of the same name. */
const previousLife = `set -e
# From here on this ramdisk assembles and activates as any system does.
rm /etc/udev/rules.d/64-md-raid-assembly.rules /etc/udev/rules.d/69-lvm.rules /etc/mdadm/mdadm.conf /etc/lvm/lvmlocal.conf
udevadm control --reload
modprobe -a raid1 dm-crypt
for disk in vda nvme0n1; do printf 'label: gpt\\nsize=40MiB\\nsize=40MiB\\nsize=8MiB\\nsize=8MiB\\n' | sfdisk --quiet /dev/$disk; done
for disk in vdb vdc; do printf 'label: gpt\\nsize=30MiB\\nsize=30MiB\\n' | sfdisk --quiet /dev/$disk; done
udevadm settle
make() { mdadm --quiet --create $1 --run --level=1 --raid-devices=2 --metadata=$2 $3 $4; }
make /dev/md1 1.2 /dev/vda1 /dev/nvme0n1p1
make /dev/md2 1.0 /dev/vda2 /dev/nvme0n1p2
make /dev/md3 1.2 /dev/vdb1 /dev/vdc1
vgcreate --quiet --devices /dev/md3,/dev/vdb2 old /dev/md3 /dev/vdb2
lvcreate --quiet --yes --devices /dev/md3,/dev/vdb2 --size 20m --name precious old
mkfs.ext4 -q /dev/old/precious
vgchange --quiet --devices /dev/md3,/dev/vdb2 --activate n old
vgcreate --quiet --devices /dev/md1 old /dev/md1
lvcreate --quiet --yes --devices /dev/md1 --size 20m --name root old
lvcreate --quiet --yes --devices /dev/md1 --size 12m --name swap old
mkfs.ext4 -q -L oldroot /dev/old/root
mkswap --quiet /dev/old/swap
dmsetup create secret --uuid CRYPT-PLAIN-secret --table "0 $(blockdev --getsz /dev/md2) crypt aes-cbc-essiv:sha256 babebabebabebabebabebabebabebabe 0 /dev/md2 0"
mkfs.ext4 -q /dev/mapper/secret
make /dev/md4 1.2 /dev/vda4 /dev/nvme0n1p4
mdadm --quiet --wait /dev/md4 || true
# Sleeps until something writes to its members.
mdadm --quiet --stop /dev/md4
mdadm --quiet --wait /dev/md1 /dev/md2 /dev/md3 || true
sync
udevadm settle
`;

function guest(): Vm {
  if (ramdisk === undefined) throw new Error("the ramdisk does not run");
  return ramdisk;
}

beforeAll(async () => {
  const raw = { format: "raw" } as const;
  const diskTraits = [raw, { ...raw, bus: "nvme" as const }, raw, raw];
  node = await createNode({ name: "used-disks", diskSizes: [602, 202, 64, 64], diskTraits });
  config = await node.example("used-disks");
  ramdisk = await node.boot("ramdisk");
  await guest().run(previousLife);
});

afterAll(async () => {
  await ramdisk?.[Symbol.asyncDispose]();
  await node?.[Symbol.asyncDispose]();
});

test("members that are closed after a write are put together again by udev, unless somebody prevents it", async () => {
  await guest().run("dmsetup remove secret && mdadm --quiet --stop /dev/md2; : 1<>/dev/vda2; : 1<>/dev/nvme0n1p2");
  await guest().run(
    "for try in $(seq 50); do udevadm settle; grep -q 'active.*raid1.*vda2' /proc/mdstat && exit 0; sleep 0.2; done; exit 1",
  );
  const device = (
    await guest().run("lsblk --noheadings --list --output PATH,TYPE /dev/vda2 | awk '$2 == \"raid1\" { print $1 }'")
  ).stdout.trim();
  await guest().run(
    `mdadm --quiet --readwrite ${device}; dmsetup create secret --uuid CRYPT-PLAIN-secret --table "0 $(blockdev --getsz ${device}) crypt aes-cbc-essiv:sha256 babebabebabebabebabebabebabebabe 0 ${device} 0"; mdadm --quiet --wait ${device}; sync; udevadm settle`,
    { check: false },
  );
  expect((await guest().run("lsblk --noheadings --list --output TYPE /dev/vda2")).stdout).toContain("crypt");
  untouched = await node.sums(guest());
});

test("inspect tells the two groups of one name apart, and reads a volume that is not active", async () => {
  const { groups, arrays, others, unreadable, running } = await inspectNode(guest());
  expect(
    groups.map(({ name, volumes }) => `${name}: ${volumes.map((volume) => volume.name).join(", ")}`).toSorted(),
  ).toEqual(["old: precious", "old: root, swap"]);
  expect(groups.find(({ volumes }) => volumes.length === 1)?.volumes[0]?.content).toMatchObject({ type: "ext4" });
  expect(arrays.map(({ members }) => members.join(" ")).toSorted()).toEqual([
    "/dev/nvme0n1p1 /dev/vda1",
    "/dev/nvme0n1p2 /dev/vda2",
    "/dev/nvme0n1p4 /dev/vda4",
    "/dev/vdb1 /dev/vdc1",
  ]);
  expect(others).toMatchObject([{ path: "/dev/mapper/secret", type: "crypt" }]);
  expect([unreadable, running]).toEqual([[], { root: null, medium: [] }]);
});

const hidden =
  "unshare --mount sh -c 'mount -o ro,noload /dev/mapper/old-root /mnt; echo $$ > /tmp/hidden; exec sleep 600' > /dev/null 2>&1 &";
const refusals: readonly (readonly [string, string, RegExp, string, string])[] = [
  [
    "an array that is also on an unnamed disk",
    '"bareon-2"',
    /array \S+ on \/dev\/nvme0n1p1, \/dev\/vda1 is also on \/dev\/nvme0n1, which the config does not name/u,
    "true",
    "true",
  ],
  [
    "a group that is also on an unnamed disk",
    '"bareon-2"',
    /volume group old on \/dev\/md3, \/dev\/vdb2 is also on \/dev\/vdc, which the config does not name/u,
    "true",
    "true",
  ],
  [
    "a mount in another mount namespace",
    "",
    /\/dev\/mapper\/old-root is in use: somebody holds it, perhaps a mount in another mount namespace/u,
    `${hidden} for try in $(seq 50); do test -s /tmp/hidden && exit 0; sleep 0.1; done; exit 1`,
    "kill $(cat /tmp/hidden); sleep 0.5",
  ],
  [
    "a volume that is mounted",
    "",
    /\/dev\/mapper\/old-root is in use: it is mounted on \/srv/u,
    "mount -o ro,noload /dev/mapper/old-root /srv",
    "umount /srv",
  ],
  [
    "a path of a multipath map",
    "",
    /\/dev\/nvme0n1p3 is a path of the multipath map \/dev\/mapper\/mpatha/u,
    "dmsetup create mpatha --uuid mpath-1 --table '0 2048 linear /dev/nvme0n1p3 0'",
    "dmsetup remove mpatha",
  ],
  [
    "a disk that is read-only",
    "",
    /\/dev\/nvme0n1 is read-only/u,
    "blockdev --setro /dev/nvme0n1",
    "blockdev --setrw /dev/nvme0n1",
  ],
];

test.for(refusals)("refused with exit code 6: %s", async ([, other, message, before, after]) => {
  await guest().run(before);
  // The second disk of the config becomes one of the others where that is what is tried.
  const tried = other === "" ? config : config.replace(other, '"bareon-3"').replace("200 MiB", "64 MiB");
  await guest().put("/tmp/provision.json", tried);
  const refused = await guest().run("bareon-provision", { check: false });
  expect(refused.stderr).toMatch(message);
  expect([refused.exitCode, refused.stdout]).toEqual([6, ""]);
  await guest().run(after);
});

test("no byte of any disk was changed by what was refused", async () => {
  expect(await node.sums(guest())).toEqual(untouched);
});

test("a clean deploy takes everything down that is on the named disks, and nothing of it comes back", async () => {
  await guest().run("swapon /dev/mapper/old-swap; mount /dev/mapper/old-root /mnt");
  const plan = await guest().run("bareon-provision plan --input_data_file - <<'END'\n" + config + "\nEND");
  expect(plan.stdout).toMatch(
    /Unmount \/dev\/mapper\/old-root from \/mnt\n.*Switch swap on \/dev\/mapper\/old-swap off\n.*Erase volume group old \(root, swap\)\n.*Erase encrypted device \/dev\/mapper\/secret on/su,
  );
  bootInfo = (await deployByController(guest(), config)).bootInfo;
  expect((await guest().run("cat /proc/swaps")).stdout.trim().split("\n")).toHaveLength(1);
  await guest().run("udevadm trigger --settle --subsystem-match=block --action=change");
  const { groups, arrays, others, disks } = await inspectNode(guest());
  expect(arrays.map(({ members, active }) => [...members, active])).toEqual([["/dev/vdb1", "/dev/vdc1", true]]);
  expect(groups.map(({ physicalVolumes }) => physicalVolumes.map(({ path }) => path))).toEqual([
    ["/dev/md3", "/dev/vdb2"],
  ]);
  expect(others).toEqual([]);
  expect(disks.slice(0, 2).map(({ partitions }) => partitions.map(({ content }) => content?.type ?? null))).toEqual([
    [null, "ext4"],
    [null, "ext4"],
  ]);
  expect((await node.sums(guest())).slice(2)).toEqual(untouched.slice(2));
  await guest().powerOff();
});

test("the system boots from what was made there", async () => {
  await using vm = await node.boot("disk");
  expect(await vm.read("/proc/cmdline")).toContain(`root=UUID=${bootInfo.elements[0]?.root_uuid}`);
  expect(await vm.read("/proc/mounts")).toMatch(/^\/dev\/nvme0n1p2 \/srv ext4 /mu);
});
