/** Generated from schema/plan.schema.json by `npm run schema`; edit that, not this. */
var validate = validate133, schema40 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "plan.schema.json", title: "Plan", description: "Everything that a deploy will do, decided before the first write; sizes are bytes. Holds image addresses with their secrets.", type: "object", required: ["version", "policy", "firmware", "machine", "disks", "arrays", "groups", "volumes", "images", "utilities", "boot", "steps"], additionalProperties: !1, properties: { version: { description: "the version of this format, 2", const: 2 }, policy: { description: "the partitions policy", enum: ["clean", "verify", "nailgun_legacy"] }, firmware: { description: "the firmware that the node is made bootable for", enum: ["bios"] }, machine: { description: "What the plan was made for", type: "object", required: ["architecture", "bootInterface", "disks", "arrays", "groups", "others"], additionalProperties: !1, properties: { architecture: { description: "what uname -m prints", type: "string" }, bootInterface: { description: "the BOOTIF= value, if any", type: ["string", "null"] }, disks: { description: "the named disks as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/disk" } }, arrays: { description: "the MD arrays that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/mdArray" } }, groups: { description: "the LVM volume groups that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/volumeGroup" } }, others: { description: "the other devices that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/stackedDevice" } } } }, disks: { description: "the named disks in config order; the first is the one that the node boots from", type: "array", items: { $ref: "#/definitions/plannedDisk" } }, arrays: { description: "the MD arrays, in the order of their first members in the config", type: "array", items: { $ref: "#/definitions/plannedArray" } }, groups: { description: "the LVM volume groups, in config order", type: "array", items: { $ref: "#/definitions/plannedGroup" } }, volumes: { description: "every filesystem and swap area", type: "array", items: { $ref: "#/definitions/plannedVolume" } }, images: { description: "the operating systems, in config order", type: "array", items: { $ref: "#/definitions/plannedImage" } }, utilities: { description: "the utility images, in config order", type: "array", items: { $ref: "#/definitions/plannedUtility" } }, parallel: { description: "images that are deployed at the same time; 4 where absent", type: "integer", minimum: 1, maximum: 64 }, boot: { type: "object", required: ["kind", "disk", "mirrors", "multiboot", "defaultImage", "timeout", "kernelParams"], additionalProperties: !1, properties: { kind: { description: "multiboot: GRUB on a partition of its own; single: on the one image's /boot", enum: ["multiboot", "single"] }, disk: { description: "the disk whose boot sector GRUB is installed to", type: "string" }, mirrors: { description: "more disks whose boot sector GRUB is installed to: each holds a copy of all that it boots", type: "array", items: { type: "string" } }, multiboot: { description: "the multiboot partition; null for a single image", anyOf: [{ type: "object", required: ["device", "uuid"], additionalProperties: !1, properties: { device: { description: "its device node", type: "string" }, uuid: { description: "its filesystem UUID", type: "string" } } }, { type: "null" }] }, defaultImage: { description: "the name of the image to boot first", type: "string" }, timeout: { description: "seconds that the menu waits", type: "integer", minimum: 0 }, kernelParams: { description: "added to the kernel command line of every deployed image", type: "string" } } }, steps: { description: "what is done, in this order", type: "array", items: { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], oneOf: [{ $ref: "#/definitions/commandStep" }, { $ref: "#/definitions/unmountStep" }, { $ref: "#/definitions/tearDownStep" }, { $ref: "#/definitions/markStep" }, { $ref: "#/definitions/tableStep" }, { $ref: "#/definitions/stackStep" }, { $ref: "#/definitions/filesystemStep" }, { $ref: "#/definitions/imageStep" }, { $ref: "#/definitions/utilityStep" }, { $ref: "#/definitions/bootStep" }] } } }, definitions: { plannedDisk: { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, plannedPartition: { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "multiboot", "volume", "raid-member", "pv"] } } }, plannedArray: { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedPhysicalVolume: { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } }, plannedLogicalVolume: { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } }, plannedGroup: { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedVolume: { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } }, plannedMount: { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } }, plannedFile: { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, plannedImage: { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, plannedUtility: { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, command: { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } }, commandStep: { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, unmountStep: { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } }, tearDownStep: { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, markStep: { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, tableStep: { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, stackStep: { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, filesystemStep: { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, imageStep: { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } }, utilityStep: { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } }, bootStep: { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } } } }, func2 = Object.prototype.hasOwnProperty, schema31 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, schema32 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
function validate108(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.label === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "label" || key0 === "uuid")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema32, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.type.type, parentSchema: schema32.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 != "string" && data1 !== null) {
        let err5 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema32.properties.label.type }, message: "must be string,null", schema: schema32.properties.label.type, parentSchema: schema32.properties.label, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string" && data2 !== null) {
        let err6 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: schema32.properties.uuid.type }, message: "must be string,null", schema: schema32.properties.uuid.type, parentSchema: schema32.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema32.type, parentSchema: schema32, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate108.errors = vErrors, errors === 0;
}
var schema33 = { description: "what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace", type: "array", items: { type: "string" } };
function validate110(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.items.type, parentSchema: schema33.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema33.type, parentSchema: schema33, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate110.errors = vErrors, errors === 0;
}
var schema34 = { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } };
function validate112(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.content === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.uses === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema34.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema34, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err10 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.path.type, parentSchema: schema34.properties.path, data: data0 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema34.properties.number.type, parentSchema: schema34.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err12 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema34.properties.number, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema34.properties.start.type, parentSchema: schema34.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema34.properties.start, data: data2 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema34.properties.size.type, parentSchema: schema34.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema34.properties.size, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.type.type, parentSchema: schema34.properties.type, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err18 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: schema34.properties.partuuid.type }, message: "must be string,null", schema: schema34.properties.partuuid.type, parentSchema: schema34.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string" && data6 !== null) {
        let err19 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema34.properties.name.type }, message: "must be string,null", schema: schema34.properties.name.type, parentSchema: schema34.properties.name, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.content !== void 0) {
      let data7 = data.content, _errs17 = errors, valid1 = !1, _errs18 = errors;
      validate108(data7, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors), errors = vErrors.length);
      var _valid0 = _errs18 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs19 = errors;
        if (data7 !== null) {
          let err20 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema34.properties.content.anyOf[1].type, parentSchema: schema34.properties.content.anyOf[1], data: data7 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs19 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema34.properties.content.anyOf, parentSchema: schema34.properties.content, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    data.uses !== void 0 && (validate110(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length));
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.type, parentSchema: schema34, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate112.errors = vErrors, errors === 0;
}
function validate134(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.model === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.serial === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "serial" }, message: "must have required property 'serial'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.wwn === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wwn" }, message: "must have required property 'wwn'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.scsi === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "scsi" }, message: "must have required property 'scsi'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.links === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "links" }, message: "must have required property 'links'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.transport === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "transport" }, message: "must have required property 'transport'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.readOnly === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "readOnly" }, message: "must have required property 'readOnly'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.removable === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removable" }, message: "must have required property 'removable'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.table === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.content === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.uses === void 0) {
      let err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.partitions === void 0) {
      let err15 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema31.properties, key0)) {
        let err16 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31, data };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err17 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.path.type, parentSchema: schema31.properties.path, data: data0 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err18 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.device.type, parentSchema: schema31.properties.device, data: data1 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err19 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.size.type, parentSchema: schema31.properties.size, data: data2 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err20 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.size, data: data2 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err21 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.sectorSize.type, parentSchema: schema31.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err22 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.model !== void 0) {
      let data4 = data.model;
      if (typeof data4 != "string" && data4 !== null) {
        let err23 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: schema31.properties.model.type }, message: "must be string,null", schema: schema31.properties.model.type, parentSchema: schema31.properties.model, data: data4 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.serial !== void 0) {
      let data5 = data.serial;
      if (typeof data5 != "string" && data5 !== null) {
        let err24 = { instancePath: instancePath + "/serial", schemaPath: "#/properties/serial/type", keyword: "type", params: { type: schema31.properties.serial.type }, message: "must be string,null", schema: schema31.properties.serial.type, parentSchema: schema31.properties.serial, data: data5 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.wwn !== void 0) {
      let data6 = data.wwn;
      if (typeof data6 != "string" && data6 !== null) {
        let err25 = { instancePath: instancePath + "/wwn", schemaPath: "#/properties/wwn/type", keyword: "type", params: { type: schema31.properties.wwn.type }, message: "must be string,null", schema: schema31.properties.wwn.type, parentSchema: schema31.properties.wwn, data: data6 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.scsi !== void 0) {
      let data7 = data.scsi;
      if (typeof data7 != "string" && data7 !== null) {
        let err26 = { instancePath: instancePath + "/scsi", schemaPath: "#/properties/scsi/type", keyword: "type", params: { type: schema31.properties.scsi.type }, message: "must be string,null", schema: schema31.properties.scsi.type, parentSchema: schema31.properties.scsi, data: data7 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
    if (data.links !== void 0) {
      let data8 = data.links;
      if (Array.isArray(data8)) {
        let len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (typeof data9 != "string") {
            let err27 = { instancePath: instancePath + "/links/" + i0, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.links.items.type, parentSchema: schema31.properties.links.items, data: data9 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.links.type, parentSchema: schema31.properties.links, data: data8 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.transport !== void 0) {
      let data10 = data.transport;
      if (typeof data10 != "string" && data10 !== null) {
        let err29 = { instancePath: instancePath + "/transport", schemaPath: "#/properties/transport/type", keyword: "type", params: { type: schema31.properties.transport.type }, message: "must be string,null", schema: schema31.properties.transport.type, parentSchema: schema31.properties.transport, data: data10 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.readOnly !== void 0) {
      let data11 = data.readOnly;
      if (typeof data11 != "boolean") {
        let err30 = { instancePath: instancePath + "/readOnly", schemaPath: "#/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.readOnly.type, parentSchema: schema31.properties.readOnly, data: data11 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.removable !== void 0) {
      let data12 = data.removable;
      if (typeof data12 != "boolean") {
        let err31 = { instancePath: instancePath + "/removable", schemaPath: "#/properties/removable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.removable.type, parentSchema: schema31.properties.removable, data: data12 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.table !== void 0) {
      let data13 = data.table, _errs29 = errors, valid3 = !1, _errs30 = errors;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (data13.type === void 0) {
          let err32 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema31.properties.table.anyOf[0].required, parentSchema: schema31.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data13.id === void 0) {
          let err33 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema31.properties.table.anyOf[0].required, parentSchema: schema31.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        for (let key1 in data13)
          if (!(key1 === "type" || key1 === "id")) {
            let err34 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31.properties.table.anyOf[0], data: data13 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        if (data13.type !== void 0) {
          let data14 = data13.type;
          if (typeof data14 != "string") {
            let err35 = { instancePath: instancePath + "/table/type", schemaPath: "#/properties/table/anyOf/0/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.table.anyOf[0].properties.type.type, parentSchema: schema31.properties.table.anyOf[0].properties.type, data: data14 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data13.id !== void 0) {
          let data15 = data13.id;
          if (typeof data15 != "string" && data15 !== null) {
            let err36 = { instancePath: instancePath + "/table/id", schemaPath: "#/properties/table/anyOf/0/properties/id/type", keyword: "type", params: { type: schema31.properties.table.anyOf[0].properties.id.type }, message: "must be string,null", schema: schema31.properties.table.anyOf[0].properties.id.type, parentSchema: schema31.properties.table.anyOf[0].properties.id, data: data15 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
      } else {
        let err37 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.table.anyOf[0].type, parentSchema: schema31.properties.table.anyOf[0], data: data13 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
      var _valid0 = _errs30 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs37 = errors;
        if (data13 !== null) {
          let err38 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema31.properties.table.anyOf[1].type, parentSchema: schema31.properties.table.anyOf[1], data: data13 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
        var _valid0 = _errs37 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs29, vErrors !== null && (_errs29 ? vErrors.length = _errs29 : vErrors = null);
      else {
        let err39 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema31.properties.table.anyOf, parentSchema: schema31.properties.table, data: data13 };
        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
      }
    }
    if (data.content !== void 0) {
      let data16 = data.content, _errs40 = errors, valid5 = !1, _errs41 = errors;
      validate108(data16, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors), errors = vErrors.length);
      var _valid1 = _errs41 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs42 = errors;
        if (data16 !== null) {
          let err40 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema31.properties.content.anyOf[1].type, parentSchema: schema31.properties.content.anyOf[1], data: data16 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        var _valid1 = _errs42 === errors;
        valid5 = valid5 || _valid1;
      }
      if (valid5)
        errors = _errs40, vErrors !== null && (_errs40 ? vErrors.length = _errs40 : vErrors = null);
      else {
        let err41 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema31.properties.content.anyOf, parentSchema: schema31.properties.content, data: data16 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.uses !== void 0 && (validate110(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length)), data.partitions !== void 0) {
      let data18 = data.partitions;
      if (Array.isArray(data18)) {
        let len1 = data18.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate112(data18[i1], { instancePath: instancePath + "/partitions/" + i1, parentData: data18, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length);
      } else {
        let err42 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.partitions.type, parentSchema: schema31.properties.partitions, data: data18 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate134.errors = vErrors, errors === 0;
}
var schema35 = { description: "An MD array as its members tell of it", type: "object", required: ["path", "active", "name", "uuid", "level", "metadata", "devices", "size", "members", "dataOffsets", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have", type: "string" }, active: { description: "whether it is assembled", type: "boolean" }, name: { description: "the name in its superblocks, null where there is none (metadata 0.90)", type: ["string", "null"] }, uuid: { description: "the UUID, as blkid writes it", type: "string" }, level: { description: "raid1, raid5, linear, ...", type: "string" }, metadata: { description: "the version of the superblocks: 0.90, 1.0, 1.1 or 1.2", type: "string" }, devices: { description: "how many devices it is made of; with fewer members some are missing", type: "integer", minimum: 0 }, size: { description: "bytes of the array", type: "integer", minimum: 0 }, members: { description: "the devices on this machine that have its superblock, sorted", type: "array", items: { type: "string" } }, dataOffsets: { description: "bytes from the start of each member to its data", type: "array", items: { type: "integer", minimum: 0 } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, also where it is not assembled; null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate139(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.active === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.level === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.metadata === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.devices === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "devices" }, message: "must have required property 'devices'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.size === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.members === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.dataOffsets === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataOffsets" }, message: "must have required property 'dataOffsets'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.content === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.uses === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema35.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema35, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err13 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.path.type, parentSchema: schema35.properties.path, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.active !== void 0) {
      let data1 = data.active;
      if (typeof data1 != "boolean") {
        let err14 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema35.properties.active.type, parentSchema: schema35.properties.active, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.name !== void 0) {
      let data2 = data.name;
      if (typeof data2 != "string" && data2 !== null) {
        let err15 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema35.properties.name.type }, message: "must be string,null", schema: schema35.properties.name.type, parentSchema: schema35.properties.name, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err16 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.uuid.type, parentSchema: schema35.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.level !== void 0) {
      let data4 = data.level;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.level.type, parentSchema: schema35.properties.level, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data5 = data.metadata;
      if (typeof data5 != "string") {
        let err18 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.metadata.type, parentSchema: schema35.properties.metadata, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.devices !== void 0) {
      let data6 = data.devices;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err19 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.devices.type, parentSchema: schema35.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err20 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.size !== void 0) {
      let data7 = data.size;
      if (!(typeof data7 == "number" && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        let err21 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.size.type, parentSchema: schema35.properties.size, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data7 == "number" && isFinite(data7) && (data7 < 0 || isNaN(data7))) {
        let err22 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.size, data: data7 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.members !== void 0) {
      let data8 = data.members;
      if (Array.isArray(data8)) {
        let len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (typeof data9 != "string") {
            let err23 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.members.items.type, parentSchema: schema35.properties.members.items, data: data9 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema35.properties.members.type, parentSchema: schema35.properties.members, data: data8 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.dataOffsets !== void 0) {
      let data10 = data.dataOffsets;
      if (Array.isArray(data10)) {
        let len1 = data10.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data11 = data10[i1];
          if (!(typeof data11 == "number" && !(data11 % 1) && !isNaN(data11) && isFinite(data11))) {
            let err25 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.dataOffsets.items.type, parentSchema: schema35.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
          if (typeof data11 == "number" && isFinite(data11) && (data11 < 0 || isNaN(data11))) {
            let err26 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
      } else {
        let err27 = { instancePath: instancePath + "/dataOffsets", schemaPath: "#/properties/dataOffsets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema35.properties.dataOffsets.type, parentSchema: schema35.properties.dataOffsets, data: data10 };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.content !== void 0) {
      let data12 = data.content, _errs27 = errors, valid5 = !1, _errs28 = errors;
      validate108(data12, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors), errors = vErrors.length);
      var _valid0 = _errs28 === errors;
      if (valid5 = valid5 || _valid0, !valid5) {
        let _errs29 = errors;
        if (data12 !== null) {
          let err28 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema35.properties.content.anyOf[1].type, parentSchema: schema35.properties.content.anyOf[1], data: data12 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        var _valid0 = _errs29 === errors;
        valid5 = valid5 || _valid0;
      }
      if (valid5)
        errors = _errs27, vErrors !== null && (_errs27 ? vErrors.length = _errs27 : vErrors = null);
      else {
        let err29 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema35.properties.content.anyOf, parentSchema: schema35.properties.content, data: data12 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    data.uses !== void 0 && (validate110(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length));
  } else {
    let err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data };
    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
  }
  return validate139.errors = vErrors, errors === 0;
}
var schema36 = { description: "An LVM volume group as its physical volumes tell of it", type: "object", required: ["name", "uuid", "extentSize", "size", "lock", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name, which several groups may have", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, lock: { description: "how it is shared with other hosts (sanlock, dlm, clustered), null where it is not", type: ["string", "null"] }, physicalVolumes: { description: "in the group's order; a copy of one that is on the machine twice comes after it", type: "array", items: { $ref: "#/definitions/physicalVolume" } }, volumes: { description: "in the order of their names", type: "array", items: { $ref: "#/definitions/logicalVolume" } } } }, schema37 = { description: "A physical volume as its group knows it", type: "object", required: ["path", "uuid", "size"], additionalProperties: !1, properties: { path: { description: "the device, which may be an array that is not assembled; null where it is missing", type: ["string", "null"] }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes that the group has of it", type: "integer", minimum: 0 } } };
function validate122(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "uuid" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema37, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string" && data0 !== null) {
        let err4 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: schema37.properties.path.type }, message: "must be string,null", schema: schema37.properties.path.type, parentSchema: schema37.properties.path, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.uuid.type, parentSchema: schema37.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema37.properties.size.type, parentSchema: schema37.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema37.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema37.type, parentSchema: schema37, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate122.errors = vErrors, errors === 0;
}
var schema38 = { description: "A logical volume", type: "object", required: ["name", "path", "uuid", "size", "active", "content", "uses"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, path: { description: "the node below /dev/mapper that it has when it is active", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, active: { description: "whether it is active", type: "boolean" }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces" }, uses: { $ref: "#/definitions/uses" } } };
function validate124(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.path === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.active === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.content === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.uses === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "path" || key0 === "uuid" || key0 === "size" || key0 === "active" || key0 === "content" || key0 === "uses")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.name.type, parentSchema: schema38.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.path !== void 0) {
      let data1 = data.path;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.path.type, parentSchema: schema38.properties.path, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.uuid.type, parentSchema: schema38.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema38.properties.size.type, parentSchema: schema38.properties.size, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema38.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.active !== void 0) {
      let data4 = data.active;
      if (typeof data4 != "boolean") {
        let err13 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema38.properties.active.type, parentSchema: schema38.properties.active, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.content !== void 0) {
      let data5 = data.content, _errs13 = errors, valid1 = !1, _errs14 = errors;
      validate108(data5, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors), errors = vErrors.length);
      var _valid0 = _errs14 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs15 = errors;
        if (data5 !== null) {
          let err14 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema38.properties.content.anyOf[1].type, parentSchema: schema38.properties.content.anyOf[1], data: data5 };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        var _valid0 = _errs15 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs13, vErrors !== null && (_errs13 ? vErrors.length = _errs13 : vErrors = null);
      else {
        let err15 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema38.properties.content.anyOf, parentSchema: schema38.properties.content, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    data.uses !== void 0 && (validate110(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length));
  } else {
    let err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.type, parentSchema: schema38, data };
    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
  }
  return validate124.errors = vErrors, errors === 0;
}
function validate143(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.extentSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.lock === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lock" }, message: "must have required property 'lock'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.volumes === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "uuid" || key0 === "extentSize" || key0 === "size" || key0 === "lock" || key0 === "physicalVolumes" || key0 === "volumes")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema36, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.name.type, parentSchema: schema36.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.uuid.type, parentSchema: schema36.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data2 = data.extentSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.extentSize.type, parentSchema: schema36.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.size.type, parentSchema: schema36.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.size, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.lock !== void 0) {
      let data4 = data.lock;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/lock", schemaPath: "#/properties/lock/type", keyword: "type", params: { type: schema36.properties.lock.type }, message: "must be string,null", schema: schema36.properties.lock.type, parentSchema: schema36.properties.lock, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data5 = data.physicalVolumes;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate122(data5[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate122.errors : vErrors.concat(validate122.errors), errors = vErrors.length);
      } else {
        let err15 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.physicalVolumes.type, parentSchema: schema36.properties.physicalVolumes, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data7 = data.volumes;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate124(data7[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data7, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate124.errors : vErrors.concat(validate124.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.volumes.type, parentSchema: schema36.properties.volumes, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate143.errors = vErrors, errors === 0;
}
var schema39 = { description: "A device that sits on others and is none of the above", type: "object", required: ["path", "type", "parents", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, type: { description: "what lsblk calls it: crypt, mpath, bcache, dm, ...", type: "string" }, parents: { description: "the devices that it sits on, sorted", type: "array", items: { type: "string" } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate147(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.type === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.parents === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parents" }, message: "must have required property 'parents'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.content === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uses === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "type" || key0 === "parents" || key0 === "content" || key0 === "uses")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema39, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.path.type, parentSchema: schema39.properties.path, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data1 = data.type;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.type.type, parentSchema: schema39.properties.type, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.parents !== void 0) {
      let data2 = data.parents;
      if (Array.isArray(data2)) {
        let len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (typeof data3 != "string") {
            let err8 = { instancePath: instancePath + "/parents/" + i0, schemaPath: "#/properties/parents/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.parents.items.type, parentSchema: schema39.properties.parents.items, data: data3 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        }
      } else {
        let err9 = { instancePath: instancePath + "/parents", schemaPath: "#/properties/parents/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema39.properties.parents.type, parentSchema: schema39.properties.parents, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.content !== void 0) {
      let data4 = data.content, _errs11 = errors, valid3 = !1, _errs12 = errors;
      validate108(data4, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors), errors = vErrors.length);
      var _valid0 = _errs12 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs13 = errors;
        if (data4 !== null) {
          let err10 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema39.properties.content.anyOf[1].type, parentSchema: schema39.properties.content.anyOf[1], data: data4 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        var _valid0 = _errs13 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs11, vErrors !== null && (_errs11 ? vErrors.length = _errs11 : vErrors = null);
      else {
        let err11 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema39.properties.content.anyOf, parentSchema: schema39.properties.content, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.uses !== void 0 && (validate110(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema39.type, parentSchema: schema39, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate147.errors = vErrors, errors === 0;
}
var schema45 = { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, schema46 = { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "multiboot", "volume", "raid-member", "pv"] } } };
function validate152(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.purpose === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "purpose" }, message: "must have required property 'purpose'", schema: schema46.required, parentSchema: schema46, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "number" || key0 === "start" || key0 === "size" || key0 === "type" || key0 === "partuuid" || key0 === "name" || key0 === "purpose")) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema46, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.properties.device.type, parentSchema: schema46.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema46.properties.number.type, parentSchema: schema46.properties.number, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema46.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err12 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema46.properties.start.type, parentSchema: schema46.properties.start, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema46.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err14 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema46.properties.size.type, parentSchema: schema46.properties.size, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema46.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err16 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.properties.type.type, parentSchema: schema46.properties.type, data: data4 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string") {
        let err17 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.properties.partuuid.type, parentSchema: schema46.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string") {
        let err18 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema46.properties.name.type, parentSchema: schema46.properties.name, data: data6 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.purpose !== void 0) {
      let data7 = data.purpose;
      if (!(data7 === "bios-boot" || data7 === "multiboot" || data7 === "volume" || data7 === "raid-member" || data7 === "pv")) {
        let err19 = { instancePath: instancePath + "/purpose", schemaPath: "#/properties/purpose/enum", keyword: "enum", params: { allowedValues: schema46.properties.purpose.enum }, message: "must be equal to one of the allowed values", schema: schema46.properties.purpose.enum, parentSchema: schema46.properties.purpose, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
  } else {
    let err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema46.type, parentSchema: schema46, data };
    vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
  }
  return validate152.errors = vErrors, errors === 0;
}
function validate151(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.declaredSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "declaredSize" }, message: "must have required property 'declaredSize'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.tableId === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tableId" }, message: "must have required property 'tableId'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partitions === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "size" || key0 === "declaredSize" || key0 === "sectorSize" || key0 === "tableId" || key0 === "keep" || key0 === "partitions")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema45, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err7 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema45.properties.path.type, parentSchema: schema45.properties.path, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema45.properties.size.type, parentSchema: schema45.properties.size, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema45.properties.size, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.declaredSize !== void 0) {
      let data2 = data.declaredSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema45.properties.declaredSize.type, parentSchema: schema45.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema45.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema45.properties.sectorSize.type, parentSchema: schema45.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema45.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.tableId !== void 0) {
      let data4 = data.tableId;
      if (typeof data4 != "string") {
        let err14 = { instancePath: instancePath + "/tableId", schemaPath: "#/properties/tableId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema45.properties.tableId.type, parentSchema: schema45.properties.tableId, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema45.properties.keep.type, parentSchema: schema45.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data6 = data.partitions;
      if (Array.isArray(data6)) {
        let len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate152(data6[i0], { instancePath: instancePath + "/partitions/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate152.errors : vErrors.concat(validate152.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema45.properties.partitions.type, parentSchema: schema45.properties.partitions, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema45.type, parentSchema: schema45, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate151.errors = vErrors, errors === 0;
}
var schema47 = { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } };
function validate155(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.level === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.metadata === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.memberSize === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "memberSize" }, message: "must have required property 'memberSize'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.size === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.members === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema47.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema47, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.device.type, parentSchema: schema47.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.name !== void 0) {
      let data1 = data.name;
      if (typeof data1 != "string") {
        let err10 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.name.type, parentSchema: schema47.properties.name, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err11 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.uuid.type, parentSchema: schema47.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.level !== void 0) {
      let data3 = data.level;
      if (!(data3 === 0 || data3 === 1 || data3 === 5 || data3 === 6 || data3 === 10)) {
        let err12 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/enum", keyword: "enum", params: { allowedValues: schema47.properties.level.enum }, message: "must be equal to one of the allowed values", schema: schema47.properties.level.enum, parentSchema: schema47.properties.level, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data4 = data.metadata;
      if (!(data4 === "0.90" || data4 === "1.0" || data4 === "1.1" || data4 === "1.2")) {
        let err13 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/enum", keyword: "enum", params: { allowedValues: schema47.properties.metadata.enum }, message: "must be equal to one of the allowed values", schema: schema47.properties.metadata.enum, parentSchema: schema47.properties.metadata, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.memberSize !== void 0) {
      let data5 = data.memberSize;
      if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        let err14 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema47.properties.memberSize.type, parentSchema: schema47.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data5 == "number" && isFinite(data5) && (data5 < 0 || isNaN(data5))) {
        let err15 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema47.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.size !== void 0) {
      let data6 = data.size;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema47.properties.size.type, parentSchema: schema47.properties.size, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err17 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema47.properties.size, data: data6 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.members !== void 0) {
      let data7 = data.members;
      if (Array.isArray(data7)) {
        let len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 != "string") {
            let err18 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.members.items.type, parentSchema: schema47.properties.members.items, data: data8 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
      } else {
        let err19 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema47.properties.members.type, parentSchema: schema47.properties.members, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data9 = data.keep;
      if (typeof data9 != "boolean") {
        let err20 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema47.properties.keep.type, parentSchema: schema47.properties.keep, data: data9 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
  } else {
    let err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema47.type, parentSchema: schema47, data };
    vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
  }
  return validate155.errors = vErrors, errors === 0;
}
var schema48 = { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, schema49 = { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } };
function validate158(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.metaSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metaSize" }, message: "must have required property 'metaSize'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "metaSize" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema49, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.device.type, parentSchema: schema49.properties.device, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.metaSize !== void 0) {
      let data1 = data.metaSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err5 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.metaSize.type, parentSchema: schema49.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err6 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema49.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.size.type, parentSchema: schema49.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema49.properties.size, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema49.type, parentSchema: schema49, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate158.errors = vErrors, errors === 0;
}
var schema50 = { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } };
function validate160(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "device" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema50, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema50.properties.name.type, parentSchema: schema50.properties.name, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema50.properties.device.type, parentSchema: schema50.properties.device, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema50.properties.size.type, parentSchema: schema50.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema50.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema50.type, parentSchema: schema50, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate160.errors = vErrors, errors === 0;
}
function validate157(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.extentSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.volumes === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "extentSize" || key0 === "size" || key0 === "physicalVolumes" || key0 === "volumes" || key0 === "keep")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema48, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema48.properties.name.type, parentSchema: schema48.properties.name, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data1 = data.extentSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err7 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema48.properties.extentSize.type, parentSchema: schema48.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err8 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema48.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema48.properties.size.type, parentSchema: schema48.properties.size, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema48.properties.size, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data3 = data.physicalVolumes;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate158(data3[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data3, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate158.errors : vErrors.concat(validate158.errors), errors = vErrors.length);
      } else {
        let err11 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema48.properties.physicalVolumes.type, parentSchema: schema48.properties.physicalVolumes, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data5 = data.volumes;
      if (Array.isArray(data5)) {
        let len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate160(data5[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data5, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate160.errors : vErrors.concat(validate160.errors), errors = vErrors.length);
      } else {
        let err12 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema48.properties.volumes.type, parentSchema: schema48.properties.volumes, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data7 = data.keep;
      if (typeof data7 != "boolean") {
        let err13 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema48.properties.keep.type, parentSchema: schema48.properties.keep, data: data7 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
  } else {
    let err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema48.type, parentSchema: schema48, data };
    vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
  }
  return validate157.errors = vErrors, errors === 0;
}
var schema51 = { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } };
function validate163(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.label === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.mount === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.images === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.fstab === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema51.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema51, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema51.properties.device.type, parentSchema: schema51.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema51.properties.size.type, parentSchema: schema51.properties.size, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema51.properties.size, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (!(data2 === "ext2" || data2 === "ext3" || data2 === "ext4" || data2 === "xfs" || data2 === "btrfs" || data2 === "vfat" || data2 === "swap")) {
        let err12 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/enum", keyword: "enum", params: { allowedValues: schema51.properties.type.enum }, message: "must be equal to one of the allowed values", schema: schema51.properties.type.enum, parentSchema: schema51.properties.type, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err13 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema51.properties.uuid.type, parentSchema: schema51.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.label !== void 0) {
      let data4 = data.label;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema51.properties.label.type }, message: "must be string,null", schema: schema51.properties.label.type, parentSchema: schema51.properties.label, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema51.properties.keep.type, parentSchema: schema51.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.mount !== void 0) {
      let data6 = data.mount;
      if (typeof data6 != "string" && data6 !== null) {
        let err16 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: schema51.properties.mount.type }, message: "must be string,null", schema: schema51.properties.mount.type, parentSchema: schema51.properties.mount, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.images !== void 0) {
      let data7 = data.images;
      if (Array.isArray(data7)) {
        let len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 != "string") {
            let err17 = { instancePath: instancePath + "/images/" + i0, schemaPath: "#/properties/images/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema51.properties.images.items.type, parentSchema: schema51.properties.images.items, data: data8 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      } else {
        let err18 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema51.properties.images.type, parentSchema: schema51.properties.images, data: data7 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data9 = data.fstab, _errs20 = errors, valid3 = !1, _errs21 = errors;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.enabled === void 0) {
          let err19 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "enabled" }, message: "must have required property 'enabled'", schema: schema51.properties.fstab.anyOf[0].required, parentSchema: schema51.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data9.options === void 0) {
          let err20 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "options" }, message: "must have required property 'options'", schema: schema51.properties.fstab.anyOf[0].required, parentSchema: schema51.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        for (let key1 in data9)
          if (!(key1 === "enabled" || key1 === "options")) {
            let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema51.properties.fstab.anyOf[0], data: data9 };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        if (data9.enabled !== void 0) {
          let data10 = data9.enabled;
          if (typeof data10 != "boolean") {
            let err22 = { instancePath: instancePath + "/fstab/enabled", schemaPath: "#/properties/fstab/anyOf/0/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema51.properties.fstab.anyOf[0].properties.enabled.type, parentSchema: schema51.properties.fstab.anyOf[0].properties.enabled, data: data10 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data9.options !== void 0) {
          let data11 = data9.options;
          if (typeof data11 != "string") {
            let err23 = { instancePath: instancePath + "/fstab/options", schemaPath: "#/properties/fstab/anyOf/0/properties/options/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema51.properties.fstab.anyOf[0].properties.options.type, parentSchema: schema51.properties.fstab.anyOf[0].properties.options, data: data11 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema51.properties.fstab.anyOf[0].type, parentSchema: schema51.properties.fstab.anyOf[0], data: data9 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      var _valid0 = _errs21 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs28 = errors;
        if (data9 !== null) {
          let err25 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema51.properties.fstab.anyOf[1].type, parentSchema: schema51.properties.fstab.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        var _valid0 = _errs28 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs20, vErrors !== null && (_errs20 ? vErrors.length = _errs20 : vErrors = null);
      else {
        let err26 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema51.properties.fstab.anyOf, parentSchema: schema51.properties.fstab, data: data9 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
  } else {
    let err27 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema51.type, parentSchema: schema51, data };
    vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
  }
  return validate163.errors = vErrors, errors === 0;
}
var schema52 = { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, schema53 = { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, pattern0 = new RegExp("^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", "u");
function validate166(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "format" || key0 === "compression" || key0 === "checksum" || key0 === "checksumUrl" || key0 === "allowMd5" || key0 === "signatureUrl" || key0 === "signatureKey" || key0 === "caFile")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema53, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.format !== void 0) {
      let data0 = data.format;
      if (!(data0 === "raw" || data0 === "tar" || data0 === "qcow2")) {
        let err1 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/enum", keyword: "enum", params: { allowedValues: schema53.properties.format.enum }, message: "must be equal to one of the allowed values", schema: schema53.properties.format.enum, parentSchema: schema53.properties.format, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.compression !== void 0) {
      let data1 = data.compression;
      if (!(data1 === "none" || data1 === "gzip" || data1 === "xz" || data1 === "zstd" || data1 === "bz2")) {
        let err2 = { instancePath: instancePath + "/compression", schemaPath: "#/properties/compression/enum", keyword: "enum", params: { allowedValues: schema53.properties.compression.enum }, message: "must be equal to one of the allowed values", schema: schema53.properties.compression.enum, parentSchema: schema53.properties.compression, data: data1 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.checksum !== void 0) {
      let data2 = data.checksum;
      if (typeof data2 == "string") {
        if (!pattern0.test(data2)) {
          let err3 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/pattern", keyword: "pattern", params: { pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, message: 'must match pattern "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"', schema: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", parentSchema: schema53.properties.checksum, data: data2 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.checksum.type, parentSchema: schema53.properties.checksum, data: data2 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.checksumUrl !== void 0) {
      let data3 = data.checksumUrl;
      if (typeof data3 != "string") {
        let err5 = { instancePath: instancePath + "/checksumUrl", schemaPath: "#/properties/checksumUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.checksumUrl.type, parentSchema: schema53.properties.checksumUrl, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.allowMd5 !== void 0) {
      let data4 = data.allowMd5;
      if (typeof data4 != "boolean") {
        let err6 = { instancePath: instancePath + "/allowMd5", schemaPath: "#/properties/allowMd5/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema53.properties.allowMd5.type, parentSchema: schema53.properties.allowMd5, data: data4 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.signatureUrl !== void 0) {
      let data5 = data.signatureUrl;
      if (typeof data5 != "string") {
        let err7 = { instancePath: instancePath + "/signatureUrl", schemaPath: "#/properties/signatureUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.signatureUrl.type, parentSchema: schema53.properties.signatureUrl, data: data5 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.signatureKey !== void 0) {
      let data6 = data.signatureKey;
      if (typeof data6 != "string") {
        let err8 = { instancePath: instancePath + "/signatureKey", schemaPath: "#/properties/signatureKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.signatureKey.type, parentSchema: schema53.properties.signatureKey, data: data6 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.caFile !== void 0) {
      let data7 = data.caFile;
      if (typeof data7 != "string") {
        let err9 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.caFile.type, parentSchema: schema53.properties.caFile, data: data7 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
  } else {
    let err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema53.type, parentSchema: schema53, data };
    vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
  }
  return validate166.errors = vErrors, errors === 0;
}
var schema54 = { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } };
function validate168(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mount === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "mount" || key0 === "device" || key0 === "type" || key0 === "uuid")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema54, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.mount !== void 0) {
      let data0 = data.mount;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.mount.type, parentSchema: schema54.properties.mount, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.device.type, parentSchema: schema54.properties.device, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.type.type, parentSchema: schema54.properties.type, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err8 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.uuid.type, parentSchema: schema54.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema54.type, parentSchema: schema54, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate168.errors = vErrors, errors === 0;
}
function validate165(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.imageName === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageName" }, message: "must have required property 'imageName'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.imageUuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageUuid" }, message: "must have required property 'imageUuid'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driver === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.source === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.flags === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.bootTool === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootTool" }, message: "must have required property 'bootTool'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.mounts === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.rootUuid === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rootUuid" }, message: "must have required property 'rootUuid'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.fstab === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema52.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema52, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err11 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.name.type, parentSchema: schema52.properties.name, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.imageName !== void 0) {
      let data1 = data.imageName;
      if (typeof data1 != "string") {
        let err12 = { instancePath: instancePath + "/imageName", schemaPath: "#/properties/imageName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.imageName.type, parentSchema: schema52.properties.imageName, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.imageUuid !== void 0) {
      let data2 = data.imageUuid;
      if (typeof data2 != "string") {
        let err13 = { instancePath: instancePath + "/imageUuid", schemaPath: "#/properties/imageUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.imageUuid.type, parentSchema: schema52.properties.imageUuid, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data3 = data.driver;
      if (!(data3 === "rsync" || data3 === "swift")) {
        let err14 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema52.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema52.properties.driver.enum, parentSchema: schema52.properties.driver, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.source !== void 0) {
      let data4 = data.source;
      if (typeof data4 != "string") {
        let err15 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.source.type, parentSchema: schema52.properties.source, data: data4 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.flags !== void 0) {
      let data5 = data.flags;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 != "string") {
            let err16 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.flags.items.type, parentSchema: schema52.properties.flags.items, data: data6 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema52.properties.flags.type, parentSchema: schema52.properties.flags, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.file !== void 0 && (validate166(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate166.errors : vErrors.concat(validate166.errors), errors = vErrors.length)), data.bootTool !== void 0) {
      let data8 = data.bootTool;
      if (typeof data8 != "boolean") {
        let err18 = { instancePath: instancePath + "/bootTool", schemaPath: "#/properties/bootTool/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema52.properties.bootTool.type, parentSchema: schema52.properties.bootTool, data: data8 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate168(data9[i1], { instancePath: instancePath + "/mounts/" + i1, parentData: data9, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate168.errors : vErrors.concat(validate168.errors), errors = vErrors.length);
      } else {
        let err19 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema52.properties.mounts.type, parentSchema: schema52.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.rootUuid !== void 0) {
      let data11 = data.rootUuid;
      if (typeof data11 != "string") {
        let err20 = { instancePath: instancePath + "/rootUuid", schemaPath: "#/properties/rootUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.rootUuid.type, parentSchema: schema52.properties.rootUuid, data: data11 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data12 = data.fstab;
      if (typeof data12 != "string") {
        let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.fstab.type, parentSchema: schema52.properties.fstab, data: data12 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema52.type, parentSchema: schema52, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate165.errors = vErrors, errors === 0;
}
var schema55 = { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, pattern1 = new RegExp("^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", "u");
function validate171(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.driver === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.source === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.flags === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.target === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.mounts === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema55.required, parentSchema: schema55, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "driver" || key0 === "source" || key0 === "flags" || key0 === "file" || key0 === "target" || key0 === "into" || key0 === "mounts")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema55, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.name.type, parentSchema: schema55.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data1 = data.driver;
      if (!(data1 === "rsync" || data1 === "swift")) {
        let err9 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema55.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema55.properties.driver.enum, parentSchema: schema55.properties.driver, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.source !== void 0) {
      let data2 = data.source;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.source.type, parentSchema: schema55.properties.source, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.flags !== void 0) {
      let data3 = data.flags;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 != "string") {
            let err11 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.flags.items.type, parentSchema: schema55.properties.flags.items, data: data4 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema55.properties.flags.type, parentSchema: schema55.properties.flags, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.file !== void 0 && (validate166(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate166.errors : vErrors.concat(validate166.errors), errors = vErrors.length)), data.target !== void 0) {
      let data6 = data.target;
      if (typeof data6 == "string") {
        if (!pattern1.test(data6)) {
          let err13 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, message: 'must match pattern "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$"', schema: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", parentSchema: schema55.properties.target, data: data6 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.target.type, parentSchema: schema55.properties.target, data: data6 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.into !== void 0) {
      let data7 = data.into;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data8 = data7[i1];
          if (typeof data8 != "string") {
            let err15 = { instancePath: instancePath + "/into/" + i1, schemaPath: "#/properties/into/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.into.items.type, parentSchema: schema55.properties.into.items, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema55.properties.into.type, parentSchema: schema55.properties.into, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate168(data9[i2], { instancePath: instancePath + "/mounts/" + i2, parentData: data9, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate168.errors : vErrors.concat(validate168.errors), errors = vErrors.length);
      } else {
        let err17 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema55.properties.mounts.type, parentSchema: schema55.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema55.type, parentSchema: schema55, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate171.errors = vErrors, errors === 0;
}
var schema56 = { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, schema57 = { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } };
function validate176(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.program === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "program" }, message: "must have required property 'program'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.args === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "args" }, message: "must have required property 'args'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "program" || key0 === "args" || key0 === "input" || key0 === "okCodes" || key0 === "env")) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema57, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.program !== void 0) {
      let data0 = data.program;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.program.type, parentSchema: schema57.properties.program, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.args !== void 0) {
      let data1 = data.args;
      if (Array.isArray(data1)) {
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 != "string") {
            let err4 = { instancePath: instancePath + "/args/" + i0, schemaPath: "#/properties/args/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.args.items.type, parentSchema: schema57.properties.args.items, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
      } else {
        let err5 = { instancePath: instancePath + "/args", schemaPath: "#/properties/args/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema57.properties.args.type, parentSchema: schema57.properties.args, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.input !== void 0) {
      let data3 = data.input;
      if (typeof data3 != "string") {
        let err6 = { instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.input.type, parentSchema: schema57.properties.input, data: data3 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.okCodes !== void 0) {
      let data4 = data.okCodes;
      if (Array.isArray(data4)) {
        let len1 = data4.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data5 = data4[i1];
          if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
            let err7 = { instancePath: instancePath + "/okCodes/" + i1, schemaPath: "#/properties/okCodes/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema57.properties.okCodes.items.type, parentSchema: schema57.properties.okCodes.items, data: data5 };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      } else {
        let err8 = { instancePath: instancePath + "/okCodes", schemaPath: "#/properties/okCodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema57.properties.okCodes.type, parentSchema: schema57.properties.okCodes, data: data4 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.env !== void 0) {
      let data6 = data.env;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6))
        for (let key1 in data6) {
          let data7 = data6[key1];
          if (typeof data7 != "string") {
            let err9 = { instancePath: instancePath + "/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/env/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.env.additionalProperties.type, parentSchema: schema57.properties.env.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
      else {
        let err10 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema57.properties.env.type, parentSchema: schema57.properties.env, data: data6 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema57.type, parentSchema: schema57, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate176.errors = vErrors, errors === 0;
}
function validate175(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema56, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "commands") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "commands" }, message: "must be equal to constant", schema: "commands", parentSchema: schema56.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.id.type, parentSchema: schema56.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.title.type, parentSchema: schema56.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema56.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema56.properties.phase.enum, parentSchema: schema56.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate176(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate176.errors : vErrors.concat(validate176.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema56.properties.commands.type, parentSchema: schema56.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema56.type, parentSchema: schema56, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate175.errors = vErrors, errors === 0;
}
var schema58 = { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } };
function validate178(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.targets === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "targets" }, message: "must have required property 'targets'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "targets")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema58, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "unmount") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "unmount" }, message: "must be equal to constant", schema: "unmount", parentSchema: schema58.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.id.type, parentSchema: schema58.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.title.type, parentSchema: schema58.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema58.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema58.properties.phase.enum, parentSchema: schema58.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.targets !== void 0) {
      let data4 = data.targets;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (typeof data5 != "string") {
            let err10 = { instancePath: instancePath + "/targets/" + i0, schemaPath: "#/properties/targets/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.targets.items.type, parentSchema: schema58.properties.targets.items, data: data5 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        }
      } else {
        let err11 = { instancePath: instancePath + "/targets", schemaPath: "#/properties/targets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema58.properties.targets.type, parentSchema: schema58.properties.targets, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema58.type, parentSchema: schema58, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate178.errors = vErrors, errors === 0;
}
var schema59 = { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } };
function validate179(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema59.required, parentSchema: schema59, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema59.required, parentSchema: schema59, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema59.required, parentSchema: schema59, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema59.required, parentSchema: schema59, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema59.required, parentSchema: schema59, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema59, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "tear-down") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "tear-down" }, message: "must be equal to constant", schema: "tear-down", parentSchema: schema59.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema59.properties.id.type, parentSchema: schema59.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema59.properties.title.type, parentSchema: schema59.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema59.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema59.properties.phase.enum, parentSchema: schema59.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate176(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate176.errors : vErrors.concat(validate176.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema59.properties.commands.type, parentSchema: schema59.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema59.type, parentSchema: schema59, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate179.errors = vErrors, errors === 0;
}
var schema60 = { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate181(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema60, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "mark-unbootable") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "mark-unbootable" }, message: "must be equal to constant", schema: "mark-unbootable", parentSchema: schema60.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.id.type, parentSchema: schema60.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.title.type, parentSchema: schema60.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema60.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema60.properties.phase.enum, parentSchema: schema60.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.disk.type, parentSchema: schema60.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema60.type, parentSchema: schema60, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate181.errors = vErrors, errors === 0;
}
var schema61 = { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate182(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema61, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-table") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-table" }, message: "must be equal to constant", schema: "check-table", parentSchema: schema61.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.id.type, parentSchema: schema61.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.title.type, parentSchema: schema61.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema61.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema61.properties.phase.enum, parentSchema: schema61.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.disk.type, parentSchema: schema61.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema61.type, parentSchema: schema61, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate182.errors = vErrors, errors === 0;
}
var schema62 = { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate183(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema62.required, parentSchema: schema62, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema62.required, parentSchema: schema62, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema62.required, parentSchema: schema62, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema62.required, parentSchema: schema62, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema62, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-stacks") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-stacks" }, message: "must be equal to constant", schema: "check-stacks", parentSchema: schema62.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema62.properties.id.type, parentSchema: schema62.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema62.properties.title.type, parentSchema: schema62.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema62.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema62.properties.phase.enum, parentSchema: schema62.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema62.type, parentSchema: schema62, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate183.errors = vErrors, errors === 0;
}
var schema63 = { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate184(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema63.required, parentSchema: schema63, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema63.required, parentSchema: schema63, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema63.required, parentSchema: schema63, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema63.required, parentSchema: schema63, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema63, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-filesystems") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-filesystems" }, message: "must be equal to constant", schema: "check-filesystems", parentSchema: schema63.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema63.properties.id.type, parentSchema: schema63.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema63.properties.title.type, parentSchema: schema63.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema63.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema63.properties.phase.enum, parentSchema: schema63.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema63.type, parentSchema: schema63, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate184.errors = vErrors, errors === 0;
}
var schema64 = { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } };
function validate185(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema64, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-image") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-image" }, message: "must be equal to constant", schema: "deploy-image", parentSchema: schema64.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema64.properties.id.type, parentSchema: schema64.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema64.properties.title.type, parentSchema: schema64.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema64.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema64.properties.phase.enum, parentSchema: schema64.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema64.properties.image.type, parentSchema: schema64.properties.image, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema64.type, parentSchema: schema64, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate185.errors = vErrors, errors === 0;
}
var schema65 = { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } };
function validate186(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image" || key0 === "into")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema65, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-utility") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-utility" }, message: "must be equal to constant", schema: "deploy-utility", parentSchema: schema65.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.id.type, parentSchema: schema65.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.title.type, parentSchema: schema65.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema65.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema65.properties.phase.enum, parentSchema: schema65.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.image.type, parentSchema: schema65.properties.image, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.into !== void 0) {
      let data5 = data.into;
      if (typeof data5 != "string" && data5 !== null) {
        let err12 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: schema65.properties.into.type }, message: "must be string,null", schema: schema65.properties.into.type, parentSchema: schema65.properties.into, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema65.type, parentSchema: schema65, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate186.errors = vErrors, errors === 0;
}
var schema66 = { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate187(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema66.required, parentSchema: schema66, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema66.required, parentSchema: schema66, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema66.required, parentSchema: schema66, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema66.required, parentSchema: schema66, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema66, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "install-boot") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "install-boot" }, message: "must be equal to constant", schema: "install-boot", parentSchema: schema66.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema66.properties.id.type, parentSchema: schema66.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema66.properties.title.type, parentSchema: schema66.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema66.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema66.properties.phase.enum, parentSchema: schema66.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema66.type, parentSchema: schema66, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate187.errors = vErrors, errors === 0;
}
function validate133(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.policy === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "policy" }, message: "must have required property 'policy'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.machine === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "machine" }, message: "must have required property 'machine'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disks === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.arrays === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.groups === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.volumes === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.images === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.utilities === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "utilities" }, message: "must have required property 'utilities'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.boot === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot" }, message: "must have required property 'boot'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.steps === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "steps" }, message: "must have required property 'steps'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema40.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 2) {
        let err13 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, message: "must be equal to constant", schema: 2, parentSchema: schema40.properties.version, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.policy !== void 0) {
      let data1 = data.policy;
      if (!(data1 === "clean" || data1 === "verify" || data1 === "nailgun_legacy")) {
        let err14 = { instancePath: instancePath + "/policy", schemaPath: "#/properties/policy/enum", keyword: "enum", params: { allowedValues: schema40.properties.policy.enum }, message: "must be equal to one of the allowed values", schema: schema40.properties.policy.enum, parentSchema: schema40.properties.policy, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (data2 !== "bios") {
        let err15 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema40.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema40.properties.firmware.enum, parentSchema: schema40.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.machine !== void 0) {
      let data3 = data.machine;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.architecture === void 0) {
          let err16 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        if (data3.bootInterface === void 0) {
          let err17 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
        }
        if (data3.disks === void 0) {
          let err18 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
        if (data3.arrays === void 0) {
          let err19 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data3.groups === void 0) {
          let err20 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        if (data3.others === void 0) {
          let err21 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "others" }, message: "must have required property 'others'", schema: schema40.properties.machine.required, parentSchema: schema40.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        for (let key1 in data3)
          if (!(key1 === "architecture" || key1 === "bootInterface" || key1 === "disks" || key1 === "arrays" || key1 === "groups" || key1 === "others")) {
            let err22 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40.properties.machine, data: data3 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        if (data3.architecture !== void 0) {
          let data4 = data3.architecture;
          if (typeof data4 != "string") {
            let err23 = { instancePath: instancePath + "/machine/architecture", schemaPath: "#/properties/machine/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.machine.properties.architecture.type, parentSchema: schema40.properties.machine.properties.architecture, data: data4 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
        if (data3.bootInterface !== void 0) {
          let data5 = data3.bootInterface;
          if (typeof data5 != "string" && data5 !== null) {
            let err24 = { instancePath: instancePath + "/machine/bootInterface", schemaPath: "#/properties/machine/properties/bootInterface/type", keyword: "type", params: { type: schema40.properties.machine.properties.bootInterface.type }, message: "must be string,null", schema: schema40.properties.machine.properties.bootInterface.type, parentSchema: schema40.properties.machine.properties.bootInterface, data: data5 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
        if (data3.disks !== void 0) {
          let data6 = data3.disks;
          if (Array.isArray(data6)) {
            let len0 = data6.length;
            for (let i0 = 0; i0 < len0; i0++)
              validate134(data6[i0], { instancePath: instancePath + "/machine/disks/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate134.errors : vErrors.concat(validate134.errors), errors = vErrors.length);
          } else {
            let err25 = { instancePath: instancePath + "/machine/disks", schemaPath: "#/properties/machine/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.machine.properties.disks.type, parentSchema: schema40.properties.machine.properties.disks, data: data6 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data3.arrays !== void 0) {
          let data8 = data3.arrays;
          if (Array.isArray(data8)) {
            let len1 = data8.length;
            for (let i1 = 0; i1 < len1; i1++)
              validate139(data8[i1], { instancePath: instancePath + "/machine/arrays/" + i1, parentData: data8, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate139.errors : vErrors.concat(validate139.errors), errors = vErrors.length);
          } else {
            let err26 = { instancePath: instancePath + "/machine/arrays", schemaPath: "#/properties/machine/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.machine.properties.arrays.type, parentSchema: schema40.properties.machine.properties.arrays, data: data8 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
        if (data3.groups !== void 0) {
          let data10 = data3.groups;
          if (Array.isArray(data10)) {
            let len2 = data10.length;
            for (let i2 = 0; i2 < len2; i2++)
              validate143(data10[i2], { instancePath: instancePath + "/machine/groups/" + i2, parentData: data10, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate143.errors : vErrors.concat(validate143.errors), errors = vErrors.length);
          } else {
            let err27 = { instancePath: instancePath + "/machine/groups", schemaPath: "#/properties/machine/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.machine.properties.groups.type, parentSchema: schema40.properties.machine.properties.groups, data: data10 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data3.others !== void 0) {
          let data12 = data3.others;
          if (Array.isArray(data12)) {
            let len3 = data12.length;
            for (let i3 = 0; i3 < len3; i3++)
              validate147(data12[i3], { instancePath: instancePath + "/machine/others/" + i3, parentData: data12, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate147.errors : vErrors.concat(validate147.errors), errors = vErrors.length);
          } else {
            let err28 = { instancePath: instancePath + "/machine/others", schemaPath: "#/properties/machine/properties/others/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.machine.properties.others.type, parentSchema: schema40.properties.machine.properties.others, data: data12 };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        }
      } else {
        let err29 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.properties.machine.type, parentSchema: schema40.properties.machine, data: data3 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data14 = data.disks;
      if (Array.isArray(data14)) {
        let len4 = data14.length;
        for (let i4 = 0; i4 < len4; i4++)
          validate151(data14[i4], { instancePath: instancePath + "/disks/" + i4, parentData: data14, parentDataProperty: i4, rootData }) || (vErrors = vErrors === null ? validate151.errors : vErrors.concat(validate151.errors), errors = vErrors.length);
      } else {
        let err30 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.disks.type, parentSchema: schema40.properties.disks, data: data14 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.arrays !== void 0) {
      let data16 = data.arrays;
      if (Array.isArray(data16)) {
        let len5 = data16.length;
        for (let i5 = 0; i5 < len5; i5++)
          validate155(data16[i5], { instancePath: instancePath + "/arrays/" + i5, parentData: data16, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate155.errors : vErrors.concat(validate155.errors), errors = vErrors.length);
      } else {
        let err31 = { instancePath: instancePath + "/arrays", schemaPath: "#/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.arrays.type, parentSchema: schema40.properties.arrays, data: data16 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.groups !== void 0) {
      let data18 = data.groups;
      if (Array.isArray(data18)) {
        let len6 = data18.length;
        for (let i6 = 0; i6 < len6; i6++)
          validate157(data18[i6], { instancePath: instancePath + "/groups/" + i6, parentData: data18, parentDataProperty: i6, rootData }) || (vErrors = vErrors === null ? validate157.errors : vErrors.concat(validate157.errors), errors = vErrors.length);
      } else {
        let err32 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.groups.type, parentSchema: schema40.properties.groups, data: data18 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data20 = data.volumes;
      if (Array.isArray(data20)) {
        let len7 = data20.length;
        for (let i7 = 0; i7 < len7; i7++)
          validate163(data20[i7], { instancePath: instancePath + "/volumes/" + i7, parentData: data20, parentDataProperty: i7, rootData }) || (vErrors = vErrors === null ? validate163.errors : vErrors.concat(validate163.errors), errors = vErrors.length);
      } else {
        let err33 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.volumes.type, parentSchema: schema40.properties.volumes, data: data20 };
        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
      }
    }
    if (data.images !== void 0) {
      let data22 = data.images;
      if (Array.isArray(data22)) {
        let len8 = data22.length;
        for (let i8 = 0; i8 < len8; i8++)
          validate165(data22[i8], { instancePath: instancePath + "/images/" + i8, parentData: data22, parentDataProperty: i8, rootData }) || (vErrors = vErrors === null ? validate165.errors : vErrors.concat(validate165.errors), errors = vErrors.length);
      } else {
        let err34 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.images.type, parentSchema: schema40.properties.images, data: data22 };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.utilities !== void 0) {
      let data24 = data.utilities;
      if (Array.isArray(data24)) {
        let len9 = data24.length;
        for (let i9 = 0; i9 < len9; i9++)
          validate171(data24[i9], { instancePath: instancePath + "/utilities/" + i9, parentData: data24, parentDataProperty: i9, rootData }) || (vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors), errors = vErrors.length);
      } else {
        let err35 = { instancePath: instancePath + "/utilities", schemaPath: "#/properties/utilities/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.utilities.type, parentSchema: schema40.properties.utilities, data: data24 };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
    }
    if (data.parallel !== void 0) {
      let data26 = data.parallel;
      if (!(typeof data26 == "number" && !(data26 % 1) && !isNaN(data26) && isFinite(data26))) {
        let err36 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema40.properties.parallel.type, parentSchema: schema40.properties.parallel, data: data26 };
        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
      }
      if (typeof data26 == "number" && isFinite(data26)) {
        if (data26 > 64 || isNaN(data26)) {
          let err37 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/maximum", keyword: "maximum", params: { comparison: "<=", limit: 64 }, message: "must be <= 64", schema: 64, parentSchema: schema40.properties.parallel, data: data26 };
          vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
        }
        if (data26 < 1 || isNaN(data26)) {
          let err38 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema40.properties.parallel, data: data26 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
      }
    }
    if (data.boot !== void 0) {
      let data27 = data.boot;
      if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
        if (data27.kind === void 0) {
          let err39 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        if (data27.disk === void 0) {
          let err40 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        if (data27.mirrors === void 0) {
          let err41 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "mirrors" }, message: "must have required property 'mirrors'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
        }
        if (data27.multiboot === void 0) {
          let err42 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
        }
        if (data27.defaultImage === void 0) {
          let err43 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "defaultImage" }, message: "must have required property 'defaultImage'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
        if (data27.timeout === void 0) {
          let err44 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "timeout" }, message: "must have required property 'timeout'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
        }
        if (data27.kernelParams === void 0) {
          let err45 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kernelParams" }, message: "must have required property 'kernelParams'", schema: schema40.properties.boot.required, parentSchema: schema40.properties.boot, data: data27 };
          vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
        }
        for (let key2 in data27)
          if (!(key2 === "kind" || key2 === "disk" || key2 === "mirrors" || key2 === "multiboot" || key2 === "defaultImage" || key2 === "timeout" || key2 === "kernelParams")) {
            let err46 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40.properties.boot, data: data27 };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
        if (data27.kind !== void 0) {
          let data28 = data27.kind;
          if (!(data28 === "multiboot" || data28 === "single")) {
            let err47 = { instancePath: instancePath + "/boot/kind", schemaPath: "#/properties/boot/properties/kind/enum", keyword: "enum", params: { allowedValues: schema40.properties.boot.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema40.properties.boot.properties.kind.enum, parentSchema: schema40.properties.boot.properties.kind, data: data28 };
            vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
          }
        }
        if (data27.disk !== void 0) {
          let data29 = data27.disk;
          if (typeof data29 != "string") {
            let err48 = { instancePath: instancePath + "/boot/disk", schemaPath: "#/properties/boot/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.disk.type, parentSchema: schema40.properties.boot.properties.disk, data: data29 };
            vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
          }
        }
        if (data27.mirrors !== void 0) {
          let data30 = data27.mirrors;
          if (Array.isArray(data30)) {
            let len10 = data30.length;
            for (let i10 = 0; i10 < len10; i10++) {
              let data31 = data30[i10];
              if (typeof data31 != "string") {
                let err49 = { instancePath: instancePath + "/boot/mirrors/" + i10, schemaPath: "#/properties/boot/properties/mirrors/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.mirrors.items.type, parentSchema: schema40.properties.boot.properties.mirrors.items, data: data31 };
                vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
              }
            }
          } else {
            let err50 = { instancePath: instancePath + "/boot/mirrors", schemaPath: "#/properties/boot/properties/mirrors/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.boot.properties.mirrors.type, parentSchema: schema40.properties.boot.properties.mirrors, data: data30 };
            vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
          }
        }
        if (data27.multiboot !== void 0) {
          let data32 = data27.multiboot, _errs55 = errors, valid25 = !1, _errs56 = errors;
          if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
            if (data32.device === void 0) {
              let err51 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema40.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0], data: data32 };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            if (data32.uuid === void 0) {
              let err52 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema40.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0], data: data32 };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
            for (let key3 in data32)
              if (!(key3 === "device" || key3 === "uuid")) {
                let err53 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0], data: data32 };
                vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
              }
            if (data32.device !== void 0) {
              let data33 = data32.device;
              if (typeof data33 != "string") {
                let err54 = { instancePath: instancePath + "/boot/multiboot/device", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.multiboot.anyOf[0].properties.device.type, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0].properties.device, data: data33 };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
            if (data32.uuid !== void 0) {
              let data34 = data32.uuid;
              if (typeof data34 != "string") {
                let err55 = { instancePath: instancePath + "/boot/multiboot/uuid", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.multiboot.anyOf[0].properties.uuid.type, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0].properties.uuid, data: data34 };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            }
          } else {
            let err56 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.properties.boot.properties.multiboot.anyOf[0].type, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[0], data: data32 };
            vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
          }
          var _valid0 = _errs56 === errors;
          if (valid25 = valid25 || _valid0, !valid25) {
            let _errs63 = errors;
            if (data32 !== null) {
              let err57 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema40.properties.boot.properties.multiboot.anyOf[1].type, parentSchema: schema40.properties.boot.properties.multiboot.anyOf[1], data: data32 };
              vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
            }
            var _valid0 = _errs63 === errors;
            valid25 = valid25 || _valid0;
          }
          if (valid25)
            errors = _errs55, vErrors !== null && (_errs55 ? vErrors.length = _errs55 : vErrors = null);
          else {
            let err58 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema40.properties.boot.properties.multiboot.anyOf, parentSchema: schema40.properties.boot.properties.multiboot, data: data32 };
            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
          }
        }
        if (data27.defaultImage !== void 0) {
          let data35 = data27.defaultImage;
          if (typeof data35 != "string") {
            let err59 = { instancePath: instancePath + "/boot/defaultImage", schemaPath: "#/properties/boot/properties/defaultImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.defaultImage.type, parentSchema: schema40.properties.boot.properties.defaultImage, data: data35 };
            vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
          }
        }
        if (data27.timeout !== void 0) {
          let data36 = data27.timeout;
          if (!(typeof data36 == "number" && !(data36 % 1) && !isNaN(data36) && isFinite(data36))) {
            let err60 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema40.properties.boot.properties.timeout.type, parentSchema: schema40.properties.boot.properties.timeout, data: data36 };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
          if (typeof data36 == "number" && isFinite(data36) && (data36 < 0 || isNaN(data36))) {
            let err61 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema40.properties.boot.properties.timeout, data: data36 };
            vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
          }
        }
        if (data27.kernelParams !== void 0) {
          let data37 = data27.kernelParams;
          if (typeof data37 != "string") {
            let err62 = { instancePath: instancePath + "/boot/kernelParams", schemaPath: "#/properties/boot/properties/kernelParams/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.boot.properties.kernelParams.type, parentSchema: schema40.properties.boot.properties.kernelParams, data: data37 };
            vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
          }
        }
      } else {
        let err63 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.properties.boot.type, parentSchema: schema40.properties.boot, data: data27 };
        vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
      }
    }
    if (data.steps !== void 0) {
      let data38 = data.steps;
      if (Array.isArray(data38)) {
        let len11 = data38.length;
        for (let i11 = 0; i11 < len11; i11++) {
          let data39 = data38[i11];
          if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
            if (data39.kind === void 0) {
              let err64 = { instancePath: instancePath + "/steps/" + i11, schemaPath: "#/properties/steps/items/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema40.properties.steps.items.required, parentSchema: schema40.properties.steps.items, data: data39 };
              vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
            }
            let tag0 = data39.kind;
            if (typeof tag0 == "string")
              if (tag0 === "commands")
                validate175(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate175.errors : vErrors.concat(validate175.errors), errors = vErrors.length);
              else if (tag0 === "unmount")
                validate178(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate178.errors : vErrors.concat(validate178.errors), errors = vErrors.length);
              else if (tag0 === "tear-down")
                validate179(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate179.errors : vErrors.concat(validate179.errors), errors = vErrors.length);
              else if (tag0 === "mark-unbootable")
                validate181(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate181.errors : vErrors.concat(validate181.errors), errors = vErrors.length);
              else if (tag0 === "check-table")
                validate182(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate182.errors : vErrors.concat(validate182.errors), errors = vErrors.length);
              else if (tag0 === "check-stacks")
                validate183(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate183.errors : vErrors.concat(validate183.errors), errors = vErrors.length);
              else if (tag0 === "check-filesystems")
                validate184(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate184.errors : vErrors.concat(validate184.errors), errors = vErrors.length);
              else if (tag0 === "deploy-image")
                validate185(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors), errors = vErrors.length);
              else if (tag0 === "deploy-utility")
                validate186(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors), errors = vErrors.length);
              else if (tag0 === "install-boot")
                validate187(data39, { instancePath: instancePath + "/steps/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate187.errors : vErrors.concat(validate187.errors), errors = vErrors.length);
              else {
                let err65 = { instancePath: instancePath + "/steps/" + i11, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "kind", tagValue: tag0 }, message: 'value of tag "kind" must be in oneOf', schema: schema40.properties.steps.items.discriminator, parentSchema: schema40.properties.steps.items, data: data39 };
                vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
              }
            else {
              let err66 = { instancePath: instancePath + "/steps/" + i11, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "kind", tagValue: tag0 }, message: 'tag "kind" must be string', schema: schema40.properties.steps.items.discriminator, parentSchema: schema40.properties.steps.items, data: data39 };
              vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
            }
          } else {
            let err67 = { instancePath: instancePath + "/steps/" + i11, schemaPath: "#/properties/steps/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.properties.steps.items.type, parentSchema: schema40.properties.steps.items, data: data39 };
            vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
          }
        }
      } else {
        let err68 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.steps.type, parentSchema: schema40.properties.steps, data: data38 };
        vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
      }
    }
  } else {
    let err69 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.type, parentSchema: schema40, data };
    vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
  }
  return validate133.errors = vErrors, errors === 0;
}
export {
  validate
};
