/** Wrong deploy configs: each one short change of a good one, refused with the place and words that help. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { harmless } from "../../../src/cli/error-text.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { changed, readExample } from "../../support/files/example.ts";
import { type Case, check, refusalOf } from "./refusal.ts";

const root = "/partitions/0/volumes/0";
const rest = "/partitions/0/volumes/1";
const swap = "/partitions/0/volumes/2";
const shared = "/partitions/1/volumes/0";
const sizeForm = 'a percentage ("40%") or "remaining"';

const schemaCases: Readonly<Record<string, Case>> = {
  "no images": { set: { "/images": undefined }, finds: [["", '"images" is missing']] },
  "no partitions": { set: { "/partitions": undefined }, finds: [["", '"partitions" is missing']] },
  "an empty list": { set: { "/images": [] }, finds: [["/images", "[] is empty", "one image or more"]] },
  "no list": { set: { "/partitions": "sda" }, finds: [["/partitions", '"sda" is not a list', "one disk or more"]] },
  "no object": { set: { "/partitions/1": null }, finds: [["/partitions/1", "null is not an object", "disk or vg"]] },
  "an unknown key at the top": {
    set: { "/partition_policy": "clean" },
    finds: [["/partition_policy", 'unknown key with the value "clean"', "partitions_policy"]],
  },
  "actions of a deploy, which a document does not choose": {
    set: { "/flow": "custom", "/custom_flow": ["do_partitioning", "do_copyimage"] },
    finds: [
      ["/flow", '"custom": a document does not choose the parts of a deploy', "--from PHASE --until PHASE"],
      ["/custom_flow", '["do_partitioning","do_copyimage"]: a document', "--from PHASE --until PHASE"],
    ],
  },
  "an unknown key of a volume, with a slash": {
    set: { [`${root}/~1srv`]: 1 },
    finds: [[`${root}/~1srv`, "unknown key", "mount"]],
  },
  "an unknown policy": {
    set: { "/partitions_policy": "wipe" },
    finds: [["/partitions_policy", '"wipe" is none of the known values', "verify", "clean"]],
  },
  "a missing key of an image": {
    set: { "/images/0/target": undefined },
    finds: [["/images/0", '"target" is missing']],
  },
  "a name of a wrong type": { set: { "/images/0/name": 12 }, finds: [["/images/0/name", "12 is not a text"]] },
  "a name with a line break": {
    set: { "/images/0/image_name": "a\nb" },
    finds: [["/images/0/image_name", '"a\\nb" does not have the right form']],
  },
  "a rescue system of text": {
    set: { "/rescue": "yes" },
    finds: [["/rescue", '"yes" is not true or false or an object', "true or an object of settings"]],
  },
  "a rescue system with an unknown key": {
    set: { "/rescue": { keys: [] } },
    finds: [["/rescue/keys", "unknown key", "authorized_keys"]],
  },
  "a rescue system with a size that is none": {
    set: { "/rescue": { size: "0" } },
    finds: [["/rescue/size", '"0" is no size that a disk can have']],
  },
  "a rescue system with two keys on one line, and files without a place": {
    set: { "/rescue": { authorized_keys: ["a\nb"], kernel: "vmlinuz", initrd: "" } },
    finds: [
      ["/rescue/authorized_keys/0", "right form", "a public key on one line"],
      ["/rescue/kernel", '"vmlinuz"', "an absolute path in the ramdisk"],
      ["/rescue/initrd", '""', "an absolute path in the ramdisk"],
    ],
  },
  "a rescue system that is too small": {
    set: { "/rescue": { size: "63 MiB" } },
    finds: [["/rescue/size", "63 MiB are too small for a rescue system", "64 MiB or more"]],
  },
  "an image with the name of the rescue system": {
    set: {
      "/rescue": true,
      "/images/0/name": "rescue",
      [`${root}/images`]: ["rescue"],
      [`${swap}/images`]: ["rescue"],
      [`${shared}/images`]: ["rescue"],
    },
    finds: [["/images/0/name", '"rescue" is what the rescue system is called', "another name"]],
  },
  "a disk that has no room for the rescue system": {
    set: { "/rescue": { size: "7 GiB" } },
    finds: [
      ["/partitions/0/size", "the implicit partitions 7292 MiB (bios-boot 24 MiB, multiboot 100 MiB, rescue 7168 MiB)"],
    ],
  },
  "a boot of text": {
    set: { "/images/0/boot": "yes" },
    finds: [["/images/0/boot", '"yes" is not true or false or a whole number', "true (or any whole number except 0)"]],
  },
  "an option in the place of an address": {
    set: { "/images/0/image_pull_url": "-e sh" },
    finds: [["/images/0/image_pull_url", "right form", "HOST::module/path/"]],
  },
  "a target that climbs": {
    set: { "/images/1/target": "/opt/../x" },
    finds: [["/images/1/target", '"/opt/../x"', "absolute path"]],
  },
  "carried paths that are relative, climb, have a line break, and are all of the tree": {
    set: {
      "/images/0/carry": ["etc/x", "/etc/../x", "/etc/./x", "/etc//x", "/a\nb", "/a\u0085b", "/", "/*", "/**/", ""],
    },
    finds: Array.from({ length: 10 }, (_, index) => [`/images/0/carry/${index}`, "right form", "absolute path"]),
  },
  "carried paths that are no list": {
    set: { "/images/0/carry": "/etc/machine-id" },
    finds: [["/images/0/carry", '"/etc/machine-id" is not a list', "host keys of ssh"]],
  },
  "a disk without a size": {
    set: { "/partitions/0/size": undefined },
    finds: [["/partitions/0", '"size" is missing', "type, id, size and volumes"]],
  },
  "an unknown type of item": {
    set: { "/partitions/0/type": "disc" },
    finds: [["/partitions/0/type", '"disc" is no known type', "disk or vg"]],
  },
  "a missing type": {
    set: { [`${root}/type`]: undefined },
    finds: [[root, '"type" is missing', "partition, boot, esp, raid, pv"]],
  },
  "an unknown type of volume": {
    set: { [`${root}/type`]: "part" },
    finds: [[`${root}/type`, '"part" is no known type', "partition, boot, esp, raid, pv"]],
  },
  "an unknown type of disk id": {
    set: { "/partitions/0/id/type": "uuid" },
    finds: [["/partitions/0/id/type", '"uuid"', "serial, wwn"]],
  },
  "an empty disk id": { set: { "/partitions/0/id/value": "" }, finds: [["/partitions/0/id/value", '"" is empty']] },
  "a disk of size remaining": {
    set: { "/partitions/0/size": "remaining" },
    finds: [["/partitions/0/size", '"remaining" does not fit', "40 GiB"]],
  },
  "a unit in wrong letters": {
    set: { [`${root}/size`]: "3 gib" },
    finds: [[`${root}/size`, '"3 gib" does not fit', sizeForm]],
  },
  "a negative size": { set: { [`${root}/size`]: -5 }, finds: [[`${root}/size`, "-5 does not fit", sizeForm]] },
  "a size that is neither text nor number": {
    set: { [`${root}/size`]: true },
    finds: [[`${root}/size`, "true does not fit", sizeForm]],
  },
  "an unknown filesystem": {
    set: { [`${root}/file_system`]: "zfs" },
    finds: [[`${root}/file_system`, '"zfs"', "ext4, xfs, btrfs"]],
  },
  "a relative mount": {
    set: { [`${shared}/mount`]: "srv" },
    finds: [[`${shared}/mount`, '"srv" does not have the right form', "absolute path"]],
  },
  "a mount that climbs": {
    set: { [`${shared}/mount`]: "/srv/../etc" },
    finds: [[`${shared}/mount`, "right form", 'without ".."']],
  },
  "a mount with a blank": {
    set: { [`${shared}/mount`]: "/a b" },
    finds: [[`${shared}/mount`, "right form", "blanks"]],
  },
  "a label with a blank at its end": {
    set: { [`${root}/disk_label`]: "os " },
    finds: [[`${root}/disk_label`, '"os "', "without blanks around it"]],
  },
  "a GUID that is none": {
    set: { [`${root}/partition_guid`]: "8300" },
    finds: [[`${root}/partition_guid`, '"8300"', "GUID such as"]],
  },
  "mount options with a blank": {
    set: { [`${root}/fstab_options`]: "ro, noatime" },
    finds: [[`${root}/fstab_options`, "right form", "separated by commas"]],
  },
  "a keep_data of text": {
    set: { [`${root}/keep_data`]: "no" },
    finds: [[`${root}/keep_data`, '"no" is not true or false']],
  },
  "an image twice on a volume": {
    set: { [`${shared}/images`]: ["trixie", "trixie"] },
    finds: [[`${shared}/images`, "holds an item twice"]],
  },
  "a volume of no image": {
    set: { [`${shared}/images`]: [] },
    finds: [[`${shared}/images`, "[] is empty", "the first image"]],
  },
  "a timeout that is no whole number": {
    set: { "/grub/timeout": 1.5 },
    finds: [["/grub/timeout", "1.5 is not a whole number", "0 to 3600"]],
  },
  "a timeout that no number can hold, such as 1e400": {
    set: { "/grub/timeout": Number.POSITIVE_INFINITY },
    finds: [["/grub/timeout", "Infinity is not a whole number"]],
  },
  "a timeout of a day": {
    set: { "/grub/timeout": 86_400 },
    finds: [["/grub/timeout", "86400 is too large", "0 to 3600"]],
  },
  "a negative timeout": { set: { "/grub/timeout": -1 }, finds: [["/grub/timeout", "-1 is too small"]] },
  "kernel parameters in two lines": {
    set: { "/deploy_data/kernel_params": "a\nb" },
    finds: [["/deploy_data/kernel_params", "right form", "one line"]],
  },
  "kernel parameters that no file can hold": {
    set: { "/deploy_data/kernel_params": "\uD800" },
    finds: [["/deploy_data/kernel_params", "right form", "one line"]],
  },
  "a name with half a character": {
    set: { "/images/0/image_name": "a\uD83C" },
    finds: [["/images/0/image_name", "right form", "printable characters"]],
  },
  "a name with a control character beyond ASCII": {
    set: { "/images/0/image_name": "a\u009B31m" },
    finds: [["/images/0/image_name", "right form", "printable characters"]],
  },
  "a long value": { set: { "/grub": "x".repeat(500) }, finds: [["/grub", "xxx... is not an object"]] },
};

const ruleCases: Readonly<Record<string, Case>> = {
  "carried paths of a utility image": {
    set: { "/images/1/carry": ["/etc/x"], "/images/1/target": "/opt/x" },
    finds: [["/images/1/carry", 'target "/opt/x" is no operating system', '"carry" only on an image']],
  },
  "sizes that mean nothing": {
    set: { "/partitions/0/size": "0 GiB", [`${shared}/size`]: "150%" },
    finds: [
      ["/partitions/0/size", '"0 GiB" is no size'],
      [`${shared}/size`, '"150%"', "at most 100%"],
    ],
  },
  "a size beyond every disk": {
    set: { [`${root}/size`]: "9 YiB" },
    finds: [[`${root}/size`, '"9 YiB" is no size', "less than 8 PiB"]],
  },
  "an image name twice": {
    set: {
      "/images/1/name": "bookworm",
      [`${rest}/images`]: undefined,
      [`${rest}/mount`]: "/x",
      [`${swap}/images`]: undefined,
      [`${shared}/images`]: undefined,
      "/partitions/1/volumes/1/images": undefined,
    },
    finds: [["/images/1/name", '"bookworm" is also the name of /images/0']],
  },
  "an address without a known form": {
    set: { "/images/0/image_pull_url": "ftp://user:secret@host/x" },
    finds: [["/images/0/image_pull_url", '"ftp://***@host/x"', "rsync://HOST/module/path/"]],
  },
  "an ssh host that is an option": {
    set: { "/images/0/image_pull_url": "root@-oProxyCommand=reboot:x/" },
    finds: [["/images/0/image_pull_url", "no form of address"]],
  },
  "a volume of an unknown image": {
    set: { [`${shared}/images/1`]: "trixi" },
    finds: [[`${shared}/images/1`, 'no image is named "trixi"', '"bookworm", "trixie"']],
  },
  "one mount twice in an image": {
    set: { "/partitions/1/volumes/1/mount": "/srv/shared/" },
    finds: [["/partitions/1/volumes/1/mount", 'image "trixie" has "/srv/shared" twice', shared]],
  },
  "two roots of an image": {
    set: { "/partitions/1/volumes/1/mount": "/" },
    finds: [["/partitions/1/volumes/1/mount", 'image "trixie" has "/" twice']],
  },
  "no root of an image": {
    set: { [`${rest}/mount`]: "/home" },
    finds: [["/images/1", 'image "trixie" has no volume with mount "/"', '"images": ["trixie"]']],
  },
  "one root for two images": {
    set: { [`${root}/images`]: ["bookworm", "trixie"], [`${rest}/mount`]: "none" },
    finds: [[`${root}/images`, 'images "bookworm", "trixie" would share one root']],
  },
  "swap on a mount point": {
    set: { [`${swap}/mount`]: "/swap" },
    finds: [[`${swap}/mount`, 'swap cannot be mounted on "/swap"', '"none"']],
  },
  "mount swap of another filesystem": {
    set: { [`${swap}/mount`]: "swap", [`${swap}/file_system`]: "ext4" },
    finds: [[`${swap}/file_system`, "cannot be ext4"]],
  },
  "a root of vfat": { set: { [`${root}/file_system`]: "vfat" }, finds: [[`${root}/file_system`, "vfat cannot hold"]] },
  "a mount in the kernel's own": {
    set: { [`${shared}/mount`]: "/dev/shm" },
    finds: [[`${shared}/mount`, '"/dev/shm" lies in /dev']],
  },
  "a label that is too long": {
    set: { [`${rest}/disk_label`]: "thirteen char" },
    finds: [[`${rest}/disk_label`, "13 bytes", "12 bytes for xfs"]],
  },
  "a label that is too long in bytes": {
    set: { [`${root}/disk_label`]: "ä".repeat(9) },
    finds: [[`${root}/disk_label`, "18 bytes", "16 bytes for ext4"]],
  },
  "a label that vfat refuses": {
    set: { [`${shared}/file_system`]: "vfat", [`${shared}/disk_label`]: "A+B" },
    finds: [[`${shared}/disk_label`, 'vfat cannot hold the label "A+B"']],
  },
  "a disk twice": {
    set: { "/partitions/1/id/value": "bareon-1" },
    finds: [["/partitions/1/id", "also /partitions/0"]],
  },
  "two times remaining": {
    set: { [`${root}/size`]: "remaining" },
    finds: [[`${rest}/size`, 'a second "remaining" on this disk']],
  },
  "volumes that are larger than the disk": {
    set: { [`${root}/size`]: "9 GiB" },
    finds: [["/partitions/0/size", "9473 MiB", "124 MiB", "8192 MiB", "remaining"]],
  },
  "one MiB too much": {
    set: { [`${rest}/size`]: 8192 - 124 - 3072 - 256 + 1 },
    finds: [["/partitions/0/size", "8069 MiB", "more than the declared 8192 MiB"]],
  },
  "nothing left for remaining": {
    set: { [`${swap}/size`]: 8192 - 124 - 3072 },
    finds: [["/partitions/0/size", 'with 1 MiB or more for "remaining"']],
  },
  "percentages beyond the disk": {
    set: { "/partitions/1/volumes/1/size": "61%" },
    finds: [["/partitions/1/size", "more than the declared 4096 MiB"]],
  },
  "two boot volumes on a disk": {
    set: {
      "/partitions/1/volumes/-": { type: "boot", size: 24 },
      "/partitions/1/volumes/2": { type: "boot", size: 24 },
      "/partitions/1/volumes/3": { type: "boot", size: 24 },
    },
    finds: [["/partitions/1/volumes/3", "a second volume of type boot"]],
  },
  "a pv without its group": {
    set: { "/partitions/1/volumes/1": { type: "pv", size: "remaining", vg: "os" } },
    finds: [["/partitions/1/volumes/1/vg", 'no volume group has the id "os"']],
  },
  "a pv with little metadata": {
    set: {
      "/partitions/1/volumes/1": { type: "pv", size: "remaining", vg: "os", lvm_meta_size: 9 },
      "/partitions/-": { type: "vg", id: "os", volumes: [] },
    },
    finds: [["/partitions/1/volumes/1/lvm_meta_size", "9 is too small", "10 MiB"]],
  },
  "a volume group twice": {
    set: {
      "/partitions/1/volumes/1": { type: "pv", size: "remaining", vg: "os" },
      "/partitions/-": { type: "vg", id: "os", volumes: [] },
      "/partitions/3": { type: "vg", id: "os", volumes: [] },
    },
    finds: [["/partitions/3/id", '"os" is also the id of /partitions/2']],
  },
  "two times remaining in a group": {
    set: {
      "/partitions/1/volumes/1": { type: "pv", size: "remaining", vg: "os" },
      "/partitions/-": {
        type: "vg",
        id: "os",
        volumes: ["a", "b"].map((name) => ({ type: "lv", name, mount: `/${name}`, size: "remaining" })),
      },
    },
    finds: [["/partitions/2/volumes/1/size", 'a second "remaining" on this volume group']],
  },
};

/** Of utility-in-roots.json: "tools" is image 0 and goes to /opt/tools; "red" has volume 0 and "blue" 1 and 2. */
const place = "/partitions/0/volumes";
const utilityCases: Readonly<Record<string, Case>> = {
  "nothing but utility images": {
    set: { "/images/1/target": "/srv", "/images/2/target": "/srv", [`${place}/1/images`]: ["blue"] },
    finds: [["/images", "none of the images is an operating system", '"target": "/"']],
  },
  "a target that the kernel hides": {
    set: { "/images/0/target": "/run/tools" },
    finds: [["/images/0/target", '"/run/tools" lies in /run']],
  },
  "a utility image without a volume": {
    set: { [`${place}/0/images`]: ["red"], [`${place}/1/images`]: ["blue"] },
    finds: [["/images/0", 'image "tools" has no volume that holds its target "/opt/tools"', '"tools" in the "images"']],
  },
  "a utility image whose volumes lie beside or below its target": {
    set: {
      [`${place}/0/images`]: ["red"],
      [`${place}/1/images`]: ["blue"],
      [`${place}/2`]: spareVolume("/opt/tools/data"),
      [`${place}/3`]: spareVolume("/opt/tool"),
    },
    finds: [["/images/0", "no volume that holds its target"]],
  },
  "a volume that no system of a utility image has": {
    set: { [`${place}/2/images`]: ["blue"], [`${place}/3`]: spareVolume("/opt/tools") },
    finds: [[`${place}/3/images`, 'image "tools" goes into "red", "blue", whose volume this is not', 'not "tools"']],
  },
  "a volume of a system that a utility image does not go into": {
    set: { [`${place}/1/images`]: ["blue"], [`${place}/2/images`]: ["blue", "tools"] },
    finds: [[`${place}/2/images`, 'image "tools" goes into "red"', '"red" here too']],
  },
  "two volumes of its own for one place": {
    set: {
      [`${place}/0/images`]: ["red"],
      [`${place}/1/images`]: ["blue"],
      [`${place}/2/images`]: ["tools", "blue"],
      [`${place}/3`]: spareVolume("/opt"),
    },
    finds: [[`${place}/3/mount`, 'image "tools" has "/opt" twice']],
  },
};

function spareVolume(mount: string): object {
  return { type: "partition", mount, size: 64, file_system: "ext4", images: ["tools"] };
}

const md5 = `md5:${"0".repeat(32)}`;
const file = { name: "bookworm", image_pull_url: "http://host/image.raw", target: "/" };
const minisignKey = `RW${"a".repeat(54)}`;

const imageFileCases: Readonly<Record<string, Case>> = {
  "an image file for rsync": {
    set: { "/images/0": { ...file, deploy_driver: "rsync" } },
    finds: [["/images/0/image_pull_url", "does not read", "swift"]],
  },
  "a tree for swift": {
    set: { "/images/0/deploy_driver": "swift" },
    finds: [["/images/0/image_pull_url", "no image file", "file:///"]],
  },
  "an unknown driver": {
    set: { "/images/0/deploy_driver": "ftp" },
    finds: [["/images/0/deploy_driver", "none of the known values", "swift"]],
  },
  "a file without a path": {
    set: { "/images/0/image_pull_url": "file://image.raw" },
    finds: [["/images/0/image_pull_url", "no form of address"]],
  },
  "keys of image files at a tree": {
    set: { "/images/0/checksum": md5, "/images/0/ca_file": "/ca" },
    finds: [
      ["/images/0/checksum", "not for a tree"],
      ["/images/0/ca_file", "not for a tree"],
    ],
  },
  "a checksum that is none": {
    set: { "/images/0": { ...file, checksum: "sha256:12" } },
    finds: [["/images/0/checksum", "right form", "sha512"]],
  },
  "two checksums": {
    set: { "/images/0": { ...file, checksum: `sha256:${"0".repeat(64)}`, checksum_url: "http://host/SHA256SUMS" } },
    finds: [["/images/0/checksum_url", "as well"]],
  },
  "an MD5 without a word": {
    set: { "/images/0": { ...file, checksum: md5 } },
    finds: [["/images/0/checksum", "does not protect", "allow_md5"]],
  },
  "a signature without a key": {
    set: { "/images/0": { ...file, signature_url: "http://host/sig" } },
    finds: [["/images/0/signature_url", "public key", "both"]],
  },
  "a key without a signature": {
    set: { "/images/0": { ...file, signature_key: minisignKey } },
    finds: [["/images/0/signature_key", "public key", "both"]],
  },
  "a key that is none": {
    set: { "/images/0": { ...file, signature_url: "http://host/sig", signature_key: "RWx" } },
    finds: [["/images/0/signature_key", "no public key", "minisign"]],
  },
  "a container format that is not there": {
    set: { "/images/0": { ...file, container_format: "vmdk" } },
    finds: [["/images/0/container_format", "none of the known", "raw"]],
  },
  "no deploy at a time": {
    set: { "/image_deploy_flags": { parallel: 0 } },
    finds: [["/image_deploy_flags/parallel", "0 is too small", "1 to 64"]],
  },
};

const digest = `sha256:${"0".repeat(64)}`;
const container = { name: "bookworm", image_pull_url: `oci://host/os:12@${digest}`, target: "/" };

const containerCases: Readonly<Record<string, Case>> = {
  "a container image for swift": {
    set: { "/images/0": { ...container, deploy_driver: "swift" } },
    finds: [["/images/0/image_pull_url", "no image file", '"deploy_driver": "oci"']],
  },
  "a tree for oci": {
    set: { "/images/0/deploy_driver": "oci" },
    finds: [["/images/0/image_pull_url", "no container image", "oci://REGISTRY"]],
  },
  "neither a tag nor a digest": {
    set: { "/images/0": { ...container, image_pull_url: "oci://host/os" } },
    finds: [["/images/0/image_pull_url", "neither which tag nor which digest", "without :TAG"]],
  },
  "credentials in the address": {
    set: { "/images/0": { ...container, image_pull_url: "oci://user:secret@host/os:12" } },
    finds: [["/images/0/image_pull_url", "credentials in the address"]],
  },
  "a layout without an absolute path": {
    set: { "/images/0": { ...container, image_pull_url: "oci:layout" } },
    finds: [["/images/0/image_pull_url", "not absolute", "oci:/path:REF"]],
  },
  "keys of registries at a layout": {
    set: {
      "/images/0": { ...container, image_pull_url: "oci:/srv/x", auth_file: "/a", plain_http: true, ca_file: "/c" },
    },
    finds: [
      ["/images/0/auth_file", "of a registry"],
      ["/images/0/plain_http", "of a registry"],
      ["/images/0/ca_file", "of a registry"],
    ],
  },
  "keys of registries at a tree": {
    set: { "/images/0/auth_file": "/a", "/images/0/plain_http": false },
    finds: [
      ["/images/0/auth_file", "for container images"],
      ["/images/0/plain_http", "for container images"],
    ],
  },
  "keys of image files at a container image": {
    set: { "/images/0": { ...container, checksum: digest, container_format: "tar" } },
    finds: [
      ["/images/0/checksum", "not for a container image"],
      ["/images/0/container_format", "not for a container image"],
    ],
  },
  "a file of credentials without an absolute path": {
    set: { "/images/0": { ...container, auth_file: "auth.json" } },
    finds: [["/images/0/auth_file", "right form", "containers-auth.json"]],
  },
};

test.for(Object.entries(containerCases))("%s", ([, wrong]) => check(wrong));
test.for(Object.entries(schemaCases))("%s", ([, wrong]) => check(wrong));
test.for(Object.entries(ruleCases))("%s", ([, wrong]) => check(wrong));
test.for(Object.entries(imageFileCases))("%s", ([, wrong]) => check(wrong));
test.for(Object.entries(utilityCases))("%s", ([, wrong]) => check(wrong, "utility-in-roots"));

test.for(["null", "5", '"text"', "[]", "{}"])("a document that is %s is refused", (text) => {
  const document: unknown = JSON.parse(text);
  expect(refusalOf(document).violations[0]?.pointer).toBe("");
});

test("all violations are told at once, the schema's and the rules', in the order of the document", () => {
  const error = refusalOf(
    changed("two-systems", {
      "/images/1/ca_file": "/ca.pem",
      [`${root}/size`]: "3 Gib",
      [`${swap}/mount`]: "/proc/x",
      [`${swap}/file_system`]: "ext4",
      [`${shared}/images/0`]: "nobody",
      "/partitions/1/volumes/1/mount": "/srv/shared",
      "/image_deploy_flags": { rsync_flags: "-a --delete" },
      "/grub/timeout": "3",
      "/wrong": 1,
    }),
  );
  expect(error.violations.map(({ pointer }) => pointer)).toEqual([
    "/images/1/ca_file",
    `${root}/size`,
    `${swap}/mount`,
    `${shared}/images/0`,
    "/partitions/1/volumes/1/mount",
    "/grub/timeout",
    "/image_deploy_flags/rsync_flags",
    "/wrong",
  ]);
  expect(error.message).toContain("8 errors");
  expect(error.exitCode).toBe(3);
});

test("an image name that nobody has is told also where something else of its volume, or of an image, is wrong", () => {
  const error = refusalOf(
    changed("two-systems", {
      "/images/0/boot": "yes",
      [`${root}/size`]: "3 Gib",
      [`${root}/images/0`]: "nobody",
      [`${shared}/images/1`]: "tow",
    }),
  );
  expect(error.violations.map(({ pointer }) => pointer)).toEqual([
    "/images/0/boot",
    `${root}/size`,
    `${root}/images/0`,
    `${shared}/images/1`,
  ]);
});

test("what could not be read is no reason for further complaints", () => {
  const pointers = (set: Readonly<Record<string, unknown>>): string[] =>
    refusalOf(changed("two-systems", set)).violations.map(({ pointer }) => pointer);
  expect(pointers({ "/images/1/target": 5 })).toEqual(["/images/1/target"]);
  expect(pointers({ [`${root}/mount`]: 5 })).toEqual([`${root}/mount`]);
  expect(pointers({ "/partitions/0/volumes": 5 })).toEqual(["/partitions/0/volumes"]);
});

test("a setting that could not be read keeps no rule from looking at the lists", () => {
  const pointers = (set: Readonly<Record<string, unknown>>): string[] =>
    refusalOf(changed("two-systems", set)).violations.map(({ pointer }) => pointer);
  expect(pointers({ "/partitions_policy": "wipe", [`${rest}/mount`]: "/home" })).toEqual([
    "/partitions_policy",
    "/images/1",
  ]);
  expect(pointers({ "/image_deploy_flags": { parallel: 0, rsync_flags: "--delete" } })).toEqual([
    "/image_deploy_flags/parallel",
    "/image_deploy_flags/rsync_flags",
  ]);
});

test("what a utility image is bound to is not judged where a part could not be read", () => {
  const pointers = (set: Readonly<Record<string, unknown>>): string[] =>
    refusalOf(changed("utility-in-roots", set)).violations.map(({ pointer }) => pointer);
  // Both roots are the utility image's alone, as long as their systems are not known.
  expect(pointers({ "/images/1/boot": "x", "/images/2/boot": "x" })).toEqual(["/images/1/boot", "/images/2/boot"]);
  expect(pointers({ [`${place}/0/size`]: "x", [`${place}/2/images`]: ["blue", "tools"] })).toEqual([`${place}/0/size`]);
  expect(pointers({ [place]: 5 })).toEqual([place]);
});

test("compatible mode warns of unknown keys and refuses everything else", () => {
  const document = changed("two-systems", {
    "/note": "x",
    [`${root}/depth`]: { any: 1 },
    "/partitions/0/extra": [],
    "/partitions/0/free_space": 5,
  });
  expect(readIronicConfig(document, { compat: true }).warnings).toEqual([
    `${root}/depth: unknown key, ignored`,
    "/note: unknown key, ignored",
  ]);
  expect(refusalOf(document).violations.map(({ pointer }) => pointer)).toEqual([`${root}/depth`, "/note"]);
  document["grub"] = document["images"] ?? document;
  expect(() => readIronicConfig(document, { compat: true })).toThrow("1 error");
});

test("actions of a deploy are refused in compatible mode, too: without them more would be done", () => {
  const document = changed("two-systems", { "/flow": "nailgun", "/note": "x" });
  expect(() => readIronicConfig(document, { compat: true })).toThrow(
    expect.objectContaining({ violations: [expect.objectContaining({ pointer: "/flow" })] }) as Error,
  );
});

test("keys of old configs that mean nothing are tolerated", () => {
  const document = changed("two-systems", {
    "/partitions/0/extra": [],
    "/partitions/0/free_space": 5,
    "/partitions/1/volumes/-": { type: "lvm_meta_pool", size: 64 },
  });
  expect(readIronicConfig(document, { compat: false })).toEqual(
    readIronicConfig(readExample("two-systems"), { compat: false }),
  );
});

test("the deploy driver is the image's, else that of the command line, else that of the address", () => {
  const drivers = (set: Readonly<Record<string, unknown>>, driver?: "rsync" | "file"): string[] =>
    readIronicConfig(changed("two-systems", set), { compat: false, driver }).config.images.map((image) => image.driver);
  const url = "https://host/image.tar.zst";
  expect(drivers({ "/images/0/image_pull_url": url })).toEqual(["file", "rsync"]);
  expect(drivers({ "/images/0/image_pull_url": url, "/images/1/deploy_driver": "rsync" }, "file")).toEqual([
    "file",
    "rsync",
  ]);
  expect(() => drivers({}, "file")).toThrow("2 errors");
  expect(() => drivers({ "/images/0/image_pull_url": url }, "rsync")).toThrow("1 error");
});

test("what a violation expects is shown as the schema has it: no address in it looks as if it had a password", async () => {
  const schema = await readFile(join(projectRoot, "schema/provision.schema.json"), "utf8");
  const texts = Array.from(
    schema.matchAll(/"description": "(?<text>[^"]*)"/gu),
    ({ groups }) => groups?.["text"] ?? "",
  );
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.map((text) => harmless(text))).toEqual(texts);
});
