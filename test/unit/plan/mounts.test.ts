/** Mounts come in depth order, and an fstab says for each image what it mounts. */
import { expect, test } from "vitest";
import { byDepth, planMounts, renderFstab } from "../../../src/plan/mounts.ts";
import type { PlannedVolume } from "../../../src/schema/plan.ts";

let count = 0;
function volume(
  mount: string | null,
  type: PlannedVolume["type"],
  images: string[],
  fstab: PlannedVolume["fstab"] = { enabled: true, options: "defaults" },
): PlannedVolume {
  count += 1;
  return { device: `/dev/sda${count}`, size: 1, type, uuid: `u${count}`, label: null, mount, images, fstab };
}

const volumes = [
  volume("/var/lib/data", "btrfs", ["b"]),
  volume(null, "swap", ["a", "b"]),
  volume("/srv", "ext4", ["a", "b"], { enabled: true, options: "noatime,nofail" }),
  volume("/", "ext4", ["a"]),
  volume("/", "xfs", ["b"]),
  volume("/boot/efi", "vfat", ["a"]),
  volume("/boot", "ext2", ["a"], { enabled: false, options: "ro" }),
  volume(null, "ext4", ["a"], null),
];

test("each image mounts what is its own, parents first", () => {
  expect(planMounts(volumes, "a").map(({ mount, device, type, uuid }) => `${mount} ${device} ${type} ${uuid}`)).toEqual(
    ["/ /dev/sda4 ext4 u4", "/boot /dev/sda7 ext2 u7", "/srv /dev/sda3 ext4 u3", "/boot/efi /dev/sda6 vfat u6"],
  );
  expect(planMounts(volumes, "b").map(({ mount }) => mount)).toEqual(["/", "/srv", "/var/lib/data"]);
  expect(planMounts(volumes, "c")).toEqual([]);
});

test("an fstab names filesystems by UUID in depth order, then swap; a disabled line is a comment", () => {
  const [comment, ...lines] = renderFstab(volumes, "a").split("\n");
  expect(comment).toMatch(/^# .*fstab\.image/u);
  expect(lines).toEqual([
    "UUID=u4 / ext4 defaults 0 1",
    "# UUID=u7 /boot ext2 ro 0 2",
    "UUID=u3 /srv ext4 noatime,nofail 0 2",
    "UUID=u6 /boot/efi vfat defaults 0 2",
    "UUID=u2 none swap defaults 0 0",
    "",
  ]);
  expect(renderFstab(volumes, "b").split("\n").slice(1, 4)).toEqual([
    "UUID=u5 / xfs defaults 0 0",
    "UUID=u3 /srv ext4 noatime,nofail 0 2",
    "UUID=u1 /var/lib/data btrfs defaults 0 0",
  ]);
});

test("depth counts folders, not characters", () => {
  expect(["/srv/a", "/b/c/d", "/very-long-name", "/", "/srv"].toSorted(byDepth)).toEqual([
    "/",
    "/srv",
    "/very-long-name",
    "/srv/a",
    "/b/c/d",
  ]);
});
