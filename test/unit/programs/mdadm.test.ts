/** mdadm 4.2 --examine, as captured. */
import { expect, test } from "vitest";
import { arrayLink, parseMember } from "../../../src/programs/mdadm.ts";

const captured = `/dev/vda1:
          Magic : a92b4efc
        Version : 1.2
    Feature Map : 0x0
     Array UUID : 2972fe5e:3eab0433:3dfd083b:39ae4708
           Name : bareon:life  (local to host bareon)
  Creation Time : Wed Nov 25 21:35:15 2026
     Raid Level : raid1
   Raid Devices : 2

 Avail Dev Size : 509952 sectors (249.00 MiB 261.10 MB)
     Array Size : 254976 KiB (249.00 MiB 261.10 MB)
    Data Offset : 2048 sectors
   Super Offset : 8 sectors
          State : clean
    Device UUID : d0f016bb:73da8632:50a0f969:dc4ace10

   Device Role : Active device 0
   Array State : AA ('A' == active, '.' == missing, 'R' == replacing)
`;
const old = `/dev/sda1:
          Magic : a92b4efc
        Version : 0.90.00
           UUID : 2972fe5e:3eab0433:3dfd083b:39ae4708 (local to host bareon)
  Creation Time : Wed Nov 25 21:35:15 2026
     Raid Level : raid5
  Used Dev Size : 255936 (249.94 MiB 262.08 MB)
     Array Size : 511872 (499.88 MiB 524.16 MB)
   Raid Devices : 3
  Total Devices : 3
Preferred Minor : 3
`;

test("a member says what its array is", () => {
  const uuid = "2972fe5e-3eab-0433-3dfd-083b39ae4708";
  expect(parseMember(captured)).toEqual({
    uuid,
    name: "bareon:life",
    level: "raid1",
    metadata: "1.2",
    devices: 2,
    size: 261095424,
    dataOffset: 1048576,
  });
  expect(parseMember(old)).toEqual({
    uuid,
    name: null,
    level: "raid5",
    metadata: "0.90",
    devices: 3,
    size: 524156928,
    dataOffset: 0,
  });
  expect(arrayLink(uuid)).toBe("/dev/disk/by-id/md-uuid-2972fe5e:3eab0433:3dfd083b:39ae4708");
});

test("an array of level 0, of which mdadm tells no size, has whole chunks of each member", () => {
  const striped = captured
    .replace("raid1", "raid0")
    .replace(/ +Array Size.*\n/u, "")
    .replace("509952 sectors", "510000 sectors")
    .replace("    Device UUID", "     Chunk Size : 512K\n    Device UUID");
  expect(parseMember(striped)).toMatchObject({ level: "raid0", size: 2 * 498 * 512 * 1024 });
  expect(parseMember(striped.replace("512K", "0K"))).toMatchObject({ size: 0 });
});

test("a firmware RAID's container and an empty device are no members", () => {
  expect(parseMember("")).toBeUndefined();
  expect(
    parseMember(
      "/dev/sda:\n          Magic : Intel Raid ISM Cfg Sig.\n        Version : 1.3.00\n    Orig Family : 1\n",
    ),
  ).toBeUndefined();
});
