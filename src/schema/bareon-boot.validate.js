/** Generated from schema/bareon-boot.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "bareon-boot.schema.json", title: "BootResult", description: "What bareon-boot prints with --json; readers must accept further keys and further commands.", type: "object", discriminator: { propertyName: "command" }, required: ["command"], oneOf: [{ $ref: "#/definitions/listResult" }, { $ref: "#/definitions/statusResult" }, { $ref: "#/definitions/setDefaultResult" }, { $ref: "#/definitions/refreshResult" }, { $ref: "#/definitions/verifyResult" }, { $ref: "#/definitions/healthResult" }], definitions: { version: { description: "the version of this format, 1", const: 1 }, entry: { description: "An entry of the boot menu, or an image that the menu lacks", type: "object", required: ["grub_id", "entry_id", "kind", "boot_name", "image_name", "image_uuid", "os_id", "root_uuid", "valid", "problem", "default", "current"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu; null where the menu lacks it", type: ["integer", "null"], minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id; null where the menu lacks it", type: ["string", "null"] }, kind: { description: "image: a deployed image's own entry; kernel: an older kernel of one; foreign: a system that was not deployed", enum: ["image", "kernel", "foreign"] }, boot_name: { description: "the title in the boot menu", type: "string" }, image_name: { description: "the image's image_name; null for a foreign system", type: ["string", "null"] }, image_uuid: { description: "the image's image_uuid, empty where it has none; null for a foreign system", type: ["string", "null"] }, os_id: { description: "the image's name in the deploy config; null for a foreign system", type: ["string", "null"] }, root_uuid: { description: "the filesystem UUID of the root; null where another boot loader knows it", type: ["string", "null"] }, valid: { description: "whether it can be booted: root, kernel and initrd are there", type: "boolean" }, problem: { description: "why it cannot be booted", type: ["string", "null"] }, default: { description: "whether it is the one that is booted unless somebody chooses another", type: "boolean" }, current: { description: "whether it is the one that runs now", type: "boolean" } } }, partition: { description: "The multiboot partition", type: "object", required: ["device", "uuid", "found_by"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, uuid: { description: "the filesystem UUID", type: "string" }, found_by: { description: "option: --uuid; file: /etc/bareon/multiboot; name: its GPT name", enum: ["option", "file", "name"] } } }, listResult: { description: "bareon-boot list", type: "object", required: ["version", "command", "entries", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "list" }, entries: { description: "in the order of the menu", type: "array", items: { $ref: "#/definitions/entry" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, statusResult: { description: "bareon-boot status", type: "object", required: ["version", "command", "current", "root_uuid", "next", "reason", "watchdog", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "status" }, current: { description: "the entry that runs now; null where none can be told", anyOf: [{ $ref: "#/definitions/entry" }, { type: "null" }] }, root_uuid: { description: "the filesystem UUID of the running root; null where it is on no filesystem with one", type: ["string", "null"] }, next: { $ref: "#/definitions/entry" }, reason: { description: "why that is booted next: it is the default", enum: ["default"] }, watchdog: { $ref: "#/definitions/watchdog" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, setDefaultResult: { description: "bareon-boot set-default", type: "object", required: ["version", "command", "changed", "default", "previous", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "set-default" }, changed: { description: "whether anything was written", type: "boolean" }, default: { $ref: "#/definitions/entry" }, previous: { description: "the grub_id of the default before", type: "integer", minimum: 0 }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, refreshResult: { description: "bareon-boot refresh", type: "object", required: ["version", "command", "changed", "added", "removed", "updated", "default", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "refresh" }, changed: { description: "whether anything was written", type: "boolean" }, added: { description: "entry ids that the menu has now and had not before", type: "array", items: { type: "string" } }, removed: { description: "entry ids that the menu no longer has", type: "array", items: { type: "string" } }, updated: { description: "entry ids that boot something else now, or otherwise, or have another title or place", type: "array", items: { type: "string" } }, default: { description: "the id of the default entry", type: "string" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, finding: { description: "Something that was checked", type: "object", required: ["check", "problem", "severity", "repaired"], additionalProperties: !1, properties: { check: { description: "what was looked at", type: "string" }, problem: { description: "what is wrong there; null where nothing is", type: ["string", "null"] }, severity: { description: "error: the boot is not as it should be; warning: something beside it", enum: ["error", "warning"] }, repaired: { description: "whether --repair put it right", type: "boolean" } } }, verifyResult: { description: "bareon-boot verify", type: "object", required: ["version", "command", "verified", "changed", "findings", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "verify" }, verified: { description: "whether no error is left", type: "boolean" }, changed: { description: "whether anything was written", type: "boolean" }, findings: { description: "in the order of checking", type: "array", items: { $ref: "#/definitions/finding" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, healthCheck: { type: "object", required: ["check", "required", "passed", "seconds", "output"], additionalProperties: !1, properties: { check: { description: "the executable, or the systemd target", type: "string" }, required: { description: "whether the system is healthy only if it passes", type: "boolean" }, passed: { description: "whether it ended with exit code 0 in its time", type: "boolean" }, seconds: { description: "how long it took", type: "number", minimum: 0 }, output: { description: "the end of what it printed, or why it failed", type: "string" } } }, healthResult: { description: "bareon-boot health", type: "object", required: ["version", "command", "healthy", "checks", "decision", "changed", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "health" }, healthy: { description: "whether every required check passed", type: "boolean" }, checks: { description: "in the order of running, the last time", type: "array", items: { $ref: "#/definitions/healthCheck" } }, decision: { description: "what became of the trial; none: there is none to decide", enum: ["none", "confirmed", "rejected"] }, changed: { description: "whether anything was written", type: "boolean" }, warnings: { $ref: "#/definitions/warnings" } } }, watchdog: { description: "What restarts the machine when it hangs", type: "object", required: ["device", "fed", "recovers", "problem"], additionalProperties: !1, properties: { device: { description: "the hardware watchdog's device node; null where there is none", type: ["string", "null"] }, fed: { description: "whether somebody uses it", type: "boolean" }, recovers: { description: "whether a hang ends by itself", type: "boolean" }, problem: { description: "why a hang does not", type: ["string", "null"] } } }, warnings: { description: "what a person should look at; none of it is an error", type: "array", items: { type: "string" } } } }, schema7 = { description: "bareon-boot list", type: "object", required: ["version", "command", "entries", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "list" }, entries: { description: "in the order of the menu", type: "array", items: { $ref: "#/definitions/entry" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, schema8 = { description: "the version of this format, 1", const: 1 };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data !== 1) {
    let err0 = { instancePath, schemaPath: "#/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema8, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate23.errors = vErrors, errors === 0;
}
var schema9 = { description: "An entry of the boot menu, or an image that the menu lacks", type: "object", required: ["grub_id", "entry_id", "kind", "boot_name", "image_name", "image_uuid", "os_id", "root_uuid", "valid", "problem", "default", "current"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu; null where the menu lacks it", type: ["integer", "null"], minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id; null where the menu lacks it", type: ["string", "null"] }, kind: { description: "image: a deployed image's own entry; kernel: an older kernel of one; foreign: a system that was not deployed", enum: ["image", "kernel", "foreign"] }, boot_name: { description: "the title in the boot menu", type: "string" }, image_name: { description: "the image's image_name; null for a foreign system", type: ["string", "null"] }, image_uuid: { description: "the image's image_uuid, empty where it has none; null for a foreign system", type: ["string", "null"] }, os_id: { description: "the image's name in the deploy config; null for a foreign system", type: ["string", "null"] }, root_uuid: { description: "the filesystem UUID of the root; null where another boot loader knows it", type: ["string", "null"] }, valid: { description: "whether it can be booted: root, kernel and initrd are there", type: "boolean" }, problem: { description: "why it cannot be booted", type: ["string", "null"] }, default: { description: "whether it is the one that is booted unless somebody chooses another", type: "boolean" }, current: { description: "whether it is the one that runs now", type: "boolean" } } }, func2 = Object.prototype.hasOwnProperty;
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.grub_id === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grub_id" }, message: "must have required property 'grub_id'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.entry_id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "entry_id" }, message: "must have required property 'entry_id'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.kind === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.boot_name === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot_name" }, message: "must have required property 'boot_name'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.image_name === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_name" }, message: "must have required property 'image_name'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.image_uuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_uuid" }, message: "must have required property 'image_uuid'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.os_id === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "os_id" }, message: "must have required property 'os_id'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.root_uuid === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "root_uuid" }, message: "must have required property 'root_uuid'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.valid === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "valid" }, message: "must have required property 'valid'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.problem === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "problem" }, message: "must have required property 'problem'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.default === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "default" }, message: "must have required property 'default'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.current === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "current" }, message: "must have required property 'current'", schema: schema9.required, parentSchema: schema9, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema9.properties, key0)) {
        let err12 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema9, data };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    if (data.grub_id !== void 0) {
      let data0 = data.grub_id;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0)) && data0 !== null) {
        let err13 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/type", keyword: "type", params: { type: schema9.properties.grub_id.type }, message: "must be integer,null", schema: schema9.properties.grub_id.type, parentSchema: schema9.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 0 || isNaN(data0))) {
        let err14 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema9.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.entry_id !== void 0) {
      let data1 = data.entry_id;
      if (typeof data1 != "string" && data1 !== null) {
        let err15 = { instancePath: instancePath + "/entry_id", schemaPath: "#/properties/entry_id/type", keyword: "type", params: { type: schema9.properties.entry_id.type }, message: "must be string,null", schema: schema9.properties.entry_id.type, parentSchema: schema9.properties.entry_id, data: data1 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.kind !== void 0) {
      let data2 = data.kind;
      if (!(data2 === "image" || data2 === "kernel" || data2 === "foreign")) {
        let err16 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema9.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema9.properties.kind.enum, parentSchema: schema9.properties.kind, data: data2 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.boot_name !== void 0) {
      let data3 = data.boot_name;
      if (typeof data3 != "string") {
        let err17 = { instancePath: instancePath + "/boot_name", schemaPath: "#/properties/boot_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.properties.boot_name.type, parentSchema: schema9.properties.boot_name, data: data3 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.image_name !== void 0) {
      let data4 = data.image_name;
      if (typeof data4 != "string" && data4 !== null) {
        let err18 = { instancePath: instancePath + "/image_name", schemaPath: "#/properties/image_name/type", keyword: "type", params: { type: schema9.properties.image_name.type }, message: "must be string,null", schema: schema9.properties.image_name.type, parentSchema: schema9.properties.image_name, data: data4 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.image_uuid !== void 0) {
      let data5 = data.image_uuid;
      if (typeof data5 != "string" && data5 !== null) {
        let err19 = { instancePath: instancePath + "/image_uuid", schemaPath: "#/properties/image_uuid/type", keyword: "type", params: { type: schema9.properties.image_uuid.type }, message: "must be string,null", schema: schema9.properties.image_uuid.type, parentSchema: schema9.properties.image_uuid, data: data5 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.os_id !== void 0) {
      let data6 = data.os_id;
      if (typeof data6 != "string" && data6 !== null) {
        let err20 = { instancePath: instancePath + "/os_id", schemaPath: "#/properties/os_id/type", keyword: "type", params: { type: schema9.properties.os_id.type }, message: "must be string,null", schema: schema9.properties.os_id.type, parentSchema: schema9.properties.os_id, data: data6 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.root_uuid !== void 0) {
      let data7 = data.root_uuid;
      if (typeof data7 != "string" && data7 !== null) {
        let err21 = { instancePath: instancePath + "/root_uuid", schemaPath: "#/properties/root_uuid/type", keyword: "type", params: { type: schema9.properties.root_uuid.type }, message: "must be string,null", schema: schema9.properties.root_uuid.type, parentSchema: schema9.properties.root_uuid, data: data7 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.valid !== void 0) {
      let data8 = data.valid;
      if (typeof data8 != "boolean") {
        let err22 = { instancePath: instancePath + "/valid", schemaPath: "#/properties/valid/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema9.properties.valid.type, parentSchema: schema9.properties.valid, data: data8 };
        vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
      }
    }
    if (data.problem !== void 0) {
      let data9 = data.problem;
      if (typeof data9 != "string" && data9 !== null) {
        let err23 = { instancePath: instancePath + "/problem", schemaPath: "#/properties/problem/type", keyword: "type", params: { type: schema9.properties.problem.type }, message: "must be string,null", schema: schema9.properties.problem.type, parentSchema: schema9.properties.problem, data: data9 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.default !== void 0) {
      let data10 = data.default;
      if (typeof data10 != "boolean") {
        let err24 = { instancePath: instancePath + "/default", schemaPath: "#/properties/default/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema9.properties.default.type, parentSchema: schema9.properties.default, data: data10 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.current !== void 0) {
      let data11 = data.current;
      if (typeof data11 != "boolean") {
        let err25 = { instancePath: instancePath + "/current", schemaPath: "#/properties/current/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema9.properties.current.type, parentSchema: schema9.properties.current, data: data11 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
  } else {
    let err26 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema9.type, parentSchema: schema9, data };
    vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
  }
  return validate25.errors = vErrors, errors === 0;
}
var schema10 = { description: "The multiboot partition", type: "object", required: ["device", "uuid", "found_by"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, uuid: { description: "the filesystem UUID", type: "string" }, found_by: { description: "option: --uuid; file: /etc/bareon/multiboot; name: its GPT name", enum: ["option", "file", "name"] } } };
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.found_by === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "found_by" }, message: "must have required property 'found_by'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "uuid" || key0 === "found_by")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema10, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.device.type, parentSchema: schema10.properties.device, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err5 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.uuid.type, parentSchema: schema10.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.found_by !== void 0) {
      let data2 = data.found_by;
      if (!(data2 === "option" || data2 === "file" || data2 === "name")) {
        let err6 = { instancePath: instancePath + "/found_by", schemaPath: "#/properties/found_by/enum", keyword: "enum", params: { allowedValues: schema10.properties.found_by.enum }, message: "must be equal to one of the allowed values", schema: schema10.properties.found_by.enum, parentSchema: schema10.properties.found_by, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.type, parentSchema: schema10, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate27.errors = vErrors, errors === 0;
}
var schema11 = { description: "what a person should look at; none of it is an error", type: "array", items: { type: "string" } };
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.items.type, parentSchema: schema11.items, data: data0 };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate29.errors = vErrors, errors === 0;
}
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.entries === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "entries" }, message: "must have required property 'entries'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.multiboot === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.warnings === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "entries" || key0 === "multiboot" || key0 === "warnings")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema7, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "list") {
        let err6 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "list" }, message: "must be equal to constant", schema: "list", parentSchema: schema7.properties.command, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.entries !== void 0) {
      let data2 = data.entries;
      if (Array.isArray(data2)) {
        let len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate25(data2[i0], { instancePath: instancePath + "/entries/" + i0, parentData: data2, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length);
      } else {
        let err7 = { instancePath: instancePath + "/entries", schemaPath: "#/properties/entries/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema7.properties.entries.type, parentSchema: schema7.properties.entries, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate22.errors = vErrors, errors === 0;
}
var schema12 = { description: "bareon-boot status", type: "object", required: ["version", "command", "current", "root_uuid", "next", "reason", "watchdog", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "status" }, current: { description: "the entry that runs now; null where none can be told", anyOf: [{ $ref: "#/definitions/entry" }, { type: "null" }] }, root_uuid: { description: "the filesystem UUID of the running root; null where it is on no filesystem with one", type: ["string", "null"] }, next: { $ref: "#/definitions/entry" }, reason: { description: "why that is booted next: it is the default", enum: ["default"] }, watchdog: { $ref: "#/definitions/watchdog" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, schema13 = { description: "What restarts the machine when it hangs", type: "object", required: ["device", "fed", "recovers", "problem"], additionalProperties: !1, properties: { device: { description: "the hardware watchdog's device node; null where there is none", type: ["string", "null"] }, fed: { description: "whether somebody uses it", type: "boolean" }, recovers: { description: "whether a hang ends by itself", type: "boolean" }, problem: { description: "why a hang does not", type: ["string", "null"] } } };
function validate35(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.device === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "device" }, message: "must have required property 'device'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.fed === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fed" }, message: "must have required property 'fed'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.recovers === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "recovers" }, message: "must have required property 'recovers'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.problem === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "problem" }, message: "must have required property 'problem'", schema: schema13.required, parentSchema: schema13, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "device" || key0 === "fed" || key0 === "recovers" || key0 === "problem")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema13, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.device !== void 0) {
      let data0 = data.device;
      if (typeof data0 != "string" && data0 !== null) {
        let err5 = { instancePath: instancePath + "/device", schemaPath: "#/properties/device/type", keyword: "type", params: { type: schema13.properties.device.type }, message: "must be string,null", schema: schema13.properties.device.type, parentSchema: schema13.properties.device, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.fed !== void 0) {
      let data1 = data.fed;
      if (typeof data1 != "boolean") {
        let err6 = { instancePath: instancePath + "/fed", schemaPath: "#/properties/fed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema13.properties.fed.type, parentSchema: schema13.properties.fed, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.recovers !== void 0) {
      let data2 = data.recovers;
      if (typeof data2 != "boolean") {
        let err7 = { instancePath: instancePath + "/recovers", schemaPath: "#/properties/recovers/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema13.properties.recovers.type, parentSchema: schema13.properties.recovers, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.problem !== void 0) {
      let data3 = data.problem;
      if (typeof data3 != "string" && data3 !== null) {
        let err8 = { instancePath: instancePath + "/problem", schemaPath: "#/properties/problem/type", keyword: "type", params: { type: schema13.properties.problem.type }, message: "must be string,null", schema: schema13.properties.problem.type, parentSchema: schema13.properties.problem, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema13.type, parentSchema: schema13, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate35.errors = vErrors, errors === 0;
}
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.current === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "current" }, message: "must have required property 'current'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.root_uuid === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "root_uuid" }, message: "must have required property 'root_uuid'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.next === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "next" }, message: "must have required property 'next'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.reason === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "reason" }, message: "must have required property 'reason'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.watchdog === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "watchdog" }, message: "must have required property 'watchdog'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.multiboot === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.warnings === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema12.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "status") {
        let err10 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "status" }, message: "must be equal to constant", schema: "status", parentSchema: schema12.properties.command, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.current !== void 0) {
      let data2 = data.current, _errs5 = errors, valid1 = !1, _errs6 = errors;
      validate25(data2, { instancePath: instancePath + "/current", parentData: data, parentDataProperty: "current", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length);
      var _valid0 = _errs6 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs7 = errors;
        if (data2 !== null) {
          let err11 = { instancePath: instancePath + "/current", schemaPath: "#/properties/current/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.current.anyOf[1].type, parentSchema: schema12.properties.current.anyOf[1], data: data2 };
          vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
        }
        var _valid0 = _errs7 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs5, vErrors !== null && (_errs5 ? vErrors.length = _errs5 : vErrors = null);
      else {
        let err12 = { instancePath: instancePath + "/current", schemaPath: "#/properties/current/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.current.anyOf, parentSchema: schema12.properties.current, data: data2 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.root_uuid !== void 0) {
      let data3 = data.root_uuid;
      if (typeof data3 != "string" && data3 !== null) {
        let err13 = { instancePath: instancePath + "/root_uuid", schemaPath: "#/properties/root_uuid/type", keyword: "type", params: { type: schema12.properties.root_uuid.type }, message: "must be string,null", schema: schema12.properties.root_uuid.type, parentSchema: schema12.properties.root_uuid, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.next !== void 0 && (validate25(data.next, { instancePath: instancePath + "/next", parentData: data, parentDataProperty: "next", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.reason !== void 0) {
      let data5 = data.reason;
      if (data5 !== "default") {
        let err14 = { instancePath: instancePath + "/reason", schemaPath: "#/properties/reason/enum", keyword: "enum", params: { allowedValues: schema12.properties.reason.enum }, message: "must be equal to one of the allowed values", schema: schema12.properties.reason.enum, parentSchema: schema12.properties.reason, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    data.watchdog !== void 0 && (validate35(data.watchdog, { instancePath: instancePath + "/watchdog", parentData: data, parentDataProperty: "watchdog", rootData }) || (vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors), errors = vErrors.length)), data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err15 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data };
    vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
  }
  return validate31.errors = vErrors, errors === 0;
}
var schema14 = { description: "bareon-boot set-default", type: "object", required: ["version", "command", "changed", "default", "previous", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "set-default" }, changed: { description: "whether anything was written", type: "boolean" }, default: { $ref: "#/definitions/entry" }, previous: { description: "the grub_id of the default before", type: "integer", minimum: 0 }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } };
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.changed === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "changed" }, message: "must have required property 'changed'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.default === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "default" }, message: "must have required property 'default'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.previous === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "previous" }, message: "must have required property 'previous'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.multiboot === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.warnings === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "changed" || key0 === "default" || key0 === "previous" || key0 === "multiboot" || key0 === "warnings")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema14, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "set-default") {
        let err8 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "set-default" }, message: "must be equal to constant", schema: "set-default", parentSchema: schema14.properties.command, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.changed !== void 0) {
      let data2 = data.changed;
      if (typeof data2 != "boolean") {
        let err9 = { instancePath: instancePath + "/changed", schemaPath: "#/properties/changed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema14.properties.changed.type, parentSchema: schema14.properties.changed, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.default !== void 0 && (validate25(data.default, { instancePath: instancePath + "/default", parentData: data, parentDataProperty: "default", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.previous !== void 0) {
      let data4 = data.previous;
      if (!(typeof data4 == "number" && !(data4 % 1) && !isNaN(data4) && isFinite(data4))) {
        let err10 = { instancePath: instancePath + "/previous", schemaPath: "#/properties/previous/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.properties.previous.type, parentSchema: schema14.properties.previous, data: data4 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
      if (typeof data4 == "number" && isFinite(data4) && (data4 < 0 || isNaN(data4))) {
        let err11 = { instancePath: instancePath + "/previous", schemaPath: "#/properties/previous/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema14.properties.previous, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate39.errors = vErrors, errors === 0;
}
var schema15 = { description: "bareon-boot refresh", type: "object", required: ["version", "command", "changed", "added", "removed", "updated", "default", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "refresh" }, changed: { description: "whether anything was written", type: "boolean" }, added: { description: "entry ids that the menu has now and had not before", type: "array", items: { type: "string" } }, removed: { description: "entry ids that the menu no longer has", type: "array", items: { type: "string" } }, updated: { description: "entry ids that boot something else now, or otherwise, or have another title or place", type: "array", items: { type: "string" } }, default: { description: "the id of the default entry", type: "string" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } };
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.changed === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "changed" }, message: "must have required property 'changed'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.added === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "added" }, message: "must have required property 'added'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.removed === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "removed" }, message: "must have required property 'removed'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.updated === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "updated" }, message: "must have required property 'updated'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.default === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "default" }, message: "must have required property 'default'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.multiboot === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.warnings === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema15.properties, key0)) {
        let err9 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema15, data };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "refresh") {
        let err10 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "refresh" }, message: "must be equal to constant", schema: "refresh", parentSchema: schema15.properties.command, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.changed !== void 0) {
      let data2 = data.changed;
      if (typeof data2 != "boolean") {
        let err11 = { instancePath: instancePath + "/changed", schemaPath: "#/properties/changed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema15.properties.changed.type, parentSchema: schema15.properties.changed, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.added !== void 0) {
      let data3 = data.added;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 != "string") {
            let err12 = { instancePath: instancePath + "/added/" + i0, schemaPath: "#/properties/added/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.added.items.type, parentSchema: schema15.properties.added.items, data: data4 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
        }
      } else {
        let err13 = { instancePath: instancePath + "/added", schemaPath: "#/properties/added/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema15.properties.added.type, parentSchema: schema15.properties.added, data: data3 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.removed !== void 0) {
      let data5 = data.removed;
      if (Array.isArray(data5)) {
        let len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data6 = data5[i1];
          if (typeof data6 != "string") {
            let err14 = { instancePath: instancePath + "/removed/" + i1, schemaPath: "#/properties/removed/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.removed.items.type, parentSchema: schema15.properties.removed.items, data: data6 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
      } else {
        let err15 = { instancePath: instancePath + "/removed", schemaPath: "#/properties/removed/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema15.properties.removed.type, parentSchema: schema15.properties.removed, data: data5 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.updated !== void 0) {
      let data7 = data.updated;
      if (Array.isArray(data7)) {
        let len2 = data7.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data8 = data7[i2];
          if (typeof data8 != "string") {
            let err16 = { instancePath: instancePath + "/updated/" + i2, schemaPath: "#/properties/updated/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.updated.items.type, parentSchema: schema15.properties.updated.items, data: data8 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/updated", schemaPath: "#/properties/updated/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema15.properties.updated.type, parentSchema: schema15.properties.updated, data: data7 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.default !== void 0) {
      let data9 = data.default;
      if (typeof data9 != "string") {
        let err18 = { instancePath: instancePath + "/default", schemaPath: "#/properties/default/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.default.type, parentSchema: schema15.properties.default, data: data9 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema15.type, parentSchema: schema15, data };
    vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
  }
  return validate44.errors = vErrors, errors === 0;
}
var schema16 = { description: "bareon-boot verify", type: "object", required: ["version", "command", "verified", "changed", "findings", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "verify" }, verified: { description: "whether no error is left", type: "boolean" }, changed: { description: "whether anything was written", type: "boolean" }, findings: { description: "in the order of checking", type: "array", items: { $ref: "#/definitions/finding" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, schema17 = { description: "Something that was checked", type: "object", required: ["check", "problem", "severity", "repaired"], additionalProperties: !1, properties: { check: { description: "what was looked at", type: "string" }, problem: { description: "what is wrong there; null where nothing is", type: ["string", "null"] }, severity: { description: "error: the boot is not as it should be; warning: something beside it", enum: ["error", "warning"] }, repaired: { description: "whether --repair put it right", type: "boolean" } } };
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.check === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "check" }, message: "must have required property 'check'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.problem === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "problem" }, message: "must have required property 'problem'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.severity === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "severity" }, message: "must have required property 'severity'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.repaired === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "repaired" }, message: "must have required property 'repaired'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "check" || key0 === "problem" || key0 === "severity" || key0 === "repaired")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema17, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.check !== void 0) {
      let data0 = data.check;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/check", schemaPath: "#/properties/check/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.check.type, parentSchema: schema17.properties.check, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.problem !== void 0) {
      let data1 = data.problem;
      if (typeof data1 != "string" && data1 !== null) {
        let err6 = { instancePath: instancePath + "/problem", schemaPath: "#/properties/problem/type", keyword: "type", params: { type: schema17.properties.problem.type }, message: "must be string,null", schema: schema17.properties.problem.type, parentSchema: schema17.properties.problem, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.severity !== void 0) {
      let data2 = data.severity;
      if (!(data2 === "error" || data2 === "warning")) {
        let err7 = { instancePath: instancePath + "/severity", schemaPath: "#/properties/severity/enum", keyword: "enum", params: { allowedValues: schema17.properties.severity.enum }, message: "must be equal to one of the allowed values", schema: schema17.properties.severity.enum, parentSchema: schema17.properties.severity, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.repaired !== void 0) {
      let data3 = data.repaired;
      if (typeof data3 != "boolean") {
        let err8 = { instancePath: instancePath + "/repaired", schemaPath: "#/properties/repaired/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema17.properties.repaired.type, parentSchema: schema17.properties.repaired, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate50.errors = vErrors, errors === 0;
}
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.verified === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "verified" }, message: "must have required property 'verified'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.changed === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "changed" }, message: "must have required property 'changed'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.findings === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "findings" }, message: "must have required property 'findings'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.multiboot === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.warnings === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema16.required, parentSchema: schema16, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "verified" || key0 === "changed" || key0 === "findings" || key0 === "multiboot" || key0 === "warnings")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema16, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "verify") {
        let err8 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "verify" }, message: "must be equal to constant", schema: "verify", parentSchema: schema16.properties.command, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.verified !== void 0) {
      let data2 = data.verified;
      if (typeof data2 != "boolean") {
        let err9 = { instancePath: instancePath + "/verified", schemaPath: "#/properties/verified/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema16.properties.verified.type, parentSchema: schema16.properties.verified, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.changed !== void 0) {
      let data3 = data.changed;
      if (typeof data3 != "boolean") {
        let err10 = { instancePath: instancePath + "/changed", schemaPath: "#/properties/changed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema16.properties.changed.type, parentSchema: schema16.properties.changed, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.findings !== void 0) {
      let data4 = data.findings;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate50(data4[i0], { instancePath: instancePath + "/findings/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length);
      } else {
        let err11 = { instancePath: instancePath + "/findings", schemaPath: "#/properties/findings/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema16.properties.findings.type, parentSchema: schema16.properties.findings, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema16.type, parentSchema: schema16, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate48.errors = vErrors, errors === 0;
}
var schema18 = { description: "bareon-boot health", type: "object", required: ["version", "command", "healthy", "checks", "decision", "changed", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "health" }, healthy: { description: "whether every required check passed", type: "boolean" }, checks: { description: "in the order of running, the last time", type: "array", items: { $ref: "#/definitions/healthCheck" } }, decision: { description: "what became of the trial; none: there is none to decide", enum: ["none", "confirmed", "rejected"] }, changed: { description: "whether anything was written", type: "boolean" }, warnings: { $ref: "#/definitions/warnings" } } }, schema19 = { type: "object", required: ["check", "required", "passed", "seconds", "output"], additionalProperties: !1, properties: { check: { description: "the executable, or the systemd target", type: "string" }, required: { description: "whether the system is healthy only if it passes", type: "boolean" }, passed: { description: "whether it ended with exit code 0 in its time", type: "boolean" }, seconds: { description: "how long it took", type: "number", minimum: 0 }, output: { description: "the end of what it printed, or why it failed", type: "string" } } };
function validate56(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.check === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "check" }, message: "must have required property 'check'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.required === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "required" }, message: "must have required property 'required'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.passed === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "passed" }, message: "must have required property 'passed'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.seconds === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "seconds" }, message: "must have required property 'seconds'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.output === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "output" }, message: "must have required property 'output'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "check" || key0 === "required" || key0 === "passed" || key0 === "seconds" || key0 === "output")) {
        let err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema19, data };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    if (data.check !== void 0) {
      let data0 = data.check;
      if (typeof data0 != "string") {
        let err6 = { instancePath: instancePath + "/check", schemaPath: "#/properties/check/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.check.type, parentSchema: schema19.properties.check, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.required !== void 0) {
      let data1 = data.required;
      if (typeof data1 != "boolean") {
        let err7 = { instancePath: instancePath + "/required", schemaPath: "#/properties/required/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.required.type, parentSchema: schema19.properties.required, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.passed !== void 0) {
      let data2 = data.passed;
      if (typeof data2 != "boolean") {
        let err8 = { instancePath: instancePath + "/passed", schemaPath: "#/properties/passed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.passed.type, parentSchema: schema19.properties.passed, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.seconds !== void 0) {
      let data3 = data.seconds;
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 0 || isNaN(data3)) {
          let err9 = { instancePath: instancePath + "/seconds", schemaPath: "#/properties/seconds/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema19.properties.seconds, data: data3 };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
      } else {
        let err10 = { instancePath: instancePath + "/seconds", schemaPath: "#/properties/seconds/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema19.properties.seconds.type, parentSchema: schema19.properties.seconds, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.output !== void 0) {
      let data4 = data.output;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/output", schemaPath: "#/properties/output/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.output.type, parentSchema: schema19.properties.output, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.type, parentSchema: schema19, data };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate56.errors = vErrors, errors === 0;
}
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.healthy === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "healthy" }, message: "must have required property 'healthy'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.checks === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "checks" }, message: "must have required property 'checks'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.decision === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "decision" }, message: "must have required property 'decision'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.changed === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "changed" }, message: "must have required property 'changed'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.warnings === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "healthy" || key0 === "checks" || key0 === "decision" || key0 === "changed" || key0 === "warnings")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema18, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "health") {
        let err8 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "health" }, message: "must be equal to constant", schema: "health", parentSchema: schema18.properties.command, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.healthy !== void 0) {
      let data2 = data.healthy;
      if (typeof data2 != "boolean") {
        let err9 = { instancePath: instancePath + "/healthy", schemaPath: "#/properties/healthy/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema18.properties.healthy.type, parentSchema: schema18.properties.healthy, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.checks !== void 0) {
      let data3 = data.checks;
      if (Array.isArray(data3)) {
        let len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate56(data3[i0], { instancePath: instancePath + "/checks/" + i0, parentData: data3, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors), errors = vErrors.length);
      } else {
        let err10 = { instancePath: instancePath + "/checks", schemaPath: "#/properties/checks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema18.properties.checks.type, parentSchema: schema18.properties.checks, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.decision !== void 0) {
      let data5 = data.decision;
      if (!(data5 === "none" || data5 === "confirmed" || data5 === "rejected")) {
        let err11 = { instancePath: instancePath + "/decision", schemaPath: "#/properties/decision/enum", keyword: "enum", params: { allowedValues: schema18.properties.decision.enum }, message: "must be equal to one of the allowed values", schema: schema18.properties.decision.enum, parentSchema: schema18.properties.decision, data: data5 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.changed !== void 0) {
      let data6 = data.changed;
      if (typeof data6 != "boolean") {
        let err12 = { instancePath: instancePath + "/changed", schemaPath: "#/properties/changed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema18.properties.changed.type, parentSchema: schema18.properties.changed, data: data6 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema18.type, parentSchema: schema18, data };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate54.errors = vErrors, errors === 0;
}
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.command === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    let tag0 = data.command;
    if (typeof tag0 == "string")
      if (tag0 === "list")
        validate22(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      else if (tag0 === "status")
        validate31(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors), errors = vErrors.length);
      else if (tag0 === "set-default")
        validate39(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors), errors = vErrors.length);
      else if (tag0 === "refresh")
        validate44(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length);
      else if (tag0 === "verify")
        validate48(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length);
      else if (tag0 === "health")
        validate54(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors), errors = vErrors.length);
      else {
        let err1 = { instancePath, schemaPath: "#/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "command", tagValue: tag0 }, message: 'value of tag "command" must be in oneOf', schema: schema6.discriminator, parentSchema: schema6, data };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    else {
      let err2 = { instancePath, schemaPath: "#/discriminator", keyword: "discriminator", params: { error: "tag", tag: "command", tagValue: tag0 }, message: 'tag "command" must be string', schema: schema6.discriminator, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
  } else {
    let err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
