/** Generated from schema/inventory.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "inventory.schema.json", title: "Inventory", description: "A machine as bareon-provision inspect --json found it", type: "object", required: ["version", "architecture", "firmware", "bootInterface", "disks", "arrays", "groups", "others", "unreadable", "running"], additionalProperties: !1, properties: { version: { description: "the version of this format, 2", const: 2 }, architecture: { description: "what uname -m prints", type: "string" }, firmware: { description: "how the machine was started", enum: ["bios", "uefi"] }, secureBoot: { description: "true where the firmware starts only what is signed; absent where it does not", type: "boolean" }, bootInterface: { description: "the BOOTIF= value of the kernel command line, null where the machine was not started from the network", type: ["string", "null"] }, disks: { description: "every disk of the machine, sorted by path", type: "array", items: { $ref: "#/definitions/disk" } }, arrays: { description: "every MD array that has a member on the machine, assembled or not, sorted by UUID", type: "array", items: { $ref: "#/definitions/mdArray" } }, groups: { description: "every LVM volume group that has a physical volume on the machine, active or not, sorted by name and UUID", type: "array", items: { $ref: "#/definitions/volumeGroup" } }, others: { description: "every other device that sits on one of these: crypt, mpath, bcache, dm, ..., sorted by path", type: "array", items: { $ref: "#/definitions/stackedDevice" } }, unreadable: { description: "members of something larger of which nothing more can be read, so that nobody can say where the rest of it is", type: "array", items: { type: "object", required: ["path", "problem"], additionalProperties: !1, properties: { path: { description: "the device", type: "string" }, problem: { description: "why", type: "string" } } } }, running: { description: "the devices that the running system cannot do without, beside what it has mounted", type: "object", required: ["root", "medium"], additionalProperties: !1, properties: { root: { description: "the device that / lies on, null where / is in memory, as in a ramdisk", type: ["string", "null"] }, medium: { description: "the devices that a ramdisk was started from: those that the kernel command line names as root= or live medium, and those that hold the file of a loop device", type: "array", items: { type: "string" } } } } }, definitions: { content: { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } }, uses: { description: "what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace", type: "array", items: { type: "string" } }, partition: { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } }, disk: { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, mdArray: { description: "An MD array as its members tell of it", type: "object", required: ["path", "active", "name", "uuid", "level", "metadata", "devices", "size", "members", "dataOffsets", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have", type: "string" }, active: { description: "whether it is assembled", type: "boolean" }, name: { description: "the name in its superblocks, null where there is none (metadata 0.90)", type: ["string", "null"] }, uuid: { description: "the UUID, as blkid writes it", type: "string" }, level: { description: "raid1, raid5, linear, ...", type: "string" }, metadata: { description: "the version of the superblocks: 0.90, 1.0, 1.1 or 1.2", type: "string" }, devices: { description: "how many devices it is made of; with fewer members some are missing", type: "integer", minimum: 0 }, size: { description: "bytes of the array", type: "integer", minimum: 0 }, members: { description: "the devices on this machine that have its superblock, sorted", type: "array", items: { type: "string" } }, dataOffsets: { description: "bytes from the start of each member to its data", type: "array", items: { type: "integer", minimum: 0 } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, also where it is not assembled; null where there is none" }, uses: { $ref: "#/definitions/uses" } } }, physicalVolume: { description: "A physical volume as its group knows it", type: "object", required: ["path", "uuid", "size"], additionalProperties: !1, properties: { path: { description: "the device, which may be an array that is not assembled; null where it is missing", type: ["string", "null"] }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes that the group has of it", type: "integer", minimum: 0 } } }, logicalVolume: { description: "A logical volume", type: "object", required: ["name", "path", "uuid", "size", "active", "content", "uses"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, path: { description: "the node below /dev/mapper that it has when it is active", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, active: { description: "whether it is active", type: "boolean" }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces" }, uses: { $ref: "#/definitions/uses" } } }, volumeGroup: { description: "An LVM volume group as its physical volumes tell of it", type: "object", required: ["name", "uuid", "extentSize", "size", "lock", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name, which several groups may have", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, lock: { description: "how it is shared with other hosts (sanlock, dlm, clustered), null where it is not", type: ["string", "null"] }, physicalVolumes: { description: "in the group's order; a copy of one that is on the machine twice comes after it", type: "array", items: { $ref: "#/definitions/physicalVolume" } }, volumes: { description: "in the order of their names", type: "array", items: { $ref: "#/definitions/logicalVolume" } } } }, stackedDevice: { description: "A device that sits on others and is none of the above", type: "object", required: ["path", "type", "parents", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, type: { description: "what lsblk calls it: crypt, mpath, bcache, dm, ...", type: "string" }, parents: { description: "the devices that it sits on, sorted", type: "array", items: { type: "string" } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none" }, uses: { $ref: "#/definitions/uses" } } } } }, func2 = Object.prototype.hasOwnProperty, schema7 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, schema8 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.label === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" }, message: "must have required property 'label'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "label" || key0 === "uuid")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema8, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.type.type, parentSchema: schema8.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 != "string" && data1 !== null) {
        let err5 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: schema8.properties.label.type }, message: "must be string,null", schema: schema8.properties.label.type, parentSchema: schema8.properties.label, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string" && data2 !== null) {
        let err6 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: schema8.properties.uuid.type }, message: "must be string,null", schema: schema8.properties.uuid.type, parentSchema: schema8.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema8.type, parentSchema: schema8, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate23.errors = vErrors, errors === 0;
}
var schema9 = { description: "what keeps the device busy: mount points, [SWAP], devices that sit on it (/dev/md0, /dev/mapper/vg-root), and [BUSY] where somebody holds it whom none of these explains, such as a mount in another mount namespace", type: "array", items: { type: "string" } };
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.items.type, parentSchema: schema9.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema9.type, parentSchema: schema9, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate25.errors = vErrors, errors === 0;
}
var schema10 = { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } };
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.number === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.start === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.type === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.partuuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.name === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.content === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.uses === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema10.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema10, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err10 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.path.type, parentSchema: schema10.properties.path, data: data0 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.number !== void 0) {
      let data1 = data.number;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err11 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema10.properties.number.type, parentSchema: schema10.properties.number, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1) && (data1 < 0 || isNaN(data1))) {
        let err12 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema10.properties.number, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema10.properties.start.type, parentSchema: schema10.properties.start, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema10.properties.start, data: data2 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err15 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema10.properties.size.type, parentSchema: schema10.properties.size, data: data3 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err16 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema10.properties.size, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.type !== void 0) {
      let data4 = data.type;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.type.type, parentSchema: schema10.properties.type, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.partuuid !== void 0) {
      let data5 = data.partuuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err18 = { instancePath: instancePath + "/partuuid", schemaPath: "#/properties/partuuid/type", keyword: "type", params: { type: schema10.properties.partuuid.type }, message: "must be string,null", schema: schema10.properties.partuuid.type, parentSchema: schema10.properties.partuuid, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.name !== void 0) {
      let data6 = data.name;
      if (typeof data6 != "string" && data6 !== null) {
        let err19 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema10.properties.name.type }, message: "must be string,null", schema: schema10.properties.name.type, parentSchema: schema10.properties.name, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.content !== void 0) {
      let data7 = data.content, _errs17 = errors, valid1 = !1, _errs18 = errors;
      validate23(data7, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      var _valid0 = _errs18 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs19 = errors;
        if (data7 !== null) {
          let err20 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema10.properties.content.anyOf[1].type, parentSchema: schema10.properties.content.anyOf[1], data: data7 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs19 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema10.properties.content.anyOf, parentSchema: schema10.properties.content, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    data.uses !== void 0 && (validate25(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length));
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.type, parentSchema: schema10, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate27.errors = vErrors, errors === 0;
}
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.device === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.sectorSize === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sectorSize" }, message: "must have required property 'sectorSize'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.model === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "model" }, message: "must have required property 'model'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.serial === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "serial" }, message: "must have required property 'serial'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.wwn === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wwn" }, message: "must have required property 'wwn'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.scsi === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "scsi" }, message: "must have required property 'scsi'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.links === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "links" }, message: "must have required property 'links'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.transport === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "transport" }, message: "must have required property 'transport'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.readOnly === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "readOnly" }, message: "must have required property 'readOnly'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.removable === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removable" }, message: "must have required property 'removable'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.table === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "table" }, message: "must have required property 'table'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.content === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.uses === void 0) {
      let err14 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.partitions === void 0) {
      let err15 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema7.properties, key0)) {
        let err16 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema7, data };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err17 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.path.type, parentSchema: schema7.properties.path, data: data0 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.device !== void 0) {
      let data1 = data.device;
      if (typeof data1 != "string") {
        let err18 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.device.type, parentSchema: schema7.properties.device, data: data1 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err19 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.size.type, parentSchema: schema7.properties.size, data: data2 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err20 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema7.properties.size, data: data2 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.sectorSize !== void 0) {
      let data3 = data.sectorSize;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err21 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.sectorSize.type, parentSchema: schema7.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err22 = { instancePath: instancePath + "/sectorSize", schemaPath: "#/properties/sectorSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema7.properties.sectorSize, data: data3 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.model !== void 0) {
      let data4 = data.model;
      if (typeof data4 != "string" && data4 !== null) {
        let err23 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: schema7.properties.model.type }, message: "must be string,null", schema: schema7.properties.model.type, parentSchema: schema7.properties.model, data: data4 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.serial !== void 0) {
      let data5 = data.serial;
      if (typeof data5 != "string" && data5 !== null) {
        let err24 = { instancePath: instancePath + "/serial", schemaPath: "#/properties/serial/type", keyword: "type", params: { type: schema7.properties.serial.type }, message: "must be string,null", schema: schema7.properties.serial.type, parentSchema: schema7.properties.serial, data: data5 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.wwn !== void 0) {
      let data6 = data.wwn;
      if (typeof data6 != "string" && data6 !== null) {
        let err25 = { instancePath: instancePath + "/wwn", schemaPath: "#/properties/wwn/type", keyword: "type", params: { type: schema7.properties.wwn.type }, message: "must be string,null", schema: schema7.properties.wwn.type, parentSchema: schema7.properties.wwn, data: data6 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.scsi !== void 0) {
      let data7 = data.scsi;
      if (typeof data7 != "string" && data7 !== null) {
        let err26 = { instancePath: instancePath + "/scsi", schemaPath: "#/properties/scsi/type", keyword: "type", params: { type: schema7.properties.scsi.type }, message: "must be string,null", schema: schema7.properties.scsi.type, parentSchema: schema7.properties.scsi, data: data7 };
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
            let err27 = { instancePath: instancePath + "/links/" + i0, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.links.items.type, parentSchema: schema7.properties.links.items, data: data9 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema7.properties.links.type, parentSchema: schema7.properties.links, data: data8 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.transport !== void 0) {
      let data10 = data.transport;
      if (typeof data10 != "string" && data10 !== null) {
        let err29 = { instancePath: instancePath + "/transport", schemaPath: "#/properties/transport/type", keyword: "type", params: { type: schema7.properties.transport.type }, message: "must be string,null", schema: schema7.properties.transport.type, parentSchema: schema7.properties.transport, data: data10 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    if (data.readOnly !== void 0) {
      let data11 = data.readOnly;
      if (typeof data11 != "boolean") {
        let err30 = { instancePath: instancePath + "/readOnly", schemaPath: "#/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema7.properties.readOnly.type, parentSchema: schema7.properties.readOnly, data: data11 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.removable !== void 0) {
      let data12 = data.removable;
      if (typeof data12 != "boolean") {
        let err31 = { instancePath: instancePath + "/removable", schemaPath: "#/properties/removable/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema7.properties.removable.type, parentSchema: schema7.properties.removable, data: data12 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.table !== void 0) {
      let data13 = data.table, _errs29 = errors, valid3 = !1, _errs30 = errors;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        if (data13.type === void 0) {
          let err32 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema7.properties.table.anyOf[0].required, parentSchema: schema7.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data13.id === void 0) {
          let err33 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema7.properties.table.anyOf[0].required, parentSchema: schema7.properties.table.anyOf[0], data: data13 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        for (let key1 in data13)
          if (!(key1 === "type" || key1 === "id")) {
            let err34 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema7.properties.table.anyOf[0], data: data13 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        if (data13.type !== void 0) {
          let data14 = data13.type;
          if (typeof data14 != "string") {
            let err35 = { instancePath: instancePath + "/table/type", schemaPath: "#/properties/table/anyOf/0/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.table.anyOf[0].properties.type.type, parentSchema: schema7.properties.table.anyOf[0].properties.type, data: data14 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data13.id !== void 0) {
          let data15 = data13.id;
          if (typeof data15 != "string" && data15 !== null) {
            let err36 = { instancePath: instancePath + "/table/id", schemaPath: "#/properties/table/anyOf/0/properties/id/type", keyword: "type", params: { type: schema7.properties.table.anyOf[0].properties.id.type }, message: "must be string,null", schema: schema7.properties.table.anyOf[0].properties.id.type, parentSchema: schema7.properties.table.anyOf[0].properties.id, data: data15 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
      } else {
        let err37 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.properties.table.anyOf[0].type, parentSchema: schema7.properties.table.anyOf[0], data: data13 };
        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
      }
      var _valid0 = _errs30 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs37 = errors;
        if (data13 !== null) {
          let err38 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema7.properties.table.anyOf[1].type, parentSchema: schema7.properties.table.anyOf[1], data: data13 };
          vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
        }
        var _valid0 = _errs37 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs29, vErrors !== null && (_errs29 ? vErrors.length = _errs29 : vErrors = null);
      else {
        let err39 = { instancePath: instancePath + "/table", schemaPath: "#/properties/table/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema7.properties.table.anyOf, parentSchema: schema7.properties.table, data: data13 };
        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
      }
    }
    if (data.content !== void 0) {
      let data16 = data.content, _errs40 = errors, valid5 = !1, _errs41 = errors;
      validate23(data16, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      var _valid1 = _errs41 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs42 = errors;
        if (data16 !== null) {
          let err40 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema7.properties.content.anyOf[1].type, parentSchema: schema7.properties.content.anyOf[1], data: data16 };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        var _valid1 = _errs42 === errors;
        valid5 = valid5 || _valid1;
      }
      if (valid5)
        errors = _errs40, vErrors !== null && (_errs40 ? vErrors.length = _errs40 : vErrors = null);
      else {
        let err41 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema7.properties.content.anyOf, parentSchema: schema7.properties.content, data: data16 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.uses !== void 0 && (validate25(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.partitions !== void 0) {
      let data18 = data.partitions;
      if (Array.isArray(data18)) {
        let len1 = data18.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate27(data18[i1], { instancePath: instancePath + "/partitions/" + i1, parentData: data18, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length);
      } else {
        let err42 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema7.properties.partitions.type, parentSchema: schema7.properties.partitions, data: data18 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
  } else {
    let err43 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
  }
  return validate22.errors = vErrors, errors === 0;
}
var schema11 = { description: "An MD array as its members tell of it", type: "object", required: ["path", "active", "name", "uuid", "level", "metadata", "devices", "size", "members", "dataOffsets", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the kernel's device node where it is assembled, else the name below /dev/disk/by-id that it would have", type: "string" }, active: { description: "whether it is assembled", type: "boolean" }, name: { description: "the name in its superblocks, null where there is none (metadata 0.90)", type: ["string", "null"] }, uuid: { description: "the UUID, as blkid writes it", type: "string" }, level: { description: "raid1, raid5, linear, ...", type: "string" }, metadata: { description: "the version of the superblocks: 0.90, 1.0, 1.1 or 1.2", type: "string" }, devices: { description: "how many devices it is made of; with fewer members some are missing", type: "integer", minimum: 0 }, size: { description: "bytes of the array", type: "integer", minimum: 0 }, members: { description: "the devices on this machine that have its superblock, sorted", type: "array", items: { type: "string" } }, dataOffsets: { description: "bytes from the start of each member to its data", type: "array", items: { type: "integer", minimum: 0 } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, also where it is not assembled; null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate32(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.active === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.level === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "level" }, message: "must have required property 'level'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.metadata === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.devices === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "devices" }, message: "must have required property 'devices'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.size === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.members === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "members" }, message: "must have required property 'members'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.dataOffsets === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dataOffsets" }, message: "must have required property 'dataOffsets'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.content === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.uses === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema11.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err13 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.path.type, parentSchema: schema11.properties.path, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.active !== void 0) {
      let data1 = data.active;
      if (typeof data1 != "boolean") {
        let err14 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema11.properties.active.type, parentSchema: schema11.properties.active, data: data1 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.name !== void 0) {
      let data2 = data.name;
      if (typeof data2 != "string" && data2 !== null) {
        let err15 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: schema11.properties.name.type }, message: "must be string,null", schema: schema11.properties.name.type, parentSchema: schema11.properties.name, data: data2 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data3 = data.uuid;
      if (typeof data3 != "string") {
        let err16 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.uuid.type, parentSchema: schema11.properties.uuid, data: data3 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.level !== void 0) {
      let data4 = data.level;
      if (typeof data4 != "string") {
        let err17 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.level.type, parentSchema: schema11.properties.level, data: data4 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data5 = data.metadata;
      if (typeof data5 != "string") {
        let err18 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.metadata.type, parentSchema: schema11.properties.metadata, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.devices !== void 0) {
      let data6 = data.devices;
      if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
        let err19 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.devices.type, parentSchema: schema11.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
        let err20 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.devices, data: data6 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.size !== void 0) {
      let data7 = data.size;
      if (!(typeof data7 == "number" && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
        let err21 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.size.type, parentSchema: schema11.properties.size, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
      if (typeof data7 == "number" && isFinite(data7) && (data7 < 0 || isNaN(data7))) {
        let err22 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.size, data: data7 };
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
            let err23 = { instancePath: instancePath + "/members/" + i0, schemaPath: "#/properties/members/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.members.items.type, parentSchema: schema11.properties.members.items, data: data9 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.members.type, parentSchema: schema11.properties.members, data: data8 };
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
            let err25 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.dataOffsets.items.type, parentSchema: schema11.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
          if (typeof data11 == "number" && isFinite(data11) && (data11 < 0 || isNaN(data11))) {
            let err26 = { instancePath: instancePath + "/dataOffsets/" + i1, schemaPath: "#/properties/dataOffsets/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.dataOffsets.items, data: data11 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
      } else {
        let err27 = { instancePath: instancePath + "/dataOffsets", schemaPath: "#/properties/dataOffsets/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.dataOffsets.type, parentSchema: schema11.properties.dataOffsets, data: data10 };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.content !== void 0) {
      let data12 = data.content, _errs27 = errors, valid5 = !1, _errs28 = errors;
      validate23(data12, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      var _valid0 = _errs28 === errors;
      if (valid5 = valid5 || _valid0, !valid5) {
        let _errs29 = errors;
        if (data12 !== null) {
          let err28 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema11.properties.content.anyOf[1].type, parentSchema: schema11.properties.content.anyOf[1], data: data12 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        var _valid0 = _errs29 === errors;
        valid5 = valid5 || _valid0;
      }
      if (valid5)
        errors = _errs27, vErrors !== null && (_errs27 ? vErrors.length = _errs27 : vErrors = null);
      else {
        let err29 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema11.properties.content.anyOf, parentSchema: schema11.properties.content, data: data12 };
        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
      }
    }
    data.uses !== void 0 && (validate25(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length));
  } else {
    let err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
  }
  return validate32.errors = vErrors, errors === 0;
}
var schema12 = { description: "An LVM volume group as its physical volumes tell of it", type: "object", required: ["name", "uuid", "extentSize", "size", "lock", "physicalVolumes", "volumes"], additionalProperties: !1, properties: { name: { description: "the name, which several groups may have", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, extentSize: { description: "bytes of an extent", type: "integer", minimum: 0 }, size: { description: "bytes of all its physical volumes", type: "integer", minimum: 0 }, lock: { description: "how it is shared with other hosts (sanlock, dlm, clustered), null where it is not", type: ["string", "null"] }, physicalVolumes: { description: "in the group's order; a copy of one that is on the machine twice comes after it", type: "array", items: { $ref: "#/definitions/physicalVolume" } }, volumes: { description: "in the order of their names", type: "array", items: { $ref: "#/definitions/logicalVolume" } } } }, schema13 = { description: "A physical volume as its group knows it", type: "object", required: ["path", "uuid", "size"], additionalProperties: !1, properties: { path: { description: "the device, which may be an array that is not assembled; null where it is missing", type: ["string", "null"] }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes that the group has of it", type: "integer", minimum: 0 } } };
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "uuid" || key0 === "size")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema13, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string" && data0 !== null) {
        let err4 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: schema13.properties.path.type }, message: "must be string,null", schema: schema13.properties.path.type, parentSchema: schema13.properties.path, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.uuid.type, parentSchema: schema13.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.size !== void 0) {
      let data2 = data.size;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err6 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema13.properties.size.type, parentSchema: schema13.properties.size, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err7 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema13.properties.size, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema13.type, parentSchema: schema13, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate37.errors = vErrors, errors === 0;
}
var schema14 = { description: "A logical volume", type: "object", required: ["name", "path", "uuid", "size", "active", "content", "uses"], additionalProperties: !1, properties: { name: { description: "the name", type: "string" }, path: { description: "the node below /dev/mapper that it has when it is active", type: "string" }, uuid: { description: "the UUID, as LVM writes it", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, active: { description: "whether it is active", type: "boolean" }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none; of a volume that is not active it is known where the volume lies in plain pieces" }, uses: { $ref: "#/definitions/uses" } } };
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.path === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.active === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "active" }, message: "must have required property 'active'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.content === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.uses === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "path" || key0 === "uuid" || key0 === "size" || key0 === "active" || key0 === "content" || key0 === "uses")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema14, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.name.type, parentSchema: schema14.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.path !== void 0) {
      let data1 = data.path;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.path.type, parentSchema: schema14.properties.path, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data2 = data.uuid;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.uuid.type, parentSchema: schema14.properties.uuid, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err11 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.properties.size.type, parentSchema: schema14.properties.size, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema14.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.active !== void 0) {
      let data4 = data.active;
      if (typeof data4 != "boolean") {
        let err13 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema14.properties.active.type, parentSchema: schema14.properties.active, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.content !== void 0) {
      let data5 = data.content, _errs13 = errors, valid1 = !1, _errs14 = errors;
      validate23(data5, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      var _valid0 = _errs14 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs15 = errors;
        if (data5 !== null) {
          let err14 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema14.properties.content.anyOf[1].type, parentSchema: schema14.properties.content.anyOf[1], data: data5 };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        var _valid0 = _errs15 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs13, vErrors !== null && (_errs13 ? vErrors.length = _errs13 : vErrors = null);
      else {
        let err15 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema14.properties.content.anyOf, parentSchema: schema14.properties.content, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    data.uses !== void 0 && (validate25(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length));
  } else {
    let err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
  }
  return validate39.errors = vErrors, errors === 0;
}
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.extentSize === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "extentSize" }, message: "must have required property 'extentSize'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.size === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.lock === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lock" }, message: "must have required property 'lock'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.physicalVolumes === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "physicalVolumes" }, message: "must have required property 'physicalVolumes'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.volumes === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "name" || key0 === "uuid" || key0 === "extentSize" || key0 === "size" || key0 === "lock" || key0 === "physicalVolumes" || key0 === "volumes")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 != "string") {
        let err8 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.name.type, parentSchema: schema12.properties.name, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.uuid.type, parentSchema: schema12.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.extentSize !== void 0) {
      let data2 = data.extentSize;
      if (!(typeof data2 == "number" && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        let err10 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema12.properties.extentSize.type, parentSchema: schema12.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err11 = { instancePath: instancePath + "/extentSize", schemaPath: "#/properties/extentSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema12.properties.extentSize, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.size !== void 0) {
      let data3 = data.size;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err12 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema12.properties.size.type, parentSchema: schema12.properties.size, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err13 = { instancePath: instancePath + "/size", schemaPath: "#/properties/size/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema12.properties.size, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.lock !== void 0) {
      let data4 = data.lock;
      if (typeof data4 != "string" && data4 !== null) {
        let err14 = { instancePath: instancePath + "/lock", schemaPath: "#/properties/lock/type", keyword: "type", params: { type: schema12.properties.lock.type }, message: "must be string,null", schema: schema12.properties.lock.type, parentSchema: schema12.properties.lock, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.physicalVolumes !== void 0) {
      let data5 = data.physicalVolumes;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate37(data5[i0], { instancePath: instancePath + "/physicalVolumes/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors), errors = vErrors.length);
      } else {
        let err15 = { instancePath: instancePath + "/physicalVolumes", schemaPath: "#/properties/physicalVolumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.properties.physicalVolumes.type, parentSchema: schema12.properties.physicalVolumes, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.volumes !== void 0) {
      let data7 = data.volumes;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate39(data7[i1], { instancePath: instancePath + "/volumes/" + i1, parentData: data7, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.properties.volumes.type, parentSchema: schema12.properties.volumes, data: data7 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate36.errors = vErrors, errors === 0;
}
var schema15 = { description: "A device that sits on others and is none of the above", type: "object", required: ["path", "type", "parents", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, type: { description: "what lsblk calls it: crypt, mpath, bcache, dm, ...", type: "string" }, parents: { description: "the devices that it sits on, sorted", type: "array", items: { type: "string" } }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where there is none" }, uses: { $ref: "#/definitions/uses" } } };
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.path === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.type === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.parents === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parents" }, message: "must have required property 'parents'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.content === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "content" }, message: "must have required property 'content'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.uses === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uses" }, message: "must have required property 'uses'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "path" || key0 === "type" || key0 === "parents" || key0 === "content" || key0 === "uses")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema15, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.path !== void 0) {
      let data0 = data.path;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/path", schemaPath: "#/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.path.type, parentSchema: schema15.properties.path, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.type !== void 0) {
      let data1 = data.type;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.type.type, parentSchema: schema15.properties.type, data: data1 };
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
            let err8 = { instancePath: instancePath + "/parents/" + i0, schemaPath: "#/properties/parents/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.parents.items.type, parentSchema: schema15.properties.parents.items, data: data3 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        }
      } else {
        let err9 = { instancePath: instancePath + "/parents", schemaPath: "#/properties/parents/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema15.properties.parents.type, parentSchema: schema15.properties.parents, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.content !== void 0) {
      let data4 = data.content, _errs11 = errors, valid3 = !1, _errs12 = errors;
      validate23(data4, { instancePath: instancePath + "/content", parentData: data, parentDataProperty: "content", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      var _valid0 = _errs12 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        let _errs13 = errors;
        if (data4 !== null) {
          let err10 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema15.properties.content.anyOf[1].type, parentSchema: schema15.properties.content.anyOf[1], data: data4 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        var _valid0 = _errs13 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs11, vErrors !== null && (_errs11 ? vErrors.length = _errs11 : vErrors = null);
      else {
        let err11 = { instancePath: instancePath + "/content", schemaPath: "#/properties/content/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema15.properties.content.anyOf, parentSchema: schema15.properties.content, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.uses !== void 0 && (validate25(data.uses, { instancePath: instancePath + "/uses", parentData: data, parentDataProperty: "uses", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema15.type, parentSchema: schema15, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate44.errors = vErrors, errors === 0;
}
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.architecture === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.bootInterface === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema6.required, parentSchema: schema6, data };
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
    if (data.others === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "others" }, message: "must have required property 'others'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.unreadable === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "unreadable" }, message: "must have required property 'unreadable'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.running === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "running" }, message: "must have required property 'running'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema6.properties, key0)) {
        let err10 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6, data };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 2) {
        let err11 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, message: "must be equal to constant", schema: 2, parentSchema: schema6.properties.version, data: data0 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.architecture !== void 0) {
      let data1 = data.architecture;
      if (typeof data1 != "string") {
        let err12 = { instancePath: instancePath + "/architecture", schemaPath: "#/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.architecture.type, parentSchema: schema6.properties.architecture, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (!(data2 === "bios" || data2 === "uefi")) {
        let err13 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema6.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.firmware.enum, parentSchema: schema6.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.secureBoot !== void 0) {
      let data3 = data.secureBoot;
      if (typeof data3 != "boolean") {
        let err14 = { instancePath: instancePath + "/secureBoot", schemaPath: "#/properties/secureBoot/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema6.properties.secureBoot.type, parentSchema: schema6.properties.secureBoot, data: data3 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.bootInterface !== void 0) {
      let data4 = data.bootInterface;
      if (typeof data4 != "string" && data4 !== null) {
        let err15 = { instancePath: instancePath + "/bootInterface", schemaPath: "#/properties/bootInterface/type", keyword: "type", params: { type: schema6.properties.bootInterface.type }, message: "must be string,null", schema: schema6.properties.bootInterface.type, parentSchema: schema6.properties.bootInterface, data: data4 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data5 = data.disks;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate22(data5[i0], { instancePath: instancePath + "/disks/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      } else {
        let err16 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.disks.type, parentSchema: schema6.properties.disks, data: data5 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.arrays !== void 0) {
      let data7 = data.arrays;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate32(data7[i1], { instancePath: instancePath + "/arrays/" + i1, parentData: data7, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length);
      } else {
        let err17 = { instancePath: instancePath + "/arrays", schemaPath: "#/properties/arrays/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.arrays.type, parentSchema: schema6.properties.arrays, data: data7 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.groups !== void 0) {
      let data9 = data.groups;
      if (Array.isArray(data9)) {
        let len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate36(data9[i2], { instancePath: instancePath + "/groups/" + i2, parentData: data9, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length);
      } else {
        let err18 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.groups.type, parentSchema: schema6.properties.groups, data: data9 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.others !== void 0) {
      let data11 = data.others;
      if (Array.isArray(data11)) {
        let len3 = data11.length;
        for (let i3 = 0; i3 < len3; i3++)
          validate44(data11[i3], { instancePath: instancePath + "/others/" + i3, parentData: data11, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length);
      } else {
        let err19 = { instancePath: instancePath + "/others", schemaPath: "#/properties/others/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.others.type, parentSchema: schema6.properties.others, data: data11 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.unreadable !== void 0) {
      let data13 = data.unreadable;
      if (Array.isArray(data13)) {
        let len4 = data13.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data14 = data13[i4];
          if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
            if (data14.path === void 0) {
              let err20 = { instancePath: instancePath + "/unreadable/" + i4, schemaPath: "#/properties/unreadable/items/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema6.properties.unreadable.items.required, parentSchema: schema6.properties.unreadable.items, data: data14 };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
            if (data14.problem === void 0) {
              let err21 = { instancePath: instancePath + "/unreadable/" + i4, schemaPath: "#/properties/unreadable/items/required", keyword: "required", params: { missingProperty: "problem" }, message: "must have required property 'problem'", schema: schema6.properties.unreadable.items.required, parentSchema: schema6.properties.unreadable.items, data: data14 };
              vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
            }
            for (let key1 in data14)
              if (!(key1 === "path" || key1 === "problem")) {
                let err22 = { instancePath: instancePath + "/unreadable/" + i4, schemaPath: "#/properties/unreadable/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.unreadable.items, data: data14 };
                vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
              }
            if (data14.path !== void 0) {
              let data15 = data14.path;
              if (typeof data15 != "string") {
                let err23 = { instancePath: instancePath + "/unreadable/" + i4 + "/path", schemaPath: "#/properties/unreadable/items/properties/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.unreadable.items.properties.path.type, parentSchema: schema6.properties.unreadable.items.properties.path, data: data15 };
                vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
              }
            }
            if (data14.problem !== void 0) {
              let data16 = data14.problem;
              if (typeof data16 != "string") {
                let err24 = { instancePath: instancePath + "/unreadable/" + i4 + "/problem", schemaPath: "#/properties/unreadable/items/properties/problem/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.unreadable.items.properties.problem.type, parentSchema: schema6.properties.unreadable.items.properties.problem, data: data16 };
                vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
              }
            }
          } else {
            let err25 = { instancePath: instancePath + "/unreadable/" + i4, schemaPath: "#/properties/unreadable/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.unreadable.items.type, parentSchema: schema6.properties.unreadable.items, data: data14 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
      } else {
        let err26 = { instancePath: instancePath + "/unreadable", schemaPath: "#/properties/unreadable/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.unreadable.type, parentSchema: schema6.properties.unreadable, data: data13 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
    if (data.running !== void 0) {
      let data17 = data.running;
      if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
        if (data17.root === void 0) {
          let err27 = { instancePath: instancePath + "/running", schemaPath: "#/properties/running/required", keyword: "required", params: { missingProperty: "root" }, message: "must have required property 'root'", schema: schema6.properties.running.required, parentSchema: schema6.properties.running, data: data17 };
          vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
        }
        if (data17.medium === void 0) {
          let err28 = { instancePath: instancePath + "/running", schemaPath: "#/properties/running/required", keyword: "required", params: { missingProperty: "medium" }, message: "must have required property 'medium'", schema: schema6.properties.running.required, parentSchema: schema6.properties.running, data: data17 };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        for (let key2 in data17)
          if (!(key2 === "root" || key2 === "medium")) {
            let err29 = { instancePath: instancePath + "/running", schemaPath: "#/properties/running/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.running, data: data17 };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        if (data17.root !== void 0) {
          let data18 = data17.root;
          if (typeof data18 != "string" && data18 !== null) {
            let err30 = { instancePath: instancePath + "/running/root", schemaPath: "#/properties/running/properties/root/type", keyword: "type", params: { type: schema6.properties.running.properties.root.type }, message: "must be string,null", schema: schema6.properties.running.properties.root.type, parentSchema: schema6.properties.running.properties.root, data: data18 };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        }
        if (data17.medium !== void 0) {
          let data19 = data17.medium;
          if (Array.isArray(data19)) {
            let len5 = data19.length;
            for (let i5 = 0; i5 < len5; i5++) {
              let data20 = data19[i5];
              if (typeof data20 != "string") {
                let err31 = { instancePath: instancePath + "/running/medium/" + i5, schemaPath: "#/properties/running/properties/medium/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.running.properties.medium.items.type, parentSchema: schema6.properties.running.properties.medium.items, data: data20 };
                vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
              }
            }
          } else {
            let err32 = { instancePath: instancePath + "/running/medium", schemaPath: "#/properties/running/properties/medium/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.running.properties.medium.type, parentSchema: schema6.properties.running.properties.medium, data: data19 };
            vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
          }
        }
      } else {
        let err33 = { instancePath: instancePath + "/running", schemaPath: "#/properties/running/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.running.type, parentSchema: schema6.properties.running, data: data17 };
        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
      }
    }
  } else {
    let err34 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
