/** lsblk 2.38's JSON as captured. */
import { expect, test } from "vitest";
import { parseDevices } from "../../../src/programs/lsblk.ts";

const partition = `{"path": "/dev/sda1", "maj:min": "8:1", "type": "part", "size": 1048576, "log-sec": 512, "model": null, "serial": null, "wwn": "0x5000c500a1b2c3d4",
  "hctl": null, "ro": false, "rm": false, "tran": null, "mountpoints": ["/", "/mnt/again"],
  "children": [{"path": "/dev/mapper/vg-root", "maj:min": "253:0", "type": "lvm", "size": null, "log-sec": 512, "model": null, "serial": null, "wwn": null, "hctl": null,
    "ro": false, "rm": false, "tran": null, "mountpoints": [null]}]}`;
const captured = `{"blockdevices": [{"path": "/dev/sda", "maj:min": "8:0", "type": "disk", "size": 115343360, "log-sec": 4096, "model": "QEMU HARDDISK   ", "serial": " bareon-1 ",
  "wwn": "0x5000c500a1b2c3d4", "hctl": "0:0:0:0", "ro": true, "rm": true, "tran": "sata", "mountpoints": [null], "children": [${partition}]}]}`;

test("a disk with all that is stacked on it, texts without the blanks of the hardware", () => {
  const [disk] = parseDevices(captured);
  expect(disk).toMatchObject({
    path: "/dev/sda",
    device: "8:0",
    type: "disk",
    size: 115343360,
    sectorSize: 4096,
    model: "QEMU HARDDISK",
    serial: "bareon-1",
    scsi: "0:0:0:0",
    transport: "sata",
    readOnly: true,
    removable: true,
    mounts: [],
  });
  expect(disk?.children[0]).toMatchObject({ path: "/dev/sda1", serial: null, mounts: ["/", "/mnt/again"] });
  expect(disk?.children[0]?.children[0]).toMatchObject({
    path: "/dev/mapper/vg-root",
    type: "lvm",
    size: 0,
    mounts: [],
  });
});
