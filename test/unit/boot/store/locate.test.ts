/** Which partition is taken for the multiboot partition. */
import { expect, test } from "vitest";
import { BareonError } from "../../../../src/base/errors.ts";
import { locateMultiboot } from "../../../../src/boot/store/locate.ts";
import type { Filesystem } from "../../../../src/programs/blkid.ts";

const named = (device: string, uuid: string): Filesystem => ({
  device,
  type: "ext4",
  uuid,
  partitionName: "bareon-boot",
});
const root: Filesystem = { device: "/dev/vda3", type: "xfs", uuid: "root", partitionName: null };
const nothing = { option: null, file: null };

test("the option goes before the file, and the file before the GPT name", () => {
  const filesystems = [
    named("/dev/vda2", "aa"),
    { ...named("/dev/vdb2", "bb"), partitionName: null },
    { ...named("/dev/vdc2", "cc"), partitionName: null },
  ];
  expect(locateMultiboot(filesystems, nothing)).toEqual({ device: "/dev/vda2", uuid: "aa", found_by: "name" });
  expect(locateMultiboot(filesystems, { option: null, file: "BB\n" })).toEqual({
    device: "/dev/vdb2",
    uuid: "bb",
    found_by: "file",
  });
  expect(locateMultiboot(filesystems, { option: "cc", file: "bb\n" })).toEqual({
    device: "/dev/vdc2",
    uuid: "cc",
    found_by: "option",
  });
});

test("of a disk the one with the GPT name is meant, and a device alone is meant itself", () => {
  const filesystems = [
    named("/dev/vda2", "aa"),
    root,
    named("/dev/vdb2", "bb"),
    { ...named("/dev/vdb5", "cc"), partitionName: null },
  ];
  const locate = (devices: readonly string[]): unknown => locateMultiboot(filesystems, { ...nothing, devices });
  expect(locate(["/dev/vda2", "/dev/vda3"])).toEqual({ device: "/dev/vda2", uuid: "aa", found_by: "option" });
  expect(locate(["/dev/vdb5"])).toMatchObject({ device: "/dev/vdb5" });
  expect(() => locate(["/dev/vda2", "/dev/vdb2"])).toThrow(/several partitions .*, \/dev\/vda2, \/dev\/vdb2:/u);
  expect(() => locate(["/dev/vdc"])).toThrow(/\/dev\/vdc has no partition/u);
  expect(() => locate(["/dev/vda3"])).toThrow(/holds xfs/u);
  expect(locateMultiboot(filesystems.slice(0, 2), { ...nothing, file: "zz", image: "disk.img" })).toMatchObject({
    device: "/dev/vda2",
  });
});

test.each([
  { says: "none", filesystems: [root], wanted: nothing, message: /No partition has the GPT name/u },
  {
    says: "two",
    filesystems: [named("/dev/vda2", "aa"), named("/dev/vdb2", "bb")],
    wanted: nothing,
    message:
      /^Several partitions could be the multiboot partition: \/dev\/vda2, \/dev\/vdb2\. .*\n.*\/dev\/vda2.*\n.*\/dev\/vdb2/u,
  },
  {
    says: "the file's UUID is gone, and the GPT name does not stand in for it",
    filesystems: [named("/dev/vda2", "aa")],
    wanted: { option: null, file: "zz\n" },
    message: /"zz".*multiboot says.*\n.*\/dev\/vda2/u,
  },
  {
    says: "a copied disk",
    filesystems: [named("/dev/vda2", "aa"), named("/dev/vdb2", "aa")],
    wanted: { option: "aa", file: null },
    message: /^Several filesystems have the UUID aa: \/dev\/vda2, \/dev\/vdb2\. /u,
  },
  { says: "another filesystem", filesystems: [root], wanted: { option: "root", file: null }, message: /holds xfs/u },
  {
    says: "an empty file",
    filesystems: [named("/dev/vda2", "aa")],
    wanted: { option: null, file: "" },
    message: /No filesystem has the UUID ""/u,
  },
])("refused: $says", ({ filesystems, wanted, message }) => {
  const locate = (): unknown => locateMultiboot(filesystems, wanted);
  expect(locate).toThrow(message);
  expect(locate).toThrow(expect.objectContaining({ exit: "nopartition" }));
});

test("what to do without a partition is said by what was looked for", () => {
  const hintOf = (wanted: { readonly option?: string }, found = [root]): unknown => {
    try {
      return locateMultiboot(found, { ...nothing, ...wanted });
    } catch (error) {
      return error instanceof BareonError ? error.hint : error;
    }
  };
  expect(hintOf({})).toMatch(/^A node gets one when several systems are deployed/u);
  expect(hintOf({ option: "aa" })).toBe("blkid shows the UUID of each filesystem.");
  expect(hintOf({ option: "bb" }, [named("/dev/vda2", "aa")])).toBe("Name it with --uuid.");
});

test("partitions that are copies of each other are one, by name and by the file; a stranger beside them is not", () => {
  const pair = [named("/dev/vda2", "aa"), named("/dev/vdb2", "bb")];
  const copies = new Map([
    ["aa", ["aa", "bb", "cc"]],
    ["bb", []],
  ]);
  expect(locateMultiboot(pair, { ...nothing, copies })).toMatchObject({ device: "/dev/vda2", found_by: "name" });
  const stranger = [...pair, named("/dev/vdx2", "xx")];
  expect(() => locateMultiboot(stranger, { ...nothing, copies })).toThrow(/^Several partitions could be/u);
  const claiming = new Map([...copies, ["xx", ["aa", "bb", "cc", "xx"]]]);
  const claimed = [named("/dev/vd02", "xx"), ...pair];
  expect(() => locateMultiboot(claimed, { ...nothing, copies: claiming })).toThrow(/^Several partitions could be/u);
  const clone = [...pair, named("/dev/vdx2", "bb")];
  expect(() => locateMultiboot(clone, { ...nothing, copies })).toThrow(/^Several partitions could be/u);
  expect(locateMultiboot(stranger, { ...nothing, file: "dd\nbb\naa\n" })).toMatchObject({ device: "/dev/vdb2" });
  expect(() => locateMultiboot(stranger, { ...nothing, file: "dd\nee\n" })).toThrow(
    /No filesystem has the UUID "dd, ee"/u,
  );
  expect(() => locateMultiboot(clone, { ...nothing, file: "aa\nbb\n" })).toThrow(/Several filesystems have the UUID/u);
});
