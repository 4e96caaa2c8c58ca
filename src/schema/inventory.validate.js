/** Generated from schema/inventory.schema.json by `npm run schema`; edit that, not this. */
var validate = validate108, schema31 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "inventory.schema.json", title: "Inventory", description: "A machine as bareon-provision inspect --json found it", type: "object", required: ["version", "architecture", "firmware", "bootInterface", "disks"], additionalProperties: !1, properties: { version: { description: "the version of this format, 1", const: 1 }, architecture: { description: "what uname -m prints", type: "string" }, firmware: { description: "how the machine was started", enum: ["bios", "uefi"] }, secureBoot: { description: "true where the firmware starts only what is signed; absent where it does not", type: "boolean" }, bootInterface: { description: "the BOOTIF= value of the kernel command line, null where the machine was not started from the network", type: ["string", "null"] }, disks: { description: "every disk of the machine, sorted by path", type: "array", items: { $ref: "#/definitions/disk" } } }, definitions: { content: { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } }, uses: { description: "what keeps the device busy: mount points, [SWAP], and devices that sit on it (/dev/md0, /dev/mapper/vg-root)", type: "array", items: { type: "string" } }, partition: { description: "A partition as it is found", type: "object", required: ["path", "number", "start", "size", "type", "partuuid", "name", "content", "uses"], additionalProperties: !1, properties: { path: { description: "the device node", type: "string" }, number: { description: "the partition number", type: "integer", minimum: 0 }, start: { description: "bytes from the start of the disk", type: "integer", minimum: 0 }, size: { description: "bytes", type: "integer", minimum: 0 }, type: { description: "the partition type: a GUID, or a hexadecimal number on a dos table", type: "string" }, partuuid: { description: "PARTUUID", type: ["string", "null"] }, name: { description: "GPT name", type: ["string", "null"] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "the signature on it, null where blkid finds none" }, uses: { $ref: "#/definitions/uses" } } }, disk: { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } } } }, schema32 = { description: "A disk as it is found", type: "object", required: ["path", "device", "size", "sectorSize", "model", "serial", "wwn", "scsi", "links", "transport", "readOnly", "removable", "table", "content", "uses", "partitions"], additionalProperties: !1, properties: { path: { description: "the kernel's device node, such as /dev/vda", type: "string" }, device: { description: "major:minor", type: "string" }, size: { description: "bytes", type: "integer", minimum: 0 }, sectorSize: { description: "logical sector size in bytes", type: "integer", minimum: 0 }, model: { description: "model", type: ["string", "null"] }, serial: { description: "serial number", type: ["string", "null"] }, wwn: { description: "World Wide Name", type: ["string", "null"] }, scsi: { description: "host:channel:target:lun", type: ["string", "null"] }, links: { description: "the udev names below /dev/disk that lead to it, sorted", type: "array", items: { type: "string" } }, transport: { description: "sata, sas, nvme, usb, virtio, ...", type: ["string", "null"] }, readOnly: { description: "whether the kernel holds it read-only", type: "boolean" }, removable: { description: "whether it is removable", type: "boolean" }, table: { description: "the partition table, null where there is none", anyOf: [{ type: "object", required: ["type", "id"], additionalProperties: !1, properties: { type: { description: "gpt, dos, ...", type: "string" }, id: { description: "the table's UUID or id", type: ["string", "null"] } } }, { type: "null" }] }, content: { anyOf: [{ $ref: "#/definitions/content" }, { type: "null" }], description: "a signature on the bare disk, null where there is none" }, uses: { $ref: "#/definitions/uses" }, partitions: { description: "in the order of their start", type: "array", items: { $ref: "#/definitions/partition" } } } }, func2 = Object.prototype.hasOwnProperty, schema33 = { description: "A signature found on a device", type: "object", required: ["type", "label", "uuid"], additionalProperties: !1, properties: { type: { description: "what blkid calls it: ext4, xfs, swap, LVM2_member, linux_raid_member, ...; ambiguous for several that contradict each other", type: "string" }, label: { description: "the label", type: ["string", "null"] }, uuid: { description: "the UUID", type: ["string", "null"] } } };
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
var schema34 = { description: "what keeps the device busy: mount points, [SWAP], and devices that sit on it (/dev/md0, /dev/mapper/vg-root)", type: "array", items: { type: "string" } };
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
function validate109(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
  return validate109.errors = vErrors, errors === 0;
}
function validate108(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.architecture === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.firmware === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.bootInterface === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "bootInterface" }, message: "must have required property 'bootInterface'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.disks === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "disks" }, message: "must have required property 'disks'", schema: schema31.required, parentSchema: schema31, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "architecture" || key0 === "firmware" || key0 === "secureBoot" || key0 === "bootInterface" || key0 === "disks")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err6 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema31.properties.version, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.architecture !== void 0) {
      let data1 = data.architecture;
      if (typeof data1 != "string") {
        let err7 = { instancePath: instancePath + "/architecture", schemaPath: "#/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.architecture.type, parentSchema: schema31.properties.architecture, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data2 = data.firmware;
      if (!(data2 === "bios" || data2 === "uefi")) {
        let err8 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema31.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema31.properties.firmware.enum, parentSchema: schema31.properties.firmware, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.secureBoot !== void 0) {
      let data3 = data.secureBoot;
      if (typeof data3 != "boolean") {
        let err9 = { instancePath: instancePath + "/secureBoot", schemaPath: "#/properties/secureBoot/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.secureBoot.type, parentSchema: schema31.properties.secureBoot, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.bootInterface !== void 0) {
      let data4 = data.bootInterface;
      if (typeof data4 != "string" && data4 !== null) {
        let err10 = { instancePath: instancePath + "/bootInterface", schemaPath: "#/properties/bootInterface/type", keyword: "type", params: { type: schema31.properties.bootInterface.type }, message: "must be string,null", schema: schema31.properties.bootInterface.type, parentSchema: schema31.properties.bootInterface, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.disks !== void 0) {
      let data5 = data.disks;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate109(data5[i0], { instancePath: instancePath + "/disks/" + i0, parentData: data5, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate109.errors : vErrors.concat(validate109.errors), errors = vErrors.length);
      } else {
        let err11 = { instancePath: instancePath + "/disks", schemaPath: "#/properties/disks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.disks.type, parentSchema: schema31.properties.disks, data: data5 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate108.errors = vErrors, errors === 0;
}
export {
  validate
};
