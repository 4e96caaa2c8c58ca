/** Generated from schema/bareon-boot.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "bareon-boot.schema.json", title: "BootResult", description: "What bareon-boot prints with --json; readers must accept further keys and further commands.", type: "object", discriminator: { propertyName: "command" }, required: ["command"], oneOf: [{ $ref: "#/definitions/listResult" }, { $ref: "#/definitions/statusResult" }, { $ref: "#/definitions/currentResult" }, { $ref: "#/definitions/changeResult" }, { $ref: "#/definitions/historyResult" }], definitions: { version: { description: "the version of this format, 1", const: 1 }, entry: { description: "An entry of the boot menu, or an image that the menu lacks", type: "object", required: ["grub_id", "entry_id", "kind", "boot_name", "image_name", "image_uuid", "os_id", "root_uuid", "valid", "problem", "default", "current"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu; null where the menu lacks it", type: ["integer", "null"], minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id; null where the menu lacks it", type: ["string", "null"] }, kind: { description: "image: a deployed image's own entry; kernel: an older kernel of one; foreign: a system that was not deployed", enum: ["image", "kernel", "foreign"] }, boot_name: { description: "the title in the boot menu", type: "string" }, image_name: { description: "the image's image_name; null for a foreign system", type: ["string", "null"] }, image_uuid: { description: "the image's image_uuid, empty where it has none; null for a foreign system", type: ["string", "null"] }, os_id: { description: "the image's name in the deploy config; null for a foreign system", type: ["string", "null"] }, root_uuid: { description: "the filesystem UUID of the root; null where another boot loader knows it", type: ["string", "null"] }, valid: { description: "whether it can be booted: root, kernel and initrd are there", type: "boolean" }, problem: { description: "why it cannot be booted", type: ["string", "null"] }, default: { description: "whether it is the one that is booted unless somebody chooses another", type: "boolean" }, current: { description: "whether it is the one that runs now", type: "boolean" } } }, partition: { description: "The multiboot partition", type: "object", required: ["device", "uuid", "found_by"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, uuid: { description: "the filesystem UUID", type: "string" }, found_by: { description: "option: --uuid, --device or --image; file: /etc/bareon/multiboot; name: its GPT name", enum: ["option", "file", "name"] } } }, listResult: { description: "bareon-boot list", type: "object", required: ["version", "command", "entries", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "list" }, entries: { description: "in the order of the menu", type: "array", items: { $ref: "#/definitions/entry" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, armed: { description: "An entry that is armed for the next boot", type: "object", required: ["grub_id", "entry_id", "boot_name"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" } } }, trial: { description: "A trial that was not confirmed, rejected or cancelled", type: "object", required: ["grub_id", "entry_id", "boot_name", "left", "tries", "state"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, left: { description: "tries that are left", type: "integer", minimum: 0, maximum: 9 }, tries: { description: "tries that it began with", type: "integer", minimum: 0, maximum: 9 }, state: { description: "armed: it is booted next; spent: no tries left; superseded: the default was changed since; confirmed: its entry is the default", enum: ["armed", "spent", "superseded", "confirmed"] } } }, reason: { description: "why that is booted next: it is the default; it is armed once; it is on trial; the trial became the default (confirmed), was overtaken by another default (superseded), or has no tries left (fallback)", enum: ["default", "once", "trial", "confirmed", "superseded", "fallback"] }, explanation: { description: "what is booted next and why, and where a trial stands, in words", type: "string" }, statusResult: { description: "bareon-boot status", type: "object", required: ["version", "command", "current", "root_uuid", "booted", "default", "next", "reason", "once", "trial", "explanation", "last_change", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "status" }, current: { description: "the entry that runs now; null where none can be told", anyOf: [{ $ref: "#/definitions/entry" }, { type: "null" }] }, root_uuid: { description: "the filesystem UUID of the running root; null where it is on no filesystem with one", type: ["string", "null"] }, booted: { description: "why the running system was booted, by its kernel command line: a reason as below, menu (chosen by hand), envfail (the state could not be written); null where it says nothing", type: ["string", "null"] }, default: { $ref: "#/definitions/entry" }, next: { $ref: "#/definitions/entry" }, reason: { $ref: "#/definitions/reason" }, once: { description: "what is booted once", anyOf: [{ $ref: "#/definitions/armed" }, { type: "null" }] }, trial: { anyOf: [{ $ref: "#/definitions/trial" }, { type: "null" }] }, explanation: { $ref: "#/definitions/explanation" }, last_change: { description: "the newest line of the history", anyOf: [{ $ref: "#/definitions/line" }, { type: "null" }] }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, currentResult: { description: "bareon-boot current", type: "object", required: ["version", "command", "current", "booted", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "current" }, current: { $ref: "#/definitions/entry" }, booted: { description: "why it was booted, as in status", type: ["string", "null"] }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, changeResult: { description: "the commands that change what is booted", type: "object", required: ["version", "command", "changed", "dry_run", "default", "previous", "next", "reason", "once", "trial", "explanation", "reboot", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { enum: ["set-default", "once", "trial", "confirm", "reject", "rollback", "cancel", "reboot"] }, changed: { description: "whether anything was written, or would be with --dry-run", type: "boolean" }, dry_run: { description: "whether nothing was written because of --dry-run", type: "boolean" }, default: { $ref: "#/definitions/entry" }, previous: { description: "the grub_id of the default before", type: "integer", minimum: 0 }, next: { $ref: "#/definitions/entry" }, reason: { $ref: "#/definitions/reason" }, once: { description: "what is booted once", anyOf: [{ $ref: "#/definitions/armed" }, { type: "null" }] }, trial: { anyOf: [{ $ref: "#/definitions/trial" }, { type: "null" }] }, explanation: { $ref: "#/definitions/explanation" }, reboot: { description: "whether the machine is rebooted now", type: "boolean" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, line: { description: "One change of the boot state", type: "object", required: ["number", "time", "who", "what", "from", "to", "why"], additionalProperties: !1, properties: { number: { description: "counts up from 1", type: "integer", minimum: 1 }, time: { description: "UTC, ISO 8601, by the clock of the system that did it", type: "string" }, who: { description: "the user", type: "string" }, what: { description: "the command", type: "string" }, from: { description: "the id of the entry that was the default, or armed, before; null for none", type: ["string", "null"] }, to: { description: "the same afterwards", type: ["string", "null"] }, why: { description: "in words", type: "string" } } }, historyResult: { description: "bareon-boot history", type: "object", required: ["version", "command", "lines", "explanation", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "history" }, lines: { description: "oldest first; older ones were written over", type: "array", items: { $ref: "#/definitions/line" } }, explanation: { $ref: "#/definitions/explanation" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, warnings: { description: "what a person should look at; none of it is an error", type: "array", items: { type: "string" } } } }, schema7 = { description: "bareon-boot list", type: "object", required: ["version", "command", "entries", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "list" }, entries: { description: "in the order of the menu", type: "array", items: { $ref: "#/definitions/entry" } }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, schema8 = { description: "the version of this format, 1", const: 1 };
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
var schema10 = { description: "The multiboot partition", type: "object", required: ["device", "uuid", "found_by"], additionalProperties: !1, properties: { device: { description: "the device node", type: "string" }, uuid: { description: "the filesystem UUID", type: "string" }, found_by: { description: "option: --uuid, --device or --image; file: /etc/bareon/multiboot; name: its GPT name", enum: ["option", "file", "name"] } } };
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
var schema12 = { description: "bareon-boot status", type: "object", required: ["version", "command", "current", "root_uuid", "booted", "default", "next", "reason", "once", "trial", "explanation", "last_change", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "status" }, current: { description: "the entry that runs now; null where none can be told", anyOf: [{ $ref: "#/definitions/entry" }, { type: "null" }] }, root_uuid: { description: "the filesystem UUID of the running root; null where it is on no filesystem with one", type: ["string", "null"] }, booted: { description: "why the running system was booted, by its kernel command line: a reason as below, menu (chosen by hand), envfail (the state could not be written); null where it says nothing", type: ["string", "null"] }, default: { $ref: "#/definitions/entry" }, next: { $ref: "#/definitions/entry" }, reason: { $ref: "#/definitions/reason" }, once: { description: "what is booted once", anyOf: [{ $ref: "#/definitions/armed" }, { type: "null" }] }, trial: { anyOf: [{ $ref: "#/definitions/trial" }, { type: "null" }] }, explanation: { $ref: "#/definitions/explanation" }, last_change: { description: "the newest line of the history", anyOf: [{ $ref: "#/definitions/line" }, { type: "null" }] }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } }, schema13 = { description: "why that is booted next: it is the default; it is armed once; it is on trial; the trial became the default (confirmed), was overtaken by another default (superseded), or has no tries left (fallback)", enum: ["default", "once", "trial", "confirmed", "superseded", "fallback"] };
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (!(data === "default" || data === "once" || data === "trial" || data === "confirmed" || data === "superseded" || data === "fallback")) {
    let err0 = { instancePath, schemaPath: "#/enum", keyword: "enum", params: { allowedValues: schema13.enum }, message: "must be equal to one of the allowed values", schema: schema13.enum, parentSchema: schema13, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate36.errors = vErrors, errors === 0;
}
var schema14 = { description: "An entry that is armed for the next boot", type: "object", required: ["grub_id", "entry_id", "boot_name"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" } } };
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.grub_id === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grub_id" }, message: "must have required property 'grub_id'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.entry_id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "entry_id" }, message: "must have required property 'entry_id'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.boot_name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot_name" }, message: "must have required property 'boot_name'", schema: schema14.required, parentSchema: schema14, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "grub_id" || key0 === "entry_id" || key0 === "boot_name")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema14, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.grub_id !== void 0) {
      let data0 = data.grub_id;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err4 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.properties.grub_id.type, parentSchema: schema14.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 0 || isNaN(data0))) {
        let err5 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema14.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.entry_id !== void 0) {
      let data1 = data.entry_id;
      if (typeof data1 != "string") {
        let err6 = { instancePath: instancePath + "/entry_id", schemaPath: "#/properties/entry_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.entry_id.type, parentSchema: schema14.properties.entry_id, data: data1 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.boot_name !== void 0) {
      let data2 = data.boot_name;
      if (typeof data2 != "string") {
        let err7 = { instancePath: instancePath + "/boot_name", schemaPath: "#/properties/boot_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.boot_name.type, parentSchema: schema14.properties.boot_name, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate38.errors = vErrors, errors === 0;
}
var schema15 = { description: "A trial that was not confirmed, rejected or cancelled", type: "object", required: ["grub_id", "entry_id", "boot_name", "left", "tries", "state"], additionalProperties: !1, properties: { grub_id: { description: "its index in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, left: { description: "tries that are left", type: "integer", minimum: 0, maximum: 9 }, tries: { description: "tries that it began with", type: "integer", minimum: 0, maximum: 9 }, state: { description: "armed: it is booted next; spent: no tries left; superseded: the default was changed since; confirmed: its entry is the default", enum: ["armed", "spent", "superseded", "confirmed"] } } };
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.grub_id === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grub_id" }, message: "must have required property 'grub_id'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.entry_id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "entry_id" }, message: "must have required property 'entry_id'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.boot_name === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot_name" }, message: "must have required property 'boot_name'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.left === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "left" }, message: "must have required property 'left'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.tries === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "tries" }, message: "must have required property 'tries'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.state === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "state" }, message: "must have required property 'state'", schema: schema15.required, parentSchema: schema15, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "grub_id" || key0 === "entry_id" || key0 === "boot_name" || key0 === "left" || key0 === "tries" || key0 === "state")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema15, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.grub_id !== void 0) {
      let data0 = data.grub_id;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err7 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.properties.grub_id.type, parentSchema: schema15.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 0 || isNaN(data0))) {
        let err8 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema15.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.entry_id !== void 0) {
      let data1 = data.entry_id;
      if (typeof data1 != "string") {
        let err9 = { instancePath: instancePath + "/entry_id", schemaPath: "#/properties/entry_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.entry_id.type, parentSchema: schema15.properties.entry_id, data: data1 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.boot_name !== void 0) {
      let data2 = data.boot_name;
      if (typeof data2 != "string") {
        let err10 = { instancePath: instancePath + "/boot_name", schemaPath: "#/properties/boot_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.boot_name.type, parentSchema: schema15.properties.boot_name, data: data2 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.left !== void 0) {
      let data3 = data.left;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err11 = { instancePath: instancePath + "/left", schemaPath: "#/properties/left/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.properties.left.type, parentSchema: schema15.properties.left, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 9 || isNaN(data3)) {
          let err12 = { instancePath: instancePath + "/left", schemaPath: "#/properties/left/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9 }, message: "must be <= 9", schema: 9, parentSchema: schema15.properties.left, data: data3 };
          vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          let err13 = { instancePath: instancePath + "/left", schemaPath: "#/properties/left/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema15.properties.left, data: data3 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      }
    }
    if (data.tries !== void 0) {
      let data4 = data.tries;
      if (!(typeof data4 == "number" && !(data4 % 1) && !isNaN(data4) && isFinite(data4))) {
        let err14 = { instancePath: instancePath + "/tries", schemaPath: "#/properties/tries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.properties.tries.type, parentSchema: schema15.properties.tries, data: data4 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 9 || isNaN(data4)) {
          let err15 = { instancePath: instancePath + "/tries", schemaPath: "#/properties/tries/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9 }, message: "must be <= 9", schema: 9, parentSchema: schema15.properties.tries, data: data4 };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          let err16 = { instancePath: instancePath + "/tries", schemaPath: "#/properties/tries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema15.properties.tries, data: data4 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
      }
    }
    if (data.state !== void 0) {
      let data5 = data.state;
      if (!(data5 === "armed" || data5 === "spent" || data5 === "superseded" || data5 === "confirmed")) {
        let err17 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/enum", keyword: "enum", params: { allowedValues: schema15.properties.state.enum }, message: "must be equal to one of the allowed values", schema: schema15.properties.state.enum, parentSchema: schema15.properties.state, data: data5 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema15.type, parentSchema: schema15, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate40.errors = vErrors, errors === 0;
}
var schema16 = { description: "what is booted next and why, and where a trial stands, in words", type: "string" };
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data != "string") {
    let err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.type, parentSchema: schema16, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate42.errors = vErrors, errors === 0;
}
var schema17 = { description: "One change of the boot state", type: "object", required: ["number", "time", "who", "what", "from", "to", "why"], additionalProperties: !1, properties: { number: { description: "counts up from 1", type: "integer", minimum: 1 }, time: { description: "UTC, ISO 8601, by the clock of the system that did it", type: "string" }, who: { description: "the user", type: "string" }, what: { description: "the command", type: "string" }, from: { description: "the id of the entry that was the default, or armed, before; null for none", type: ["string", "null"] }, to: { description: "the same afterwards", type: ["string", "null"] }, why: { description: "in words", type: "string" } } };
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.number === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "number" }, message: "must have required property 'number'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.time === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "time" }, message: "must have required property 'time'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.who === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "who" }, message: "must have required property 'who'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.what === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "what" }, message: "must have required property 'what'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.from === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "from" }, message: "must have required property 'from'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.to === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "to" }, message: "must have required property 'to'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.why === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "why" }, message: "must have required property 'why'", schema: schema17.required, parentSchema: schema17, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "number" || key0 === "time" || key0 === "who" || key0 === "what" || key0 === "from" || key0 === "to" || key0 === "why")) {
        let err7 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema17, data };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    if (data.number !== void 0) {
      let data0 = data.number;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err8 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema17.properties.number.type, parentSchema: schema17.properties.number, data: data0 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 1 || isNaN(data0))) {
        let err9 = { instancePath: instancePath + "/number", schemaPath: "#/properties/number/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema17.properties.number, data: data0 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.time !== void 0) {
      let data1 = data.time;
      if (typeof data1 != "string") {
        let err10 = { instancePath: instancePath + "/time", schemaPath: "#/properties/time/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.time.type, parentSchema: schema17.properties.time, data: data1 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.who !== void 0) {
      let data2 = data.who;
      if (typeof data2 != "string") {
        let err11 = { instancePath: instancePath + "/who", schemaPath: "#/properties/who/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.who.type, parentSchema: schema17.properties.who, data: data2 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.what !== void 0) {
      let data3 = data.what;
      if (typeof data3 != "string") {
        let err12 = { instancePath: instancePath + "/what", schemaPath: "#/properties/what/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.what.type, parentSchema: schema17.properties.what, data: data3 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.from !== void 0) {
      let data4 = data.from;
      if (typeof data4 != "string" && data4 !== null) {
        let err13 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/type", keyword: "type", params: { type: schema17.properties.from.type }, message: "must be string,null", schema: schema17.properties.from.type, parentSchema: schema17.properties.from, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.to !== void 0) {
      let data5 = data.to;
      if (typeof data5 != "string" && data5 !== null) {
        let err14 = { instancePath: instancePath + "/to", schemaPath: "#/properties/to/type", keyword: "type", params: { type: schema17.properties.to.type }, message: "must be string,null", schema: schema17.properties.to.type, parentSchema: schema17.properties.to, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.why !== void 0) {
      let data6 = data.why;
      if (typeof data6 != "string") {
        let err15 = { instancePath: instancePath + "/why", schemaPath: "#/properties/why/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.properties.why.type, parentSchema: schema17.properties.why, data: data6 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
  } else {
    let err16 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data };
    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
  }
  return validate44.errors = vErrors, errors === 0;
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
    if (data.booted === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "booted" }, message: "must have required property 'booted'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.default === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "default" }, message: "must have required property 'default'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.next === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "next" }, message: "must have required property 'next'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.reason === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "reason" }, message: "must have required property 'reason'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.once === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "once" }, message: "must have required property 'once'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.trial === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "trial" }, message: "must have required property 'trial'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.explanation === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "explanation" }, message: "must have required property 'explanation'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.last_change === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "last_change" }, message: "must have required property 'last_change'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.multiboot === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.warnings === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema12.properties, key0)) {
        let err14 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "status") {
        let err15 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "status" }, message: "must be equal to constant", schema: "status", parentSchema: schema12.properties.command, data: data1 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.current !== void 0) {
      let data2 = data.current, _errs5 = errors, valid1 = !1, _errs6 = errors;
      validate25(data2, { instancePath: instancePath + "/current", parentData: data, parentDataProperty: "current", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length);
      var _valid0 = _errs6 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs7 = errors;
        if (data2 !== null) {
          let err16 = { instancePath: instancePath + "/current", schemaPath: "#/properties/current/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.current.anyOf[1].type, parentSchema: schema12.properties.current.anyOf[1], data: data2 };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        var _valid0 = _errs7 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs5, vErrors !== null && (_errs5 ? vErrors.length = _errs5 : vErrors = null);
      else {
        let err17 = { instancePath: instancePath + "/current", schemaPath: "#/properties/current/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.current.anyOf, parentSchema: schema12.properties.current, data: data2 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.root_uuid !== void 0) {
      let data3 = data.root_uuid;
      if (typeof data3 != "string" && data3 !== null) {
        let err18 = { instancePath: instancePath + "/root_uuid", schemaPath: "#/properties/root_uuid/type", keyword: "type", params: { type: schema12.properties.root_uuid.type }, message: "must be string,null", schema: schema12.properties.root_uuid.type, parentSchema: schema12.properties.root_uuid, data: data3 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.booted !== void 0) {
      let data4 = data.booted;
      if (typeof data4 != "string" && data4 !== null) {
        let err19 = { instancePath: instancePath + "/booted", schemaPath: "#/properties/booted/type", keyword: "type", params: { type: schema12.properties.booted.type }, message: "must be string,null", schema: schema12.properties.booted.type, parentSchema: schema12.properties.booted, data: data4 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.default !== void 0 && (validate25(data.default, { instancePath: instancePath + "/default", parentData: data, parentDataProperty: "default", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.next !== void 0 && (validate25(data.next, { instancePath: instancePath + "/next", parentData: data, parentDataProperty: "next", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.reason !== void 0 && (validate36(data.reason, { instancePath: instancePath + "/reason", parentData: data, parentDataProperty: "reason", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.once !== void 0) {
      let data8 = data.once, _errs17 = errors, valid2 = !1, _errs18 = errors;
      validate38(data8, { instancePath: instancePath + "/once", parentData: data, parentDataProperty: "once", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length);
      var _valid1 = _errs18 === errors;
      if (valid2 = valid2 || _valid1, !valid2) {
        let _errs19 = errors;
        if (data8 !== null) {
          let err20 = { instancePath: instancePath + "/once", schemaPath: "#/properties/once/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.once.anyOf[1].type, parentSchema: schema12.properties.once.anyOf[1], data: data8 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid1 = _errs19 === errors;
        valid2 = valid2 || _valid1;
      }
      if (valid2)
        errors = _errs17, vErrors !== null && (_errs17 ? vErrors.length = _errs17 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/once", schemaPath: "#/properties/once/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.once.anyOf, parentSchema: schema12.properties.once, data: data8 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.trial !== void 0) {
      let data9 = data.trial, _errs22 = errors, valid3 = !1, _errs23 = errors;
      validate40(data9, { instancePath: instancePath + "/trial", parentData: data, parentDataProperty: "trial", rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length);
      var _valid2 = _errs23 === errors;
      if (valid3 = valid3 || _valid2, !valid3) {
        let _errs24 = errors;
        if (data9 !== null) {
          let err22 = { instancePath: instancePath + "/trial", schemaPath: "#/properties/trial/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.trial.anyOf[1].type, parentSchema: schema12.properties.trial.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
        }
        var _valid2 = _errs24 === errors;
        valid3 = valid3 || _valid2;
      }
      if (valid3)
        errors = _errs22, vErrors !== null && (_errs22 ? vErrors.length = _errs22 : vErrors = null);
      else {
        let err23 = { instancePath: instancePath + "/trial", schemaPath: "#/properties/trial/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.trial.anyOf, parentSchema: schema12.properties.trial, data: data9 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.explanation !== void 0 && (validate42(data.explanation, { instancePath: instancePath + "/explanation", parentData: data, parentDataProperty: "explanation", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.last_change !== void 0) {
      let data11 = data.last_change, _errs28 = errors, valid4 = !1, _errs29 = errors;
      validate44(data11, { instancePath: instancePath + "/last_change", parentData: data, parentDataProperty: "last_change", rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length);
      var _valid3 = _errs29 === errors;
      if (valid4 = valid4 || _valid3, !valid4) {
        let _errs30 = errors;
        if (data11 !== null) {
          let err24 = { instancePath: instancePath + "/last_change", schemaPath: "#/properties/last_change/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema12.properties.last_change.anyOf[1].type, parentSchema: schema12.properties.last_change.anyOf[1], data: data11 };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        var _valid3 = _errs30 === errors;
        valid4 = valid4 || _valid3;
      }
      if (valid4)
        errors = _errs28, vErrors !== null && (_errs28 ? vErrors.length = _errs28 : vErrors = null);
      else {
        let err25 = { instancePath: instancePath + "/last_change", schemaPath: "#/properties/last_change/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema12.properties.last_change.anyOf, parentSchema: schema12.properties.last_change, data: data11 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err26 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data };
    vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
  }
  return validate31.errors = vErrors, errors === 0;
}
var schema18 = { description: "bareon-boot current", type: "object", required: ["version", "command", "current", "booted", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "current" }, current: { $ref: "#/definitions/entry" }, booted: { description: "why it was booted, as in status", type: ["string", "null"] }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } };
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
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
    if (data.current === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "current" }, message: "must have required property 'current'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.booted === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "booted" }, message: "must have required property 'booted'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.multiboot === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.warnings === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema18.required, parentSchema: schema18, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "current" || key0 === "booted" || key0 === "multiboot" || key0 === "warnings")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema18, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "current") {
        let err7 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "current" }, message: "must be equal to constant", schema: "current", parentSchema: schema18.properties.command, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.current !== void 0 && (validate25(data.current, { instancePath: instancePath + "/current", parentData: data, parentDataProperty: "current", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.booted !== void 0) {
      let data3 = data.booted;
      if (typeof data3 != "string" && data3 !== null) {
        let err8 = { instancePath: instancePath + "/booted", schemaPath: "#/properties/booted/type", keyword: "type", params: { type: schema18.properties.booted.type }, message: "must be string,null", schema: schema18.properties.booted.type, parentSchema: schema18.properties.booted, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema18.type, parentSchema: schema18, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate48.errors = vErrors, errors === 0;
}
var schema19 = { description: "the commands that change what is booted", type: "object", required: ["version", "command", "changed", "dry_run", "default", "previous", "next", "reason", "once", "trial", "explanation", "reboot", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { enum: ["set-default", "once", "trial", "confirm", "reject", "rollback", "cancel", "reboot"] }, changed: { description: "whether anything was written, or would be with --dry-run", type: "boolean" }, dry_run: { description: "whether nothing was written because of --dry-run", type: "boolean" }, default: { $ref: "#/definitions/entry" }, previous: { description: "the grub_id of the default before", type: "integer", minimum: 0 }, next: { $ref: "#/definitions/entry" }, reason: { $ref: "#/definitions/reason" }, once: { description: "what is booted once", anyOf: [{ $ref: "#/definitions/armed" }, { type: "null" }] }, trial: { anyOf: [{ $ref: "#/definitions/trial" }, { type: "null" }] }, explanation: { $ref: "#/definitions/explanation" }, reboot: { description: "whether the machine is rebooted now", type: "boolean" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } };
function validate53(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.changed === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "changed" }, message: "must have required property 'changed'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.dry_run === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "dry_run" }, message: "must have required property 'dry_run'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.default === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "default" }, message: "must have required property 'default'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.previous === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "previous" }, message: "must have required property 'previous'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.next === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "next" }, message: "must have required property 'next'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.reason === void 0) {
      let err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "reason" }, message: "must have required property 'reason'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.once === void 0) {
      let err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "once" }, message: "must have required property 'once'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.trial === void 0) {
      let err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "trial" }, message: "must have required property 'trial'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.explanation === void 0) {
      let err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "explanation" }, message: "must have required property 'explanation'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.reboot === void 0) {
      let err11 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "reboot" }, message: "must have required property 'reboot'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.multiboot === void 0) {
      let err12 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
    }
    if (data.warnings === void 0) {
      let err13 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema19.required, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema19.properties, key0)) {
        let err14 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema19, data };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (!(data1 === "set-default" || data1 === "once" || data1 === "trial" || data1 === "confirm" || data1 === "reject" || data1 === "rollback" || data1 === "cancel" || data1 === "reboot")) {
        let err15 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/enum", keyword: "enum", params: { allowedValues: schema19.properties.command.enum }, message: "must be equal to one of the allowed values", schema: schema19.properties.command.enum, parentSchema: schema19.properties.command, data: data1 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.changed !== void 0) {
      let data2 = data.changed;
      if (typeof data2 != "boolean") {
        let err16 = { instancePath: instancePath + "/changed", schemaPath: "#/properties/changed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.changed.type, parentSchema: schema19.properties.changed, data: data2 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.dry_run !== void 0) {
      let data3 = data.dry_run;
      if (typeof data3 != "boolean") {
        let err17 = { instancePath: instancePath + "/dry_run", schemaPath: "#/properties/dry_run/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.dry_run.type, parentSchema: schema19.properties.dry_run, data: data3 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.default !== void 0 && (validate25(data.default, { instancePath: instancePath + "/default", parentData: data, parentDataProperty: "default", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.previous !== void 0) {
      let data5 = data.previous;
      if (!(typeof data5 == "number" && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
        let err18 = { instancePath: instancePath + "/previous", schemaPath: "#/properties/previous/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.previous.type, parentSchema: schema19.properties.previous, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
      if (typeof data5 == "number" && isFinite(data5) && (data5 < 0 || isNaN(data5))) {
        let err19 = { instancePath: instancePath + "/previous", schemaPath: "#/properties/previous/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema19.properties.previous, data: data5 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.next !== void 0 && (validate25(data.next, { instancePath: instancePath + "/next", parentData: data, parentDataProperty: "next", rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length)), data.reason !== void 0 && (validate36(data.reason, { instancePath: instancePath + "/reason", parentData: data, parentDataProperty: "reason", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.once !== void 0) {
      let data8 = data.once, _errs14 = errors, valid1 = !1, _errs15 = errors;
      validate38(data8, { instancePath: instancePath + "/once", parentData: data, parentDataProperty: "once", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length);
      var _valid0 = _errs15 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs16 = errors;
        if (data8 !== null) {
          let err20 = { instancePath: instancePath + "/once", schemaPath: "#/properties/once/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema19.properties.once.anyOf[1].type, parentSchema: schema19.properties.once.anyOf[1], data: data8 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        var _valid0 = _errs16 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs14, vErrors !== null && (_errs14 ? vErrors.length = _errs14 : vErrors = null);
      else {
        let err21 = { instancePath: instancePath + "/once", schemaPath: "#/properties/once/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema19.properties.once.anyOf, parentSchema: schema19.properties.once, data: data8 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.trial !== void 0) {
      let data9 = data.trial, _errs19 = errors, valid2 = !1, _errs20 = errors;
      validate40(data9, { instancePath: instancePath + "/trial", parentData: data, parentDataProperty: "trial", rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length);
      var _valid1 = _errs20 === errors;
      if (valid2 = valid2 || _valid1, !valid2) {
        let _errs21 = errors;
        if (data9 !== null) {
          let err22 = { instancePath: instancePath + "/trial", schemaPath: "#/properties/trial/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema19.properties.trial.anyOf[1].type, parentSchema: schema19.properties.trial.anyOf[1], data: data9 };
          vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
        }
        var _valid1 = _errs21 === errors;
        valid2 = valid2 || _valid1;
      }
      if (valid2)
        errors = _errs19, vErrors !== null && (_errs19 ? vErrors.length = _errs19 : vErrors = null);
      else {
        let err23 = { instancePath: instancePath + "/trial", schemaPath: "#/properties/trial/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema19.properties.trial.anyOf, parentSchema: schema19.properties.trial, data: data9 };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.explanation !== void 0 && (validate42(data.explanation, { instancePath: instancePath + "/explanation", parentData: data, parentDataProperty: "explanation", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.reboot !== void 0) {
      let data11 = data.reboot;
      if (typeof data11 != "boolean") {
        let err24 = { instancePath: instancePath + "/reboot", schemaPath: "#/properties/reboot/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.reboot.type, parentSchema: schema19.properties.reboot, data: data11 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err25 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.type, parentSchema: schema19, data };
    vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
  }
  return validate53.errors = vErrors, errors === 0;
}
var schema20 = { description: "bareon-boot history", type: "object", required: ["version", "command", "lines", "explanation", "multiboot", "warnings"], additionalProperties: !1, properties: { version: { $ref: "#/definitions/version" }, command: { const: "history" }, lines: { description: "oldest first; older ones were written over", type: "array", items: { $ref: "#/definitions/line" } }, explanation: { $ref: "#/definitions/explanation" }, multiboot: { $ref: "#/definitions/partition" }, warnings: { $ref: "#/definitions/warnings" } } };
function validate63(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.command === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "command" }, message: "must have required property 'command'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.lines === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lines" }, message: "must have required property 'lines'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.explanation === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "explanation" }, message: "must have required property 'explanation'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.multiboot === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot" }, message: "must have required property 'multiboot'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.warnings === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "warnings" }, message: "must have required property 'warnings'", schema: schema20.required, parentSchema: schema20, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "command" || key0 === "lines" || key0 === "explanation" || key0 === "multiboot" || key0 === "warnings")) {
        let err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema20, data };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    if (data.version !== void 0 && (validate23(data.version, { instancePath: instancePath + "/version", parentData: data, parentDataProperty: "version", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.command !== void 0) {
      let data1 = data.command;
      if (data1 !== "history") {
        let err7 = { instancePath: instancePath + "/command", schemaPath: "#/properties/command/const", keyword: "const", params: { allowedValue: "history" }, message: "must be equal to constant", schema: "history", parentSchema: schema20.properties.command, data: data1 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.lines !== void 0) {
      let data2 = data.lines;
      if (Array.isArray(data2)) {
        let len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate44(data2[i0], { instancePath: instancePath + "/lines/" + i0, parentData: data2, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length);
      } else {
        let err8 = { instancePath: instancePath + "/lines", schemaPath: "#/properties/lines/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema20.properties.lines.type, parentSchema: schema20.properties.lines, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    data.explanation !== void 0 && (validate42(data.explanation, { instancePath: instancePath + "/explanation", parentData: data, parentDataProperty: "explanation", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.multiboot !== void 0 && (validate27(data.multiboot, { instancePath: instancePath + "/multiboot", parentData: data, parentDataProperty: "multiboot", rootData }) || (vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors), errors = vErrors.length)), data.warnings !== void 0 && (validate29(data.warnings, { instancePath: instancePath + "/warnings", parentData: data, parentDataProperty: "warnings", rootData }) || (vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors), errors = vErrors.length));
  } else {
    let err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema20.type, parentSchema: schema20, data };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate63.errors = vErrors, errors === 0;
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
      else if (tag0 === "current")
        validate48(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length);
      else if (tag0 === "set-default")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "once")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "trial")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "confirm")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "reject")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "rollback")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "cancel")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "reboot")
        validate53(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
      else if (tag0 === "history")
        validate63(data, { instancePath, parentData, parentDataProperty, rootData }) || (vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors), errors = vErrors.length);
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
