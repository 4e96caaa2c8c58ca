/** What a good config of the ironic dialect means: defaults, sizes, and spellings that mean the same. */
import { expect, test } from "vitest";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { changed, readExample } from "../../support/files/example.ts";

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

test("the main example means two systems that share a volume", () => {
  const { config, warnings } = readIronicConfig(readExample("two-systems"), { compat: false });
  expect(warnings).toEqual([]);
  expect(config).toMatchObject({
    policy: "clean",
    kernelParams: "console=ttyS0,115200",
    menuTimeout: 3,
    rsyncFlags: ["-a", "-A", "-X"],
    groups: [],
  });
  expect(config.images.map(({ name, bootFirst, target }) => [name, bootFirst, target])).toEqual([
    ["bookworm", true, "/"],
    ["trixie", false, "/"],
  ]);
  expect(config.disks.map(({ id, size, biosBootSize }) => [id.value, size, biosBootSize])).toEqual([
    ["bareon-1", 8 * GiB, 24 * MiB],
    ["bareon-2", 4 * GiB, 24 * MiB],
  ]);
  expect(
    config.disks.flatMap((disk) =>
      disk.parts
        .flatMap((part) => (part.kind === "partition" ? [part] : []))
        .map(({ mount, fileSystem, images }) => `${mount ?? "-"} ${fileSystem} ${images.join("+")}`),
    ),
  ).toEqual([
    "/ ext4 bookworm",
    "/ xfs trixie",
    "- swap bookworm+trixie",
    "/srv/shared ext4 bookworm+trixie",
    "/var/lib/data btrfs trixie",
  ]);
});

test("what is left out has its default", () => {
  const bare = { images: [{ name: "os", image_pull_url: "/srv/os", target: "/" }], partitions_policy: "clean" };
  const volumes = [
    { type: "partition", mount: "/", size: 1000 },
    { type: "partition", mount: "swap", size: 100 },
    { type: "boot", size: "2 MiB" },
  ];
  const { config } = readIronicConfig(
    { ...bare, partitions: [{ type: "disk", id: { type: "name", value: "sda" }, size: 2000, volumes }] },
    { compat: false },
  );
  const [disk] = config.disks;
  expect(config).toMatchObject({ menuTimeout: 5, kernelParams: "", rsyncFlags: ["-a", "-A", "-X"] });
  expect(config.images[0]).toMatchObject({ imageName: "os", imageUuid: "", bootFirst: false, bootTool: true });
  expect(disk?.biosBootSize).toBe(2 * MiB);
  expect(disk?.parts[0]).toEqual({
    pointer: "/partitions/0/volumes/0",
    kind: "partition",
    name: undefined,
    size: { kind: "bytes", bytes: 1000 * MiB },
    mount: "/",
    fileSystem: "xfs",
    label: undefined,
    typeGuid: undefined,
    keepData: true,
    images: ["os"],
    fstab: { enabled: true, options: "defaults" },
  });
  expect(disk?.parts[1]).toMatchObject({ mount: undefined, fileSystem: "swap" });
});

test("spellings that mean the same are one", () => {
  const { config } = readIronicConfig(
    changed("two-systems", {
      "/images/0/boot": 1,
      "/images/0/carry": ["/etc/ssh/ssh_host_*", "/etc/NetworkManager/system-connections/"],
      "/partitions/1/volumes/0/mount": "/srv/shared/",
      "/partitions/1/volumes/0/partition_guid": "0fc63daf-8483-4772-8e79-3d69d8477de4",
    }),
    { compat: false },
  );
  expect(config.images[0]?.bootFirst).toBe(true);
  expect(config.images.map(({ carry }) => carry)).toEqual([
    ["/etc/ssh/ssh_host_*", "/etc/NetworkManager/system-connections"],
    undefined,
  ]);
  expect(config.disks[1]?.parts[0]).toMatchObject({
    mount: "/srv/shared",
    typeGuid: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
  });
});

test("sizes that fill the disk to the last MiB are accepted", () => {
  const fill = changed("two-systems", {
    "/partitions/0/volumes/1/size": 8192 - 124 - 3072 - 256,
    "/partitions/1/volumes/1/size": "60%",
  });
  expect(() => readIronicConfig(fill, { compat: false })).not.toThrow();
});
