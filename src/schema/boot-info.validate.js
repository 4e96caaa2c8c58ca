/** Generated from schema/boot-info.schema.json by `npm run schema`; edit that, not this. */
var validate = validate81, schema21 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "boot-info.schema.json", title: "BootInfo", description: "What can be booted on a node: boot-info.json and boot_entries.json. Readers must accept further keys.", type: "object", required: ["elements", "current_element", "multiboot_partition"], properties: { version: { description: "the version of this format, 1", const: 1 }, elements: { description: "one element per bootable image, in menu order", type: "array", items: { $ref: "#/definitions/element" } }, current_element: { description: "the grub_id of the default entry when this file was written", type: "integer", minimum: 0 }, multiboot_partition: { description: "the filesystem UUID of the multiboot partition; null on a node with one image, which has none", type: ["string", "null"] } }, definitions: { element: { type: "object", required: ["grub_id", "image_name", "image_uuid", "os_id", "boot_name", "root_uuid"], properties: { grub_id: { description: "the index of the entry in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, image_name: { description: "the image's image_name in the deploy config, else its name", type: "string" }, image_uuid: { description: "the image's image_uuid in the deploy config, else empty", type: "string" }, os_id: { description: "the image's name in the deploy config", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, root_uuid: { description: "the filesystem UUID of the root", type: "string" }, boot_uuid: { description: "the filesystem UUID of what holds the kernel: the root's, or that of a separate /boot", type: "string" }, kernel: { description: "the kernel's path on the filesystem of boot_uuid", type: "string" }, initrd: { description: "the initrd's path on the filesystem of boot_uuid; null where the entry has none", type: ["string", "null"] } } } } }, schema22 = { type: "object", required: ["grub_id", "image_name", "image_uuid", "os_id", "boot_name", "root_uuid"], properties: { grub_id: { description: "the index of the entry in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, image_name: { description: "the image's image_name in the deploy config, else its name", type: "string" }, image_uuid: { description: "the image's image_uuid in the deploy config, else empty", type: "string" }, os_id: { description: "the image's name in the deploy config", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, root_uuid: { description: "the filesystem UUID of the root", type: "string" }, boot_uuid: { description: "the filesystem UUID of what holds the kernel: the root's, or that of a separate /boot", type: "string" }, kernel: { description: "the kernel's path on the filesystem of boot_uuid", type: "string" }, initrd: { description: "the initrd's path on the filesystem of boot_uuid; null where the entry has none", type: ["string", "null"] } } };
function validate82(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.grub_id === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grub_id" }, message: "must have required property 'grub_id'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.image_name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_name" }, message: "must have required property 'image_name'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.image_uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_uuid" }, message: "must have required property 'image_uuid'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.os_id === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "os_id" }, message: "must have required property 'os_id'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.boot_name === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot_name" }, message: "must have required property 'boot_name'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.root_uuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "root_uuid" }, message: "must have required property 'root_uuid'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.grub_id !== void 0) {
      let data0 = data.grub_id;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err6 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema22.properties.grub_id.type, parentSchema: schema22.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 0 || isNaN(data0))) {
        let err7 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema22.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.entry_id !== void 0) {
      let data1 = data.entry_id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/entry_id", schemaPath: "#/properties/entry_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.entry_id.type, parentSchema: schema22.properties.entry_id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.image_name !== void 0) {
      let data2 = data.image_name;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/image_name", schemaPath: "#/properties/image_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.image_name.type, parentSchema: schema22.properties.image_name, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image_uuid !== void 0) {
      let data3 = data.image_uuid;
      if (typeof data3 != "string") {
        let err10 = { instancePath: instancePath + "/image_uuid", schemaPath: "#/properties/image_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.image_uuid.type, parentSchema: schema22.properties.image_uuid, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.os_id !== void 0) {
      let data4 = data.os_id;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/os_id", schemaPath: "#/properties/os_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.os_id.type, parentSchema: schema22.properties.os_id, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.boot_name !== void 0) {
      let data5 = data.boot_name;
      if (typeof data5 != "string") {
        let err12 = { instancePath: instancePath + "/boot_name", schemaPath: "#/properties/boot_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.boot_name.type, parentSchema: schema22.properties.boot_name, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.root_uuid !== void 0) {
      let data6 = data.root_uuid;
      if (typeof data6 != "string") {
        let err13 = { instancePath: instancePath + "/root_uuid", schemaPath: "#/properties/root_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.root_uuid.type, parentSchema: schema22.properties.root_uuid, data: data6 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.boot_uuid !== void 0) {
      let data7 = data.boot_uuid;
      if (typeof data7 != "string") {
        let err14 = { instancePath: instancePath + "/boot_uuid", schemaPath: "#/properties/boot_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.boot_uuid.type, parentSchema: schema22.properties.boot_uuid, data: data7 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.kernel !== void 0) {
      let data8 = data.kernel;
      if (typeof data8 != "string") {
        let err15 = { instancePath: instancePath + "/kernel", schemaPath: "#/properties/kernel/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.properties.kernel.type, parentSchema: schema22.properties.kernel, data: data8 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.initrd !== void 0) {
      let data9 = data.initrd;
      if (typeof data9 != "string" && data9 !== null) {
        let err16 = { instancePath: instancePath + "/initrd", schemaPath: "#/properties/initrd/type", keyword: "type", params: { type: schema22.properties.initrd.type }, message: "must be string,null", schema: schema22.properties.initrd.type, parentSchema: schema22.properties.initrd, data: data9 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema22.type, parentSchema: schema22, data };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate82.errors = vErrors, errors === 0;
}
function validate81(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.elements === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "elements" }, message: "must have required property 'elements'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.current_element === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "current_element" }, message: "must have required property 'current_element'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.multiboot_partition === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot_partition" }, message: "must have required property 'multiboot_partition'", schema: schema21.required, parentSchema: schema21, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err3 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema21.properties.version, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.elements !== void 0) {
      let data1 = data.elements;
      if (Array.isArray(data1)) {
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate82(data1[i0], { instancePath: instancePath + "/elements/" + i0, parentData: data1, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors), errors = vErrors.length);
      } else {
        let err4 = { instancePath: instancePath + "/elements", schemaPath: "#/properties/elements/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.properties.elements.type, parentSchema: schema21.properties.elements, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.current_element !== void 0) {
      let data3 = data.current_element;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err5 = { instancePath: instancePath + "/current_element", schemaPath: "#/properties/current_element/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema21.properties.current_element.type, parentSchema: schema21.properties.current_element, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err6 = { instancePath: instancePath + "/current_element", schemaPath: "#/properties/current_element/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema21.properties.current_element, data: data3 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.multiboot_partition !== void 0) {
      let data4 = data.multiboot_partition;
      if (typeof data4 != "string" && data4 !== null) {
        let err7 = { instancePath: instancePath + "/multiboot_partition", schemaPath: "#/properties/multiboot_partition/type", keyword: "type", params: { type: schema21.properties.multiboot_partition.type }, message: "must be string,null", schema: schema21.properties.multiboot_partition.type, parentSchema: schema21.properties.multiboot_partition, data: data4 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
  } else {
    let err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema21.type, parentSchema: schema21, data };
    vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
  }
  return validate81.errors = vErrors, errors === 0;
}
export {
  validate
};
