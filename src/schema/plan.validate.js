/** Generated from schema/plan.schema.json by `npm run schema`; edit that, not this. */
var validate = validate136, schema42 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "plan.schema.json", title: "Plan", description: "Everything that a deploy will do, decided before the first write; sizes are bytes. Holds image addresses with their secrets.", type: "object", required: ["version", "policy", "firmware", "machine", "disks", "arrays", "groups", "volumes", "images", "utilities", "boot", "steps"], additionalProperties: !1, properties: { version: { description: "the version of this format, 2", const: 2 }, policy: { description: "the partitions policy", enum: ["clean", "verify", "nailgun_legacy"] }, firmware: { description: "the firmware that the node is made bootable for", enum: ["bios", "uefi", "both"] }, machine: { description: "What the plan was made for", type: "object", required: ["architecture", "bootInterface", "disks", "arrays", "groups", "others"], additionalProperties: !1, properties: { architecture: { description: "what uname -m prints", type: "string" }, firmware: { description: "uefi where it was started by UEFI; absent for BIOS", enum: ["uefi"] }, secureBoot: { description: "true where its firmware starts only what is signed; absent where it does not", type: "boolean" }, bootInterface: { description: "the BOOTIF= value, if any", type: ["string", "null"] }, disks: { description: "the named disks as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/disk" } }, arrays: { description: "the MD arrays that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/mdArray" } }, groups: { description: "the LVM volume groups that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/volumeGroup" } }, others: { description: "the other devices that have a part on the named disks, as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/stackedDevice" } } } }, disks: { description: "the named disks in config order; the first is the one that the node boots from", type: "array", items: { $ref: "#/definitions/plannedDisk" } }, arrays: { description: "the MD arrays, in the order of their first members in the config", type: "array", items: { $ref: "#/definitions/plannedArray" } }, groups: { description: "the LVM volume groups, in config order", type: "array", items: { $ref: "#/definitions/plannedGroup" } }, volumes: { description: "every filesystem and swap area", type: "array", items: { $ref: "#/definitions/plannedVolume" } }, images: { description: "the operating systems, in config order", type: "array", items: { $ref: "#/definitions/plannedImage" } }, utilities: { description: "the utility images, in config order", type: "array", items: { $ref: "#/definitions/plannedUtility" } }, parallel: { description: "images that are deployed, or filesystems that are made, at the same time; 4 where absent", type: "integer", minimum: 1, maximum: 64 }, boot: { type: "object", required: ["kind", "disk", "mirrors", "multiboot", "defaultImage", "timeout", "kernelParams"], additionalProperties: !1, properties: { kind: { description: "multiboot: GRUB on a partition of its own; single: on the one image's /boot", enum: ["multiboot", "single"] }, disk: { description: "the disk whose boot sector GRUB is installed to", type: "string" }, mirrors: { description: "more disks whose boot sector GRUB is installed to: each holds a copy of all that it boots", type: "array", items: { type: "string" } }, multiboot: { description: "the multiboot partition; null for a single image", anyOf: [{ type: "object", required: ["device", "uuid"], additionalProperties: !1, properties: { device: { description: "its device node", type: "string" }, uuid: { description: "its filesystem UUID", type: "string" } } }, { type: "null" }] }, uefi: { description: "what UEFI boots from; absent for a node that is bootable by BIOS alone", type: "object", required: ["partitions", "order"], additionalProperties: !1, properties: { partitions: { description: "the EFI system partitions, each with the same boot loader; the entry of the firmware names the first", type: "array", items: { $ref: "#/definitions/plannedEsp" } }, order: { description: "where the firmware has the node's entry", enum: ["first", "after-network", "keep"] } } }, defaultImage: { description: "the name of the image to boot first", type: "string" }, timeout: { description: "seconds that the menu waits", type: "integer", minimum: 0 }, kernelParams: { description: "added to the kernel command line of every deployed image", type: "string" } } }, steps: { description: "what is done, in this order", type: "array", items: { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], oneOf: [{ $ref: "#/definitions/commandStep" }, { $ref: "#/definitions/makeFilesystemStep" }, { $ref: "#/definitions/unmountStep" }, { $ref: "#/definitions/tearDownStep" }, { $ref: "#/definitions/markStep" }, { $ref: "#/definitions/clearEspStep" }, { $ref: "#/definitions/tableStep" }, { $ref: "#/definitions/stackStep" }, { $ref: "#/definitions/filesystemStep" }, { $ref: "#/definitions/imageStep" }, { $ref: "#/definitions/utilityStep" }, { $ref: "#/definitions/bootStep" }] } } }, definitions: { plannedDisk: { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, plannedPartition: { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot, esp and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "esp", "multiboot", "volume", "raid-member", "pv"] } } }, plannedArray: { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedPhysicalVolume: { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } }, plannedLogicalVolume: { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } }, plannedGroup: { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, plannedVolume: { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } }, plannedEsp: { description: "An EFI system partition", type: "object", required: ["disk", "number", "device", "partuuid", "uuid"], additionalProperties: !1, properties: { disk: { description: "its disk", type: "string" }, number: { description: "its partition number", type: "integer", minimum: 0 }, device: { description: "its device node", type: "string" }, partuuid: { description: "its PARTUUID", type: "string" }, uuid: { description: "its filesystem UUID as blkid prints it", type: "string" }, keep: { description: "true where the files on it are kept, but for the boot loader", type: "boolean" } } }, plannedMount: { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } }, plannedFile: { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, plannedImage: { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, plannedUtility: { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, command: { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } }, commandStep: { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, makeFilesystemStep: { description: "Makes one filesystem. Such steps that follow each other run at the same time", type: "object", required: ["kind", "id", "title", "phase", "device", "commands"], additionalProperties: !1, properties: { kind: { const: "make-filesystem" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition, array or logical volume", type: "string" }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, unmountStep: { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } }, tearDownStep: { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, markStep: { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, clearEspStep: { description: "Removes the boot loader from an EFI system partition whose other files are kept", type: "object", required: ["kind", "id", "title", "phase", "device"], additionalProperties: !1, properties: { kind: { const: "clear-esp" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition", type: "string" } } }, tableStep: { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, stackStep: { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, filesystemStep: { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, imageStep: { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } }, utilityStep: { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } }, bootStep: { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } } } }, func2 = Object.prototype.hasOwnProperty, schema32 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, schema33 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
function validate110(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.label === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "label" || key0 === "uuid")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema33, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.properties.type.type, parentSchema: schema33.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 != "string" && data1 !== null) {
        let err5 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema33.properties.label.type }, message: "must be string,null", schema: schema33.properties.label.type, parentSchema: schema33.properties.label, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string" && data2 !== null) {
        let err6 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: schema33.properties.uuid.type }, message: "must be string,null", schema: schema33.properties.uuid.type, parentSchema: schema33.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema33.type, parentSchema: schema33, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate110.errors = vErrors, errors === 0;
}
var schema34 = { description: "what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace", type: "array", items: { type: "string" } };
function validate112(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.items.type, parentSchema: schema34.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema34.type, parentSchema: schema34, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate112.errors = vErrors, errors === 0;
}
var schema35 = { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } };
function validate114(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.content === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.uses === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema35.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema35, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err10 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.path.type, parentSchema: schema35.properties.path, data: data0 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.number.type, parentSchema: schema35.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err12 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.number, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.start.type, parentSchema: schema35.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.start, data: data2 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.properties.size.type, parentSchema: schema35.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema35.properties.size, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.type.type, parentSchema: schema35.properties.type, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err18 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: schema35.properties.partuuid.type }, message: "must be string,null", schema: schema35.properties.partuuid.type, parentSchema: schema35.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string" && data6 !== null) {
        let err19 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema35.properties.name.type }, message: "must be string,null", schema: schema35.properties.name.type, parentSchema: schema35.properties.name, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.content !== void 0) {
      let data7 = data.content, _errs17 = errors, valid1 = !1, _errs18 = errors;
      validate110(data7, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length);
      var _valid0 = _errs18 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs19 = errors;
        if (data7 !== null) {
          let err20 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema35.properties.content.anyOf[1].type, parentSchema: schema35.properties.content.anyOf[1], data: data7 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs19 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema35.properties.content.anyOf, parentSchema: schema35.properties.content, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    data.uses !== void 0 && (validate112(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length));
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate114.errors = vErrors, errors === 0;
}
function validate137(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.model === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.serial === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "serial" }, message: "must have required property 'serial'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.wwn === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wwn" }, message: "must have required property 'wwn'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.scsi === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "scsi" }, message: "must have required property 'scsi'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.links === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "links" }, message: "must have required property 'links'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.transport === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "transport" }, message: "must have required property 'transport'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.readOnly === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "readOnly" }, message: "must have required property 'readOnly'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.removable === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removable" }, message: "must have required property 'removable'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.table === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.content === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.uses === void 0) {
      let err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.partitions === void 0) {
      let err15 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema32.properties, key0)) {
        let err16 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema32, data };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err17 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.path.type, parentSchema: schema32.properties.path, data: data0 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err18 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.device.type, parentSchema: schema32.properties.device, data: data1 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err19 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema32.properties.size.type, parentSchema: schema32.properties.size, data: data2 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err20 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema32.properties.size, data: data2 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err21 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema32.properties.sectorSize.type, parentSchema: schema32.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err22 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema32.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.model !== void 0) {
      let data4 = data.model;
      if (typeof data4 != "string" && data4 !== null) {
        let err23 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: schema32.properties.model.type }, message: "must be string,null", schema: schema32.properties.model.type, parentSchema: schema32.properties.model, data: data4 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.serial !== void 0) {
      let data5 = data.serial;
      if (typeof data5 != "string" && data5 !== null) {
        let err24 = { instancePath: instancePath + "/serial", schemaPath: "#/properties/serial/type", keyword: "type", params: { type: schema32.properties.serial.type }, message: "must be string,null", schema: schema32.properties.serial.type, parentSchema: schema32.properties.serial, data: data5 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.wwn !== void 0) {
      let data6 = data.wwn;
      if (typeof data6 != "string" && data6 !== null) {
        let err25 = { instancePath: instancePath + "/wwn", schemaPath: "#/properties/wwn/type", keyword: "type", params: { type: schema32.properties.wwn.type }, message: "must be string,null", schema: schema32.properties.wwn.type, parentSchema: schema32.properties.wwn, data: data6 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.scsi !== void 0) {
      let data7 = data.scsi;
      if (typeof data7 != "string" && data7 !== null) {
        let err26 = { instancePath: instancePath + "/scsi", schemaPath: "#/properties/scsi/type", keyword: "type", params: { type: schema32.properties.scsi.type }, message: "must be string,null", schema: schema32.properties.scsi.type, parentSchema: schema32.properties.scsi, data: data7 };
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
            let err27 = { instancePath: instancePath + "/links/" + i0, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.links.items.type, parentSchema: schema32.properties.links.items, data: data9 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema32.properties.links.type, parentSchema: schema32.properties.links, data: data8 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.transport !== void 0) {
      let data10 = data.transport;
      if (typeof data10 != "string" && data10 !== null) {
        let err29 = { instancePath: instancePath + "/transport", schemaPath: "#/properties/transport/type", keyword: "type", params: { type: schema32.properties.transport.type }, message: "must be string,null", schema: schema32.properties.transport.type, parentSchema: schema32.properties.transport, data: data10 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.readOnly !== void 0) {
      let data11 = data.readOnly;
      if (typeof data11 != "boolean") {
        let err30 = { instancePath: instancePath + "/readOnly", schemaPath: "#/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema32.properties.readOnly.type, parentSchema: schema32.properties.readOnly, data: data11 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.removable !== void 0) {
      let data12 = data.removable;
      if (typeof data12 != "boolean") {
        let err31 = { instancePath: instancePath + "/removable", schemaPath: "#/properties/removable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema32.properties.removable.type, parentSchema: schema32.properties.removable, data: data12 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.table !== void 0) {
      let data13 = data.table, _errs29 = errors, valid3 = !1, _errs30 = errors;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (data13.type === void 0) {
          let err32 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema32.properties.table.anyOf[0].required, parentSchema: schema32.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data13.id === void 0) {
          let err33 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema32.properties.table.anyOf[0].required, parentSchema: schema32.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        for (let key1 in data13)
          if (!(key1 === "type" || key1 === "id")) {
            let err34 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema32.properties.table.anyOf[0], data: data13 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        if (data13.type !== void 0) {
          let data14 = data13.type;
          if (typeof data14 != "string") {
            let err35 = { instancePath: instancePath + "/table/type", schemaPath: "#/properties/table/anyOf/0/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.table.anyOf[0].properties.type.type, parentSchema: schema32.properties.table.anyOf[0].properties.type, data: data14 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data13.id !== void 0) {
          let data15 = data13.id;
          if (typeof data15 != "string" && data15 !== null) {
            let err36 = { instancePath: instancePath + "/table/id", schemaPath: "#/properties/table/anyOf/0/properties/id/type", keyword: "type", params: { type: schema32.properties.table.anyOf[0].properties.id.type }, message: "must be string,null", schema: schema32.properties.table.anyOf[0].properties.id.type, parentSchema: schema32.properties.table.anyOf[0].properties.id, data: data15 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
      } else {
        let err37 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema32.properties.table.anyOf[0].type, parentSchema: schema32.properties.table.anyOf[0], data: data13 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
      var _valid0 = _errs30 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs37 = errors;
        if (data13 !== null) {
          let err38 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema32.properties.table.anyOf[1].type, parentSchema: schema32.properties.table.anyOf[1], data: data13 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
        var _valid0 = _errs37 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs29, vErrors !== null && (_errs29 ? vErrors.length = _errs29 : vErrors = null);
      else {
        let err39 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema32.properties.table.anyOf, parentSchema: schema32.properties.table, data: data13 };
        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
      }
    }
    if (data.content !== void 0) {
      let data16 = data.content, _errs40 = errors, valid5 = !1, _errs41 = errors;
      validate110(data16, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length);
      var _valid1 = _errs41 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs42 = errors;
        if (data16 !== null) {
          let err40 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema32.properties.content.anyOf[1].type, parentSchema: schema32.properties.content.anyOf[1], data: data16 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        var _valid1 = _errs42 === errors;
        valid5 = valid5 || _valid1;
      }
      if (valid5)
        errors = _errs40, vErrors !== null && (_errs40 ? vErrors.length = _errs40 : vErrors = null);
      else {
        let err41 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema32.properties.content.anyOf, parentSchema: schema32.properties.content, data: data16 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.uses !== void 0 && (validate112(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length)), data.partitions !== void 0) {
      let data18 = data.partitions;
      if (Array.isArray(data18)) {
        let len1 = data18.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate114(data18[i1], { instancePath: instancePath + "/partitions/" + i1, parentData: data18, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate114.errors : vErrors.concat(validate114.errors), errors = vErrors.length);
      } else {
        let err42 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema32.properties.partitions.type, parentSchema: schema32.properties.partitions, data: data18 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema32.type, parentSchema: schema32, data };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate137.errors = vErrors, errors === 0;
}
var schema36 = { description: "An MD array as its members tell of it", type: "object", required: ["path", "active", "name", "uuid", "level", "metadata", "devices", "size", "members", "dataOffsets", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have", type: "string" }, active: { description: "whether it is assembled", type: "boolean" }, name: { description: "the name in its superblocks, null where there is none (metadata 0.90)", type: ["string", "null"] }, uuid: { description: "the UUID, as blkid writes it", type: "string" }, level: { description: "raid1, raid5, linear, ...", type: "string" }, metadata: { description: "the version of the superblocks: 0.90, 1.0, 1.1 or 1.2", type: "string" }, devices: { description: "how many devices it is made of; with fewer members some are missing", type: "integer", minimum: 0 }, size: { description: "bytes of the array", type: "integer", minimum: 0 }, members: { description: "the devices on this machine that have its superblock, sorted", type: "array", items: { type: "string" } }, dataOffsets: { description: "bytes from the start of each member to its data", type: "array", items: { type: "integer", minimum: 0 } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, also where it is not assembled; null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate142(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.active === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.level === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.metadata === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.devices === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "devices" }, message: "must have required property 'devices'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.size === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.members === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.dataOffsets === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataOffsets" }, message: "must have required property 'dataOffsets'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.content === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.uses === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema36.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema36, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err13 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.path.type, parentSchema: schema36.properties.path, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.active !== void 0) {
      let data1 = data.active;
      if (typeof data1 != "boolean") {
        let err14 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema36.properties.active.type, parentSchema: schema36.properties.active, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.name !== void 0) {
      let data2 = data.name;
      if (typeof data2 != "string" && data2 !== null) {
        let err15 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema36.properties.name.type }, message: "must be string,null", schema: schema36.properties.name.type, parentSchema: schema36.properties.name, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err16 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.uuid.type, parentSchema: schema36.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.level !== void 0) {
      let data4 = data.level;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.level.type, parentSchema: schema36.properties.level, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data5 = data.metadata;
      if (typeof data5 != "string") {
        let err18 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.metadata.type, parentSchema: schema36.properties.metadata, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.devices !== void 0) {
      let data6 = data.devices;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err19 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.devices.type, parentSchema: schema36.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err20 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.size !== void 0) {
      let data7 = data.size;
      if (!(typeof data7 == "number" && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        let err21 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.size.type, parentSchema: schema36.properties.size, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data7 == "number" && isFinite(data7) && (data7 < 0 || isNaN(data7))) {
        let err22 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.size, data: data7 };
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
            let err23 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.members.items.type, parentSchema: schema36.properties.members.items, data: data9 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.members.type, parentSchema: schema36.properties.members, data: data8 };
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
            let err25 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.properties.dataOffsets.items.type, parentSchema: schema36.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
          if (typeof data11 == "number" && isFinite(data11) && (data11 < 0 || isNaN(data11))) {
            let err26 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
      } else {
        let err27 = { instancePath: instancePath + "/dataOffsets", schemaPath: "#/properties/dataOffsets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.properties.dataOffsets.type, parentSchema: schema36.properties.dataOffsets, data: data10 };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.content !== void 0) {
      let data12 = data.content, _errs27 = errors, valid5 = !1, _errs28 = errors;
      validate110(data12, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length);
      var _valid0 = _errs28 === errors;
      if (valid5 = valid5 || _valid0, !valid5) {
        let _errs29 = errors;
        if (data12 !== null) {
          let err28 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema36.properties.content.anyOf[1].type, parentSchema: schema36.properties.content.anyOf[1], data: data12 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        var _valid0 = _errs29 === errors;
        valid5 = valid5 || _valid0;
      }
      if (valid5)
        errors = _errs27, vErrors !== null && (_errs27 ? vErrors.length = _errs27 : vErrors = null);
      else {
        let err29 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema36.properties.content.anyOf, parentSchema: schema36.properties.content, data: data12 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    data.uses !== void 0 && (validate112(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length));
  } else {
    let err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data };
    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
  }
  return validate142.errors = vErrors, errors === 0;
}
var schema37 = { description: "An LVM volume group as its physical volumes tell of it", type: "object", required: ["name", "uuid", "extentSize", "size", "lock", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name, which several groups may have", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, lock: { description: "how it is shared with other hosts (sanlock, dlm, clustered), null where it is not", type: ["string", "null"] }, physicalVolumes: { description: "in the group's order; a copy of one that is on the machine twice comes after it", type: "array", items: { $ref: "#/definitions/physicalVolume" } }, volumes: { description: "in the order of their names", type: "array", items: { $ref: "#/definitions/logicalVolume" } } } }, schema38 = { description: "A physical volume as its group knows it", type: "object", required: ["path", "uuid", "size"], additionalProperties: !1, properties: { path: { description: "the device, which may be an array that is not assembled; null where it is missing", type: ["string", "null"] }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes that the group has of it", type: "integer", minimum: 0 } } };
function validate124(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema38.required, parentSchema: schema38, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "uuid" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string" && data0 !== null) {
        let err4 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: schema38.properties.path.type }, message: "must be string,null", schema: schema38.properties.path.type, parentSchema: schema38.properties.path, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.uuid.type, parentSchema: schema38.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema38.properties.size.type, parentSchema: schema38.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema38.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.type, parentSchema: schema38, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate124.errors = vErrors, errors === 0;
}
var schema39 = { description: "A logical volume", type: "object", required: ["name", "path", "uuid", "size", "active", "content", "uses"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, path: { description: "the node below /dev/mapper that it has when it is active", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, active: { description: "whether it is active", type: "boolean" }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces" }, uses: { $ref: "#/definitions/uses" } } };
function validate126(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.path === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.active === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.content === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.uses === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema39.required, parentSchema: schema39, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "path" || key0 === "uuid" || key0 === "size" || key0 === "active" || key0 === "content" || key0 === "uses")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema39, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.name.type, parentSchema: schema39.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.path !== void 0) {
      let data1 = data.path;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.path.type, parentSchema: schema39.properties.path, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.properties.uuid.type, parentSchema: schema39.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema39.properties.size.type, parentSchema: schema39.properties.size, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema39.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.active !== void 0) {
      let data4 = data.active;
      if (typeof data4 != "boolean") {
        let err13 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema39.properties.active.type, parentSchema: schema39.properties.active, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.content !== void 0) {
      let data5 = data.content, _errs13 = errors, valid1 = !1, _errs14 = errors;
      validate110(data5, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length);
      var _valid0 = _errs14 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs15 = errors;
        if (data5 !== null) {
          let err14 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema39.properties.content.anyOf[1].type, parentSchema: schema39.properties.content.anyOf[1], data: data5 };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        var _valid0 = _errs15 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs13, vErrors !== null && (_errs13 ? vErrors.length = _errs13 : vErrors = null);
      else {
        let err15 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema39.properties.content.anyOf, parentSchema: schema39.properties.content, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    data.uses !== void 0 && (validate112(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length));
  } else {
    let err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema39.type, parentSchema: schema39, data };
    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
  }
  return validate126.errors = vErrors, errors === 0;
}
function validate146(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.extentSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.lock === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lock" }, message: "must have required property 'lock'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.volumes === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema37.required, parentSchema: schema37, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "uuid" || key0 === "extentSize" || key0 === "size" || key0 === "lock" || key0 === "physicalVolumes" || key0 === "volumes")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema37, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.name.type, parentSchema: schema37.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.uuid.type, parentSchema: schema37.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data2 = data.extentSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema37.properties.extentSize.type, parentSchema: schema37.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema37.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema37.properties.size.type, parentSchema: schema37.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema37.properties.size, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.lock !== void 0) {
      let data4 = data.lock;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/lock", schemaPath: "#/properties/lock/type", keyword: "type", params: { type: schema37.properties.lock.type }, message: "must be string,null", schema: schema37.properties.lock.type, parentSchema: schema37.properties.lock, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data5 = data.physicalVolumes;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate124(data5[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate124.errors : vErrors.concat(validate124.errors), errors = vErrors.length);
      } else {
        let err15 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema37.properties.physicalVolumes.type, parentSchema: schema37.properties.physicalVolumes, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data7 = data.volumes;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate126(data7[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data7, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate126.errors : vErrors.concat(validate126.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema37.properties.volumes.type, parentSchema: schema37.properties.volumes, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema37.type, parentSchema: schema37, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate146.errors = vErrors, errors === 0;
}
var schema40 = { description: "A device that sits on others and is none of the above", type: "object", required: ["path", "type", "parents", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, type: { description: "what lsblk calls it: crypt, mpath, bcache, dm, ...", type: "string" }, parents: { description: "the devices that it sits on, sorted", type: "array", items: { type: "string" } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate150(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.type === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.parents === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parents" }, message: "must have required property 'parents'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.content === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uses === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema40.required, parentSchema: schema40, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "type" || key0 === "parents" || key0 === "content" || key0 === "uses")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema40, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.path.type, parentSchema: schema40.properties.path, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data1 = data.type;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.type.type, parentSchema: schema40.properties.type, data: data1 };
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
            let err8 = { instancePath: instancePath + "/parents/" + i0, schemaPath: "#/properties/parents/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.properties.parents.items.type, parentSchema: schema40.properties.parents.items, data: data3 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        }
      } else {
        let err9 = { instancePath: instancePath + "/parents", schemaPath: "#/properties/parents/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema40.properties.parents.type, parentSchema: schema40.properties.parents, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.content !== void 0) {
      let data4 = data.content, _errs11 = errors, valid3 = !1, _errs12 = errors;
      validate110(data4, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate110.errors : vErrors.concat(validate110.errors), errors = vErrors.length);
      var _valid0 = _errs12 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs13 = errors;
        if (data4 !== null) {
          let err10 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema40.properties.content.anyOf[1].type, parentSchema: schema40.properties.content.anyOf[1], data: data4 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        var _valid0 = _errs13 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs11, vErrors !== null && (_errs11 ? vErrors.length = _errs11 : vErrors = null);
      else {
        let err11 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema40.properties.content.anyOf, parentSchema: schema40.properties.content, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.uses !== void 0 && (validate112(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate112.errors : vErrors.concat(validate112.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema40.type, parentSchema: schema40, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate150.errors = vErrors, errors === 0;
}
var schema47 = { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, schema48 = { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot, esp and multiboot are implicit; a volume is asked for, a raid-member is a part of an MD array, a pv of an LVM volume group", enum: ["bios-boot", "esp", "multiboot", "volume", "raid-member", "pv"] } } };
function validate155(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.purpose === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "purpose" }, message: "must have required property 'purpose'", schema: schema48.required, parentSchema: schema48, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "number" || key0 === "start" || key0 === "size" || key0 === "type" || key0 === "partuuid" || key0 === "name" || key0 === "purpose")) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema48, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema48.properties.device.type, parentSchema: schema48.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema48.properties.number.type, parentSchema: schema48.properties.number, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema48.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err12 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema48.properties.start.type, parentSchema: schema48.properties.start, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema48.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err14 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema48.properties.size.type, parentSchema: schema48.properties.size, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema48.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err16 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema48.properties.type.type, parentSchema: schema48.properties.type, data: data4 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string") {
        let err17 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema48.properties.partuuid.type, parentSchema: schema48.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string") {
        let err18 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema48.properties.name.type, parentSchema: schema48.properties.name, data: data6 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.purpose !== void 0) {
      let data7 = data.purpose;
      if (!(data7 === "bios-boot" || data7 === "esp" || data7 === "multiboot" || data7 === "volume" || data7 === "raid-member" || data7 === "pv")) {
        let err19 = { instancePath: instancePath + "/purpose", schemaPath: "#/properties/purpose/enum", keyword: "enum", params: { allowedValues: schema48.properties.purpose.enum }, message: "must be equal to one of the allowed values", schema: schema48.properties.purpose.enum, parentSchema: schema48.properties.purpose, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
  } else {
    let err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema48.type, parentSchema: schema48, data };
    vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
  }
  return validate155.errors = vErrors, errors === 0;
}
function validate154(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.declaredSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "declaredSize" }, message: "must have required property 'declaredSize'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.tableId === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tableId" }, message: "must have required property 'tableId'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partitions === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema47.required, parentSchema: schema47, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "size" || key0 === "declaredSize" || key0 === "sectorSize" || key0 === "tableId" || key0 === "keep" || key0 === "partitions")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema47, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err7 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.path.type, parentSchema: schema47.properties.path, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema47.properties.size.type, parentSchema: schema47.properties.size, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema47.properties.size, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.declaredSize !== void 0) {
      let data2 = data.declaredSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema47.properties.declaredSize.type, parentSchema: schema47.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema47.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema47.properties.sectorSize.type, parentSchema: schema47.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema47.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.tableId !== void 0) {
      let data4 = data.tableId;
      if (typeof data4 != "string") {
        let err14 = { instancePath: instancePath + "/tableId", schemaPath: "#/properties/tableId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema47.properties.tableId.type, parentSchema: schema47.properties.tableId, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema47.properties.keep.type, parentSchema: schema47.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data6 = data.partitions;
      if (Array.isArray(data6)) {
        let len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate155(data6[i0], { instancePath: instancePath + "/partitions/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate155.errors : vErrors.concat(validate155.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema47.properties.partitions.type, parentSchema: schema47.properties.partitions, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema47.type, parentSchema: schema47, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate154.errors = vErrors, errors === 0;
}
var schema49 = { description: "An MD array as it will be", type: "object", required: ["device", "name", "uuid", "level", "metadata", "memberSize", "size", "members"], additionalProperties: !1, properties: { device: { description: "the device node that it has while the plan is carried out; the systems name it by its UUID", type: "string" }, name: { description: "the name in its superblocks", type: "string" }, uuid: { description: "its UUID as blkid prints it", type: "string" }, level: { description: "the RAID level", enum: [0, 1, 5, 6, 10] }, metadata: { description: "the version of its superblocks", enum: ["0.90", "1.0", "1.1", "1.2"] }, memberSize: { description: "bytes that it uses of each member", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, members: { description: "the partitions that it is made of, in its order", type: "array", items: { type: "string" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } };
function validate158(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.level === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.metadata === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.memberSize === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "memberSize" }, message: "must have required property 'memberSize'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.size === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.members === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema49.required, parentSchema: schema49, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema49.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema49, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.device.type, parentSchema: schema49.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.name !== void 0) {
      let data1 = data.name;
      if (typeof data1 != "string") {
        let err10 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.name.type, parentSchema: schema49.properties.name, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err11 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.uuid.type, parentSchema: schema49.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.level !== void 0) {
      let data3 = data.level;
      if (!(data3 === 0 || data3 === 1 || data3 === 5 || data3 === 6 || data3 === 10)) {
        let err12 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/enum", keyword: "enum", params: { allowedValues: schema49.properties.level.enum }, message: "must be equal to one of the allowed values", schema: schema49.properties.level.enum, parentSchema: schema49.properties.level, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data4 = data.metadata;
      if (!(data4 === "0.90" || data4 === "1.0" || data4 === "1.1" || data4 === "1.2")) {
        let err13 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/enum", keyword: "enum", params: { allowedValues: schema49.properties.metadata.enum }, message: "must be equal to one of the allowed values", schema: schema49.properties.metadata.enum, parentSchema: schema49.properties.metadata, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.memberSize !== void 0) {
      let data5 = data.memberSize;
      if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        let err14 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.memberSize.type, parentSchema: schema49.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data5 == "number" && isFinite(data5) && (data5 < 0 || isNaN(data5))) {
        let err15 = { instancePath: instancePath + "/memberSize", schemaPath: "#/properties/memberSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema49.properties.memberSize, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.size !== void 0) {
      let data6 = data.size;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema49.properties.size.type, parentSchema: schema49.properties.size, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err17 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema49.properties.size, data: data6 };
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
            let err18 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema49.properties.members.items.type, parentSchema: schema49.properties.members.items, data: data8 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
      } else {
        let err19 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema49.properties.members.type, parentSchema: schema49.properties.members, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data9 = data.keep;
      if (typeof data9 != "boolean") {
        let err20 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema49.properties.keep.type, parentSchema: schema49.properties.keep, data: data9 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
  } else {
    let err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema49.type, parentSchema: schema49, data };
    vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
  }
  return validate158.errors = vErrors, errors === 0;
}
var schema50 = { description: "An LVM volume group as it will be", type: "object", required: ["name", "extentSize", "size", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, physicalVolumes: { description: "in the group's order", type: "array", items: { $ref: "#/definitions/plannedPhysicalVolume" } }, volumes: { description: "in config order", type: "array", items: { $ref: "#/definitions/plannedLogicalVolume" } }, keep: { description: "true where it is there already and kept", type: "boolean" } } }, schema51 = { description: "A partition or an array that a volume group is made of", type: "object", required: ["device", "metaSize", "size"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, metaSize: { description: "bytes at its beginning that the group does not get", type: "integer", minimum: 0 }, size: { description: "bytes that the group gets", type: "integer", minimum: 0 } } };
function validate161(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.metaSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metaSize" }, message: "must have required property 'metaSize'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema51.required, parentSchema: schema51, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "metaSize" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema51, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema51.properties.device.type, parentSchema: schema51.properties.device, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.metaSize !== void 0) {
      let data1 = data.metaSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err5 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema51.properties.metaSize.type, parentSchema: schema51.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err6 = { instancePath: instancePath + "/metaSize", schemaPath: "#/properties/metaSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema51.properties.metaSize, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema51.properties.size.type, parentSchema: schema51.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema51.properties.size, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema51.type, parentSchema: schema51, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate161.errors = vErrors, errors === 0;
}
var schema52 = { description: "A logical volume as it will be", type: "object", required: ["name", "device", "size"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 } } };
function validate163(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema52.required, parentSchema: schema52, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "device" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema52, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.name.type, parentSchema: schema52.properties.name, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema52.properties.device.type, parentSchema: schema52.properties.device, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema52.properties.size.type, parentSchema: schema52.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema52.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema52.type, parentSchema: schema52, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate163.errors = vErrors, errors === 0;
}
function validate160(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.extentSize === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.volumes === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema50.required, parentSchema: schema50, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "extentSize" || key0 === "size" || key0 === "physicalVolumes" || key0 === "volumes" || key0 === "keep")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema50, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema50.properties.name.type, parentSchema: schema50.properties.name, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data1 = data.extentSize;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err7 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema50.properties.extentSize.type, parentSchema: schema50.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err8 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema50.properties.extentSize, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema50.properties.size.type, parentSchema: schema50.properties.size, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema50.properties.size, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data3 = data.physicalVolumes;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate161(data3[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data3, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate161.errors : vErrors.concat(validate161.errors), errors = vErrors.length);
      } else {
        let err11 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema50.properties.physicalVolumes.type, parentSchema: schema50.properties.physicalVolumes, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data5 = data.volumes;
      if (Array.isArray(data5)) {
        let len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate163(data5[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data5, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate163.errors : vErrors.concat(validate163.errors), errors = vErrors.length);
      } else {
        let err12 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema50.properties.volumes.type, parentSchema: schema50.properties.volumes, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data7 = data.keep;
      if (typeof data7 != "boolean") {
        let err13 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema50.properties.keep.type, parentSchema: schema50.properties.keep, data: data7 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
  } else {
    let err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema50.type, parentSchema: schema50, data };
    vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
  }
  return validate160.errors = vErrors, errors === 0;
}
var schema53 = { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } };
function validate166(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.label === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.mount === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.images === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.fstab === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema53.required, parentSchema: schema53, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema53.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema53, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.device.type, parentSchema: schema53.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema53.properties.size.type, parentSchema: schema53.properties.size, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema53.properties.size, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (!(data2 === "ext2" || data2 === "ext3" || data2 === "ext4" || data2 === "xfs" || data2 === "btrfs" || data2 === "vfat" || data2 === "swap")) {
        let err12 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/enum", keyword: "enum", params: { allowedValues: schema53.properties.type.enum }, message: "must be equal to one of the allowed values", schema: schema53.properties.type.enum, parentSchema: schema53.properties.type, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err13 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.uuid.type, parentSchema: schema53.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.label !== void 0) {
      let data4 = data.label;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema53.properties.label.type }, message: "must be string,null", schema: schema53.properties.label.type, parentSchema: schema53.properties.label, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema53.properties.keep.type, parentSchema: schema53.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.mount !== void 0) {
      let data6 = data.mount;
      if (typeof data6 != "string" && data6 !== null) {
        let err16 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: schema53.properties.mount.type }, message: "must be string,null", schema: schema53.properties.mount.type, parentSchema: schema53.properties.mount, data: data6 };
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
            let err17 = { instancePath: instancePath + "/images/" + i0, schemaPath: "#/properties/images/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.images.items.type, parentSchema: schema53.properties.images.items, data: data8 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      } else {
        let err18 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema53.properties.images.type, parentSchema: schema53.properties.images, data: data7 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data9 = data.fstab, _errs20 = errors, valid3 = !1, _errs21 = errors;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.enabled === void 0) {
          let err19 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "enabled" }, message: "must have required property 'enabled'", schema: schema53.properties.fstab.anyOf[0].required, parentSchema: schema53.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data9.options === void 0) {
          let err20 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "options" }, message: "must have required property 'options'", schema: schema53.properties.fstab.anyOf[0].required, parentSchema: schema53.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        for (let key1 in data9)
          if (!(key1 === "enabled" || key1 === "options")) {
            let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema53.properties.fstab.anyOf[0], data: data9 };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        if (data9.enabled !== void 0) {
          let data10 = data9.enabled;
          if (typeof data10 != "boolean") {
            let err22 = { instancePath: instancePath + "/fstab/enabled", schemaPath: "#/properties/fstab/anyOf/0/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema53.properties.fstab.anyOf[0].properties.enabled.type, parentSchema: schema53.properties.fstab.anyOf[0].properties.enabled, data: data10 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data9.options !== void 0) {
          let data11 = data9.options;
          if (typeof data11 != "string") {
            let err23 = { instancePath: instancePath + "/fstab/options", schemaPath: "#/properties/fstab/anyOf/0/properties/options/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema53.properties.fstab.anyOf[0].properties.options.type, parentSchema: schema53.properties.fstab.anyOf[0].properties.options, data: data11 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema53.properties.fstab.anyOf[0].type, parentSchema: schema53.properties.fstab.anyOf[0], data: data9 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      var _valid0 = _errs21 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs28 = errors;
        if (data9 !== null) {
          let err25 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema53.properties.fstab.anyOf[1].type, parentSchema: schema53.properties.fstab.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        var _valid0 = _errs28 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs20, vErrors !== null && (_errs20 ? vErrors.length = _errs20 : vErrors = null);
      else {
        let err26 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema53.properties.fstab.anyOf, parentSchema: schema53.properties.fstab, data: data9 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
  } else {
    let err27 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema53.type, parentSchema: schema53, data };
    vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
  }
  return validate166.errors = vErrors, errors === 0;
}
var schema54 = { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, schema55 = { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, pattern1 = new RegExp("^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", "u");
function validate169(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "format" || key0 === "compression" || key0 === "checksum" || key0 === "checksumUrl" || key0 === "allowMd5" || key0 === "signatureUrl" || key0 === "signatureKey" || key0 === "caFile")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema55, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.format !== void 0) {
      let data0 = data.format;
      if (!(data0 === "raw" || data0 === "tar" || data0 === "qcow2")) {
        let err1 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/enum", keyword: "enum", params: { allowedValues: schema55.properties.format.enum }, message: "must be equal to one of the allowed values", schema: schema55.properties.format.enum, parentSchema: schema55.properties.format, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.compression !== void 0) {
      let data1 = data.compression;
      if (!(data1 === "none" || data1 === "gzip" || data1 === "xz" || data1 === "zstd" || data1 === "bz2")) {
        let err2 = { instancePath: instancePath + "/compression", schemaPath: "#/properties/compression/enum", keyword: "enum", params: { allowedValues: schema55.properties.compression.enum }, message: "must be equal to one of the allowed values", schema: schema55.properties.compression.enum, parentSchema: schema55.properties.compression, data: data1 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.checksum !== void 0) {
      let data2 = data.checksum;
      if (typeof data2 == "string") {
        if (!pattern1.test(data2)) {
          let err3 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/pattern", keyword: "pattern", params: { pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, message: 'must match pattern "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"', schema: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", parentSchema: schema55.properties.checksum, data: data2 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.checksum.type, parentSchema: schema55.properties.checksum, data: data2 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.checksumUrl !== void 0) {
      let data3 = data.checksumUrl;
      if (typeof data3 != "string") {
        let err5 = { instancePath: instancePath + "/checksumUrl", schemaPath: "#/properties/checksumUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.checksumUrl.type, parentSchema: schema55.properties.checksumUrl, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.allowMd5 !== void 0) {
      let data4 = data.allowMd5;
      if (typeof data4 != "boolean") {
        let err6 = { instancePath: instancePath + "/allowMd5", schemaPath: "#/properties/allowMd5/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema55.properties.allowMd5.type, parentSchema: schema55.properties.allowMd5, data: data4 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.signatureUrl !== void 0) {
      let data5 = data.signatureUrl;
      if (typeof data5 != "string") {
        let err7 = { instancePath: instancePath + "/signatureUrl", schemaPath: "#/properties/signatureUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.signatureUrl.type, parentSchema: schema55.properties.signatureUrl, data: data5 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.signatureKey !== void 0) {
      let data6 = data.signatureKey;
      if (typeof data6 != "string") {
        let err8 = { instancePath: instancePath + "/signatureKey", schemaPath: "#/properties/signatureKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.signatureKey.type, parentSchema: schema55.properties.signatureKey, data: data6 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.caFile !== void 0) {
      let data7 = data.caFile;
      if (typeof data7 != "string") {
        let err9 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema55.properties.caFile.type, parentSchema: schema55.properties.caFile, data: data7 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
  } else {
    let err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema55.type, parentSchema: schema55, data };
    vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
  }
  return validate169.errors = vErrors, errors === 0;
}
var schema56 = { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } };
function validate171(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mount === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema56.required, parentSchema: schema56, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "mount" || key0 === "device" || key0 === "type" || key0 === "uuid")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema56, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.mount !== void 0) {
      let data0 = data.mount;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.mount.type, parentSchema: schema56.properties.mount, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.device.type, parentSchema: schema56.properties.device, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.type.type, parentSchema: schema56.properties.type, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err8 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema56.properties.uuid.type, parentSchema: schema56.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema56.type, parentSchema: schema56, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate171.errors = vErrors, errors === 0;
}
function validate168(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.imageName === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageName" }, message: "must have required property 'imageName'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.imageUuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageUuid" }, message: "must have required property 'imageUuid'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driver === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.source === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.flags === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.bootTool === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootTool" }, message: "must have required property 'bootTool'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.mounts === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.rootUuid === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rootUuid" }, message: "must have required property 'rootUuid'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.fstab === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema54.required, parentSchema: schema54, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema54.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema54, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err11 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.name.type, parentSchema: schema54.properties.name, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.imageName !== void 0) {
      let data1 = data.imageName;
      if (typeof data1 != "string") {
        let err12 = { instancePath: instancePath + "/imageName", schemaPath: "#/properties/imageName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.imageName.type, parentSchema: schema54.properties.imageName, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.imageUuid !== void 0) {
      let data2 = data.imageUuid;
      if (typeof data2 != "string") {
        let err13 = { instancePath: instancePath + "/imageUuid", schemaPath: "#/properties/imageUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.imageUuid.type, parentSchema: schema54.properties.imageUuid, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data3 = data.driver;
      if (!(data3 === "rsync" || data3 === "swift")) {
        let err14 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema54.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema54.properties.driver.enum, parentSchema: schema54.properties.driver, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.source !== void 0) {
      let data4 = data.source;
      if (typeof data4 != "string") {
        let err15 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.source.type, parentSchema: schema54.properties.source, data: data4 };
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
            let err16 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.flags.items.type, parentSchema: schema54.properties.flags.items, data: data6 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema54.properties.flags.type, parentSchema: schema54.properties.flags, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.file !== void 0 && (validate169(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate169.errors : vErrors.concat(validate169.errors), errors = vErrors.length)), data.bootTool !== void 0) {
      let data8 = data.bootTool;
      if (typeof data8 != "boolean") {
        let err18 = { instancePath: instancePath + "/bootTool", schemaPath: "#/properties/bootTool/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema54.properties.bootTool.type, parentSchema: schema54.properties.bootTool, data: data8 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate171(data9[i1], { instancePath: instancePath + "/mounts/" + i1, parentData: data9, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors), errors = vErrors.length);
      } else {
        let err19 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema54.properties.mounts.type, parentSchema: schema54.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.rootUuid !== void 0) {
      let data11 = data.rootUuid;
      if (typeof data11 != "string") {
        let err20 = { instancePath: instancePath + "/rootUuid", schemaPath: "#/properties/rootUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.rootUuid.type, parentSchema: schema54.properties.rootUuid, data: data11 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data12 = data.fstab;
      if (typeof data12 != "string") {
        let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema54.properties.fstab.type, parentSchema: schema54.properties.fstab, data: data12 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema54.type, parentSchema: schema54, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate168.errors = vErrors, errors === 0;
}
var schema57 = { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, pattern2 = new RegExp("^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", "u");
function validate174(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.driver === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.source === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.flags === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.target === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.mounts === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema57.required, parentSchema: schema57, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "driver" || key0 === "source" || key0 === "flags" || key0 === "file" || key0 === "target" || key0 === "into" || key0 === "mounts")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema57, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.name.type, parentSchema: schema57.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data1 = data.driver;
      if (!(data1 === "rsync" || data1 === "swift")) {
        let err9 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema57.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema57.properties.driver.enum, parentSchema: schema57.properties.driver, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.source !== void 0) {
      let data2 = data.source;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.source.type, parentSchema: schema57.properties.source, data: data2 };
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
            let err11 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.flags.items.type, parentSchema: schema57.properties.flags.items, data: data4 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema57.properties.flags.type, parentSchema: schema57.properties.flags, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.file !== void 0 && (validate169(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate169.errors : vErrors.concat(validate169.errors), errors = vErrors.length)), data.target !== void 0) {
      let data6 = data.target;
      if (typeof data6 == "string") {
        if (!pattern2.test(data6)) {
          let err13 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, message: 'must match pattern "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$"', schema: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", parentSchema: schema57.properties.target, data: data6 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.target.type, parentSchema: schema57.properties.target, data: data6 };
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
            let err15 = { instancePath: instancePath + "/into/" + i1, schemaPath: "#/properties/into/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema57.properties.into.items.type, parentSchema: schema57.properties.into.items, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema57.properties.into.type, parentSchema: schema57.properties.into, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate171(data9[i2], { instancePath: instancePath + "/mounts/" + i2, parentData: data9, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate171.errors : vErrors.concat(validate171.errors), errors = vErrors.length);
      } else {
        let err17 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema57.properties.mounts.type, parentSchema: schema57.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema57.type, parentSchema: schema57, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate174.errors = vErrors, errors === 0;
}
var schema58 = { description: "An EFI system partition", type: "object", required: ["disk", "number", "device", "partuuid", "uuid"], additionalProperties: !1, properties: { disk: { description: "its disk", type: "string" }, number: { description: "its partition number", type: "integer", minimum: 0 }, device: { description: "its device node", type: "string" }, partuuid: { description: "its PARTUUID", type: "string" }, uuid: { description: "its filesystem UUID as blkid prints it", type: "string" }, keep: { description: "true where the files on it are kept, but for the boot loader", type: "boolean" } } };
function validate178(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.disk === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.device === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.partuuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uuid === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema58.required, parentSchema: schema58, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "disk" || key0 === "number" || key0 === "device" || key0 === "partuuid" || key0 === "uuid" || key0 === "keep")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema58, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.disk !== void 0) {
      let data0 = data.disk;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.disk.type, parentSchema: schema58.properties.disk, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err7 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema58.properties.number.type, parentSchema: schema58.properties.number, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err8 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema58.properties.number, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.device !== void 0) {
      let data2 = data.device;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.device.type, parentSchema: schema58.properties.device, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data3 = data.partuuid;
      if (typeof data3 != "string") {
        let err10 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.partuuid.type, parentSchema: schema58.properties.partuuid, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data4 = data.uuid;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema58.properties.uuid.type, parentSchema: schema58.properties.uuid, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err12 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema58.properties.keep.type, parentSchema: schema58.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema58.type, parentSchema: schema58, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate178.errors = vErrors, errors === 0;
}
var schema59 = { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, schema60 = { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } };
function validate181(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.program === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "program" }, message: "must have required property 'program'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.args === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "args" }, message: "must have required property 'args'", schema: schema60.required, parentSchema: schema60, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "program" || key0 === "args" || key0 === "input" || key0 === "okCodes" || key0 === "env")) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema60, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.program !== void 0) {
      let data0 = data.program;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.program.type, parentSchema: schema60.properties.program, data: data0 };
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
            let err4 = { instancePath: instancePath + "/args/" + i0, schemaPath: "#/properties/args/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.args.items.type, parentSchema: schema60.properties.args.items, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
      } else {
        let err5 = { instancePath: instancePath + "/args", schemaPath: "#/properties/args/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema60.properties.args.type, parentSchema: schema60.properties.args, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.input !== void 0) {
      let data3 = data.input;
      if (typeof data3 != "string") {
        let err6 = { instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.input.type, parentSchema: schema60.properties.input, data: data3 };
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
            let err7 = { instancePath: instancePath + "/okCodes/" + i1, schemaPath: "#/properties/okCodes/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema60.properties.okCodes.items.type, parentSchema: schema60.properties.okCodes.items, data: data5 };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      } else {
        let err8 = { instancePath: instancePath + "/okCodes", schemaPath: "#/properties/okCodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema60.properties.okCodes.type, parentSchema: schema60.properties.okCodes, data: data4 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.env !== void 0) {
      let data6 = data.env;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6))
        for (let key1 in data6) {
          let data7 = data6[key1];
          if (typeof data7 != "string") {
            let err9 = { instancePath: instancePath + "/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/env/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema60.properties.env.additionalProperties.type, parentSchema: schema60.properties.env.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
      else {
        let err10 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema60.properties.env.type, parentSchema: schema60.properties.env, data: data6 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema60.type, parentSchema: schema60, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate181.errors = vErrors, errors === 0;
}
function validate180(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
      if (data0 !== "commands") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "commands" }, message: "must be equal to constant", schema: "commands", parentSchema: schema59.properties.kind, data: data0 };
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
          validate181(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate181.errors : vErrors.concat(validate181.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema59.properties.commands.type, parentSchema: schema59.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema59.type, parentSchema: schema59, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate180.errors = vErrors, errors === 0;
}
var schema61 = { description: "Makes one filesystem. Such steps that follow each other run at the same time", type: "object", required: ["kind", "id", "title", "phase", "device", "commands"], additionalProperties: !1, properties: { kind: { const: "make-filesystem" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition, array or logical volume", type: "string" }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } };
function validate183(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.device === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.commands === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema61.required, parentSchema: schema61, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "device" || key0 === "commands")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema61, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "make-filesystem") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "make-filesystem" }, message: "must be equal to constant", schema: "make-filesystem", parentSchema: schema61.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.id.type, parentSchema: schema61.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.title.type, parentSchema: schema61.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema61.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema61.properties.phase.enum, parentSchema: schema61.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.device !== void 0) {
      let data4 = data.device;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema61.properties.device.type, parentSchema: schema61.properties.device, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data5 = data.commands;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate181(data5[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate181.errors : vErrors.concat(validate181.errors), errors = vErrors.length);
      } else {
        let err12 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema61.properties.commands.type, parentSchema: schema61.properties.commands, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema61.type, parentSchema: schema61, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate183.errors = vErrors, errors === 0;
}
var schema62 = { description: "Unmounts a device of a named disk, also among the mounts that the program was started with", type: "object", required: ["kind", "id", "title", "phase", "targets"], additionalProperties: !1, properties: { kind: { const: "unmount" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, targets: { description: "mount points, in the order of unmounting", type: "array", items: { type: "string" } } } };
function validate185(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.targets === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "targets" }, message: "must have required property 'targets'", schema: schema62.required, parentSchema: schema62, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "targets")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema62, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "unmount") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "unmount" }, message: "must be equal to constant", schema: "unmount", parentSchema: schema62.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema62.properties.id.type, parentSchema: schema62.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema62.properties.title.type, parentSchema: schema62.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema62.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema62.properties.phase.enum, parentSchema: schema62.properties.phase, data: data3 };
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
            let err10 = { instancePath: instancePath + "/targets/" + i0, schemaPath: "#/properties/targets/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema62.properties.targets.items.type, parentSchema: schema62.properties.targets.items, data: data5 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        }
      } else {
        let err11 = { instancePath: instancePath + "/targets", schemaPath: "#/properties/targets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema62.properties.targets.type, parentSchema: schema62.properties.targets, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema62.type, parentSchema: schema62, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate185.errors = vErrors, errors === 0;
}
var schema63 = { description: "Takes down one thing that sits on named disks. From the first of these steps to the last, udev is kept from looking at the disks and putting things together again", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "tear-down" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } };
function validate186(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema63.required, parentSchema: schema63, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema63, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "tear-down") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "tear-down" }, message: "must be equal to constant", schema: "tear-down", parentSchema: schema63.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema63.properties.id.type, parentSchema: schema63.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema63.properties.title.type, parentSchema: schema63.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema63.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema63.properties.phase.enum, parentSchema: schema63.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate181(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate181.errors : vErrors.concat(validate181.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema63.properties.commands.type, parentSchema: schema63.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema63.type, parentSchema: schema63, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate186.errors = vErrors, errors === 0;
}
var schema64 = { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate188(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema64.required, parentSchema: schema64, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema64, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "mark-unbootable") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "mark-unbootable" }, message: "must be equal to constant", schema: "mark-unbootable", parentSchema: schema64.properties.kind, data: data0 };
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
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema64.properties.disk.type, parentSchema: schema64.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema64.type, parentSchema: schema64, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate188.errors = vErrors, errors === 0;
}
var schema65 = { description: "Removes the boot loader from an EFI system partition whose other files are kept", type: "object", required: ["kind", "id", "title", "phase", "device"], additionalProperties: !1, properties: { kind: { const: "clear-esp" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, device: { description: "the partition", type: "string" } } };
function validate189(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.device === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema65.required, parentSchema: schema65, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "device")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema65, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "clear-esp") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "clear-esp" }, message: "must be equal to constant", schema: "clear-esp", parentSchema: schema65.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.id.type, parentSchema: schema65.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.title.type, parentSchema: schema65.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema65.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema65.properties.phase.enum, parentSchema: schema65.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.device !== void 0) {
      let data4 = data.device;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema65.properties.device.type, parentSchema: schema65.properties.device, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema65.type, parentSchema: schema65, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate189.errors = vErrors, errors === 0;
}
var schema66 = { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate190(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema66.required, parentSchema: schema66, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema66, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-table") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-table" }, message: "must be equal to constant", schema: "check-table", parentSchema: schema66.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema66.properties.id.type, parentSchema: schema66.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema66.properties.title.type, parentSchema: schema66.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema66.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema66.properties.phase.enum, parentSchema: schema66.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema66.properties.disk.type, parentSchema: schema66.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema66.type, parentSchema: schema66, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate190.errors = vErrors, errors === 0;
}
var schema67 = { description: "Reads the MD arrays and volume groups back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-stacks" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate191(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema67.required, parentSchema: schema67, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema67.required, parentSchema: schema67, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema67.required, parentSchema: schema67, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema67.required, parentSchema: schema67, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema67, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-stacks") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-stacks" }, message: "must be equal to constant", schema: "check-stacks", parentSchema: schema67.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema67.properties.id.type, parentSchema: schema67.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema67.properties.title.type, parentSchema: schema67.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema67.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema67.properties.phase.enum, parentSchema: schema67.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema67.type, parentSchema: schema67, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate191.errors = vErrors, errors === 0;
}
var schema68 = { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate192(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema68.required, parentSchema: schema68, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema68.required, parentSchema: schema68, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema68.required, parentSchema: schema68, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema68.required, parentSchema: schema68, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema68, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-filesystems") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-filesystems" }, message: "must be equal to constant", schema: "check-filesystems", parentSchema: schema68.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema68.properties.id.type, parentSchema: schema68.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema68.properties.title.type, parentSchema: schema68.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema68.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema68.properties.phase.enum, parentSchema: schema68.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema68.type, parentSchema: schema68, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate192.errors = vErrors, errors === 0;
}
var schema69 = { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } };
function validate193(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema69.required, parentSchema: schema69, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema69.required, parentSchema: schema69, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema69.required, parentSchema: schema69, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema69.required, parentSchema: schema69, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema69.required, parentSchema: schema69, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema69, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-image") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-image" }, message: "must be equal to constant", schema: "deploy-image", parentSchema: schema69.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema69.properties.id.type, parentSchema: schema69.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema69.properties.title.type, parentSchema: schema69.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema69.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema69.properties.phase.enum, parentSchema: schema69.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema69.properties.image.type, parentSchema: schema69.properties.image, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema69.type, parentSchema: schema69, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate193.errors = vErrors, errors === 0;
}
var schema70 = { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } };
function validate194(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema70.required, parentSchema: schema70, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image" || key0 === "into")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema70, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-utility") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-utility" }, message: "must be equal to constant", schema: "deploy-utility", parentSchema: schema70.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.id.type, parentSchema: schema70.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.title.type, parentSchema: schema70.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema70.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema70.properties.phase.enum, parentSchema: schema70.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema70.properties.image.type, parentSchema: schema70.properties.image, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.into !== void 0) {
      let data5 = data.into;
      if (typeof data5 != "string" && data5 !== null) {
        let err12 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: schema70.properties.into.type }, message: "must be string,null", schema: schema70.properties.into.type, parentSchema: schema70.properties.into, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema70.type, parentSchema: schema70, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate194.errors = vErrors, errors === 0;
}
var schema71 = { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate195(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema71.required, parentSchema: schema71, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema71.required, parentSchema: schema71, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema71.required, parentSchema: schema71, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema71.required, parentSchema: schema71, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema71, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "install-boot") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "install-boot" }, message: "must be equal to constant", schema: "install-boot", parentSchema: schema71.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema71.properties.id.type, parentSchema: schema71.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema71.properties.title.type, parentSchema: schema71.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema71.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema71.properties.phase.enum, parentSchema: schema71.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema71.type, parentSchema: schema71, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate195.errors = vErrors, errors === 0;
}
function validate136(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.policy === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "policy" }, message: "must have required property 'policy'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.machine === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "machine" }, message: "must have required property 'machine'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disks === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.arrays === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.groups === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.volumes === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.images === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.utilities === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "utilities" }, message: "must have required property 'utilities'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.boot === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot" }, message: "must have required property 'boot'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.steps === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "steps" }, message: "must have required property 'steps'", schema: schema42.required, parentSchema: schema42, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema42.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 2) {
        let err13 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, message: "must be equal to constant", schema: 2, parentSchema: schema42.properties.version, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.policy !== void 0) {
      let data1 = data.policy;
      if (!(data1 === "clean" || data1 === "verify" || data1 === "nailgun_legacy")) {
        let err14 = { instancePath: instancePath + "/policy", schemaPath: "#/properties/policy/enum", keyword: "enum", params: { allowedValues: schema42.properties.policy.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.policy.enum, parentSchema: schema42.properties.policy, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (!(data2 === "bios" || data2 === "uefi" || data2 === "both")) {
        let err15 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema42.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.firmware.enum, parentSchema: schema42.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.machine !== void 0) {
      let data3 = data.machine;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.architecture === void 0) {
          let err16 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        if (data3.bootInterface === void 0) {
          let err17 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
        }
        if (data3.disks === void 0) {
          let err18 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
        if (data3.arrays === void 0) {
          let err19 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "arrays" }, message: "must have required property 'arrays'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data3.groups === void 0) {
          let err20 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "groups" }, message: "must have required property 'groups'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        if (data3.others === void 0) {
          let err21 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "others" }, message: "must have required property 'others'", schema: schema42.properties.machine.required, parentSchema: schema42.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        for (let key1 in data3)
          if (!(key1 === "architecture" || key1 === "firmware" || key1 === "secureBoot" || key1 === "bootInterface" || key1 === "disks" || key1 === "arrays" || key1 === "groups" || key1 === "others")) {
            let err22 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42.properties.machine, data: data3 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        if (data3.architecture !== void 0) {
          let data4 = data3.architecture;
          if (typeof data4 != "string") {
            let err23 = { instancePath: instancePath + "/machine/architecture", schemaPath: "#/properties/machine/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.machine.properties.architecture.type, parentSchema: schema42.properties.machine.properties.architecture, data: data4 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
        if (data3.firmware !== void 0) {
          let data5 = data3.firmware;
          if (data5 !== "uefi") {
            let err24 = { instancePath: instancePath + "/machine/firmware", schemaPath: "#/properties/machine/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema42.properties.machine.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.machine.properties.firmware.enum, parentSchema: schema42.properties.machine.properties.firmware, data: data5 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
        if (data3.secureBoot !== void 0) {
          let data6 = data3.secureBoot;
          if (typeof data6 != "boolean") {
            let err25 = { instancePath: instancePath + "/machine/secureBoot", schemaPath: "#/properties/machine/properties/secureBoot/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema42.properties.machine.properties.secureBoot.type, parentSchema: schema42.properties.machine.properties.secureBoot, data: data6 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data3.bootInterface !== void 0) {
          let data7 = data3.bootInterface;
          if (typeof data7 != "string" && data7 !== null) {
            let err26 = { instancePath: instancePath + "/machine/bootInterface", schemaPath: "#/properties/machine/properties/bootInterface/type", keyword: "type", params: { type: schema42.properties.machine.properties.bootInterface.type }, message: "must be string,null", schema: schema42.properties.machine.properties.bootInterface.type, parentSchema: schema42.properties.machine.properties.bootInterface, data: data7 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
        if (data3.disks !== void 0) {
          let data8 = data3.disks;
          if (Array.isArray(data8)) {
            let len0 = data8.length;
            for (let i0 = 0; i0 < len0; i0++)
              validate137(data8[i0], { instancePath: instancePath + "/machine/disks/" + i0, parentData: data8, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate137.errors : vErrors.concat(validate137.errors), errors = vErrors.length);
          } else {
            let err27 = { instancePath: instancePath + "/machine/disks", schemaPath: "#/properties/machine/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.machine.properties.disks.type, parentSchema: schema42.properties.machine.properties.disks, data: data8 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data3.arrays !== void 0) {
          let data10 = data3.arrays;
          if (Array.isArray(data10)) {
            let len1 = data10.length;
            for (let i1 = 0; i1 < len1; i1++)
              validate142(data10[i1], { instancePath: instancePath + "/machine/arrays/" + i1, parentData: data10, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate142.errors : vErrors.concat(validate142.errors), errors = vErrors.length);
          } else {
            let err28 = { instancePath: instancePath + "/machine/arrays", schemaPath: "#/properties/machine/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.machine.properties.arrays.type, parentSchema: schema42.properties.machine.properties.arrays, data: data10 };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
        }
        if (data3.groups !== void 0) {
          let data12 = data3.groups;
          if (Array.isArray(data12)) {
            let len2 = data12.length;
            for (let i2 = 0; i2 < len2; i2++)
              validate146(data12[i2], { instancePath: instancePath + "/machine/groups/" + i2, parentData: data12, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate146.errors : vErrors.concat(validate146.errors), errors = vErrors.length);
          } else {
            let err29 = { instancePath: instancePath + "/machine/groups", schemaPath: "#/properties/machine/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.machine.properties.groups.type, parentSchema: schema42.properties.machine.properties.groups, data: data12 };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
        if (data3.others !== void 0) {
          let data14 = data3.others;
          if (Array.isArray(data14)) {
            let len3 = data14.length;
            for (let i3 = 0; i3 < len3; i3++)
              validate150(data14[i3], { instancePath: instancePath + "/machine/others/" + i3, parentData: data14, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate150.errors : vErrors.concat(validate150.errors), errors = vErrors.length);
          } else {
            let err30 = { instancePath: instancePath + "/machine/others", schemaPath: "#/properties/machine/properties/others/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.machine.properties.others.type, parentSchema: schema42.properties.machine.properties.others, data: data14 };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        }
      } else {
        let err31 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.properties.machine.type, parentSchema: schema42.properties.machine, data: data3 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data16 = data.disks;
      if (Array.isArray(data16)) {
        let len4 = data16.length;
        for (let i4 = 0; i4 < len4; i4++)
          validate154(data16[i4], { instancePath: instancePath + "/disks/" + i4, parentData: data16, parentDataProperty: i4, rootData }) || (vErrors = vErrors === null ? validate154.errors : vErrors.concat(validate154.errors), errors = vErrors.length);
      } else {
        let err32 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.disks.type, parentSchema: schema42.properties.disks, data: data16 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.arrays !== void 0) {
      let data18 = data.arrays;
      if (Array.isArray(data18)) {
        let len5 = data18.length;
        for (let i5 = 0; i5 < len5; i5++)
          validate158(data18[i5], { instancePath: instancePath + "/arrays/" + i5, parentData: data18, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate158.errors : vErrors.concat(validate158.errors), errors = vErrors.length);
      } else {
        let err33 = { instancePath: instancePath + "/arrays", schemaPath: "#/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.arrays.type, parentSchema: schema42.properties.arrays, data: data18 };
        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
      }
    }
    if (data.groups !== void 0) {
      let data20 = data.groups;
      if (Array.isArray(data20)) {
        let len6 = data20.length;
        for (let i6 = 0; i6 < len6; i6++)
          validate160(data20[i6], { instancePath: instancePath + "/groups/" + i6, parentData: data20, parentDataProperty: i6, rootData }) || (vErrors = vErrors === null ? validate160.errors : vErrors.concat(validate160.errors), errors = vErrors.length);
      } else {
        let err34 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.groups.type, parentSchema: schema42.properties.groups, data: data20 };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data22 = data.volumes;
      if (Array.isArray(data22)) {
        let len7 = data22.length;
        for (let i7 = 0; i7 < len7; i7++)
          validate166(data22[i7], { instancePath: instancePath + "/volumes/" + i7, parentData: data22, parentDataProperty: i7, rootData }) || (vErrors = vErrors === null ? validate166.errors : vErrors.concat(validate166.errors), errors = vErrors.length);
      } else {
        let err35 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.volumes.type, parentSchema: schema42.properties.volumes, data: data22 };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
    }
    if (data.images !== void 0) {
      let data24 = data.images;
      if (Array.isArray(data24)) {
        let len8 = data24.length;
        for (let i8 = 0; i8 < len8; i8++)
          validate168(data24[i8], { instancePath: instancePath + "/images/" + i8, parentData: data24, parentDataProperty: i8, rootData }) || (vErrors = vErrors === null ? validate168.errors : vErrors.concat(validate168.errors), errors = vErrors.length);
      } else {
        let err36 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.images.type, parentSchema: schema42.properties.images, data: data24 };
        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
      }
    }
    if (data.utilities !== void 0) {
      let data26 = data.utilities;
      if (Array.isArray(data26)) {
        let len9 = data26.length;
        for (let i9 = 0; i9 < len9; i9++)
          validate174(data26[i9], { instancePath: instancePath + "/utilities/" + i9, parentData: data26, parentDataProperty: i9, rootData }) || (vErrors = vErrors === null ? validate174.errors : vErrors.concat(validate174.errors), errors = vErrors.length);
      } else {
        let err37 = { instancePath: instancePath + "/utilities", schemaPath: "#/properties/utilities/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.utilities.type, parentSchema: schema42.properties.utilities, data: data26 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
    }
    if (data.parallel !== void 0) {
      let data28 = data.parallel;
      if (!(typeof data28 == "number" && !(data28 % 1) && !isNaN(data28) && isFinite(data28))) {
        let err38 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema42.properties.parallel.type, parentSchema: schema42.properties.parallel, data: data28 };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
      if (typeof data28 == "number" && isFinite(data28)) {
        if (data28 > 64 || isNaN(data28)) {
          let err39 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/maximum", keyword: "maximum", params: { comparison: "<=", limit: 64 }, message: "must be <= 64", schema: 64, parentSchema: schema42.properties.parallel, data: data28 };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        if (data28 < 1 || isNaN(data28)) {
          let err40 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema42.properties.parallel, data: data28 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
      }
    }
    if (data.boot !== void 0) {
      let data29 = data.boot;
      if (data29 && typeof data29 == "object" && !Array.isArray(data29)) {
        if (data29.kind === void 0) {
          let err41 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
        }
        if (data29.disk === void 0) {
          let err42 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
        }
        if (data29.mirrors === void 0) {
          let err43 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "mirrors" }, message: "must have required property 'mirrors'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
        if (data29.multiboot === void 0) {
          let err44 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
        }
        if (data29.defaultImage === void 0) {
          let err45 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "defaultImage" }, message: "must have required property 'defaultImage'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
        }
        if (data29.timeout === void 0) {
          let err46 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "timeout" }, message: "must have required property 'timeout'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
        }
        if (data29.kernelParams === void 0) {
          let err47 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kernelParams" }, message: "must have required property 'kernelParams'", schema: schema42.properties.boot.required, parentSchema: schema42.properties.boot, data: data29 };
          vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
        }
        for (let key2 in data29)
          if (!(key2 === "kind" || key2 === "disk" || key2 === "mirrors" || key2 === "multiboot" || key2 === "uefi" || key2 === "defaultImage" || key2 === "timeout" || key2 === "kernelParams")) {
            let err48 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42.properties.boot, data: data29 };
            vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
          }
        if (data29.kind !== void 0) {
          let data30 = data29.kind;
          if (!(data30 === "multiboot" || data30 === "single")) {
            let err49 = { instancePath: instancePath + "/boot/kind", schemaPath: "#/properties/boot/properties/kind/enum", keyword: "enum", params: { allowedValues: schema42.properties.boot.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.boot.properties.kind.enum, parentSchema: schema42.properties.boot.properties.kind, data: data30 };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data29.disk !== void 0) {
          let data31 = data29.disk;
          if (typeof data31 != "string") {
            let err50 = { instancePath: instancePath + "/boot/disk", schemaPath: "#/properties/boot/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.disk.type, parentSchema: schema42.properties.boot.properties.disk, data: data31 };
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
                let err51 = { instancePath: instancePath + "/boot/mirrors/" + i10, schemaPath: "#/properties/boot/properties/mirrors/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.mirrors.items.type, parentSchema: schema42.properties.boot.properties.mirrors.items, data: data33 };
                vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
              }
            }
          } else {
            let err52 = { instancePath: instancePath + "/boot/mirrors", schemaPath: "#/properties/boot/properties/mirrors/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.boot.properties.mirrors.type, parentSchema: schema42.properties.boot.properties.mirrors, data: data32 };
            vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
          }
        }
        if (data29.multiboot !== void 0) {
          let data34 = data29.multiboot, _errs58 = errors, valid25 = !1, _errs59 = errors;
          if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
            if (data34.device === void 0) {
              let err53 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema42.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0], data: data34 };
              vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
            }
            if (data34.uuid === void 0) {
              let err54 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema42.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0], data: data34 };
              vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
            }
            for (let key3 in data34)
              if (!(key3 === "device" || key3 === "uuid")) {
                let err55 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0], data: data34 };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            if (data34.device !== void 0) {
              let data35 = data34.device;
              if (typeof data35 != "string") {
                let err56 = { instancePath: instancePath + "/boot/multiboot/device", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.multiboot.anyOf[0].properties.device.type, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0].properties.device, data: data35 };
                vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
              }
            }
            if (data34.uuid !== void 0) {
              let data36 = data34.uuid;
              if (typeof data36 != "string") {
                let err57 = { instancePath: instancePath + "/boot/multiboot/uuid", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.multiboot.anyOf[0].properties.uuid.type, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0].properties.uuid, data: data36 };
                vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
              }
            }
          } else {
            let err58 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.properties.boot.properties.multiboot.anyOf[0].type, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[0], data: data34 };
            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
          }
          var _valid0 = _errs59 === errors;
          if (valid25 = valid25 || _valid0, !valid25) {
            let _errs66 = errors;
            if (data34 !== null) {
              let err59 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema42.properties.boot.properties.multiboot.anyOf[1].type, parentSchema: schema42.properties.boot.properties.multiboot.anyOf[1], data: data34 };
              vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
            }
            var _valid0 = _errs66 === errors;
            valid25 = valid25 || _valid0;
          }
          if (valid25)
            errors = _errs58, vErrors !== null && (_errs58 ? vErrors.length = _errs58 : vErrors = null);
          else {
            let err60 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema42.properties.boot.properties.multiboot.anyOf, parentSchema: schema42.properties.boot.properties.multiboot, data: data34 };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
        }
        if (data29.uefi !== void 0) {
          let data37 = data29.uefi;
          if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
            if (data37.partitions === void 0) {
              let err61 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema42.properties.boot.properties.uefi.required, parentSchema: schema42.properties.boot.properties.uefi, data: data37 };
              vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
            }
            if (data37.order === void 0) {
              let err62 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/required", keyword: "required", params: { missingProperty: "order" }, message: "must have required property 'order'", schema: schema42.properties.boot.properties.uefi.required, parentSchema: schema42.properties.boot.properties.uefi, data: data37 };
              vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
            }
            for (let key4 in data37)
              if (!(key4 === "partitions" || key4 === "order")) {
                let err63 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema42.properties.boot.properties.uefi, data: data37 };
                vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
              }
            if (data37.partitions !== void 0) {
              let data38 = data37.partitions;
              if (Array.isArray(data38)) {
                let len11 = data38.length;
                for (let i11 = 0; i11 < len11; i11++)
                  validate178(data38[i11], { instancePath: instancePath + "/boot/uefi/partitions/" + i11, parentData: data38, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate178.errors : vErrors.concat(validate178.errors), errors = vErrors.length);
              } else {
                let err64 = { instancePath: instancePath + "/boot/uefi/partitions", schemaPath: "#/properties/boot/properties/uefi/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.boot.properties.uefi.properties.partitions.type, parentSchema: schema42.properties.boot.properties.uefi.properties.partitions, data: data38 };
                vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
              }
            }
            if (data37.order !== void 0) {
              let data40 = data37.order;
              if (!(data40 === "first" || data40 === "after-network" || data40 === "keep")) {
                let err65 = { instancePath: instancePath + "/boot/uefi/order", schemaPath: "#/properties/boot/properties/uefi/properties/order/enum", keyword: "enum", params: { allowedValues: schema42.properties.boot.properties.uefi.properties.order.enum }, message: "must be equal to one of the allowed values", schema: schema42.properties.boot.properties.uefi.properties.order.enum, parentSchema: schema42.properties.boot.properties.uefi.properties.order, data: data40 };
                vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
              }
            }
          } else {
            let err66 = { instancePath: instancePath + "/boot/uefi", schemaPath: "#/properties/boot/properties/uefi/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.properties.boot.properties.uefi.type, parentSchema: schema42.properties.boot.properties.uefi, data: data37 };
            vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
          }
        }
        if (data29.defaultImage !== void 0) {
          let data41 = data29.defaultImage;
          if (typeof data41 != "string") {
            let err67 = { instancePath: instancePath + "/boot/defaultImage", schemaPath: "#/properties/boot/properties/defaultImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.defaultImage.type, parentSchema: schema42.properties.boot.properties.defaultImage, data: data41 };
            vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
          }
        }
        if (data29.timeout !== void 0) {
          let data42 = data29.timeout;
          if (!(typeof data42 == "number" && !(data42 % 1) && !isNaN(data42) && isFinite(data42))) {
            let err68 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema42.properties.boot.properties.timeout.type, parentSchema: schema42.properties.boot.properties.timeout, data: data42 };
            vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
          }
          if (typeof data42 == "number" && isFinite(data42) && (data42 < 0 || isNaN(data42))) {
            let err69 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema42.properties.boot.properties.timeout, data: data42 };
            vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
          }
        }
        if (data29.kernelParams !== void 0) {
          let data43 = data29.kernelParams;
          if (typeof data43 != "string") {
            let err70 = { instancePath: instancePath + "/boot/kernelParams", schemaPath: "#/properties/boot/properties/kernelParams/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema42.properties.boot.properties.kernelParams.type, parentSchema: schema42.properties.boot.properties.kernelParams, data: data43 };
            vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
          }
        }
      } else {
        let err71 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.properties.boot.type, parentSchema: schema42.properties.boot, data: data29 };
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
              let err72 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema42.properties.steps.items.required, parentSchema: schema42.properties.steps.items, data: data45 };
              vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
            }
            let tag0 = data45.kind;
            if (typeof tag0 == "string")
              if (tag0 === "commands")
                validate180(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate180.errors : vErrors.concat(validate180.errors), errors = vErrors.length);
              else if (tag0 === "make-filesystem")
                validate183(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate183.errors : vErrors.concat(validate183.errors), errors = vErrors.length);
              else if (tag0 === "unmount")
                validate185(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate185.errors : vErrors.concat(validate185.errors), errors = vErrors.length);
              else if (tag0 === "tear-down")
                validate186(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate186.errors : vErrors.concat(validate186.errors), errors = vErrors.length);
              else if (tag0 === "mark-unbootable")
                validate188(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate188.errors : vErrors.concat(validate188.errors), errors = vErrors.length);
              else if (tag0 === "clear-esp")
                validate189(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate189.errors : vErrors.concat(validate189.errors), errors = vErrors.length);
              else if (tag0 === "check-table")
                validate190(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate190.errors : vErrors.concat(validate190.errors), errors = vErrors.length);
              else if (tag0 === "check-stacks")
                validate191(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate191.errors : vErrors.concat(validate191.errors), errors = vErrors.length);
              else if (tag0 === "check-filesystems")
                validate192(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate192.errors : vErrors.concat(validate192.errors), errors = vErrors.length);
              else if (tag0 === "deploy-image")
                validate193(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate193.errors : vErrors.concat(validate193.errors), errors = vErrors.length);
              else if (tag0 === "deploy-utility")
                validate194(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate194.errors : vErrors.concat(validate194.errors), errors = vErrors.length);
              else if (tag0 === "install-boot")
                validate195(data45, { instancePath: instancePath + "/steps/" + i12, parentData: data44, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate195.errors : vErrors.concat(validate195.errors), errors = vErrors.length);
              else {
                let err73 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "kind", tagValue: tag0 }, message: 'value of tag "kind" must be in oneOf', schema: schema42.properties.steps.items.discriminator, parentSchema: schema42.properties.steps.items, data: data45 };
                vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
              }
            else {
              let err74 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "kind", tagValue: tag0 }, message: 'tag "kind" must be string', schema: schema42.properties.steps.items.discriminator, parentSchema: schema42.properties.steps.items, data: data45 };
              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
            }
          } else {
            let err75 = { instancePath: instancePath + "/steps/" + i12, schemaPath: "#/properties/steps/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.properties.steps.items.type, parentSchema: schema42.properties.steps.items, data: data45 };
            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
          }
        }
      } else {
        let err76 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema42.properties.steps.type, parentSchema: schema42.properties.steps, data: data44 };
        vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
      }
    }
  } else {
    let err77 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema42.type, parentSchema: schema42, data };
    vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
  }
  return validate136.errors = vErrors, errors === 0;
}
export {
  validate
};
