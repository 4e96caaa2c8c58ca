/** Generated from schema/plan.schema.json by `npm run schema`; edit that, not this. */
var validate = validate59, schema21 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "plan.schema.json", title: "Plan", description: "Everything that a deploy will do, decided before the first write; sizes are bytes. Holds image addresses with their secrets.", type: "object", required: ["version", "policy", "firmware", "machine", "disks", "volumes", "images", "utilities", "boot", "steps"], additionalProperties: !1, properties: { version: { description: "the version of this format, 1", const: 1 }, policy: { description: "the partitions policy", enum: ["clean", "verify", "nailgun_legacy"] }, firmware: { description: "the firmware that the node is made bootable for", enum: ["bios"] }, machine: { description: "What the plan was made for", type: "object", required: ["architecture", "bootInterface", "disks"], additionalProperties: !1, properties: { architecture: { description: "what uname -m prints", type: "string" }, bootInterface: { description: "the BOOTIF= value, if any", type: ["string", "null"] }, disks: { description: "the named disks as they were found; deploy refuses a machine where they differ", type: "array", items: { $ref: "inventory.schema.json#/definitions/disk" } } } }, disks: { description: "the named disks in config order; the first is the one that the node boots from", type: "array", items: { $ref: "#/definitions/plannedDisk" } }, volumes: { description: "every filesystem and swap area", type: "array", items: { $ref: "#/definitions/plannedVolume" } }, images: { description: "the operating systems, in config order", type: "array", items: { $ref: "#/definitions/plannedImage" } }, utilities: { description: "the utility images, in config order", type: "array", items: { $ref: "#/definitions/plannedUtility" } }, parallel: { description: "images that are deployed at the same time; 4 where absent", type: "integer", minimum: 1, maximum: 64 }, boot: { type: "object", required: ["kind", "disk", "multiboot", "defaultImage", "timeout", "kernelParams"], additionalProperties: !1, properties: { kind: { description: "multiboot: GRUB on a partition of its own; single: on the one image's /boot", enum: ["multiboot", "single"] }, disk: { description: "the disk whose boot sector GRUB is installed to", type: "string" }, multiboot: { description: "the multiboot partition; null for a single image", anyOf: [{ type: "object", required: ["device", "uuid"], additionalProperties: !1, properties: { device: { description: "its device node", type: "string" }, uuid: { description: "its filesystem UUID", type: "string" } } }, { type: "null" }] }, defaultImage: { description: "the name of the image to boot first", type: "string" }, timeout: { description: "seconds that the menu waits", type: "integer", minimum: 0 }, kernelParams: { description: "added to the kernel command line of every deployed image", type: "string" } } }, steps: { description: "what is done, in this order", type: "array", items: { type: "object", discriminator: { propertyName: "kind" }, required: ["kind"], oneOf: [{ $ref: "#/definitions/commandStep" }, { $ref: "#/definitions/markStep" }, { $ref: "#/definitions/tableStep" }, { $ref: "#/definitions/filesystemStep" }, { $ref: "#/definitions/imageStep" }, { $ref: "#/definitions/utilityStep" }, { $ref: "#/definitions/bootStep" }] } } }, definitions: { plannedDisk: { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, plannedPartition: { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot and multiboot are implicit; a volume is asked for", enum: ["bios-boot", "multiboot", "volume"] } } }, plannedVolume: { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } }, plannedMount: { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } }, plannedFile: { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, plannedImage: { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, plannedUtility: { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, command: { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } }, commandStep: { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, markStep: { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, tableStep: { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } }, filesystemStep: { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } }, imageStep: { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } }, utilityStep: { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } }, bootStep: { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } } } }, func2 = Object.prototype.hasOwnProperty, schema17 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, schema18 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.label === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "label" || key0 === "uuid")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema18, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.properties.type.type, parentSchema: schema18.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 != "string" && data1 !== null) {
        let err5 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema18.properties.label.type }, message: "must be string,null", schema: schema18.properties.label.type, parentSchema: schema18.properties.label, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string" && data2 !== null) {
        let err6 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: schema18.properties.uuid.type }, message: "must be string,null", schema: schema18.properties.uuid.type, parentSchema: schema18.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema18.type, parentSchema: schema18, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate50.errors = vErrors, errors === 0;
}
var schema19 = { description: "what keeps the device busy: mount points, [SWAP], and devices that sit on it (/dev/md0, /dev/mapper/vg-root)", type: "array", items: { type: "string" } };
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.items.type, parentSchema: schema19.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema19.type, parentSchema: schema19, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate52.errors = vErrors, errors === 0;
}
var schema20 = { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.content === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.uses === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema20.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema20, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err10 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.path.type, parentSchema: schema20.properties.path, data: data0 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.number.type, parentSchema: schema20.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err12 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema20.properties.number, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.start.type, parentSchema: schema20.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema20.properties.start, data: data2 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.size.type, parentSchema: schema20.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema20.properties.size, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.type.type, parentSchema: schema20.properties.type, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err18 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: schema20.properties.partuuid.type }, message: "must be string,null", schema: schema20.properties.partuuid.type, parentSchema: schema20.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string" && data6 !== null) {
        let err19 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema20.properties.name.type }, message: "must be string,null", schema: schema20.properties.name.type, parentSchema: schema20.properties.name, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.content !== void 0) {
      let data7 = data.content, _errs17 = errors, valid1 = !1, _errs18 = errors;
      validate50(data7, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length);
      var _valid0 = _errs18 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs19 = errors;
        if (data7 !== null) {
          let err20 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema20.properties.content.anyOf[1].type, parentSchema: schema20.properties.content.anyOf[1], data: data7 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs19 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema20.properties.content.anyOf, parentSchema: schema20.properties.content, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    data.uses !== void 0 && (validate52(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length));
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema20.type, parentSchema: schema20, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate54.errors = vErrors, errors === 0;
}
function validate60(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.model === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.serial === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "serial" }, message: "must have required property 'serial'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.wwn === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wwn" }, message: "must have required property 'wwn'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.scsi === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "scsi" }, message: "must have required property 'scsi'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.links === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "links" }, message: "must have required property 'links'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.transport === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "transport" }, message: "must have required property 'transport'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.readOnly === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "readOnly" }, message: "must have required property 'readOnly'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.removable === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removable" }, message: "must have required property 'removable'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.table === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.content === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.uses === void 0) {
      let err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.partitions === void 0) {
      let err15 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema17.properties, key0)) {
        let err16 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema17, data };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err17 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.path.type, parentSchema: schema17.properties.path, data: data0 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err18 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.device.type, parentSchema: schema17.properties.device, data: data1 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err19 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema17.properties.size.type, parentSchema: schema17.properties.size, data: data2 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err20 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema17.properties.size, data: data2 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err21 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema17.properties.sectorSize.type, parentSchema: schema17.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err22 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema17.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.model !== void 0) {
      let data4 = data.model;
      if (typeof data4 != "string" && data4 !== null) {
        let err23 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: schema17.properties.model.type }, message: "must be string,null", schema: schema17.properties.model.type, parentSchema: schema17.properties.model, data: data4 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.serial !== void 0) {
      let data5 = data.serial;
      if (typeof data5 != "string" && data5 !== null) {
        let err24 = { instancePath: instancePath + "/serial", schemaPath: "#/properties/serial/type", keyword: "type", params: { type: schema17.properties.serial.type }, message: "must be string,null", schema: schema17.properties.serial.type, parentSchema: schema17.properties.serial, data: data5 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.wwn !== void 0) {
      let data6 = data.wwn;
      if (typeof data6 != "string" && data6 !== null) {
        let err25 = { instancePath: instancePath + "/wwn", schemaPath: "#/properties/wwn/type", keyword: "type", params: { type: schema17.properties.wwn.type }, message: "must be string,null", schema: schema17.properties.wwn.type, parentSchema: schema17.properties.wwn, data: data6 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.scsi !== void 0) {
      let data7 = data.scsi;
      if (typeof data7 != "string" && data7 !== null) {
        let err26 = { instancePath: instancePath + "/scsi", schemaPath: "#/properties/scsi/type", keyword: "type", params: { type: schema17.properties.scsi.type }, message: "must be string,null", schema: schema17.properties.scsi.type, parentSchema: schema17.properties.scsi, data: data7 };
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
            let err27 = { instancePath: instancePath + "/links/" + i0, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.links.items.type, parentSchema: schema17.properties.links.items, data: data9 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema17.properties.links.type, parentSchema: schema17.properties.links, data: data8 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.transport !== void 0) {
      let data10 = data.transport;
      if (typeof data10 != "string" && data10 !== null) {
        let err29 = { instancePath: instancePath + "/transport", schemaPath: "#/properties/transport/type", keyword: "type", params: { type: schema17.properties.transport.type }, message: "must be string,null", schema: schema17.properties.transport.type, parentSchema: schema17.properties.transport, data: data10 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.readOnly !== void 0) {
      let data11 = data.readOnly;
      if (typeof data11 != "boolean") {
        let err30 = { instancePath: instancePath + "/readOnly", schemaPath: "#/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema17.properties.readOnly.type, parentSchema: schema17.properties.readOnly, data: data11 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.removable !== void 0) {
      let data12 = data.removable;
      if (typeof data12 != "boolean") {
        let err31 = { instancePath: instancePath + "/removable", schemaPath: "#/properties/removable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema17.properties.removable.type, parentSchema: schema17.properties.removable, data: data12 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.table !== void 0) {
      let data13 = data.table, _errs29 = errors, valid3 = !1, _errs30 = errors;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (data13.type === void 0) {
          let err32 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema17.properties.table.anyOf[0].required, parentSchema: schema17.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data13.id === void 0) {
          let err33 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema17.properties.table.anyOf[0].required, parentSchema: schema17.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        for (let key1 in data13)
          if (!(key1 === "type" || key1 === "id")) {
            let err34 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema17.properties.table.anyOf[0], data: data13 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        if (data13.type !== void 0) {
          let data14 = data13.type;
          if (typeof data14 != "string") {
            let err35 = { instancePath: instancePath + "/table/type", schemaPath: "#/properties/table/anyOf/0/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.table.anyOf[0].properties.type.type, parentSchema: schema17.properties.table.anyOf[0].properties.type, data: data14 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data13.id !== void 0) {
          let data15 = data13.id;
          if (typeof data15 != "string" && data15 !== null) {
            let err36 = { instancePath: instancePath + "/table/id", schemaPath: "#/properties/table/anyOf/0/properties/id/type", keyword: "type", params: { type: schema17.properties.table.anyOf[0].properties.id.type }, message: "must be string,null", schema: schema17.properties.table.anyOf[0].properties.id.type, parentSchema: schema17.properties.table.anyOf[0].properties.id, data: data15 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
      } else {
        let err37 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.properties.table.anyOf[0].type, parentSchema: schema17.properties.table.anyOf[0], data: data13 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
      var _valid0 = _errs30 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs37 = errors;
        if (data13 !== null) {
          let err38 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema17.properties.table.anyOf[1].type, parentSchema: schema17.properties.table.anyOf[1], data: data13 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
        var _valid0 = _errs37 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs29, vErrors !== null && (_errs29 ? vErrors.length = _errs29 : vErrors = null);
      else {
        let err39 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema17.properties.table.anyOf, parentSchema: schema17.properties.table, data: data13 };
        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
      }
    }
    if (data.content !== void 0) {
      let data16 = data.content, _errs40 = errors, valid5 = !1, _errs41 = errors;
      validate50(data16, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length);
      var _valid1 = _errs41 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs42 = errors;
        if (data16 !== null) {
          let err40 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema17.properties.content.anyOf[1].type, parentSchema: schema17.properties.content.anyOf[1], data: data16 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        var _valid1 = _errs42 === errors;
        valid5 = valid5 || _valid1;
      }
      if (valid5)
        errors = _errs40, vErrors !== null && (_errs40 ? vErrors.length = _errs40 : vErrors = null);
      else {
        let err41 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema17.properties.content.anyOf, parentSchema: schema17.properties.content, data: data16 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.uses !== void 0 && (validate52(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length)), data.partitions !== void 0) {
      let data18 = data.partitions;
      if (Array.isArray(data18)) {
        let len1 = data18.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate54(data18[i1], { instancePath: instancePath + "/partitions/" + i1, parentData: data18, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors), errors = vErrors.length);
      } else {
        let err42 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema17.properties.partitions.type, parentSchema: schema17.properties.partitions, data: data18 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate60.errors = vErrors, errors === 0;
}
var schema23 = { description: "A disk as it will be", type: "object", required: ["path", "size", "declaredSize", "sectorSize", "tableId", "partitions"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, size: { description: "bytes of the real disk", type: "integer", minimum: 0 }, declaredSize: { description: "bytes that the config gives it", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, tableId: { description: "the GPT's disk GUID", type: "string" }, keep: { description: "true where its partition table is kept as it was found; where absent it is written anew", type: "boolean" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/plannedPartition" } } } }, schema24 = { description: "A partition as it will be", type: "object", required: ["device", "number", "start", "size", "type", "partuuid", "name", "purpose"], additionalProperties: !1, properties: { device: { description: "the device node that it will have", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type GUID, in capitals", type: "string" }, partuuid: { description: "the PARTUUID", type: "string" }, name: { description: "the GPT name, empty for none", type: "string" }, purpose: { description: "bios-boot and multiboot are implicit; a volume is asked for", enum: ["bios-boot", "multiboot", "volume"] } } };
function validate66(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.purpose === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "purpose" }, message: "must have required property 'purpose'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "number" || key0 === "start" || key0 === "size" || key0 === "type" || key0 === "partuuid" || key0 === "name" || key0 === "purpose")) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema24, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema24.properties.device.type, parentSchema: schema24.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema24.properties.number.type, parentSchema: schema24.properties.number, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema24.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err12 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema24.properties.start.type, parentSchema: schema24.properties.start, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema24.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err14 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema24.properties.size.type, parentSchema: schema24.properties.size, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema24.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err16 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema24.properties.type.type, parentSchema: schema24.properties.type, data: data4 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string") {
        let err17 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema24.properties.partuuid.type, parentSchema: schema24.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string") {
        let err18 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema24.properties.name.type, parentSchema: schema24.properties.name, data: data6 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.purpose !== void 0) {
      let data7 = data.purpose;
      if (!(data7 === "bios-boot" || data7 === "multiboot" || data7 === "volume")) {
        let err19 = { instancePath: instancePath + "/purpose", schemaPath: "#/properties/purpose/enum", keyword: "enum", params: { allowedValues: schema24.properties.purpose.enum }, message: "must be equal to one of the allowed values", schema: schema24.properties.purpose.enum, parentSchema: schema24.properties.purpose, data: data7 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
  } else {
    let err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema24.type, parentSchema: schema24, data };
    vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
  }
  return validate66.errors = vErrors, errors === 0;
}
function validate65(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.declaredSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "declaredSize" }, message: "must have required property 'declaredSize'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.tableId === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tableId" }, message: "must have required property 'tableId'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partitions === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "size" || key0 === "declaredSize" || key0 === "sectorSize" || key0 === "tableId" || key0 === "keep" || key0 === "partitions")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema23, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err7 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.path.type, parentSchema: schema23.properties.path, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err8 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema23.properties.size.type, parentSchema: schema23.properties.size, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err9 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema23.properties.size, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.declaredSize !== void 0) {
      let data2 = data.declaredSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema23.properties.declaredSize.type, parentSchema: schema23.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/declaredSize", schemaPath: "#/properties/declaredSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema23.properties.declaredSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema23.properties.sectorSize.type, parentSchema: schema23.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema23.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.tableId !== void 0) {
      let data4 = data.tableId;
      if (typeof data4 != "string") {
        let err14 = { instancePath: instancePath + "/tableId", schemaPath: "#/properties/tableId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema23.properties.tableId.type, parentSchema: schema23.properties.tableId, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema23.properties.keep.type, parentSchema: schema23.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data6 = data.partitions;
      if (Array.isArray(data6)) {
        let len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate66(data6[i0], { instancePath: instancePath + "/partitions/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema23.properties.partitions.type, parentSchema: schema23.properties.partitions, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema23.type, parentSchema: schema23, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate65.errors = vErrors, errors === 0;
}
var schema25 = { description: "A filesystem or swap area as it will be", type: "object", required: ["device", "size", "type", "uuid", "label", "mount", "images", "fstab"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the filesystem, or swap", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, uuid: { description: "the filesystem UUID as blkid prints it", type: "string" }, label: { description: "the filesystem label", type: ["string", "null"] }, keep: { description: "true where what is on it is kept; where absent it is made anew", type: "boolean" }, mount: { description: "the mount point; null for a volume that is not mounted and for swap", type: ["string", "null"] }, images: { description: "the images that it belongs to; empty for the multiboot partition", type: "array", items: { type: "string" } }, fstab: { description: "its line in the fstab of its images; null where it has none", anyOf: [{ type: "object", required: ["enabled", "options"], additionalProperties: !1, properties: { enabled: { description: "false writes the line as a comment", type: "boolean" }, options: { description: "mount options", type: "string" } } }, { type: "null" }] } } };
function validate69(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.label === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.mount === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.images === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.fstab === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema25.required, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema25.properties, key0)) {
        let err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema25, data };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err9 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.properties.device.type, parentSchema: schema25.properties.device, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err10 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema25.properties.size.type, parentSchema: schema25.properties.size, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema25.properties.size, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (!(data2 === "ext2" || data2 === "ext3" || data2 === "ext4" || data2 === "xfs" || data2 === "btrfs" || data2 === "vfat" || data2 === "swap")) {
        let err12 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/enum", keyword: "enum", params: { allowedValues: schema25.properties.type.enum }, message: "must be equal to one of the allowed values", schema: schema25.properties.type.enum, parentSchema: schema25.properties.type, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err13 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.properties.uuid.type, parentSchema: schema25.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.label !== void 0) {
      let data4 = data.label;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema25.properties.label.type }, message: "must be string,null", schema: schema25.properties.label.type, parentSchema: schema25.properties.label, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.keep !== void 0) {
      let data5 = data.keep;
      if (typeof data5 != "boolean") {
        let err15 = { instancePath: instancePath + "/keep", schemaPath: "#/properties/keep/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema25.properties.keep.type, parentSchema: schema25.properties.keep, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.mount !== void 0) {
      let data6 = data.mount;
      if (typeof data6 != "string" && data6 !== null) {
        let err16 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: schema25.properties.mount.type }, message: "must be string,null", schema: schema25.properties.mount.type, parentSchema: schema25.properties.mount, data: data6 };
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
            let err17 = { instancePath: instancePath + "/images/" + i0, schemaPath: "#/properties/images/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.properties.images.items.type, parentSchema: schema25.properties.images.items, data: data8 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      } else {
        let err18 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema25.properties.images.type, parentSchema: schema25.properties.images, data: data7 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data9 = data.fstab, _errs20 = errors, valid3 = !1, _errs21 = errors;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.enabled === void 0) {
          let err19 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "enabled" }, message: "must have required property 'enabled'", schema: schema25.properties.fstab.anyOf[0].required, parentSchema: schema25.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data9.options === void 0) {
          let err20 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/required", keyword: "required", params: { missingProperty: "options" }, message: "must have required property 'options'", schema: schema25.properties.fstab.anyOf[0].required, parentSchema: schema25.properties.fstab.anyOf[0], data: data9 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        for (let key1 in data9)
          if (!(key1 === "enabled" || key1 === "options")) {
            let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema25.properties.fstab.anyOf[0], data: data9 };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
        if (data9.enabled !== void 0) {
          let data10 = data9.enabled;
          if (typeof data10 != "boolean") {
            let err22 = { instancePath: instancePath + "/fstab/enabled", schemaPath: "#/properties/fstab/anyOf/0/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema25.properties.fstab.anyOf[0].properties.enabled.type, parentSchema: schema25.properties.fstab.anyOf[0].properties.enabled, data: data10 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data9.options !== void 0) {
          let data11 = data9.options;
          if (typeof data11 != "string") {
            let err23 = { instancePath: instancePath + "/fstab/options", schemaPath: "#/properties/fstab/anyOf/0/properties/options/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.properties.fstab.anyOf[0].properties.options.type, parentSchema: schema25.properties.fstab.anyOf[0].properties.options, data: data11 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema25.properties.fstab.anyOf[0].type, parentSchema: schema25.properties.fstab.anyOf[0], data: data9 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
      var _valid0 = _errs21 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs28 = errors;
        if (data9 !== null) {
          let err25 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema25.properties.fstab.anyOf[1].type, parentSchema: schema25.properties.fstab.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        var _valid0 = _errs28 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs20, vErrors !== null && (_errs20 ? vErrors.length = _errs20 : vErrors = null);
      else {
        let err26 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema25.properties.fstab.anyOf, parentSchema: schema25.properties.fstab, data: data9 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
  } else {
    let err27 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema25.type, parentSchema: schema25, data };
    vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
  }
  return validate69.errors = vErrors, errors === 0;
}
var schema26 = { description: "An operating system as it will be deployed", type: "object", required: ["name", "imageName", "imageUuid", "driver", "source", "flags", "bootTool", "mounts", "rootUuid", "fstab"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, imageName: { description: "image_name, else the name", type: "string" }, imageUuid: { description: "image_uuid, else empty", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, bootTool: { description: "whether bareon-boot is installed into it", type: "boolean" }, mounts: { description: "in depth order: a parent before what lies below it", type: "array", items: { $ref: "#/definitions/plannedMount" } }, rootUuid: { description: "the filesystem UUID of its root", type: "string" }, fstab: { description: "the text of its /etc/fstab", type: "string" } } }, schema27 = { description: "What the driver swift is told of an image file, all of it from the config", type: "object", additionalProperties: !1, properties: { format: { description: "container_format; absent = detected", enum: ["raw", "tar", "qcow2"] }, compression: { description: "absent = detected", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: "ALGORITHM:HEX", type: "string", pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, checksumUrl: { description: "a list of checksums", type: "string" }, allowMd5: { description: "whether an MD5 is taken for a checksum", type: "boolean" }, signatureUrl: { description: "a detached signature of the list of checksums, else of the file", type: "string" }, signatureKey: { description: "the public key for it", type: "string" }, caFile: { description: "certificates to trust instead of the system's", type: "string" } } }, pattern0 = new RegExp("^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", "u");
function validate72(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "format" || key0 === "compression" || key0 === "checksum" || key0 === "checksumUrl" || key0 === "allowMd5" || key0 === "signatureUrl" || key0 === "signatureKey" || key0 === "caFile")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema27, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.format !== void 0) {
      let data0 = data.format;
      if (!(data0 === "raw" || data0 === "tar" || data0 === "qcow2")) {
        let err1 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/enum", keyword: "enum", params: { allowedValues: schema27.properties.format.enum }, message: "must be equal to one of the allowed values", schema: schema27.properties.format.enum, parentSchema: schema27.properties.format, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.compression !== void 0) {
      let data1 = data.compression;
      if (!(data1 === "none" || data1 === "gzip" || data1 === "xz" || data1 === "zstd" || data1 === "bz2")) {
        let err2 = { instancePath: instancePath + "/compression", schemaPath: "#/properties/compression/enum", keyword: "enum", params: { allowedValues: schema27.properties.compression.enum }, message: "must be equal to one of the allowed values", schema: schema27.properties.compression.enum, parentSchema: schema27.properties.compression, data: data1 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.checksum !== void 0) {
      let data2 = data.checksum;
      if (typeof data2 == "string") {
        if (!pattern0.test(data2)) {
          let err3 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/pattern", keyword: "pattern", params: { pattern: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$" }, message: 'must match pattern "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$"', schema: "^(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", parentSchema: schema27.properties.checksum, data: data2 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.checksum.type, parentSchema: schema27.properties.checksum, data: data2 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.checksumUrl !== void 0) {
      let data3 = data.checksumUrl;
      if (typeof data3 != "string") {
        let err5 = { instancePath: instancePath + "/checksumUrl", schemaPath: "#/properties/checksumUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.checksumUrl.type, parentSchema: schema27.properties.checksumUrl, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.allowMd5 !== void 0) {
      let data4 = data.allowMd5;
      if (typeof data4 != "boolean") {
        let err6 = { instancePath: instancePath + "/allowMd5", schemaPath: "#/properties/allowMd5/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema27.properties.allowMd5.type, parentSchema: schema27.properties.allowMd5, data: data4 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.signatureUrl !== void 0) {
      let data5 = data.signatureUrl;
      if (typeof data5 != "string") {
        let err7 = { instancePath: instancePath + "/signatureUrl", schemaPath: "#/properties/signatureUrl/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.signatureUrl.type, parentSchema: schema27.properties.signatureUrl, data: data5 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.signatureKey !== void 0) {
      let data6 = data.signatureKey;
      if (typeof data6 != "string") {
        let err8 = { instancePath: instancePath + "/signatureKey", schemaPath: "#/properties/signatureKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.signatureKey.type, parentSchema: schema27.properties.signatureKey, data: data6 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.caFile !== void 0) {
      let data7 = data.caFile;
      if (typeof data7 != "string") {
        let err9 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.properties.caFile.type, parentSchema: schema27.properties.caFile, data: data7 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
  } else {
    let err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema27.type, parentSchema: schema27, data };
    vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
  }
  return validate72.errors = vErrors, errors === 0;
}
var schema28 = { description: "A volume in the tree of an image", type: "object", required: ["mount", "device", "type", "uuid"], additionalProperties: !1, properties: { mount: { description: "the mount point in the image", type: "string" }, device: { description: "the device node", type: "string" }, type: { description: "the filesystem", type: "string" }, uuid: { description: "its UUID", type: "string" } } };
function validate74(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mount === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "mount" || key0 === "device" || key0 === "type" || key0 === "uuid")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema28, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.mount !== void 0) {
      let data0 = data.mount;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.mount.type, parentSchema: schema28.properties.mount, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.device.type, parentSchema: schema28.properties.device, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.type.type, parentSchema: schema28.properties.type, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err8 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema28.properties.uuid.type, parentSchema: schema28.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema28.type, parentSchema: schema28, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate74.errors = vErrors, errors === 0;
}
function validate71(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.imageName === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageName" }, message: "must have required property 'imageName'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.imageUuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "imageUuid" }, message: "must have required property 'imageUuid'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.driver === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.source === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.flags === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.bootTool === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootTool" }, message: "must have required property 'bootTool'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.mounts === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.rootUuid === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rootUuid" }, message: "must have required property 'rootUuid'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.fstab === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fstab" }, message: "must have required property 'fstab'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema26.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema26, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err11 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.name.type, parentSchema: schema26.properties.name, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.imageName !== void 0) {
      let data1 = data.imageName;
      if (typeof data1 != "string") {
        let err12 = { instancePath: instancePath + "/imageName", schemaPath: "#/properties/imageName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.imageName.type, parentSchema: schema26.properties.imageName, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.imageUuid !== void 0) {
      let data2 = data.imageUuid;
      if (typeof data2 != "string") {
        let err13 = { instancePath: instancePath + "/imageUuid", schemaPath: "#/properties/imageUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.imageUuid.type, parentSchema: schema26.properties.imageUuid, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data3 = data.driver;
      if (!(data3 === "rsync" || data3 === "swift")) {
        let err14 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema26.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema26.properties.driver.enum, parentSchema: schema26.properties.driver, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.source !== void 0) {
      let data4 = data.source;
      if (typeof data4 != "string") {
        let err15 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.source.type, parentSchema: schema26.properties.source, data: data4 };
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
            let err16 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.flags.items.type, parentSchema: schema26.properties.flags.items, data: data6 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema26.properties.flags.type, parentSchema: schema26.properties.flags, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.file !== void 0 && (validate72(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors), errors = vErrors.length)), data.bootTool !== void 0) {
      let data8 = data.bootTool;
      if (typeof data8 != "boolean") {
        let err18 = { instancePath: instancePath + "/bootTool", schemaPath: "#/properties/bootTool/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema26.properties.bootTool.type, parentSchema: schema26.properties.bootTool, data: data8 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate74(data9[i1], { instancePath: instancePath + "/mounts/" + i1, parentData: data9, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors), errors = vErrors.length);
      } else {
        let err19 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema26.properties.mounts.type, parentSchema: schema26.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.rootUuid !== void 0) {
      let data11 = data.rootUuid;
      if (typeof data11 != "string") {
        let err20 = { instancePath: instancePath + "/rootUuid", schemaPath: "#/properties/rootUuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.rootUuid.type, parentSchema: schema26.properties.rootUuid, data: data11 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.fstab !== void 0) {
      let data12 = data.fstab;
      if (typeof data12 != "string") {
        let err21 = { instancePath: instancePath + "/fstab", schemaPath: "#/properties/fstab/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema26.properties.fstab.type, parentSchema: schema26.properties.fstab, data: data12 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema26.type, parentSchema: schema26, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate71.errors = vErrors, errors === 0;
}
var schema29 = { description: "An image that goes into the trees of operating systems, or onto volumes of its own, and is not booted", type: "object", required: ["name", "driver", "source", "flags", "target", "into", "mounts"], additionalProperties: !1, properties: { name: { description: "the image's name in the config", type: "string" }, driver: { description: "how it is deployed", enum: ["rsync", "swift"] }, source: { description: "where it is", type: "string" }, flags: { description: "options for the driver's program", type: "array", items: { type: "string" } }, file: { $ref: "#/definitions/plannedFile" }, target: { description: "the folder that its content goes to, from the top of each tree", type: "string", pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, into: { description: "the operating systems whose trees it goes into; empty where it goes onto its own volumes", type: "array", items: { type: "string" } }, mounts: { description: "its own volumes in depth order; empty where it goes into operating systems", type: "array", items: { $ref: "#/definitions/plannedMount" } } } }, pattern1 = new RegExp("^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", "u");
function validate77(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.driver === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "driver" }, message: "must have required property 'driver'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.source === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "source" }, message: "must have required property 'source'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.flags === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "flags" }, message: "must have required property 'flags'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.target === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.mounts === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mounts" }, message: "must have required property 'mounts'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "driver" || key0 === "source" || key0 === "flags" || key0 === "file" || key0 === "target" || key0 === "into" || key0 === "mounts")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema29, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.name.type, parentSchema: schema29.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data1 = data.driver;
      if (!(data1 === "rsync" || data1 === "swift")) {
        let err9 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema29.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema29.properties.driver.enum, parentSchema: schema29.properties.driver, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.source !== void 0) {
      let data2 = data.source;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.source.type, parentSchema: schema29.properties.source, data: data2 };
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
            let err11 = { instancePath: instancePath + "/flags/" + i0, schemaPath: "#/properties/flags/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.flags.items.type, parentSchema: schema29.properties.flags.items, data: data4 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/flags", schemaPath: "#/properties/flags/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema29.properties.flags.type, parentSchema: schema29.properties.flags, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.file !== void 0 && (validate72(data.file, { instancePath: instancePath + "/file", parentData: data, parentDataProperty: "file", rootData }) || (vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors), errors = vErrors.length)), data.target !== void 0) {
      let data6 = data.target;
      if (typeof data6 == "string") {
        if (!pattern1.test(data6)) {
          let err13 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$" }, message: 'must match pattern "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$"', schema: "^(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+$", parentSchema: schema29.properties.target, data: data6 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.target.type, parentSchema: schema29.properties.target, data: data6 };
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
            let err15 = { instancePath: instancePath + "/into/" + i1, schemaPath: "#/properties/into/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.properties.into.items.type, parentSchema: schema29.properties.into.items, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema29.properties.into.type, parentSchema: schema29.properties.into, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data9 = data.mounts;
      if (Array.isArray(data9)) {
        let len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate74(data9[i2], { instancePath: instancePath + "/mounts/" + i2, parentData: data9, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors), errors = vErrors.length);
      } else {
        let err17 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema29.properties.mounts.type, parentSchema: schema29.properties.mounts, data: data9 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema29.type, parentSchema: schema29, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate77.errors = vErrors, errors === 0;
}
var schema30 = { description: "Runs programs", type: "object", required: ["kind", "id", "title", "phase", "commands"], additionalProperties: !1, properties: { kind: { const: "commands" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, commands: { description: "programs to run in this order", type: "array", items: { $ref: "#/definitions/command" } } } }, schema31 = { description: "A program call", type: "object", required: ["program", "args"], additionalProperties: !1, properties: { program: { description: "the program's name", type: "string" }, args: { description: "its arguments", type: "array", items: { type: "string" } }, input: { description: "text for its standard input", type: "string" }, okCodes: { description: "exit codes that count as success, [0] where absent", type: "array", items: { type: "integer" } }, env: { description: "additions to its environment", type: "object", additionalProperties: { type: "string" } } } };
function validate82(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.program === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "program" }, message: "must have required property 'program'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.args === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "args" }, message: "must have required property 'args'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "program" || key0 === "args" || key0 === "input" || key0 === "okCodes" || key0 === "env")) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.program !== void 0) {
      let data0 = data.program;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/program", schemaPath: "#/properties/program/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.program.type, parentSchema: schema31.properties.program, data: data0 };
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
            let err4 = { instancePath: instancePath + "/args/" + i0, schemaPath: "#/properties/args/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.args.items.type, parentSchema: schema31.properties.args.items, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
      } else {
        let err5 = { instancePath: instancePath + "/args", schemaPath: "#/properties/args/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.args.type, parentSchema: schema31.properties.args, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.input !== void 0) {
      let data3 = data.input;
      if (typeof data3 != "string") {
        let err6 = { instancePath: instancePath + "/input", schemaPath: "#/properties/input/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.input.type, parentSchema: schema31.properties.input, data: data3 };
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
            let err7 = { instancePath: instancePath + "/okCodes/" + i1, schemaPath: "#/properties/okCodes/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.okCodes.items.type, parentSchema: schema31.properties.okCodes.items, data: data5 };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      } else {
        let err8 = { instancePath: instancePath + "/okCodes", schemaPath: "#/properties/okCodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.okCodes.type, parentSchema: schema31.properties.okCodes, data: data4 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.env !== void 0) {
      let data6 = data.env;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6))
        for (let key1 in data6) {
          let data7 = data6[key1];
          if (typeof data7 != "string") {
            let err9 = { instancePath: instancePath + "/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/env/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.env.additionalProperties.type, parentSchema: schema31.properties.env.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
      else {
        let err10 = { instancePath: instancePath + "/env", schemaPath: "#/properties/env/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.env.type, parentSchema: schema31.properties.env, data: data6 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate82.errors = vErrors, errors === 0;
}
function validate81(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.commands === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "commands" }, message: "must have required property 'commands'", schema: schema30.required, parentSchema: schema30, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "commands")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema30, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "commands") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "commands" }, message: "must be equal to constant", schema: "commands", parentSchema: schema30.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.id.type, parentSchema: schema30.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema30.properties.title.type, parentSchema: schema30.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema30.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema30.properties.phase.enum, parentSchema: schema30.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.commands !== void 0) {
      let data4 = data.commands;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate82(data4[i0], { instancePath: instancePath + "/commands/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/commands", schemaPath: "#/properties/commands/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema30.properties.commands.type, parentSchema: schema30.properties.commands, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema30.type, parentSchema: schema30, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate81.errors = vErrors, errors === 0;
}
var schema32 = { description: "Writes boot code that says that the disk holds no complete deployment", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "mark-unbootable" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate84(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema32.required, parentSchema: schema32, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema32, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "mark-unbootable") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "mark-unbootable" }, message: "must be equal to constant", schema: "mark-unbootable", parentSchema: schema32.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.id.type, parentSchema: schema32.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.title.type, parentSchema: schema32.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema32.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema32.properties.phase.enum, parentSchema: schema32.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema32.properties.disk.type, parentSchema: schema32.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema32.type, parentSchema: schema32, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate84.errors = vErrors, errors === 0;
}
var schema33 = { description: "Waits for the partitions of a disk, reads its table back and compares it with the plan", type: "object", required: ["kind", "id", "title", "phase", "disk"], additionalProperties: !1, properties: { kind: { const: "check-table" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, disk: { description: "the disk", type: "string" } } };
function validate85(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.disk === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema33.required, parentSchema: schema33, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "disk")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema33, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-table") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-table" }, message: "must be equal to constant", schema: "check-table", parentSchema: schema33.properties.kind, data: data0 };
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
    if (data.disk !== void 0) {
      let data4 = data.disk;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/disk", schemaPath: "#/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.properties.disk.type, parentSchema: schema33.properties.disk, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema33.type, parentSchema: schema33, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate85.errors = vErrors, errors === 0;
}
var schema34 = { description: "Reads every filesystem's type, UUID and label back and compares them with the plan", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "check-filesystems" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate86(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kind === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.title === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "title" }, message: "must have required property 'title'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.phase === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phase" }, message: "must have required property 'phase'", schema: schema34.required, parentSchema: schema34, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema34, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "check-filesystems") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "check-filesystems" }, message: "must be equal to constant", schema: "check-filesystems", parentSchema: schema34.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.id.type, parentSchema: schema34.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.properties.title.type, parentSchema: schema34.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema34.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema34.properties.phase.enum, parentSchema: schema34.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.type, parentSchema: schema34, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate86.errors = vErrors, errors === 0;
}
var schema35 = { description: "Mounts an image's volumes, deploys it, writes its fstab and unmounts them", type: "object", required: ["kind", "id", "title", "phase", "image"], additionalProperties: !1, properties: { kind: { const: "deploy-image" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "the image", type: "string" } } };
function validate87(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema35.required, parentSchema: schema35, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema35, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-image") {
        let err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-image" }, message: "must be equal to constant", schema: "deploy-image", parentSchema: schema35.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.id.type, parentSchema: schema35.properties.id, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.title.type, parentSchema: schema35.properties.title, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err9 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema35.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema35.properties.phase.enum, parentSchema: schema35.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err10 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.properties.image.type, parentSchema: schema35.properties.image, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate87.errors = vErrors, errors === 0;
}
var schema36 = { description: "Deploys a utility image into one tree", type: "object", required: ["kind", "id", "title", "phase", "image", "into"], additionalProperties: !1, properties: { kind: { const: "deploy-utility" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] }, image: { description: "its name", type: "string" }, into: { description: "the operating system whose tree it goes into; null for its own volumes", type: ["string", "null"] } } };
function validate88(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.image === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.into === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "into" }, message: "must have required property 'into'", schema: schema36.required, parentSchema: schema36, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase" || key0 === "image" || key0 === "into")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema36, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "deploy-utility") {
        let err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "deploy-utility" }, message: "must be equal to constant", schema: "deploy-utility", parentSchema: schema36.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.id.type, parentSchema: schema36.properties.id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.title.type, parentSchema: schema36.properties.title, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err10 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema36.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema36.properties.phase.enum, parentSchema: schema36.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.image !== void 0) {
      let data4 = data.image;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.properties.image.type, parentSchema: schema36.properties.image, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.into !== void 0) {
      let data5 = data.into;
      if (typeof data5 != "string" && data5 !== null) {
        let err12 = { instancePath: instancePath + "/into", schemaPath: "#/properties/into/type", keyword: "type", params: { type: schema36.properties.into.type }, message: "must be string,null", schema: schema36.properties.into.type, parentSchema: schema36.properties.into, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate88.errors = vErrors, errors === 0;
}
var schema37 = { description: "Finds the installed systems, installs GRUB, writes the menu and boot-info, and proves each entry", type: "object", required: ["kind", "id", "title", "phase"], additionalProperties: !1, properties: { kind: { const: "install-boot" }, id: { description: "unique in the plan", type: "string" }, title: { description: "one line for people", type: "string" }, phase: { description: "what part of the deploy fails with it", enum: ["storage", "transfer", "bootloader"] } } };
function validate89(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    for (let key0 in data)
      if (!(key0 === "kind" || key0 === "id" || key0 === "title" || key0 === "phase")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema37, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.kind !== void 0) {
      let data0 = data.kind;
      if (data0 !== "install-boot") {
        let err5 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "install-boot" }, message: "must be equal to constant", schema: "install-boot", parentSchema: schema37.properties.kind, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.id.type, parentSchema: schema37.properties.id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.properties.title.type, parentSchema: schema37.properties.title, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.phase !== void 0) {
      let data3 = data.phase;
      if (!(data3 === "storage" || data3 === "transfer" || data3 === "bootloader")) {
        let err8 = { instancePath: instancePath + "/phase", schemaPath: "#/properties/phase/enum", keyword: "enum", params: { allowedValues: schema37.properties.phase.enum }, message: "must be equal to one of the allowed values", schema: schema37.properties.phase.enum, parentSchema: schema37.properties.phase, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema37.type, parentSchema: schema37, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate89.errors = vErrors, errors === 0;
}
function validate59(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.policy === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "policy" }, message: "must have required property 'policy'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.machine === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "machine" }, message: "must have required property 'machine'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disks === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.volumes === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.images === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.utilities === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "utilities" }, message: "must have required property 'utilities'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.boot === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot" }, message: "must have required property 'boot'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.steps === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "steps" }, message: "must have required property 'steps'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema21.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema21, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err11 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema21.properties.version, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.policy !== void 0) {
      let data1 = data.policy;
      if (!(data1 === "clean" || data1 === "verify" || data1 === "nailgun_legacy")) {
        let err12 = { instancePath: instancePath + "/policy", schemaPath: "#/properties/policy/enum", keyword: "enum", params: { allowedValues: schema21.properties.policy.enum }, message: "must be equal to one of the allowed values", schema: schema21.properties.policy.enum, parentSchema: schema21.properties.policy, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (data2 !== "bios") {
        let err13 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema21.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema21.properties.firmware.enum, parentSchema: schema21.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.machine !== void 0) {
      let data3 = data.machine;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.architecture === void 0) {
          let err14 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema21.properties.machine.required, parentSchema: schema21.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        if (data3.bootInterface === void 0) {
          let err15 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema21.properties.machine.required, parentSchema: schema21.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
        if (data3.disks === void 0) {
          let err16 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema21.properties.machine.required, parentSchema: schema21.properties.machine, data: data3 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        for (let key1 in data3)
          if (!(key1 === "architecture" || key1 === "bootInterface" || key1 === "disks")) {
            let err17 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema21.properties.machine, data: data3 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        if (data3.architecture !== void 0) {
          let data4 = data3.architecture;
          if (typeof data4 != "string") {
            let err18 = { instancePath: instancePath + "/machine/architecture", schemaPath: "#/properties/machine/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.machine.properties.architecture.type, parentSchema: schema21.properties.machine.properties.architecture, data: data4 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
        if (data3.bootInterface !== void 0) {
          let data5 = data3.bootInterface;
          if (typeof data5 != "string" && data5 !== null) {
            let err19 = { instancePath: instancePath + "/machine/bootInterface", schemaPath: "#/properties/machine/properties/bootInterface/type", keyword: "type", params: { type: schema21.properties.machine.properties.bootInterface.type }, message: "must be string,null", schema: schema21.properties.machine.properties.bootInterface.type, parentSchema: schema21.properties.machine.properties.bootInterface, data: data5 };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        }
        if (data3.disks !== void 0) {
          let data6 = data3.disks;
          if (Array.isArray(data6)) {
            let len0 = data6.length;
            for (let i0 = 0; i0 < len0; i0++)
              validate60(data6[i0], { instancePath: instancePath + "/machine/disks/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors), errors = vErrors.length);
          } else {
            let err20 = { instancePath: instancePath + "/machine/disks", schemaPath: "#/properties/machine/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.machine.properties.disks.type, parentSchema: schema21.properties.machine.properties.disks, data: data6 };
            vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
          }
        }
      } else {
        let err21 = { instancePath: instancePath + "/machine", schemaPath: "#/properties/machine/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.properties.machine.type, parentSchema: schema21.properties.machine, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data8 = data.disks;
      if (Array.isArray(data8)) {
        let len1 = data8.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate65(data8[i1], { instancePath: instancePath + "/disks/" + i1, parentData: data8, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors), errors = vErrors.length);
      } else {
        let err22 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.disks.type, parentSchema: schema21.properties.disks, data: data8 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data10 = data.volumes;
      if (Array.isArray(data10)) {
        let len2 = data10.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate69(data10[i2], { instancePath: instancePath + "/volumes/" + i2, parentData: data10, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors), errors = vErrors.length);
      } else {
        let err23 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.volumes.type, parentSchema: schema21.properties.volumes, data: data10 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.images !== void 0) {
      let data12 = data.images;
      if (Array.isArray(data12)) {
        let len3 = data12.length;
        for (let i3 = 0; i3 < len3; i3++)
          validate71(data12[i3], { instancePath: instancePath + "/images/" + i3, parentData: data12, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate71.errors : vErrors.concat(validate71.errors), errors = vErrors.length);
      } else {
        let err24 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.images.type, parentSchema: schema21.properties.images, data: data12 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.utilities !== void 0) {
      let data14 = data.utilities;
      if (Array.isArray(data14)) {
        let len4 = data14.length;
        for (let i4 = 0; i4 < len4; i4++)
          validate77(data14[i4], { instancePath: instancePath + "/utilities/" + i4, parentData: data14, parentDataProperty: i4, rootData }) || (vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors), errors = vErrors.length);
      } else {
        let err25 = { instancePath: instancePath + "/utilities", schemaPath: "#/properties/utilities/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.utilities.type, parentSchema: schema21.properties.utilities, data: data14 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.parallel !== void 0) {
      let data16 = data.parallel;
      if (!(typeof data16 == "number" && !(data16 % 1) && !isNaN(data16) && isFinite(data16))) {
        let err26 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.parallel.type, parentSchema: schema21.properties.parallel, data: data16 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
      if (typeof data16 == "number" && isFinite(data16)) {
        if (data16 > 64 || isNaN(data16)) {
          let err27 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/maximum", keyword: "maximum", params: { comparison: "<=", limit: 64 }, message: "must be <= 64", schema: 64, parentSchema: schema21.properties.parallel, data: data16 };
          vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
        }
        if (data16 < 1 || isNaN(data16)) {
          let err28 = { instancePath: instancePath + "/parallel", schemaPath: "#/properties/parallel/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema21.properties.parallel, data: data16 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
      }
    }
    if (data.boot !== void 0) {
      let data17 = data.boot;
      if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
        if (data17.kind === void 0) {
          let err29 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
        if (data17.disk === void 0) {
          let err30 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
        }
        if (data17.multiboot === void 0) {
          let err31 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
        }
        if (data17.defaultImage === void 0) {
          let err32 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "defaultImage" }, message: "must have required property 'defaultImage'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data17.timeout === void 0) {
          let err33 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "timeout" }, message: "must have required property 'timeout'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        if (data17.kernelParams === void 0) {
          let err34 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/required", keyword: "required", params: { missingProperty: "kernelParams" }, message: "must have required property 'kernelParams'", schema: schema21.properties.boot.required, parentSchema: schema21.properties.boot, data: data17 };
          vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
        }
        for (let key2 in data17)
          if (!(key2 === "kind" || key2 === "disk" || key2 === "multiboot" || key2 === "defaultImage" || key2 === "timeout" || key2 === "kernelParams")) {
            let err35 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema21.properties.boot, data: data17 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        if (data17.kind !== void 0) {
          let data18 = data17.kind;
          if (!(data18 === "multiboot" || data18 === "single")) {
            let err36 = { instancePath: instancePath + "/boot/kind", schemaPath: "#/properties/boot/properties/kind/enum", keyword: "enum", params: { allowedValues: schema21.properties.boot.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema21.properties.boot.properties.kind.enum, parentSchema: schema21.properties.boot.properties.kind, data: data18 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
        if (data17.disk !== void 0) {
          let data19 = data17.disk;
          if (typeof data19 != "string") {
            let err37 = { instancePath: instancePath + "/boot/disk", schemaPath: "#/properties/boot/properties/disk/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.boot.properties.disk.type, parentSchema: schema21.properties.boot.properties.disk, data: data19 };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
        if (data17.multiboot !== void 0) {
          let data20 = data17.multiboot, _errs36 = errors, valid13 = !1, _errs37 = errors;
          if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
            if (data20.device === void 0) {
              let err38 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema21.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0], data: data20 };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
            if (data20.uuid === void 0) {
              let err39 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema21.properties.boot.properties.multiboot.anyOf[0].required, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0], data: data20 };
              vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
            }
            for (let key3 in data20)
              if (!(key3 === "device" || key3 === "uuid")) {
                let err40 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0], data: data20 };
                vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
              }
            if (data20.device !== void 0) {
              let data21 = data20.device;
              if (typeof data21 != "string") {
                let err41 = { instancePath: instancePath + "/boot/multiboot/device", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.boot.properties.multiboot.anyOf[0].properties.device.type, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0].properties.device, data: data21 };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
            if (data20.uuid !== void 0) {
              let data22 = data20.uuid;
              if (typeof data22 != "string") {
                let err42 = { instancePath: instancePath + "/boot/multiboot/uuid", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.boot.properties.multiboot.anyOf[0].properties.uuid.type, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0].properties.uuid, data: data22 };
                vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
              }
            }
          } else {
            let err43 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.properties.boot.properties.multiboot.anyOf[0].type, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[0], data: data20 };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
          var _valid0 = _errs37 === errors;
          if (valid13 = valid13 || _valid0, !valid13) {
            let _errs44 = errors;
            if (data20 !== null) {
              let err44 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema21.properties.boot.properties.multiboot.anyOf[1].type, parentSchema: schema21.properties.boot.properties.multiboot.anyOf[1], data: data20 };
              vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
            }
            var _valid0 = _errs44 === errors;
            valid13 = valid13 || _valid0;
          }
          if (valid13)
            errors = _errs36, vErrors !== null && (_errs36 ? vErrors.length = _errs36 : vErrors = null);
          else {
            let err45 = { instancePath: instancePath + "/boot/multiboot", schemaPath: "#/properties/boot/properties/multiboot/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema21.properties.boot.properties.multiboot.anyOf, parentSchema: schema21.properties.boot.properties.multiboot, data: data20 };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
        }
        if (data17.defaultImage !== void 0) {
          let data23 = data17.defaultImage;
          if (typeof data23 != "string") {
            let err46 = { instancePath: instancePath + "/boot/defaultImage", schemaPath: "#/properties/boot/properties/defaultImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.boot.properties.defaultImage.type, parentSchema: schema21.properties.boot.properties.defaultImage, data: data23 };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
        }
        if (data17.timeout !== void 0) {
          let data24 = data17.timeout;
          if (!(typeof data24 == "number" && !(data24 % 1) && !isNaN(data24) && isFinite(data24))) {
            let err47 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.boot.properties.timeout.type, parentSchema: schema21.properties.boot.properties.timeout, data: data24 };
            vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
          }
          if (typeof data24 == "number" && isFinite(data24) && (data24 < 0 || isNaN(data24))) {
            let err48 = { instancePath: instancePath + "/boot/timeout", schemaPath: "#/properties/boot/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema21.properties.boot.properties.timeout, data: data24 };
            vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
          }
        }
        if (data17.kernelParams !== void 0) {
          let data25 = data17.kernelParams;
          if (typeof data25 != "string") {
            let err49 = { instancePath: instancePath + "/boot/kernelParams", schemaPath: "#/properties/boot/properties/kernelParams/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.properties.boot.properties.kernelParams.type, parentSchema: schema21.properties.boot.properties.kernelParams, data: data25 };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
      } else {
        let err50 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.properties.boot.type, parentSchema: schema21.properties.boot, data: data17 };
        vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
      }
    }
    if (data.steps !== void 0) {
      let data26 = data.steps;
      if (Array.isArray(data26)) {
        let len5 = data26.length;
        for (let i5 = 0; i5 < len5; i5++) {
          let data27 = data26[i5];
          if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
            if (data27.kind === void 0) {
              let err51 = { instancePath: instancePath + "/steps/" + i5, schemaPath: "#/properties/steps/items/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema21.properties.steps.items.required, parentSchema: schema21.properties.steps.items, data: data27 };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            let tag0 = data27.kind;
            if (typeof tag0 == "string")
              if (tag0 === "commands")
                validate81(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors), errors = vErrors.length);
              else if (tag0 === "mark-unbootable")
                validate84(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors), errors = vErrors.length);
              else if (tag0 === "check-table")
                validate85(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate85.errors : vErrors.concat(validate85.errors), errors = vErrors.length);
              else if (tag0 === "check-filesystems")
                validate86(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors), errors = vErrors.length);
              else if (tag0 === "deploy-image")
                validate87(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors), errors = vErrors.length);
              else if (tag0 === "deploy-utility")
                validate88(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors), errors = vErrors.length);
              else if (tag0 === "install-boot")
                validate89(data27, { instancePath: instancePath + "/steps/" + i5, parentData: data26, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors), errors = vErrors.length);
              else {
                let err52 = { instancePath: instancePath + "/steps/" + i5, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "kind", tagValue: tag0 }, message: 'value of tag "kind" must be in oneOf', schema: schema21.properties.steps.items.discriminator, parentSchema: schema21.properties.steps.items, data: data27 };
                vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
              }
            else {
              let err53 = { instancePath: instancePath + "/steps/" + i5, schemaPath: "#/properties/steps/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "kind", tagValue: tag0 }, message: 'tag "kind" must be string', schema: schema21.properties.steps.items.discriminator, parentSchema: schema21.properties.steps.items, data: data27 };
              vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
            }
          } else {
            let err54 = { instancePath: instancePath + "/steps/" + i5, schemaPath: "#/properties/steps/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.properties.steps.items.type, parentSchema: schema21.properties.steps.items, data: data27 };
            vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
          }
        }
      } else {
        let err55 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.steps.type, parentSchema: schema21.properties.steps, data: data26 };
        vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
      }
    }
  } else {
    let err56 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.type, parentSchema: schema21, data };
    vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
  }
  return validate59.errors = vErrors, errors === 0;
}
export {
  validate
};
