/** Generated from schema/boot-info.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "boot-info.schema.json", title: "BootInfo", description: "What can be booted on a node: boot-info.json and boot_entries.json. Readers must accept further keys.", type: "object", required: ["elements", "current_element", "multiboot_partition"], properties: { version: { description: "the version of this format, 1", const: 1 }, elements: { description: "one element per bootable image, in menu order", type: "array", items: { $ref: "#/definitions/element" } }, current_element: { description: "the grub_id of the default entry when this file was written", type: "integer", minimum: 0 }, multiboot_partition: { description: "the filesystem UUID of the multiboot partition; null on a node with one image, which has none", type: ["string", "null"] }, menu: { description: "what the menu was made with, for making it anew", type: "object", required: ["timeout", "kernel_params", "boot_interface", "grub_modules"], properties: { timeout: { description: "seconds that the menu waits", type: "integer", minimum: 0 }, kernel_params: { description: "the arguments that the deploy config gives every kernel", type: "string" }, boot_interface: { description: "the BOOTIF= value of every kernel; null where there is none", type: ["string", "null"] }, grub_modules: { description: "GRUB's modules for the volume groups and arrays that kernels lie on", type: "array", items: { type: "string" } } } } }, definitions: { volume: { type: "object", required: ["mount", "uuid", "type"], properties: { mount: { description: "the mount point in the image", type: "string" }, uuid: { description: "the UUID of the filesystem", type: "string" }, type: { description: "the type of the filesystem", type: "string" } } }, element: { type: "object", required: ["grub_id", "image_name", "image_uuid", "os_id", "boot_name", "root_uuid"], properties: { grub_id: { description: "the index of the entry in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, image_name: { description: "the image's image_name in the deploy config, else its name", type: "string" }, image_uuid: { description: "the image's image_uuid in the deploy config, else empty", type: "string" }, os_id: { description: "the image's name in the deploy config", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, root_uuid: { description: "the filesystem UUID of the root", type: "string" }, boot_uuid: { description: "the filesystem UUID of what holds the kernel: the root's, or that of a separate /boot", type: "string" }, kernel: { description: "the kernel's path on the filesystem of boot_uuid", type: "string" }, initrd: { description: "the initrd's path on the filesystem of boot_uuid; null where the entry has none", type: ["string", "null"] }, system_name: { description: "what the image called itself in its os-release; null where it did not", type: ["string", "null"] }, mounts: { description: "the image's filesystems, its root among them", type: "array", items: { $ref: "#/definitions/volume" } } } } } }, schema7 = { type: "object", required: ["grub_id", "image_name", "image_uuid", "os_id", "boot_name", "root_uuid"], properties: { grub_id: { description: "the index of the entry in the boot menu", type: "integer", minimum: 0 }, entry_id: { description: "the entry's stable GRUB --id", type: "string" }, image_name: { description: "the image's image_name in the deploy config, else its name", type: "string" }, image_uuid: { description: "the image's image_uuid in the deploy config, else empty", type: "string" }, os_id: { description: "the image's name in the deploy config", type: "string" }, boot_name: { description: "the title in the boot menu", type: "string" }, root_uuid: { description: "the filesystem UUID of the root", type: "string" }, boot_uuid: { description: "the filesystem UUID of what holds the kernel: the root's, or that of a separate /boot", type: "string" }, kernel: { description: "the kernel's path on the filesystem of boot_uuid", type: "string" }, initrd: { description: "the initrd's path on the filesystem of boot_uuid; null where the entry has none", type: ["string", "null"] }, system_name: { description: "what the image called itself in its os-release; null where it did not", type: ["string", "null"] }, mounts: { description: "the image's filesystems, its root among them", type: "array", items: { $ref: "#/definitions/volume" } } } }, schema8 = { type: "object", required: ["mount", "uuid", "type"], properties: { mount: { description: "the mount point in the image", type: "string" }, uuid: { description: "the UUID of the filesystem", type: "string" }, type: { description: "the type of the filesystem", type: "string" } } };
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mount === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uuid === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema8.required, parentSchema: schema8, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.mount !== void 0) {
      let data0 = data.mount;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/mount", schemaPath: "#/properties/mount/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.mount.type, parentSchema: schema8.properties.mount, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.uuid !== void 0) {
      let data1 = data.uuid;
      if (typeof data1 != "string") {
        let err4 = { instancePath: instancePath + "/uuid", schemaPath: "#/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.uuid.type, parentSchema: schema8.properties.uuid, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 != "string") {
        let err5 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.properties.type.type, parentSchema: schema8.properties.type, data: data2 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
  } else {
    let err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema8.type, parentSchema: schema8, data };
    vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
  }
  return validate23.errors = vErrors, errors === 0;
}
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.grub_id === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "grub_id" }, message: "must have required property 'grub_id'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.image_name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_name" }, message: "must have required property 'image_name'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.image_uuid === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_uuid" }, message: "must have required property 'image_uuid'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.os_id === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "os_id" }, message: "must have required property 'os_id'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.boot_name === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "boot_name" }, message: "must have required property 'boot_name'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.root_uuid === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "root_uuid" }, message: "must have required property 'root_uuid'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.grub_id !== void 0) {
      let data0 = data.grub_id;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err6 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema7.properties.grub_id.type, parentSchema: schema7.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0) && (data0 < 0 || isNaN(data0))) {
        let err7 = { instancePath: instancePath + "/grub_id", schemaPath: "#/properties/grub_id/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema7.properties.grub_id, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.entry_id !== void 0) {
      let data1 = data.entry_id;
      if (typeof data1 != "string") {
        let err8 = { instancePath: instancePath + "/entry_id", schemaPath: "#/properties/entry_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.entry_id.type, parentSchema: schema7.properties.entry_id, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.image_name !== void 0) {
      let data2 = data.image_name;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/image_name", schemaPath: "#/properties/image_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.image_name.type, parentSchema: schema7.properties.image_name, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.image_uuid !== void 0) {
      let data3 = data.image_uuid;
      if (typeof data3 != "string") {
        let err10 = { instancePath: instancePath + "/image_uuid", schemaPath: "#/properties/image_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.image_uuid.type, parentSchema: schema7.properties.image_uuid, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.os_id !== void 0) {
      let data4 = data.os_id;
      if (typeof data4 != "string") {
        let err11 = { instancePath: instancePath + "/os_id", schemaPath: "#/properties/os_id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.os_id.type, parentSchema: schema7.properties.os_id, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.boot_name !== void 0) {
      let data5 = data.boot_name;
      if (typeof data5 != "string") {
        let err12 = { instancePath: instancePath + "/boot_name", schemaPath: "#/properties/boot_name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.boot_name.type, parentSchema: schema7.properties.boot_name, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.root_uuid !== void 0) {
      let data6 = data.root_uuid;
      if (typeof data6 != "string") {
        let err13 = { instancePath: instancePath + "/root_uuid", schemaPath: "#/properties/root_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.root_uuid.type, parentSchema: schema7.properties.root_uuid, data: data6 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.boot_uuid !== void 0) {
      let data7 = data.boot_uuid;
      if (typeof data7 != "string") {
        let err14 = { instancePath: instancePath + "/boot_uuid", schemaPath: "#/properties/boot_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.boot_uuid.type, parentSchema: schema7.properties.boot_uuid, data: data7 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.kernel !== void 0) {
      let data8 = data.kernel;
      if (typeof data8 != "string") {
        let err15 = { instancePath: instancePath + "/kernel", schemaPath: "#/properties/kernel/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.kernel.type, parentSchema: schema7.properties.kernel, data: data8 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.initrd !== void 0) {
      let data9 = data.initrd;
      if (typeof data9 != "string" && data9 !== null) {
        let err16 = { instancePath: instancePath + "/initrd", schemaPath: "#/properties/initrd/type", keyword: "type", params: { type: schema7.properties.initrd.type }, message: "must be string,null", schema: schema7.properties.initrd.type, parentSchema: schema7.properties.initrd, data: data9 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.system_name !== void 0) {
      let data10 = data.system_name;
      if (typeof data10 != "string" && data10 !== null) {
        let err17 = { instancePath: instancePath + "/system_name", schemaPath: "#/properties/system_name/type", keyword: "type", params: { type: schema7.properties.system_name.type }, message: "must be string,null", schema: schema7.properties.system_name.type, parentSchema: schema7.properties.system_name, data: data10 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data11 = data.mounts;
      if (Array.isArray(data11)) {
        let len0 = data11.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate23(data11[i0], { instancePath: instancePath + "/mounts/" + i0, parentData: data11, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      } else {
        let err18 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema7.properties.mounts.type, parentSchema: schema7.properties.mounts, data: data11 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
  } else {
    let err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
  }
  return validate22.errors = vErrors, errors === 0;
}
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.elements === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "elements" }, message: "must have required property 'elements'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.current_element === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "current_element" }, message: "must have required property 'current_element'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.multiboot_partition === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "multiboot_partition" }, message: "must have required property 'multiboot_partition'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err3 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema6.properties.version, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.elements !== void 0) {
      let data1 = data.elements;
      if (Array.isArray(data1)) {
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate22(data1[i0], { instancePath: instancePath + "/elements/" + i0, parentData: data1, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      } else {
        let err4 = { instancePath: instancePath + "/elements", schemaPath: "#/properties/elements/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.elements.type, parentSchema: schema6.properties.elements, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.current_element !== void 0) {
      let data3 = data.current_element;
      if (!(typeof data3 == "number" && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        let err5 = { instancePath: instancePath + "/current_element", schemaPath: "#/properties/current_element/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.current_element.type, parentSchema: schema6.properties.current_element, data: data3 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err6 = { instancePath: instancePath + "/current_element", schemaPath: "#/properties/current_element/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema6.properties.current_element, data: data3 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.multiboot_partition !== void 0) {
      let data4 = data.multiboot_partition;
      if (typeof data4 != "string" && data4 !== null) {
        let err7 = { instancePath: instancePath + "/multiboot_partition", schemaPath: "#/properties/multiboot_partition/type", keyword: "type", params: { type: schema6.properties.multiboot_partition.type }, message: "must be string,null", schema: schema6.properties.multiboot_partition.type, parentSchema: schema6.properties.multiboot_partition, data: data4 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.menu !== void 0) {
      let data5 = data.menu;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.timeout === void 0) {
          let err8 = { instancePath: instancePath + "/menu", schemaPath: "#/properties/menu/required", keyword: "required", params: { missingProperty: "timeout" }, message: "must have required property 'timeout'", schema: schema6.properties.menu.required, parentSchema: schema6.properties.menu, data: data5 };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
        if (data5.kernel_params === void 0) {
          let err9 = { instancePath: instancePath + "/menu", schemaPath: "#/properties/menu/required", keyword: "required", params: { missingProperty: "kernel_params" }, message: "must have required property 'kernel_params'", schema: schema6.properties.menu.required, parentSchema: schema6.properties.menu, data: data5 };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        if (data5.boot_interface === void 0) {
          let err10 = { instancePath: instancePath + "/menu", schemaPath: "#/properties/menu/required", keyword: "required", params: { missingProperty: "boot_interface" }, message: "must have required property 'boot_interface'", schema: schema6.properties.menu.required, parentSchema: schema6.properties.menu, data: data5 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        if (data5.grub_modules === void 0) {
          let err11 = { instancePath: instancePath + "/menu", schemaPath: "#/properties/menu/required", keyword: "required", params: { missingProperty: "grub_modules" }, message: "must have required property 'grub_modules'", schema: schema6.properties.menu.required, parentSchema: schema6.properties.menu, data: data5 };
          vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
        }
        if (data5.timeout !== void 0) {
          let data6 = data5.timeout;
          if (!(typeof data6 == "number" && !(data6 % 1) && !isNaN(data6) && isFinite(data6))) {
            let err12 = { instancePath: instancePath + "/menu/timeout", schemaPath: "#/properties/menu/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.menu.properties.timeout.type, parentSchema: schema6.properties.menu.properties.timeout, data: data6 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
          if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
            let err13 = { instancePath: instancePath + "/menu/timeout", schemaPath: "#/properties/menu/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema6.properties.menu.properties.timeout, data: data6 };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data5.kernel_params !== void 0) {
          let data7 = data5.kernel_params;
          if (typeof data7 != "string") {
            let err14 = { instancePath: instancePath + "/menu/kernel_params", schemaPath: "#/properties/menu/properties/kernel_params/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.menu.properties.kernel_params.type, parentSchema: schema6.properties.menu.properties.kernel_params, data: data7 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
        if (data5.boot_interface !== void 0) {
          let data8 = data5.boot_interface;
          if (typeof data8 != "string" && data8 !== null) {
            let err15 = { instancePath: instancePath + "/menu/boot_interface", schemaPath: "#/properties/menu/properties/boot_interface/type", keyword: "type", params: { type: schema6.properties.menu.properties.boot_interface.type }, message: "must be string,null", schema: schema6.properties.menu.properties.boot_interface.type, parentSchema: schema6.properties.menu.properties.boot_interface, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
        if (data5.grub_modules !== void 0) {
          let data9 = data5.grub_modules;
          if (Array.isArray(data9)) {
            let len1 = data9.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data10 = data9[i1];
              if (typeof data10 != "string") {
                let err16 = { instancePath: instancePath + "/menu/grub_modules/" + i1, schemaPath: "#/properties/menu/properties/grub_modules/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.menu.properties.grub_modules.items.type, parentSchema: schema6.properties.menu.properties.grub_modules.items, data: data10 };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/menu/grub_modules", schemaPath: "#/properties/menu/properties/grub_modules/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.menu.properties.grub_modules.type, parentSchema: schema6.properties.menu.properties.grub_modules, data: data9 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      } else {
        let err18 = { instancePath: instancePath + "/menu", schemaPath: "#/properties/menu/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.menu.type, parentSchema: schema6.properties.menu, data: data5 };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
  } else {
    let err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
