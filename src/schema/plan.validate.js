/** Generated from schema/plan.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "plan.schema.json", title: "Plan", description: "Everything that a deploy will do, decided before the first write; sizes are bytes. Holds image addresses with their secrets.", type: "object", required: ["version", "policy", "firmware", "machine", "disks", "arrays", "groups", "volumes", "images", "utilities", "boot", "steps"], additionalProperties: !1, properties: { version: { description: "the version of this format, 2", const: 2 }, policy: { description: "the partitions policy", enum: ["clean", "verify", "nailgun_legacy"] }, firmware: { description: "the firmware that the node is made bootable for", enum: ["bios", "uefi", "both"] }, machine: { description: "What the plan was made for", type: "object", required: ["architecture", "bootInterface", "disks", "arrays", "groups", "others"], additionalProperties: !1, properties: { architecture: { description: "what uname -m prints", type: "string" }, firmware: { description: "uefi where it was started by UEFI; absent for BIOS", enum: ["uefi"] }, secureBoot: { description: "true where its firmware starts only what is signed; absent where it does not", type: "boolean" }, bootInterface: { description: "the BOOTIF= value, if any", type: ["string", "null"] }, disks: { description: "the named disks as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/disk" } }, arrays: { description: "the MD arrays that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/mdArray" } }, groups: { description: "the LVM volume groups that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/volumeGroup" } }, others: { description: "the other devices that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/stackedDevice" } } } }, disks: { description: "the named disks in config order; the first is the one that the node boots from", type: "array", items: { $ref: "#/definitions/plannedDisk" } }, arrays: { description: "the MD arrays, in the order of their first members in the config", type: "array", items: { $ref: "#/definitions/plannedArray" } }, groups: { description: "the LVM volume groups, in config order", type: "array", items: { $ref: "#/definitions/plannedGroup" } }, volumes: { description: "every filesystem and swap area", type: "array", items: { $ref: "#/definitions/plannedVolume" } }, images: { description: "the operating systems, in config order", type: "array", items: { $ref: "#/definitions/plannedImage" } }, utilities: { description: "the utility images, in config order", type: "array", items: { $ref: "#/definitions/plannedUtility" } }, parallel: { description: "images that are deployed, or filesystems that are made, at the same time; 4 where absent", type: "integer", minimum: 1, maximum: 64 }, boot: { type: "object", required: ["kind", "disk", "mirrors", "multiboot", "defaultImage", "timeout", "kernelParams"], additionalProperties: !1, properties: { kind: { description: "multiboot: GRUB on a partition of its own; single: on the one image's /boot", enum: ["multiboot", "single"] }, disk: { description: "the disk whose boot sector GRUB is installed to", type: "string" }, mirrors: { description: "more disks whose boot sector GRUB is installed to: each holds a copy of all that it boots", type: "array", items: { type: "string" } }, multiboot: { description: "the multiboot partition; null for a single image", anyOf: [{ type: "object", required: ["device", "uuid"], additionalProperties: !1, properties: { device: { description: "its device node", type: "string" }, uuid: { description: "its filesystem UUID", type: "string" } } }, { type: "null" }] }, uefi: { description: "what UEFI boots from; absent for a node that is bootable by BIOS alone", type: "object", required: ["partitions", "order"], additionalProperties: !1, properties: { partitions: { description: "the EFI system partitions, each with the same boot loader; the entry of the firmware names the first", type: "array", items: { $ref: "#/definitions/plannedEsp" } }, order: { description: "where the firmware has the node's entry", enum: ["first", "after-network", "keep"] } } }, defaultImage: { description: "the name of the image to boot first", type: "string" }, timeout: { description: "seconds that the menu waits", type: "integer", minimum: 0 }, kernelParams: { description: "added to the kernel command line of every deployed image", type: "string" } } }, steps: { description: "what is done, in this order", type: "array", items: { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], oneOf: [{ $ref: "#/definitions/commandStep" }, { $ref: "#/definitions/makeFilesystemStep" }, { $ref: "#/definitions/unmountStep" }, { $ref: "#/definitions/tearDownStep" }, { $ref: "#/definitions/markStep" }, { $ref: "#/definitions/clearEspStep" }, { $ref: "#/definitions/tableStep" }, { $ref: "#/definitions/stackStep" }, { $ref: "#/definitions/filesystemStep" }, { $ref: "#/definitions/imageStep" }, { $ref: "#/definitions/utilityStep" }, { $ref: "#/definitions/bootStep" }] } } }, definitions: { plannedDisk: { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, plannedPartition: { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot, esp and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "esp", "multiboot", "volume", "raid-member", "pv"] } } }, plannedArray: { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedPhysicalVolume: { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } }, plannedLogicalVolume: { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } }, plannedGroup: { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedVolume: { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } }, plannedEsp: { description: "An EFI system partition", type: "object", required: ["disk", "number", "device", "partuuid", "uuid"], additionalProperties: !1, properties: { disk: { description: "its disk", type: "string" }, number: { description: "its partition number", type: "integer", minimum: 0 }, device: { description: "its device node", type: "string" }, partuuid: { description: "its PARTUUID", type: "string" }, uuid: { description: "its filesystem UUID as blkid prints it", type: "string" }, keep: { description: "true where the files on it are kept, but for the boot loader", type: "boolean" } } }, plannedMount: { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } }, plannedFile: { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, plannedImage: { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, plannedUtility: { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, command: { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } }, commandStep: { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, makeFilesystemStep: { description: "Makes one filesystem. Such steps that follow each other run at the same time", type: "object", required: ["kind", "id", "title", "phase", "device", "commands"], additionalProperties: !1, properties: { kind: { const: "make-filesystem" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition, array or logical volume", type: "string" }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, unmountStep: { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } }, tearDownStep: { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, markStep: { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, clearEspStep: { description: "Removes the boot loader from an EFI system partition whose other files are kept", type: "object", required: ["kind", "id", "title", "phase", "device"], additionalProperties: !1, properties: { kind: { const: "clear-esp" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition", type: "string" } } }, tableStep: { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, stackStep: { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, filesystemStep: { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, imageStep: { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } }, utilityStep: { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } }, bootStep: { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } } } }, func2 = Object.prototype.hasOwnProperty, schema8 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, schema9 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.label === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "label" || key0 === "uuid")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema9, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.properties.type.type, parentSchema: schema9.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 != "string" && data1 !== null) {
        let err5 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema9.properties.label.type }, message: "must be string,null", schema: schema9.properties.label.type, parentSchema: schema9.properties.label, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string" && data2 !== null) {
        let err6 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: schema9.properties.uuid.type }, message: "must be string,null", schema: schema9.properties.uuid.type, parentSchema: schema9.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema9.type, parentSchema: schema9, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate24.errors = vErrors, errors === 0;
}
var schema10 = { description: "what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace", type: "array", items: { type: "string" } };
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.items.type, parentSchema: schema10.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema10.type, parentSchema: schema10, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate26.errors = vErrors, errors === 0;
}
var schema11 = { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } };
function validate28(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.content === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.uses === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema11.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err10 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.path.type, parentSchema: schema11.properties.path, data: data0 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.number.type, parentSchema: schema11.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err12 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.number, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.start.type, parentSchema: schema11.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.start, data: data2 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.size.type, parentSchema: schema11.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.size, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.type.type, parentSchema: schema11.properties.type, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err18 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: schema11.properties.partuuid.type }, message: "must be string,null", schema: schema11.properties.partuuid.type, parentSchema: schema11.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string" && data6 !== null) {
        let err19 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema11.properties.name.type }, message: "must be string,null", schema: schema11.properties.name.type, parentSchema: schema11.properties.name, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.content !== void 0) {
      let data7 = data.content, _errs17 = errors, valid1 = !1, _errs18 = errors;
      validate24(data7, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      var _valid0 = _errs18 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs19 = errors;
        if (data7 !== null) {
          let err20 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema11.properties.content.anyOf[1].type, parentSchema: schema11.properties.content.anyOf[1], data: data7 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs19 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema11.properties.content.anyOf, parentSchema: schema11.properties.content, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    data.uses !== void 0 && (validate26(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length));
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate28.errors = vErrors, errors === 0;
}
function validate49(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.model === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.serial === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "serial" }, message: "must have required property 'serial'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.wwn === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wwn" }, message: "must have required property 'wwn'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.scsi === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "scsi" }, message: "must have required property 'scsi'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.links === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "links" }, message: "must have required property 'links'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.transport === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "transport" }, message: "must have required property 'transport'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.readOnly === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "readOnly" }, message: "must have required property 'readOnly'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.removable === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removable" }, message: "must have required property 'removable'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.table === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.content === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.uses === void 0) {
      let err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.partitions === void 0) {
      let err15 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema8.properties, key0)) {
        let err16 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema8, data };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err17 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.path.type, parentSchema: schema8.properties.path, data: data0 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err18 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.device.type, parentSchema: schema8.properties.device, data: data1 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err19 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema8.properties.size.type, parentSchema: schema8.properties.size, data: data2 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err20 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema8.properties.size, data: data2 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err21 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema8.properties.sectorSize.type, parentSchema: schema8.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err22 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema8.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.model !== void 0) {
      let data4 = data.model;
      if (typeof data4 != "string" && data4 !== null) {
        let err23 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: schema8.properties.model.type }, message: "must be string,null", schema: schema8.properties.model.type, parentSchema: schema8.properties.model, data: data4 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.serial !== void 0) {
      let data5 = data.serial;
      if (typeof data5 != "string" && data5 !== null) {
        let err24 = { instancePath: instancePath + "/serial", schemaPath: "#/properties/serial/type", keyword: "type", params: { type: schema8.properties.serial.type }, message: "must be string,null", schema: schema8.properties.serial.type, parentSchema: schema8.properties.serial, data: data5 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.wwn !== void 0) {
      let data6 = data.wwn;
      if (typeof data6 != "string" && data6 !== null) {
        let err25 = { instancePath: instancePath + "/wwn", schemaPath: "#/properties/wwn/type", keyword: "type", params: { type: schema8.properties.wwn.type }, message: "must be string,null", schema: schema8.properties.wwn.type, parentSchema: schema8.properties.wwn, data: data6 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.scsi !== void 0) {
      let data7 = data.scsi;
      if (typeof data7 != "string" && data7 !== null) {
        let err26 = { instancePath: instancePath + "/scsi", schemaPath: "#/properties/scsi/type", keyword: "type", params: { type: schema8.properties.scsi.type }, message: "must be string,null", schema: schema8.properties.scsi.type, parentSchema: schema8.properties.scsi, data: data7 };
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
            let err27 = { instancePath: instancePath + "/links/" + i0, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.links.items.type, parentSchema: schema8.properties.links.items, data: data9 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema8.properties.links.type, parentSchema: schema8.properties.links, data: data8 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.transport !== void 0) {
      let data10 = data.transport;
      if (typeof data10 != "string" && data10 !== null) {
        let err29 = { instancePath: instancePath + "/transport", schemaPath: "#/properties/transport/type", keyword: "type", params: { type: schema8.properties.transport.type }, message: "must be string,null", schema: schema8.properties.transport.type, parentSchema: schema8.properties.transport, data: data10 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.readOnly !== void 0) {
      let data11 = data.readOnly;
      if (typeof data11 != "boolean") {
        let err30 = { instancePath: instancePath + "/readOnly", schemaPath: "#/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema8.properties.readOnly.type, parentSchema: schema8.properties.readOnly, data: data11 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.removable !== void 0) {
      let data12 = data.removable;
      if (typeof data12 != "boolean") {
        let err31 = { instancePath: instancePath + "/removable", schemaPath: "#/properties/removable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema8.properties.removable.type, parentSchema: schema8.properties.removable, data: data12 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.table !== void 0) {
      let data13 = data.table, _errs29 = errors, valid3 = !1, _errs30 = errors;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (data13.type === void 0) {
          let err32 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema8.properties.table.anyOf[0].required, parentSchema: schema8.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data13.id === void 0) {
          let err33 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema8.properties.table.anyOf[0].required, parentSchema: schema8.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        for (let key1 in data13)
          if (!(key1 === "type" || key1 === "id")) {
            let err34 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema8.properties.table.anyOf[0], data: data13 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        if (data13.type !== void 0) {
          let data14 = data13.type;
          if (typeof data14 != "string") {
            let err35 = { instancePath: instancePath + "/table/type", schemaPath: "#/properties/table/anyOf/0/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.table.anyOf[0].properties.type.type, parentSchema: schema8.properties.table.anyOf[0].properties.type, data: data14 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data13.id !== void 0) {
          let data15 = data13.id;
          if (typeof data15 != "string" && data15 !== null) {
            let err36 = { instancePath: instancePath + "/table/id", schemaPath: "#/properties/table/anyOf/0/properties/id/type", keyword: "type", params: { type: schema8.properties.table.anyOf[0].properties.id.type }, message: "must be string,null", schema: schema8.properties.table.anyOf[0].properties.id.type, parentSchema: schema8.properties.table.anyOf[0].properties.id, data: data15 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
      } else {
        let err37 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema8.properties.table.anyOf[0].type, parentSchema: schema8.properties.table.anyOf[0], data: data13 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
      var _valid0 = _errs30 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs37 = errors;
        if (data13 !== null) {
          let err38 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema8.properties.table.anyOf[1].type, parentSchema: schema8.properties.table.anyOf[1], data: data13 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
        var _valid0 = _errs37 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs29, vErrors !== null && (_errs29 ? vErrors.length = _errs29 : vErrors = null);
      else {
        let err39 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema8.properties.table.anyOf, parentSchema: schema8.properties.table, data: data13 };
        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
      }
    }
    if (data.content !== void 0) {
      let data16 = data.content, _errs40 = errors, valid5 = !1, _errs41 = errors;
      validate24(data16, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      var _valid1 = _errs41 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs42 = errors;
        if (data16 !== null) {
          let err40 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema8.properties.content.anyOf[1].type, parentSchema: schema8.properties.content.anyOf[1], data: data16 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        var _valid1 = _errs42 === errors;
        valid5 = valid5 || _valid1;
      }
      if (valid5)
        errors = _errs40, vErrors !== null && (_errs40 ? vErrors.length = _errs40 : vErrors = null);
      else {
        let err41 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema8.properties.content.anyOf, parentSchema: schema8.properties.content, data: data16 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.uses !== void 0 && (validate26(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length)), data.partitions !== void 0) {
      let data18 = data.partitions;
      if (Array.isArray(data18)) {
        let len1 = data18.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate28(data18[i1], { instancePath: instancePath + "/partitions/" + i1, parentData: data18, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors), errors = vErrors.length);
      } else {
        let err42 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema8.properties.partitions.type, parentSchema: schema8.properties.partitions, data: data18 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema8.type, parentSchema: schema8, data };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate49.errors = vErrors, errors === 0;
}
var schema12 = { description: "An MD array as its members tell of it", type: "object", required: ["path", "active", "name", "uuid", "level", "metadata", "devices", "size", "members", "dataOffsets", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have", type: "string" }, active: { description: "whether it is assembled", type: "boolean" }, name: { description: "the name in its superblocks, null where there is none (metadata 0.90)", type: ["string", "null"] }, uuid: { description: "the UUID, as blkid writes it", type: "string" }, level: { description: "raid1, raid5, linear, ...", type: "string" }, metadata: { description: "the version of the superblocks: 0.90, 1.0, 1.1 or 1.2", type: "string" }, devices: { description: "how many devices it is made of; with fewer members some are missing", type: "integer", minimum: 0 }, size: { description: "bytes of the array", type: "integer", minimum: 0 }, members: { description: "the devices on this machine that have its superblock, sorted", type: "array", items: { type: "string" } }, dataOffsets: { description: "bytes from the start of each member to its data", type: "array", items: { type: "integer", minimum: 0 } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, also where it is not assembled; null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.active === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.level === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.metadata === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.devices === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "devices" }, message: "must have required property 'devices'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.size === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.members === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.dataOffsets === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataOffsets" }, message: "must have required property 'dataOffsets'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.content === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.uses === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema12.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err13 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.path.type, parentSchema: schema12.properties.path, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.active !== void 0) {
      let data1 = data.active;
      if (typeof data1 != "boolean") {
        let err14 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema12.properties.active.type, parentSchema: schema12.properties.active, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.name !== void 0) {
      let data2 = data.name;
      if (typeof data2 != "string" && data2 !== null) {
        let err15 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema12.properties.name.type }, message: "must be string,null", schema: schema12.properties.name.type, parentSchema: schema12.properties.name, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err16 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.uuid.type, parentSchema: schema12.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.level !== void 0) {
      let data4 = data.level;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.level.type, parentSchema: schema12.properties.level, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data5 = data.metadata;
      if (typeof data5 != "string") {
        let err18 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.metadata.type, parentSchema: schema12.properties.metadata, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.devices !== void 0) {
      let data6 = data.devices;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err19 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema12.properties.devices.type, parentSchema: schema12.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err20 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema12.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.size !== void 0) {
      let data7 = data.size;
      if (!(typeof data7 == "number" && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        let err21 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema12.properties.size.type, parentSchema: schema12.properties.size, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data7 == "number" && isFinite(data7) && (data7 < 0 || isNaN(data7))) {
        let err22 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema12.properties.size, data: data7 };
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
            let err23 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.members.items.type, parentSchema: schema12.properties.members.items, data: data9 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.properties.members.type, parentSchema: schema12.properties.members, data: data8 };
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
            let err25 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema12.properties.dataOffsets.items.type, parentSchema: schema12.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
          if (typeof data11 == "number" && isFinite(data11) && (data11 < 0 || isNaN(data11))) {
            let err26 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema12.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
      } else {
        let err27 = { instancePath: instancePath + "/dataOffsets", schemaPath: "#/properties/dataOffsets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.properties.dataOffsets.type, parentSchema: schema12.properties.dataOffsets, data: data10 };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.content !== void 0) {
      let data12 = data.content, _errs27 = errors, valid5 = !1, _errs28 = errors;
      validate24(data12, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      var _valid0 = _errs28 === errors;
      if (valid5 = valid5 || _valid0, !valid5) {
        let _errs29 = errors;
        if (data12 !== null) {
          let err28 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.content.anyOf[1].type, parentSchema: schema12.properties.content.anyOf[1], data: data12 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        var _valid0 = _errs29 === errors;
        valid5 = valid5 || _valid0;
      }
      if (valid5)
        errors = _errs27, vErrors !== null && (_errs27 ? vErrors.length = _errs27 : vErrors = null);
      else {
        let err29 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.content.anyOf, parentSchema: schema12.properties.content, data: data12 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    data.uses !== void 0 && (validate26(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length));
  } else {
    let err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data };
    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
  }
  return validate54.errors = vErrors, errors === 0;
}
var schema13 = { description: "An LVM volume group as its physical volumes tell of it", type: "object", required: ["name", "uuid", "extentSize", "size", "lock", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name, which several groups may have", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, lock: { description: "how it is shared with other hosts (sanlock, dlm, clustered), null where it is not", type: ["string", "null"] }, physicalVolumes: { description: "in the group's order; a copy of one that is on the machine twice comes after it", type: "array", items: { $ref: "#/definitions/physicalVolume" } }, volumes: { description: "in the order of their names", type: "array", items: { $ref: "#/definitions/logicalVolume" } } } }, schema14 = { description: "A physical volume as its group knows it", type: "object", required: ["path", "uuid", "size"], additionalProperties: !1, properties: { path: { description: "the device, which may be an array that is not assembled; null where it is missing", type: ["string", "null"] }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes that the group has of it", type: "integer", minimum: 0 } } };
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "uuid" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema14, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string" && data0 !== null) {
        let err4 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: schema14.properties.path.type }, message: "must be string,null", schema: schema14.properties.path.type, parentSchema: schema14.properties.path, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.uuid.type, parentSchema: schema14.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.properties.size.type, parentSchema: schema14.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema14.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate38.errors = vErrors, errors === 0;
}
var schema15 = { description: "A logical volume", type: "object", required: ["name", "path", "uuid", "size", "active", "content", "uses"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, path: { description: "the node below /dev/mapper that it has when it is active", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, active: { description: "whether it is active", type: "boolean" }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces" }, uses: { $ref: "#/definitions/uses" } } };
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.path === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.active === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.content === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.uses === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "path" || key0 === "uuid" || key0 === "size" || key0 === "active" || key0 === "content" || key0 === "uses")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema15, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.name.type, parentSchema: schema15.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.path !== void 0) {
      let data1 = data.path;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.path.type, parentSchema: schema15.properties.path, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.uuid.type, parentSchema: schema15.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.properties.size.type, parentSchema: schema15.properties.size, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema15.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.active !== void 0) {
      let data4 = data.active;
      if (typeof data4 != "boolean") {
        let err13 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema15.properties.active.type, parentSchema: schema15.properties.active, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.content !== void 0) {
      let data5 = data.content, _errs13 = errors, valid1 = !1, _errs14 = errors;
      validate24(data5, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      var _valid0 = _errs14 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs15 = errors;
        if (data5 !== null) {
          let err14 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema15.properties.content.anyOf[1].type, parentSchema: schema15.properties.content.anyOf[1], data: data5 };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        var _valid0 = _errs15 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs13, vErrors !== null && (_errs13 ? vErrors.length = _errs13 : vErrors = null);
      else {
        let err15 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema15.properties.content.anyOf, parentSchema: schema15.properties.content, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    data.uses !== void 0 && (validate26(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length));
  } else {
    let err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema15.type, parentSchema: schema15, data };
    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
  }
  return validate40.errors = vErrors, errors === 0;
}
function validate58(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.extentSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.lock === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lock" }, message: "must have required property 'lock'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.volumes === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "uuid" || key0 === "extentSize" || key0 === "size" || key0 === "lock" || key0 === "physicalVolumes" || key0 === "volumes")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema13, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.name.type, parentSchema: schema13.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.uuid.type, parentSchema: schema13.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data2 = data.extentSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema13.properties.extentSize.type, parentSchema: schema13.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema13.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema13.properties.size.type, parentSchema: schema13.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema13.properties.size, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.lock !== void 0) {
      let data4 = data.lock;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/lock", schemaPath: "#/properties/lock/type", keyword: "type", params: { type: schema13.properties.lock.type }, message: "must be string,null", schema: schema13.properties.lock.type, parentSchema: schema13.properties.lock, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data5 = data.physicalVolumes;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate38(data5[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length);
      } else {
        let err15 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema13.properties.physicalVolumes.type, parentSchema: schema13.properties.physicalVolumes, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data7 = data.volumes;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate40(data7[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data7, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema13.properties.volumes.type, parentSchema: schema13.properties.volumes, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema13.type, parentSchema: schema13, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate58.errors = vErrors, errors === 0;
}
var schema16 = { description: "A device that sits on others and is none of the above", type: "object", required: ["path", "type", "parents", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, type: { description: "what lsblk calls it: crypt, mpath, bcache, dm, ...", type: "string" }, parents: { description: "the devices that it sits on, sorted", type: "array", items: { type: "string" } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate62(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.type === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.parents === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parents" }, message: "must have required property 'parents'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.content === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uses === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "type" || key0 === "parents" || key0 === "content" || key0 === "uses")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema16, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.properties.path.type, parentSchema: schema16.properties.path, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data1 = data.type;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.properties.type.type, parentSchema: schema16.properties.type, data: data1 };
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
            let err8 = { instancePath: instancePath + "/parents/" + i0, schemaPath: "#/properties/parents/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.properties.parents.items.type, parentSchema: schema16.properties.parents.items, data: data3 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        }
      } else {
        let err9 = { instancePath: instancePath + "/parents", schemaPath: "#/properties/parents/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema16.properties.parents.type, parentSchema: schema16.properties.parents, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.content !== void 0) {
      let data4 = data.content, _errs11 = errors, valid3 = !1, _errs12 = errors;
      validate24(data4, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      var _valid0 = _errs12 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs13 = errors;
        if (data4 !== null) {
          let err10 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema16.properties.content.anyOf[1].type, parentSchema: schema16.properties.content.anyOf[1], data: data4 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        var _valid0 = _errs13 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs11, vErrors !== null && (_errs11 ? vErrors.length = _errs11 : vErrors = null);
      else {
        let err11 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema16.properties.content.anyOf, parentSchema: schema16.properties.content, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.uses !== void 0 && (validate26(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema16.type, parentSchema: schema16, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate62.errors = vErrors, errors === 0;
}
var schema21 = { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, schema22 = { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot, esp and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "esp", "multiboot", "volume", "raid-member", "pv"] } } };
function validate67(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.purpose === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "purpose" }, message: "must have required property 'purpose'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "number" || key0 === "start" || key0 === "size" || key0 === "type" || key0 === "partuuid" || key0 === "name" || key0 === "purpose")) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema22, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.device.type, parentSchema: schema22.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema22.properties.number.type, parentSchema: schema22.properties.number, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema22.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err12 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema22.properties.start.type, parentSchema: schema22.properties.start, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema22.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err14 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema22.properties.size.type, parentSchema: schema22.properties.size, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema22.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err16 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.type.type, parentSchema: schema22.properties.type, data: data4 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string") {
        let err17 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.partuuid.type, parentSchema: schema22.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string") {
        let err18 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.name.type, parentSchema: schema22.properties.name, data: data6 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.purpose !== void 0) {
      let data7 = data.purpose;
      if (!(data7 === "bios-boot" || data7 === "esp" || data7 === "multiboot" || data7 === "volume" || data7 === "raid-member" || data7 === "pv")) {
        let err19 = { instancePath: instancePath + "/purpose", schemaPath: "#/properties/purpose/enum", keyword: "enum", params: { allowedValues: schema22.properties.purpose.enum }, message: "must be equal to one of the allowed values", schema: schema22.properties.purpose.enum, parentSchema: schema22.properties.purpose, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
  } else {
    let err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema22.type, parentSchema: schema22, data };
    vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
  }
  return validate67.errors = vErrors, errors === 0;
}
function validate66(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.declaredSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "declaredSize" }, message: "must have required property 'declaredSize'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.tableId === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tableId" }, message: "must have required property 'tableId'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partitions === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "size" || key0 === "declaredSize" || key0 === "sectorSize" || key0 === "tableId" || key0 === "keep" || key0 === "partitions")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema21, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err7 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.path.type, parentSchema: schema21.properties.path, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.size.type, parentSchema: schema21.properties.size, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema21.properties.size, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.declaredSize !== void 0) {
      let data2 = data.declaredSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.declaredSize.type, parentSchema: schema21.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema21.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.sectorSize.type, parentSchema: schema21.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema21.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.tableId !== void 0) {
      let data4 = data.tableId;
      if (typeof data4 != "string") {
        let err14 = { instancePath: instancePath + "/tableId", schemaPath: "#/properties/tableId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.tableId.type, parentSchema: schema21.properties.tableId, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema21.properties.keep.type, parentSchema: schema21.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data6 = data.partitions;
      if (Array.isArray(data6)) {
        let len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate67(data6[i0], { instancePath: instancePath + "/partitions/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate67.errors : vErrors.concat(validate67.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.partitions.type, parentSchema: schema21.properties.partitions, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.type, parentSchema: schema21, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate66.errors = vErrors, errors === 0;
}
var schema23 = { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } };
function validate70(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.level === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.metadata === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.memberSize === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "memberSize" }, message: "must have required property 'memberSize'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.size === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.members === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema23.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema23, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.device.type, parentSchema: schema23.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.name !== void 0) {
      let data1 = data.name;
      if (typeof data1 != "string") {
        let err10 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.name.type, parentSchema: schema23.properties.name, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err11 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.uuid.type, parentSchema: schema23.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.level !== void 0) {
      let data3 = data.level;
      if (!(data3 === 0 || data3 === 1 || data3 === 5 || data3 === 6 || data3 === 10)) {
        let err12 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/enum", keyword: "enum", params: { allowedValues: schema23.properties.level.enum }, message: "must be equal to one of the allowed values", schema: schema23.properties.level.enum, parentSchema: schema23.properties.level, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data4 = data.metadata;
      if (!(data4 === "0.90" || data4 === "1.0" || data4 === "1.1" || data4 === "1.2")) {
        let err13 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/enum", keyword: "enum", params: { allowedValues: schema23.properties.metadata.enum }, message: "must be equal to one of the allowed values", schema: schema23.properties.metadata.enum, parentSchema: schema23.properties.metadata, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.memberSize !== void 0) {
      let data5 = data.memberSize;
      if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        let err14 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema23.properties.memberSize.type, parentSchema: schema23.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data5 == "number" && isFinite(data5) && (data5 < 0 || isNaN(data5))) {
        let err15 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema23.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.size !== void 0) {
      let data6 = data.size;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema23.properties.size.type, parentSchema: schema23.properties.size, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err17 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema23.properties.size, data: data6 };
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
            let err18 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.members.items.type, parentSchema: schema23.properties.members.items, data: data8 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
      } else {
        let err19 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema23.properties.members.type, parentSchema: schema23.properties.members, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data9 = data.keep;
      if (typeof data9 != "boolean") {
        let err20 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema23.properties.keep.type, parentSchema: schema23.properties.keep, data: data9 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
  } else {
    let err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema23.type, parentSchema: schema23, data };
    vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
  }
  return validate70.errors = vErrors, errors === 0;
}
var schema24 = { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, schema25 = { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } };
function validate73(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.metaSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metaSize" }, message: "must have required property 'metaSize'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "metaSize" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema25, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.properties.device.type, parentSchema: schema25.properties.device, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.metaSize !== void 0) {
      let data1 = data.metaSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err5 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema25.properties.metaSize.type, parentSchema: schema25.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err6 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema25.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema25.properties.size.type, parentSchema: schema25.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema25.properties.size, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema25.type, parentSchema: schema25, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate73.errors = vErrors, errors === 0;
}
var schema26 = { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } };
function validate75(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "device" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema26, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.name.type, parentSchema: schema26.properties.name, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.device.type, parentSchema: schema26.properties.device, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema26.properties.size.type, parentSchema: schema26.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema26.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema26.type, parentSchema: schema26, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate75.errors = vErrors, errors === 0;
}
function validate72(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.extentSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.volumes === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "extentSize" || key0 === "size" || key0 === "physicalVolumes" || key0 === "volumes" || key0 === "keep")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema24, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema24.properties.name.type, parentSchema: schema24.properties.name, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data1 = data.extentSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err7 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema24.properties.extentSize.type, parentSchema: schema24.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err8 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema24.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema24.properties.size.type, parentSchema: schema24.properties.size, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema24.properties.size, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data3 = data.physicalVolumes;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate73(data3[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data3, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors), errors = vErrors.length);
      } else {
        let err11 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema24.properties.physicalVolumes.type, parentSchema: schema24.properties.physicalVolumes, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data5 = data.volumes;
      if (Array.isArray(data5)) {
        let len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate75(data5[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data5, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate75.errors : vErrors.concat(validate75.errors), errors = vErrors.length);
      } else {
        let err12 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema24.properties.volumes.type, parentSchema: schema24.properties.volumes, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data7 = data.keep;
      if (typeof data7 != "boolean") {
        let err13 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema24.properties.keep.type, parentSchema: schema24.properties.keep, data: data7 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
  } else {
    let err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema24.type, parentSchema: schema24, data };
    vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
  }
  return validate72.errors = vErrors, errors === 0;
}
var schema27 = { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } };
function validate78(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.label === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.mount === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.images === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.fstab === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema27.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema27, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.device.type, parentSchema: schema27.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema27.properties.size.type, parentSchema: schema27.properties.size, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema27.properties.size, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (!(data2 === "ext2" || data2 === "ext3" || data2 === "ext4" || data2 === "xfs" || data2 === "btrfs" || data2 === "vfat" || data2 === "swap")) {
        let err12 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/enum", keyword: "enum", params: { allowedValues: schema27.properties.type.enum }, message: "must be equal to one of the allowed values", schema: schema27.properties.type.enum, parentSchema: schema27.properties.type, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err13 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.uuid.type, parentSchema: schema27.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.label !== void 0) {
      let data4 = data.label;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema27.properties.label.type }, message: "must be string,null", schema: schema27.properties.label.type, parentSchema: schema27.properties.label, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema27.properties.keep.type, parentSchema: schema27.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.mount !== void 0) {
      let data6 = data.mount;
      if (typeof data6 != "string" && data6 !== null) {
        let err16 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: schema27.properties.mount.type }, message: "must be string,null", schema: schema27.properties.mount.type, parentSchema: schema27.properties.mount, data: data6 };
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
            let err17 = { instancePath: instancePath + "/images/" + i0, schemaPath: "#/properties/images/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.images.items.type, parentSchema: schema27.properties.images.items, data: data8 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      } else {
        let err18 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema27.properties.images.type, parentSchema: schema27.properties.images, data: data7 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data9 = data.fstab, _errs20 = errors, valid3 = !1, _errs21 = errors;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.enabled === void 0) {
          let err19 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "enabled" }, message: "must have required property 'enabled'", schema: schema27.properties.fstab.anyOf[0].required, parentSchema: schema27.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data9.options === void 0) {
          let err20 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "options" }, message: "must have required property 'options'", schema: schema27.properties.fstab.anyOf[0].required, parentSchema: schema27.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        for (let key1 in data9)
          if (!(key1 === "enabled" || key1 === "options")) {
            let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema27.properties.fstab.anyOf[0], data: data9 };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        if (data9.enabled !== void 0) {
          let data10 = data9.enabled;
          if (typeof data10 != "boolean") {
            let err22 = { instancePath: instancePath + "/fstab/enabled", schemaPath: "#/properties/fstab/anyOf/0/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema27.properties.fstab.anyOf[0].properties.enabled.type, parentSchema: schema27.properties.fstab.anyOf[0].properties.enabled, data: data10 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data9.options !== void 0) {
          let data11 = data9.options;
          if (typeof data11 != "string") {
            let err23 = { instancePath: instancePath + "/fstab/options", schemaPath: "#/properties/fstab/anyOf/0/properties/options/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.fstab.anyOf[0].properties.options.type, parentSchema: schema27.properties.fstab.anyOf[0].properties.options, data: data11 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema27.properties.fstab.anyOf[0].type, parentSchema: schema27.properties.fstab.anyOf[0], data: data9 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      var _valid0 = _errs21 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs28 = errors;
        if (data9 !== null) {
          let err25 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema27.properties.fstab.anyOf[1].type, parentSchema: schema27.properties.fstab.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        var _valid0 = _errs28 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs20, vErrors !== null && (_errs20 ? vErrors.length = _errs20 : vErrors = null);
      else {
        let err26 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema27.properties.fstab.anyOf, parentSchema: schema27.properties.fstab, data: data9 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
  } else {
    let err27 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema27.type, parentSchema: schema27, data };
    vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
  }
  return validate78.errors = vErrors, errors === 0;
}
var schema28 = { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, schema29 = { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, pattern0 = new RegExp("^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", "u");
function validate81(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "format" || key0 === "compression" || key0 === "checksum" || key0 === "checksumUrl" || key0 === "allowMd5" || key0 === "signatureUrl" || key0 === "signatureKey" || key0 === "caFile")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema29, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.format !== void 0) {
      let data0 = data.format;
      if (!(data0 === "raw" || data0 === "tar" || data0 === "qcow2")) {
        let err1 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/enum", keyword: "enum", params: { allowedValues: schema29.properties.format.enum }, message: "must be equal to one of the allowed values", schema: schema29.properties.format.enum, parentSchema: schema29.properties.format, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.compression !== void 0) {
      let data1 = data.compression;
      if (!(data1 === "none" || data1 === "gzip" || data1 === "xz" || data1 === "zstd" || data1 === "bz2")) {
        let err2 = { instancePath: instancePath + "/compression", schemaPath: "#/properties/compression/enum", keyword: "enum", params: { allowedValues: schema29.properties.compression.enum }, message: "must be equal to one of the allowed values", schema: schema29.properties.compression.enum, parentSchema: schema29.properties.compression, data: data1 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.checksum !== void 0) {
      let data2 = data.checksum;
      if (typeof data2 == "string") {
        if (!pattern0.test(data2)) {
          let err3 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/pattern", keyword: "pattern", params: { pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, message: 'must match pattern "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"', schema: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", parentSchema: schema29.properties.checksum, data: data2 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.checksum.type, parentSchema: schema29.properties.checksum, data: data2 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.checksumUrl !== void 0) {
      let data3 = data.checksumUrl;
      if (typeof data3 != "string") {
        let err5 = { instancePath: instancePath + "/checksumUrl", schemaPath: "#/properties/checksumUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.checksumUrl.type, parentSchema: schema29.properties.checksumUrl, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.allowMd5 !== void 0) {
      let data4 = data.allowMd5;
      if (typeof data4 != "boolean") {
        let err6 = { instancePath: instancePath + "/allowMd5", schemaPath: "#/properties/allowMd5/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema29.properties.allowMd5.type, parentSchema: schema29.properties.allowMd5, data: data4 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.signatureUrl !== void 0) {
      let data5 = data.signatureUrl;
      if (typeof data5 != "string") {
        let err7 = { instancePath: instancePath + "/signatureUrl", schemaPath: "#/properties/signatureUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.signatureUrl.type, parentSchema: schema29.properties.signatureUrl, data: data5 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.signatureKey !== void 0) {
      let data6 = data.signatureKey;
      if (typeof data6 != "string") {
        let err8 = { instancePath: instancePath + "/signatureKey", schemaPath: "#/properties/signatureKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.signatureKey.type, parentSchema: schema29.properties.signatureKey, data: data6 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.caFile !== void 0) {
      let data7 = data.caFile;
      if (typeof data7 != "string") {
        let err9 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.caFile.type, parentSchema: schema29.properties.caFile, data: data7 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
  } else {
    let err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema29.type, parentSchema: schema29, data };
    vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
  }
  return validate81.errors = vErrors, errors === 0;
}
var schema30 = { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } };
function validate83(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mount === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "mount" || key0 === "device" || key0 === "type" || key0 === "uuid")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema30, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.mount !== void 0) {
      let data0 = data.mount;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.mount.type, parentSchema: schema30.properties.mount, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.device.type, parentSchema: schema30.properties.device, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.type.type, parentSchema: schema30.properties.type, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err8 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.uuid.type, parentSchema: schema30.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema30.type, parentSchema: schema30, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate83.errors = vErrors, errors === 0;
}
function validate80(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.imageName === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageName" }, message: "must have required property 'imageName'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.imageUuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageUuid" }, message: "must have required property 'imageUuid'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driver === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.source === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.flags === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.bootTool === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootTool" }, message: "must have required property 'bootTool'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.mounts === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.rootUuid === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rootUuid" }, message: "must have required property 'rootUuid'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.fstab === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema28.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema28, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err11 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.name.type, parentSchema: schema28.properties.name, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.imageName !== void 0) {
      let data1 = data.imageName;
      if (typeof data1 != "string") {
        let err12 = { instancePath: instancePath + "/imageName", schemaPath: "#/properties/imageName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.imageName.type, parentSchema: schema28.properties.imageName, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.imageUuid !== void 0) {
      let data2 = data.imageUuid;
      if (typeof data2 != "string") {
        let err13 = { instancePath: instancePath + "/imageUuid", schemaPath: "#/properties/imageUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.imageUuid.type, parentSchema: schema28.properties.imageUuid, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data3 = data.driver;
      if (!(data3 === "rsync" || data3 === "swift")) {
        let err14 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema28.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema28.properties.driver.enum, parentSchema: schema28.properties.driver, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.source !== void 0) {
      let data4 = data.source;
      if (typeof data4 != "string") {
        let err15 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.source.type, parentSchema: schema28.properties.source, data: data4 };
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
            let err16 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.flags.items.type, parentSchema: schema28.properties.flags.items, data: data6 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema28.properties.flags.type, parentSchema: schema28.properties.flags, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.file !== void 0 && (validate81(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors), errors = vErrors.length)), data.bootTool !== void 0) {
      let data8 = data.bootTool;
      if (typeof data8 != "boolean") {
        let err18 = { instancePath: instancePath + "/bootTool", schemaPath: "#/properties/bootTool/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema28.properties.bootTool.type, parentSchema: schema28.properties.bootTool, data: data8 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate83(data9[i1], { instancePath: instancePath + "/mounts/" + i1, parentData: data9, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors), errors = vErrors.length);
      } else {
        let err19 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema28.properties.mounts.type, parentSchema: schema28.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.rootUuid !== void 0) {
      let data11 = data.rootUuid;
      if (typeof data11 != "string") {
        let err20 = { instancePath: instancePath + "/rootUuid", schemaPath: "#/properties/rootUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.rootUuid.type, parentSchema: schema28.properties.rootUuid, data: data11 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data12 = data.fstab;
      if (typeof data12 != "string") {
        let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.fstab.type, parentSchema: schema28.properties.fstab, data: data12 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema28.type, parentSchema: schema28, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate80.errors = vErrors, errors === 0;
}
var schema31 = { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, pattern1 = new RegExp("^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", "u");
function validate86(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.driver === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.source === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.flags === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.target === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.mounts === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "driver" || key0 === "source" || key0 === "flags" || key0 === "file" || key0 === "target" || key0 === "into" || key0 === "mounts")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.name.type, parentSchema: schema31.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data1 = data.driver;
      if (!(data1 === "rsync" || data1 === "swift")) {
        let err9 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema31.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema31.properties.driver.enum, parentSchema: schema31.properties.driver, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.source !== void 0) {
      let data2 = data.source;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.source.type, parentSchema: schema31.properties.source, data: data2 };
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
            let err11 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.flags.items.type, parentSchema: schema31.properties.flags.items, data: data4 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.flags.type, parentSchema: schema31.properties.flags, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.file !== void 0 && (validate81(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors), errors = vErrors.length)), data.target !== void 0) {
      let data6 = data.target;
      if (typeof data6 == "string") {
        if (!pattern1.test(data6)) {
          let err13 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, message: 'must match pattern "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$"', schema: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", parentSchema: schema31.properties.target, data: data6 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.target.type, parentSchema: schema31.properties.target, data: data6 };
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
            let err15 = { instancePath: instancePath + "/into/" + i1, schemaPath: "#/properties/into/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.into.items.type, parentSchema: schema31.properties.into.items, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.into.type, parentSchema: schema31.properties.into, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate83(data9[i2], { instancePath: instancePath + "/mounts/" + i2, parentData: data9, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors), errors = vErrors.length);
      } else {
        let err17 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.mounts.type, parentSchema: schema31.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate86.errors = vErrors, errors === 0;
}
var schema32 = { description: "An EFI system partition", type: "object", required: ["disk", "number", "device", "partuuid", "uuid"], additionalProperties: !1, properties: { disk: { description: "its disk", type: "string" }, number: { description: "its partition number", type: "integer", minimum: 0 }, device: { description: "its device node", type: "string" }, partuuid: { description: "its PARTUUID", type: "string" }, uuid: { description: "its filesystem UUID as blkid prints it", type: "string" }, keep: { description: "true where the files on it are kept, but for the boot loader", type: "boolean" } } };
function validate90(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.disk === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.device === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.partuuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uuid === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "disk" || key0 === "number" || key0 === "device" || key0 === "partuuid" || key0 === "uuid" || key0 === "keep")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema32, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.disk !== void 0) {
      let data0 = data.disk;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.disk.type, parentSchema: schema32.properties.disk, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err7 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema32.properties.number.type, parentSchema: schema32.properties.number, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err8 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema32.properties.number, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.device !== void 0) {
      let data2 = data.device;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.device.type, parentSchema: schema32.properties.device, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data3 = data.partuuid;
      if (typeof data3 != "string") {
        let err10 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.partuuid.type, parentSchema: schema32.properties.partuuid, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data4 = data.uuid;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.uuid.type, parentSchema: schema32.properties.uuid, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err12 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema32.properties.keep.type, parentSchema: schema32.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema32.type, parentSchema: schema32, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate90.errors = vErrors, errors === 0;
}
var schema33 = { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, schema34 = { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } };
function validate93(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.program === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "program" }, message: "must have required property 'program'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.args === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "args" }, message: "must have required property 'args'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "program" || key0 === "args" || key0 === "input" || key0 === "okCodes" || key0 === "env")) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema34, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.program !== void 0) {
      let data0 = data.program;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.program.type, parentSchema: schema34.properties.program, data: data0 };
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
            let err4 = { instancePath: instancePath + "/args/" + i0, schemaPath: "#/properties/args/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.args.items.type, parentSchema: schema34.properties.args.items, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
      } else {
        let err5 = { instancePath: instancePath + "/args", schemaPath: "#/properties/args/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema34.properties.args.type, parentSchema: schema34.properties.args, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.input !== void 0) {
      let data3 = data.input;
      if (typeof data3 != "string") {
        let err6 = { instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.input.type, parentSchema: schema34.properties.input, data: data3 };
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
            let err7 = { instancePath: instancePath + "/okCodes/" + i1, schemaPath: "#/properties/okCodes/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema34.properties.okCodes.items.type, parentSchema: schema34.properties.okCodes.items, data: data5 };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      } else {
        let err8 = { instancePath: instancePath + "/okCodes", schemaPath: "#/properties/okCodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema34.properties.okCodes.type, parentSchema: schema34.properties.okCodes, data: data4 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.env !== void 0) {
      let data6 = data.env;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6))
        for (let key1 in data6) {
          let data7 = data6[key1];
          if (typeof data7 != "string") {
            let err9 = { instancePath: instancePath + "/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/env/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.env.additionalProperties.type, parentSchema: schema34.properties.env.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
      else {
        let err10 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.properties.env.type, parentSchema: schema34.properties.env, data: data6 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.type, parentSchema: schema34, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate93.errors = vErrors, errors === 0;
}
function validate92(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema33, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "commands") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "commands" }, message: "must be equal to constant", schema: "commands", parentSchema: schema33.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.properties.id.type, parentSchema: schema33.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.properties.title.type, parentSchema: schema33.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema33.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema33.properties.phase.enum, parentSchema: schema33.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate93(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema33.properties.commands.type, parentSchema: schema33.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema33.type, parentSchema: schema33, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate92.errors = vErrors, errors === 0;
}
var schema35 = { description: "Makes one filesystem. Such steps that follow each other run at the same time", type: "object", required: ["kind", "id", "title", "phase", "device", "commands"], additionalProperties: !1, properties: { kind: { const: "make-filesystem" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition, array or logical volume", type: "string" }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } };
function validate95(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.device === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.commands === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "device" || key0 === "commands")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema35, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "make-filesystem") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "make-filesystem" }, message: "must be equal to constant", schema: "make-filesystem", parentSchema: schema35.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.id.type, parentSchema: schema35.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.title.type, parentSchema: schema35.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema35.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema35.properties.phase.enum, parentSchema: schema35.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.device !== void 0) {
      let data4 = data.device;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.device.type, parentSchema: schema35.properties.device, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data5 = data.commands;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate93(data5[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors), errors = vErrors.length);
      } else {
        let err12 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema35.properties.commands.type, parentSchema: schema35.properties.commands, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate95.errors = vErrors, errors === 0;
}
var schema36 = { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } };
function validate97(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.targets === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "targets" }, message: "must have required property 'targets'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "targets")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema36, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "unmount") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "unmount" }, message: "must be equal to constant", schema: "unmount", parentSchema: schema36.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.id.type, parentSchema: schema36.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.title.type, parentSchema: schema36.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema36.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema36.properties.phase.enum, parentSchema: schema36.properties.phase, data: data3 };
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
            let err10 = { instancePath: instancePath + "/targets/" + i0, schemaPath: "#/properties/targets/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.targets.items.type, parentSchema: schema36.properties.targets.items, data: data5 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        }
      } else {
        let err11 = { instancePath: instancePath + "/targets", schemaPath: "#/properties/targets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.targets.type, parentSchema: schema36.properties.targets, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate97.errors = vErrors, errors === 0;
}
var schema37 = { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } };
function validate98(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema37, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "tear-down") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "tear-down" }, message: "must be equal to constant", schema: "tear-down", parentSchema: schema37.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.id.type, parentSchema: schema37.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.title.type, parentSchema: schema37.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema37.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema37.properties.phase.enum, parentSchema: schema37.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate93(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema37.properties.commands.type, parentSchema: schema37.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema37.type, parentSchema: schema37, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate98.errors = vErrors, errors === 0;
}
var schema38 = { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate100(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "mark-unbootable") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "mark-unbootable" }, message: "must be equal to constant", schema: "mark-unbootable", parentSchema: schema38.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.id.type, parentSchema: schema38.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.title.type, parentSchema: schema38.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema38.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema38.properties.phase.enum, parentSchema: schema38.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.disk.type, parentSchema: schema38.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.type, parentSchema: schema38, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate100.errors = vErrors, errors === 0;
}
var schema39 = { description: "Removes the boot loader from an EFI system partition whose other files are kept", type: "object", required: ["kind", "id", "title", "phase", "device"], additionalProperties: !1, properties: { kind: { const: "clear-esp" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition", type: "string" } } };
function validate101(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.device === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "device")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema39, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "clear-esp") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "clear-esp" }, message: "must be equal to constant", schema: "clear-esp", parentSchema: schema39.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.id.type, parentSchema: schema39.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.title.type, parentSchema: schema39.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema39.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema39.properties.phase.enum, parentSchema: schema39.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.device !== void 0) {
      let data4 = data.device;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.device.type, parentSchema: schema39.properties.device, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema39.type, parentSchema: schema39, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate101.errors = vErrors, errors === 0;
}
var schema40 = { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate102(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-table") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-table" }, message: "must be equal to constant", schema: "check-table", parentSchema: schema40.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.id.type, parentSchema: schema40.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.title.type, parentSchema: schema40.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema40.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema40.properties.phase.enum, parentSchema: schema40.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.disk.type, parentSchema: schema40.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.type, parentSchema: schema40, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate102.errors = vErrors, errors === 0;
}
var schema41 = { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate103(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema41.required, parentSchema: schema41, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema41.required, parentSchema: schema41, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema41.required, parentSchema: schema41, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema41.required, parentSchema: schema41, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema41, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-stacks") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-stacks" }, message: "must be equal to constant", schema: "check-stacks", parentSchema: schema41.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.properties.id.type, parentSchema: schema41.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema41.properties.title.type, parentSchema: schema41.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema41.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema41.properties.phase.enum, parentSchema: schema41.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema41.type, parentSchema: schema41, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate103.errors = vErrors, errors === 0;
}
var schema42 = { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate104(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-filesystems") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-filesystems" }, message: "must be equal to constant", schema: "check-filesystems", parentSchema: schema42.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.id.type, parentSchema: schema42.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.title.type, parentSchema: schema42.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema42.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.phase.enum, parentSchema: schema42.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.type, parentSchema: schema42, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate104.errors = vErrors, errors === 0;
}
var schema43 = { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } };
function validate105(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema43.required, parentSchema: schema43, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema43.required, parentSchema: schema43, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema43.required, parentSchema: schema43, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema43.required, parentSchema: schema43, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema43.required, parentSchema: schema43, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema43, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-image") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-image" }, message: "must be equal to constant", schema: "deploy-image", parentSchema: schema43.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.properties.id.type, parentSchema: schema43.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.properties.title.type, parentSchema: schema43.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema43.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema43.properties.phase.enum, parentSchema: schema43.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema43.properties.image.type, parentSchema: schema43.properties.image, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema43.type, parentSchema: schema43, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate105.errors = vErrors, errors === 0;
}
var schema44 = { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } };
function validate106(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema44.required, parentSchema: schema44, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image" || key0 === "into")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema44, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-utility") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-utility" }, message: "must be equal to constant", schema: "deploy-utility", parentSchema: schema44.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.id.type, parentSchema: schema44.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.title.type, parentSchema: schema44.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema44.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema44.properties.phase.enum, parentSchema: schema44.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema44.properties.image.type, parentSchema: schema44.properties.image, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.into !== void 0) {
      let data5 = data.into;
      if (typeof data5 != "string" && data5 !== null) {
        let err12 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: schema44.properties.into.type }, message: "must be string,null", schema: schema44.properties.into.type, parentSchema: schema44.properties.into, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema44.type, parentSchema: schema44, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate106.errors = vErrors, errors === 0;
}
var schema45 = { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate107(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema45.required, parentSchema: schema45, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema45, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "install-boot") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "install-boot" }, message: "must be equal to constant", schema: "install-boot", parentSchema: schema45.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema45.properties.id.type, parentSchema: schema45.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema45.properties.title.type, parentSchema: schema45.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema45.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema45.properties.phase.enum, parentSchema: schema45.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema45.type, parentSchema: schema45, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate107.errors = vErrors, errors === 0;
}
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.policy === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "policy" }, message: "must have required property 'policy'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.machine === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "machine" }, message: "must have required property 'machine'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disks === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.arrays === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.groups === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.volumes === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.images === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.utilities === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "utilities" }, message: "must have required property 'utilities'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.boot === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot" }, message: "must have required property 'boot'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.steps === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "steps" }, message: "must have required property 'steps'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema6.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 2) {
        let err13 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, message: "must be equal to constant", schema: 2, parentSchema: schema6.properties.version, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.policy !== void 0) {
      let data1 = data.policy;
      if (!(data1 === "clean" || data1 === "verify" || data1 === "nailgun_legacy")) {
        let err14 = { instancePath: instancePath + "/policy", schemaPath: "#/properties/policy/enum", keyword: "enum", params: { allowedValues: schema6.properties.policy.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.policy.enum, parentSchema: schema6.properties.policy, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (!(data2 === "bios" || data2 === "uefi" || data2 === "both")) {
        let err15 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema6.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.firmware.enum, parentSchema: schema6.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.machine !== void 0) {
      let data3 = data.machine;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.architecture === void 0) {
          let err16 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        if (data3.bootInterface === void 0) {
          let err17 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
        }
        if (data3.disks === void 0) {
          let err18 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
        if (data3.arrays === void 0) {
          let err19 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data3.groups === void 0) {
          let err20 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        if (data3.others === void 0) {
          let err21 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "others" }, message: "must have required property 'others'", schema: schema6.properties.machine.required, parentSchema: schema6.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        for (let key1 in data3)
          if (!(key1 === "architecture" || key1 === "firmware" || key1 === "secureBoot" || key1 === "bootInterface" || key1 === "disks" || key1 === "arrays" || key1 === "groups" || key1 === "others")) {
            let err22 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.machine, data: data3 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        if (data3.architecture !== void 0) {
          let data4 = data3.architecture;
          if (typeof data4 != "string") {
            let err23 = { instancePath: instancePath + "/machine/architecture", schemaPath: "#/properties/machine/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.machine.properties.architecture.type, parentSchema: schema6.properties.machine.properties.architecture, data: data4 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
        if (data3.firmware !== void 0) {
          let data5 = data3.firmware;
          if (data5 !== "uefi") {
            let err24 = { instancePath: instancePath + "/machine/firmware", schemaPath: "#/properties/machine/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema6.properties.machine.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.machine.properties.firmware.enum, parentSchema: schema6.properties.machine.properties.firmware, data: data5 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
        if (data3.secureBoot !== void 0) {
          let data6 = data3.secureBoot;
          if (typeof data6 != "boolean") {
            let err25 = { instancePath: instancePath + "/machine/secureBoot", schemaPath: "#/properties/machine/properties/secureBoot/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema6.properties.machine.properties.secureBoot.type, parentSchema: schema6.properties.machine.properties.secureBoot, data: data6 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data3.bootInterface !== void 0) {
          let data7 = data3.bootInterface;
          if (typeof data7 != "string" && data7 !== null) {
            let err26 = { instancePath: instancePath + "/machine/bootInterface", schemaPath: "#/properties/machine/properties/bootInterface/type", keyword: "type", params: { type: schema6.properties.machine.properties.bootInterface.type }, message: "must be string,null", schema: schema6.properties.machine.properties.bootInterface.type, parentSchema: schema6.properties.machine.properties.bootInterface, data: data7 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
        if (data3.disks !== void 0) {
          let data8 = data3.disks;
          if (Array.isArray(data8)) {
            let len0 = data8.length;
            for (let i0 = 0; i0 < len0; i0++)
              validate49(data8[i0], { instancePath: instancePath + "/machine/disks/" + i0, parentData: data8, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors), errors = vErrors.length);
          } else {
            let err27 = { instancePath: instancePath + "/machine/disks", schemaPath: "#/properties/machine/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.machine.properties.disks.type, parentSchema: schema6.properties.machine.properties.disks, data: data8 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data3.arrays !== void 0) {
          let data10 = data3.arrays;
          if (Array.isArray(data10)) {
            let len1 = data10.length;
            for (let i1 = 0; i1 < len1; i1++)
              validate54(data10[i1], { instancePath: instancePath + "/machine/arrays/" + i1, parentData: data10, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors), errors = vErrors.length);
          } else {
            let err28 = { instancePath: instancePath + "/machine/arrays", schemaPath: "#/properties/machine/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.machine.properties.arrays.type, parentSchema: schema6.properties.machine.properties.arrays, data: data10 };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        }
        if (data3.groups !== void 0) {
          let data12 = data3.groups;
          if (Array.isArray(data12)) {
            let len2 = data12.length;
            for (let i2 = 0; i2 < len2; i2++)
              validate58(data12[i2], { instancePath: instancePath + "/machine/groups/" + i2, parentData: data12, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors), errors = vErrors.length);
          } else {
            let err29 = { instancePath: instancePath + "/machine/groups", schemaPath: "#/properties/machine/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.machine.properties.groups.type, parentSchema: schema6.properties.machine.properties.groups, data: data12 };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
        if (data3.others !== void 0) {
          let data14 = data3.others;
          if (Array.isArray(data14)) {
            let len3 = data14.length;
            for (let i3 = 0; i3 < len3; i3++)
              validate62(data14[i3], { instancePath: instancePath + "/machine/others/" + i3, parentData: data14, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors), errors = vErrors.length);
          } else {
            let err30 = { instancePath: instancePath + "/machine/others", schemaPath: "#/properties/machine/properties/others/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.machine.properties.others.type, parentSchema: schema6.properties.machine.properties.others, data: data14 };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        }
      } else {
        let err31 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.machine.type, parentSchema: schema6.properties.machine, data: data3 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data16 = data.disks;
      if (Array.isArray(data16)) {
        let len4 = data16.length;
        for (let i4 = 0; i4 < len4; i4++)
          validate66(data16[i4], { instancePath: instancePath + "/disks/" + i4, parentData: data16, parentDataProperty: i4, rootData }) || (vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors), errors = vErrors.length);
      } else {
        let err32 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.disks.type, parentSchema: schema6.properties.disks, data: data16 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.arrays !== void 0) {
      let data18 = data.arrays;
      if (Array.isArray(data18)) {
        let len5 = data18.length;
        for (let i5 = 0; i5 < len5; i5++)
          validate70(data18[i5], { instancePath: instancePath + "/arrays/" + i5, parentData: data18, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors), errors = vErrors.length);
      } else {
        let err33 = { instancePath: instancePath + "/arrays", schemaPath: "#/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.arrays.type, parentSchema: schema6.properties.arrays, data: data18 };
        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
      }
    }
    if (data.groups !== void 0) {
      let data20 = data.groups;
      if (Array.isArray(data20)) {
        let len6 = data20.length;
        for (let i6 = 0; i6 < len6; i6++)
          validate72(data20[i6], { instancePath: instancePath + "/groups/" + i6, parentData: data20, parentDataProperty: i6, rootData }) || (vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors), errors = vErrors.length);
      } else {
        let err34 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.groups.type, parentSchema: schema6.properties.groups, data: data20 };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data22 = data.volumes;
      if (Array.isArray(data22)) {
        let len7 = data22.length;
        for (let i7 = 0; i7 < len7; i7++)
          validate78(data22[i7], { instancePath: instancePath + "/volumes/" + i7, parentData: data22, parentDataProperty: i7, rootData }) || (vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors), errors = vErrors.length);
      } else {
        let err35 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.volumes.type, parentSchema: schema6.properties.volumes, data: data22 };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
    }
    if (data.images !== void 0) {
      let data24 = data.images;
      if (Array.isArray(data24)) {
        let len8 = data24.length;
        for (let i8 = 0; i8 < len8; i8++)
          validate80(data24[i8], { instancePath: instancePath + "/images/" + i8, parentData: data24, parentDataProperty: i8, rootData }) || (vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors), errors = vErrors.length);
      } else {
        let err36 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.images.type, parentSchema: schema6.properties.images, data: data24 };
        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
      }
    }
    if (data.utilities !== void 0) {
      let data26 = data.utilities;
      if (Array.isArray(data26)) {
        let len9 = data26.length;
        for (let i9 = 0; i9 < len9; i9++)
          validate86(data26[i9], { instancePath: instancePath + "/utilities/" + i9, parentData: data26, parentDataProperty: i9, rootData }) || (vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors), errors = vErrors.length);
      } else {
        let err37 = { instancePath: instancePath + "/utilities", schemaPath: "#/properties/utilities/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.utilities.type, parentSchema: schema6.properties.utilities, data: data26 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
    }
    if (data.parallel !== void 0) {
      let data28 = data.parallel;
      if (!(typeof data28 == "number" && !(data28 % 1) && !isNaN(data28) && isFinite(data28))) {
        let err38 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.parallel.type, parentSchema: schema6.properties.parallel, data: data28 };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
      if (typeof data28 == "number" && isFinite(data28)) {
        if (data28 > 64 || isNaN(data28)) {
          let err39 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/maximum", keyword: "maximum", params: { comparison: "<=", limit: 64 }, message: "must be <= 64", schema: 64, parentSchema: schema6.properties.parallel, data: data28 };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        if (data28 < 1 || isNaN(data28)) {
          let err40 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema6.properties.parallel, data: data28 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
      }
    }
    if (data.boot !== void 0) {
      let data29 = data.boot;
      if (data29 && typeof data29 == "object" && !Array.isArray(data29)) {
        if (data29.kind === void 0) {
          let err41 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
        }
        if (data29.disk === void 0) {
          let err42 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
        }
        if (data29.mirrors === void 0) {
          let err43 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "mirrors" }, message: "must have required property 'mirrors'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
        if (data29.multiboot === void 0) {
          let err44 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
        }
        if (data29.defaultImage === void 0) {
          let err45 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "defaultImage" }, message: "must have required property 'defaultImage'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
        }
        if (data29.timeout === void 0) {
          let err46 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "timeout" }, message: "must have required property 'timeout'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
        }
        if (data29.kernelParams === void 0) {
          let err47 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kernelParams" }, message: "must have required property 'kernelParams'", schema: schema6.properties.boot.required, parentSchema: schema6.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
        }
        for (let key2 in data29)
          if (!(key2 === "kind" || key2 === "disk" || key2 === "mirrors" || key2 === "multiboot" || key2 === "uefi" || key2 === "defaultImage" || key2 === "timeout" || key2 === "kernelParams")) {
            let err48 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.boot, data: data29 };
            vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
          }
        if (data29.kind !== void 0) {
          let data30 = data29.kind;
          if (!(data30 === "multiboot" || data30 === "single")) {
            let err49 = { instancePath: instancePath + "/boot/kind", schemaPath: "#/properties/boot/properties/kind/enum", keyword: "enum", params: { allowedValues: schema6.properties.boot.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.boot.properties.kind.enum, parentSchema: schema6.properties.boot.properties.kind, data: data30 };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data29.disk !== void 0) {
          let data31 = data29.disk;
          if (typeof data31 != "string") {
            let err50 = { instancePath: instancePath + "/boot/disk", schemaPath: "#/properties/boot/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.disk.type, parentSchema: schema6.properties.boot.properties.disk, data: data31 };
            vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
          }
        }
        if (data29.mirrors !== void 0) {
          let data32 = data29.mirrors;
          if (Array.isArray(data32)) {
            let len10 = data32.length;
            for (let i10 = 0; i10 < len10; i10++) {
              let data33 = data32[i10];
              if (typeof data33 != "string") {
                let err51 = { instancePath: instancePath + "/boot/mirrors/" + i10, schemaPath: "#/properties/boot/properties/mirrors/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.mirrors.items.type, parentSchema: schema6.properties.boot.properties.mirrors.items, data: data33 };
                vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
              }
            }
          } else {
            let err52 = { instancePath: instancePath + "/boot/mirrors", schemaPath: "#/properties/boot/properties/mirrors/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.boot.properties.mirrors.type, parentSchema: schema6.properties.boot.properties.mirrors, data: data32 };
            vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
          }
        }
        if (data29.multiboot !== void 0) {
          let data34 = data29.multiboot, _errs58 = errors, valid25 = !1, _errs59 = errors;
          if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
            if (data34.device === void 0) {
              let err53 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema6.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0], data: data34 };
              vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
            }
            if (data34.uuid === void 0) {
              let err54 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema6.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0], data: data34 };
              vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
            }
            for (let key3 in data34)
              if (!(key3 === "device" || key3 === "uuid")) {
                let err55 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0], data: data34 };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            if (data34.device !== void 0) {
              let data35 = data34.device;
              if (typeof data35 != "string") {
                let err56 = { instancePath: instancePath + "/boot/multiboot/device", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.multiboot.anyOf[0].properties.device.type, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0].properties.device, data: data35 };
                vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
              }
            }
            if (data34.uuid !== void 0) {
              let data36 = data34.uuid;
              if (typeof data36 != "string") {
                let err57 = { instancePath: instancePath + "/boot/multiboot/uuid", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.multiboot.anyOf[0].properties.uuid.type, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0].properties.uuid, data: data36 };
                vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
              }
            }
          } else {
            let err58 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.boot.properties.multiboot.anyOf[0].type, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[0], data: data34 };
            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
          }
          var _valid0 = _errs59 === errors;
          if (valid25 = valid25 || _valid0, !valid25) {
            let _errs66 = errors;
            if (data34 !== null) {
              let err59 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema6.properties.boot.properties.multiboot.anyOf[1].type, parentSchema: schema6.properties.boot.properties.multiboot.anyOf[1], data: data34 };
              vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
            }
            var _valid0 = _errs66 === errors;
            valid25 = valid25 || _valid0;
          }
          if (valid25)
            errors = _errs58, vErrors !== null && (_errs58 ? vErrors.length = _errs58 : vErrors = null);
          else {
            let err60 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema6.properties.boot.properties.multiboot.anyOf, parentSchema: schema6.properties.boot.properties.multiboot, data: data34 };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
        }
        if (data29.uefi !== void 0) {
          let data37 = data29.uefi;
          if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
            if (data37.partitions === void 0) {
              let err61 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema6.properties.boot.properties.uefi.required, parentSchema: schema6.properties.boot.properties.uefi, data: data37 };
              vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
            }
            if (data37.order === void 0) {
              let err62 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/required", keyword: "required", params: { missingProperty: "order" }, message: "must have required property 'order'", schema: schema6.properties.boot.properties.uefi.required, parentSchema: schema6.properties.boot.properties.uefi, data: data37 };
              vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
            }
            for (let key4 in data37)
              if (!(key4 === "partitions" || key4 === "order")) {
                let err63 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.boot.properties.uefi, data: data37 };
                vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
              }
            if (data37.partitions !== void 0) {
              let data38 = data37.partitions;
              if (Array.isArray(data38)) {
                let len11 = data38.length;
                for (let i11 = 0; i11 < len11; i11++)
                  validate90(data38[i11], { instancePath: instancePath + "/boot/uefi/partitions/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors), errors = vErrors.length);
              } else {
                let err64 = { instancePath: instancePath + "/boot/uefi/partitions", schemaPath: "#/properties/boot/properties/uefi/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.boot.properties.uefi.properties.partitions.type, parentSchema: schema6.properties.boot.properties.uefi.properties.partitions, data: data38 };
                vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
              }
            }
            if (data37.order !== void 0) {
              let data40 = data37.order;
              if (!(data40 === "first" || data40 === "after-network" || data40 === "keep")) {
                let err65 = { instancePath: instancePath + "/boot/uefi/order", schemaPath: "#/properties/boot/properties/uefi/properties/order/enum", keyword: "enum", params: { allowedValues: schema6.properties.boot.properties.uefi.properties.order.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.boot.properties.uefi.properties.order.enum, parentSchema: schema6.properties.boot.properties.uefi.properties.order, data: data40 };
                vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
              }
            }
          } else {
            let err66 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.boot.properties.uefi.type, parentSchema: schema6.properties.boot.properties.uefi, data: data37 };
            vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
          }
        }
        if (data29.defaultImage !== void 0) {
          let data41 = data29.defaultImage;
          if (typeof data41 != "string") {
            let err67 = { instancePath: instancePath + "/boot/defaultImage", schemaPath: "#/properties/boot/properties/defaultImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.defaultImage.type, parentSchema: schema6.properties.boot.properties.defaultImage, data: data41 };
            vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
          }
        }
        if (data29.timeout !== void 0) {
          let data42 = data29.timeout;
          if (!(typeof data42 == "number" && !(data42 % 1) && !isNaN(data42) && isFinite(data42))) {
            let err68 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.boot.properties.timeout.type, parentSchema: schema6.properties.boot.properties.timeout, data: data42 };
            vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
          }
          if (typeof data42 == "number" && isFinite(data42) && (data42 < 0 || isNaN(data42))) {
            let err69 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema6.properties.boot.properties.timeout, data: data42 };
            vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
          }
        }
        if (data29.kernelParams !== void 0) {
          let data43 = data29.kernelParams;
          if (typeof data43 != "string") {
            let err70 = { instancePath: instancePath + "/boot/kernelParams", schemaPath: "#/properties/boot/properties/kernelParams/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.boot.properties.kernelParams.type, parentSchema: schema6.properties.boot.properties.kernelParams, data: data43 };
            vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
          }
        }
      } else {
        let err71 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.boot.type, parentSchema: schema6.properties.boot, data: data29 };
        vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
      }
    }
    if (data.steps !== void 0) {
      let data44 = data.steps;
      if (Array.isArray(data44)) {
        let len12 = data44.length;
        for (let i12 = 0; i12 < len12; i12++) {
          let data45 = data44[i12];
          if (data45 && typeof data45 == "object" && !Array.isArray(data45)) {
            if (data45.kind === void 0) {
              let err72 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema6.properties.steps.items.required, parentSchema: schema6.properties.steps.items, data: data45 };
              vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
            }
            let tag0 = data45.kind;
            if (typeof tag0 == "string")
              if (tag0 === "commands")
                validate92(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate92.errors : vErrors.concat(validate92.errors), errors = vErrors.length);
              else if (tag0 === "make-filesystem")
                validate95(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate95.errors : vErrors.concat(validate95.errors), errors = vErrors.length);
              else if (tag0 === "unmount")
                validate97(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors), errors = vErrors.length);
              else if (tag0 === "tear-down")
                validate98(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors), errors = vErrors.length);
              else if (tag0 === "mark-unbootable")
                validate100(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors), errors = vErrors.length);
              else if (tag0 === "clear-esp")
                validate101(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate101.errors : vErrors.concat(validate101.errors), errors = vErrors.length);
              else if (tag0 === "check-table")
                validate102(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors), errors = vErrors.length);
              else if (tag0 === "check-stacks")
                validate103(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors), errors = vErrors.length);
              else if (tag0 === "check-filesystems")
                validate104(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate104.errors : vErrors.concat(validate104.errors), errors = vErrors.length);
              else if (tag0 === "deploy-image")
                validate105(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate105.errors : vErrors.concat(validate105.errors), errors = vErrors.length);
              else if (tag0 === "deploy-utility")
                validate106(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate106.errors : vErrors.concat(validate106.errors), errors = vErrors.length);
              else if (tag0 === "install-boot")
                validate107(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate107.errors : vErrors.concat(validate107.errors), errors = vErrors.length);
              else {
                let err73 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "kind", tagValue: tag0 }, message: 'value of tag "kind" must be in oneOf', schema: schema6.properties.steps.items.discriminator, parentSchema: schema6.properties.steps.items, data: data45 };
                vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
              }
            else {
              let err74 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "kind", tagValue: tag0 }, message: 'tag "kind" must be string', schema: schema6.properties.steps.items.discriminator, parentSchema: schema6.properties.steps.items, data: data45 };
              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
            }
          } else {
            let err75 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.steps.items.type, parentSchema: schema6.properties.steps.items, data: data45 };
            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
          }
        }
      } else {
        let err76 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.steps.type, parentSchema: schema6.properties.steps, data: data44 };
        vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
      }
    }
  } else {
    let err77 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
