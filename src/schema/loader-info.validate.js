/** Generated from schema/loader-info.schema.json by `npm run schema`; edit that, not this. */
var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "loader-info.schema.json", title: "LoaderInfo", description: "How a node is started by UEFI: bareon/loader.json on its multiboot partition, beside the copies of the files in bareon/esp", type: "object", required: ["version", "firmware", "architecture", "signed", "order", "files", "partitions"], properties: { version: { description: "the version of this format, 1", const: 1 }, firmware: { description: "what the node was made bootable for", enum: ["uefi", "both"] }, architecture: { description: "what uname -m prints", type: "string" }, signed: { description: "whether the files are those that are signed for Secure Boot", type: "boolean" }, order: { description: "where the firmware has the node's entry", enum: ["first", "after-network", "keep"] }, files: { description: "paths on each EFI system partition, in the order of writing", type: "array", items: { type: "string", pattern: "^EFI/[A-Za-z0-9]+/[A-Za-z0-9.]+$" } }, partitions: { description: "the EFI system partitions; the entry of the firmware names the first", type: "array", items: { type: "object", required: ["partuuid", "uuid"], properties: { partuuid: { description: "its PARTUUID", type: "string" }, uuid: { description: "its filesystem UUID as blkid prints it", type: "string" } } } } } }, pattern0 = new RegExp("^EFI/[A-Za-z0-9]+/[A-Za-z0-9.]+$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, message: "must have required property 'version'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.firmware === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firmware" }, message: "must have required property 'firmware'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.architecture === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "architecture" }, message: "must have required property 'architecture'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.signed === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "signed" }, message: "must have required property 'signed'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.order === void 0) {
      let err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "order" }, message: "must have required property 'order'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.files === void 0) {
      let err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "files" }, message: "must have required property 'files'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.partitions === void 0) {
      let err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err7 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema6.properties.version, data: data0 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data1 = data.firmware;
      if (!(data1 === "uefi" || data1 === "both")) {
        let err8 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema6.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.firmware.enum, parentSchema: schema6.properties.firmware, data: data1 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.architecture !== void 0) {
      let data2 = data.architecture;
      if (typeof data2 != "string") {
        let err9 = { instancePath: instancePath + "/architecture", schemaPath: "#/properties/architecture/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.architecture.type, parentSchema: schema6.properties.architecture, data: data2 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.signed !== void 0) {
      let data3 = data.signed;
      if (typeof data3 != "boolean") {
        let err10 = { instancePath: instancePath + "/signed", schemaPath: "#/properties/signed/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema6.properties.signed.type, parentSchema: schema6.properties.signed, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.order !== void 0) {
      let data4 = data.order;
      if (!(data4 === "first" || data4 === "after-network" || data4 === "keep")) {
        let err11 = { instancePath: instancePath + "/order", schemaPath: "#/properties/order/enum", keyword: "enum", params: { allowedValues: schema6.properties.order.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.order.enum, parentSchema: schema6.properties.order, data: data4 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.files !== void 0) {
      let data5 = data.files;
      if (Array.isArray(data5)) {
        let len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 == "string") {
            if (!pattern0.test(data6)) {
              let err12 = { instancePath: instancePath + "/files/" + i0, schemaPath: "#/properties/files/items/pattern", keyword: "pattern", params: { pattern: "^EFI/[A-Za-z0-9]+/[A-Za-z0-9.]+$" }, message: 'must match pattern "^EFI/[A-Za-z0-9]+/[A-Za-z0-9.]+$"', schema: "^EFI/[A-Za-z0-9]+/[A-Za-z0-9.]+$", parentSchema: schema6.properties.files.items, data: data6 };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/files/" + i0, schemaPath: "#/properties/files/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.files.items.type, parentSchema: schema6.properties.files.items, data: data6 };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
      } else {
        let err14 = { instancePath: instancePath + "/files", schemaPath: "#/properties/files/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.files.type, parentSchema: schema6.properties.files, data: data5 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data7 = data.partitions;
      if (Array.isArray(data7)) {
        let len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data8 = data7[i1];
          if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
            if (data8.partuuid === void 0) {
              let err15 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/required", keyword: "required", params: { missingProperty: "partuuid" }, message: "must have required property 'partuuid'", schema: schema6.properties.partitions.items.required, parentSchema: schema6.properties.partitions.items, data: data8 };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
            if (data8.uuid === void 0) {
              let err16 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/required", keyword: "required", params: { missingProperty: "uuid" }, message: "must have required property 'uuid'", schema: schema6.properties.partitions.items.required, parentSchema: schema6.properties.partitions.items, data: data8 };
              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
            }
            if (data8.partuuid !== void 0) {
              let data9 = data8.partuuid;
              if (typeof data9 != "string") {
                let err17 = { instancePath: instancePath + "/partitions/" + i1 + "/partuuid", schemaPath: "#/properties/partitions/items/properties/partuuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.partitions.items.properties.partuuid.type, parentSchema: schema6.properties.partitions.items.properties.partuuid, data: data9 };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
            }
            if (data8.uuid !== void 0) {
              let data10 = data8.uuid;
              if (typeof data10 != "string") {
                let err18 = { instancePath: instancePath + "/partitions/" + i1 + "/uuid", schemaPath: "#/properties/partitions/items/properties/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.partitions.items.properties.uuid.type, parentSchema: schema6.properties.partitions.items.properties.uuid, data: data10 };
                vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
              }
            }
          } else {
            let err19 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.partitions.items.type, parentSchema: schema6.properties.partitions.items, data: data8 };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        }
      } else {
        let err20 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.partitions.type, parentSchema: schema6.properties.partitions, data: data7 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
  } else {
    let err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
