/** Generated from schema/provision.schema.json by `npm run schema`; edit that, not this. */
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 });
    function ucs2length(str) {
      let len = str.length, length = 0, pos = 0, value;
      for (; pos < len; )
        length++, value = str.charCodeAt(pos++), value >= 55296 && value <= 56319 && pos < len && (value = str.charCodeAt(pos), (value & 64512) === 56320 && pos++);
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

var validate = validate21, schema6 = { $schema: "http://json-schema.org/draft-07/schema#", $id: "provision.schema.json", title: "ProvisionDocument", description: "A deploy config in the ironic dialect: which images to deploy, and how to lay out which disks", type: "object", required: ["images", "partitions"], additionalProperties: !1, properties: { partitions_policy: { description: "one of verify (keep partitions that fit), clean (repartition the named disks), nailgun_legacy; default verify", enum: ["verify", "clean", "nailgun_legacy"] }, images: { description: "a list of one image or more", type: "array", minItems: 1, items: { $ref: "#/definitions/image" } }, partitions: { description: "a list of disks and LVM volume groups, with one disk or more", type: "array", minItems: 1, items: { description: "type disk or vg", type: "object", discriminator: { propertyName: "type" }, required: ["type"], oneOf: [{ $ref: "#/definitions/disk" }, { $ref: "#/definitions/vg" }] } }, firmware: { description: "what the node is made bootable for: auto (as the ramdisk was started), bios, uefi, or both; default auto", enum: ["auto", "bios", "uefi", "both"] }, boot_order: { description: "where UEFI has the node's entry: first, after-network, or keep (the order stays, a new entry comes last); default first", enum: ["first", "after-network", "keep"] }, esp: { description: "an object of settings for the implicit EFI system partition", type: "object", additionalProperties: !1, properties: { size: { $ref: "#/definitions/absoluteSize" } } }, image_deploy_flags: { description: "an object of flags for the deploy driver", type: "object", additionalProperties: !1, properties: { rsync_flags: { description: 'options for rsync as one string, from the list in provision.json(5); default "-a -A -X"', type: "string" }, parallel: { description: "how many images are deployed at the same time, a whole number from 1 to 64; default 4", type: "integer", minimum: 1, maximum: 64 } } }, deploy_data: { description: "an object of data for the deployed systems", type: "object", additionalProperties: !1, properties: { kernel_params: { description: "kernel parameters in one line, added to every boot entry of a deployed image", type: "string", pattern: "^[^\\u0000-\\u001f\\u007f]*$" } } }, grub: { description: "an object of settings for the boot menu", type: "object", additionalProperties: !1, properties: { timeout: { description: "seconds that the boot menu waits, a whole number from 0 to 3600; default 5", type: "integer", minimum: 0, maximum: 3600 } } } }, definitions: { size: { description: 'a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("4 GiB"), a percentage ("40%") or "remaining"', anyOf: [{ type: "number", exclusiveMinimum: 0 }, { type: "string", pattern: "^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$" }] }, absoluteSize: { description: 'a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("40 GiB")', anyOf: [{ type: "number", exclusiveMinimum: 0 }, { type: "string", pattern: "^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$" }] }, mount: { description: 'an absolute path such as "/" or "/var/lib", without "..", blanks or backslashes; or "none" for a volume that is not mounted', type: "string", pattern: "^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, fileSystem: { description: "one of ext2, ext3, ext4, xfs, btrfs, vfat, swap; default xfs", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] }, label: { description: 'a filesystem label of printable characters other than / \\ and ", without blanks around it, no longer than the filesystem allows', type: "string", pattern: '^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$' }, imageNames: { description: 'a list of image names from "images", each once; absent = the first image', type: "array", minItems: 1, uniqueItems: !0, items: { type: "string" } }, keepData: { description: "true or false: whether the filesystem survives a redeploy; default true", type: "boolean" }, fstabEnabled: { description: "true or false: false writes the fstab line as a comment; default true", type: "boolean" }, fstabOptions: { description: 'mount options for fstab, separated by commas, without blanks; default "defaults"', type: "string", pattern: "^[!-~]+$" }, guid: { description: 'a partition type GUID such as "4f68bce3-e8cd-4db1-96e7-fbcaf984b709"', type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" }, name: { description: "a name for people, of printable characters", type: "string", pattern: "^[^\\u0000-\\u001f\\u007f]+$" }, lvmName: { description: "an LVM name: letters, digits, + _ . and -, not beginning with -", type: "string", pattern: "^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$", maxLength: 127 }, fileUrl: { description: "an address that begins with http://, https:// or file:///", type: "string", pattern: "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$" }, image: { description: "an image: name, image_pull_url and target, and what else provision.json(5) lists", type: "object", required: ["name", "image_pull_url", "target"], additionalProperties: !1, properties: { name: { $ref: "#/definitions/name" }, image_pull_url: { description: "where the image is: HOST::module/path/, rsync://, ssh (USER@HOST:path/) or an absolute local path for a tree, http://, https:// or file:// for a file", type: "string", pattern: "^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$" }, target: { description: '"/" for an operating system, or the absolute path where a utility image goes', type: "string", pattern: "^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, boot: { description: "true (or 1) for the operating system to boot first, at most one; default: the first one", enum: [!0, !1, 0, 1] }, image_name: { $ref: "#/definitions/name" }, image_uuid: { description: "the image's identity, any printable text", type: "string", pattern: "^[!-~]+$" }, boot_tool: { description: "true or false: whether bareon-boot is installed into the operating system; default true", type: "boolean" }, deploy_driver: { description: "rsync for a tree of files, swift for an image file; default: that of --deploy-driver, else by the address", enum: ["rsync", "swift"] }, container_format: { description: "tar (an archive), raw (the image of a filesystem) or qcow2 (such an image in that format); default: tar or raw, found out", enum: ["raw", "tar", "qcow2"] }, compression: { description: "one of none, gzip, xz, zstd, bz2; default: found out", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: 'the checksum of the file as it is stored: sha256: or sha512: and its digits, md5: only with "allow_md5": true', type: "string", pattern: "^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$" }, checksum_url: { $ref: "#/definitions/fileUrl" }, allow_md5: { description: "true or false: whether an MD5 is taken for a checksum; default false", type: "boolean" }, signature_url: { $ref: "#/definitions/fileUrl" }, signature_key: { description: "a public key: the line of one of minisign, or the armoured text of one of OpenPGP", type: "string", minLength: 1 }, ca_file: { description: "the absolute path of a file of certificates on the node, to be trusted instead of the system's", type: "string", pattern: "^/[^\\u0000-\\u001f\\u007f]*$" } } }, disk: { description: "a disk: type, id, size and volumes", type: "object", required: ["type", "id", "size", "volumes"], additionalProperties: !1, properties: { type: { const: "disk" }, id: { description: 'how the disk is found: {"type": name|path|scsi|serial|wwn, "value": text}', type: "object", required: ["type", "value"], additionalProperties: !1, properties: { type: { description: "one of name (sda), path (/dev/disk/by-path/...), scsi (host:channel:target:lun), serial, wwn", enum: ["name", "path", "scsi", "serial", "wwn"] }, value: { description: "a text that is not empty", type: "string", minLength: 1 } } }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/absoluteSize" }, extra: { description: "tolerated in configs of old, not used" }, free_space: { description: "tolerated in configs of old, not used" }, volumes: { description: "a list of volumes of type partition, boot, esp, raid, pv or lvm_meta_pool", type: "array", items: { description: "type partition, boot, esp, raid, pv or lvm_meta_pool", type: "object", discriminator: { propertyName: "type" }, required: ["type"], oneOf: [{ $ref: "#/definitions/partition" }, { $ref: "#/definitions/boot" }, { $ref: "#/definitions/esp" }, { $ref: "#/definitions/raid" }, { $ref: "#/definitions/pv" }, { $ref: "#/definitions/lvmMetaPool" }] } } } }, partition: { description: "a partition: type, size and mount", type: "object", required: ["type", "size", "mount"], additionalProperties: !1, properties: { type: { const: "partition" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, partition_guid: { $ref: "#/definitions/guid" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } }, boot: { description: "the BIOS boot partition of this disk, when it should not have the implicit 24 MiB: type and size", type: "object", required: ["type", "size"], additionalProperties: !1, properties: { type: { const: "boot" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/absoluteSize" } } }, esp: { description: "the EFI system partition of this disk, in place of the implicit one: type and size", type: "object", required: ["type", "size"], additionalProperties: !1, properties: { type: { const: "esp" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, disk_label: { $ref: "#/definitions/label" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } }, raid: { description: "a member of an MD array; members with one mount form one array: type, size and mount", type: "object", required: ["type", "size", "mount"], additionalProperties: !1, properties: { type: { const: "raid" }, name: { $ref: "#/definitions/name" }, level: { description: "the array's RAID level: 0, 1, 5, 6 or 10; default 1", enum: [0, 1, 5, 6, 10] }, vg: { $ref: "#/definitions/lvmName" }, lvm_meta_size: { $ref: "#/definitions/absoluteSize" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, partition_guid: { $ref: "#/definitions/guid" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } }, pv: { description: "an LVM physical volume: type, size and vg", type: "object", required: ["type", "size", "vg"], additionalProperties: !1, properties: { type: { const: "pv" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, vg: { $ref: "#/definitions/lvmName" }, lvm_meta_size: { $ref: "#/definitions/absoluteSize" }, images: { $ref: "#/definitions/imageNames" } } }, lvmMetaPool: { description: "accepted for configs of old, not used", type: "object", required: ["type"], properties: { type: { const: "lvm_meta_pool" }, size: { description: "not used" } } }, vg: { description: "an LVM volume group: type, id and volumes", type: "object", required: ["type", "id", "volumes"], additionalProperties: !1, properties: { type: { const: "vg" }, id: { $ref: "#/definitions/lvmName" }, name: { $ref: "#/definitions/name" }, images: { $ref: "#/definitions/imageNames" }, volumes: { description: "a list of logical volumes", type: "array", items: { $ref: "#/definitions/lv" } } } }, lv: { description: "a logical volume: type, name, size and mount", type: "object", required: ["type", "name", "size", "mount"], additionalProperties: !1, properties: { type: { description: '"lv"', const: "lv" }, name: { $ref: "#/definitions/lvmName" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } } } }, func2 = Object.prototype.hasOwnProperty, schema7 = { description: "an image: name, image_pull_url and target, and what else provision.json(5) lists", type: "object", required: ["name", "image_pull_url", "target"], additionalProperties: !1, properties: { name: { $ref: "#/definitions/name" }, image_pull_url: { description: "where the image is: HOST::module/path/, rsync://, ssh (USER@HOST:path/) or an absolute local path for a tree, http://, https:// or file:// for a file", type: "string", pattern: "^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$" }, target: { description: '"/" for an operating system, or the absolute path where a utility image goes', type: "string", pattern: "^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, boot: { description: "true (or 1) for the operating system to boot first, at most one; default: the first one", enum: [!0, !1, 0, 1] }, image_name: { $ref: "#/definitions/name" }, image_uuid: { description: "the image's identity, any printable text", type: "string", pattern: "^[!-~]+$" }, boot_tool: { description: "true or false: whether bareon-boot is installed into the operating system; default true", type: "boolean" }, deploy_driver: { description: "rsync for a tree of files, swift for an image file; default: that of --deploy-driver, else by the address", enum: ["rsync", "swift"] }, container_format: { description: "tar (an archive), raw (the image of a filesystem) or qcow2 (such an image in that format); default: tar or raw, found out", enum: ["raw", "tar", "qcow2"] }, compression: { description: "one of none, gzip, xz, zstd, bz2; default: found out", enum: ["none", "gzip", "xz", "zstd", "bz2"] }, checksum: { description: 'the checksum of the file as it is stored: sha256: or sha512: and its digits, md5: only with "allow_md5": true', type: "string", pattern: "^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$" }, checksum_url: { $ref: "#/definitions/fileUrl" }, allow_md5: { description: "true or false: whether an MD5 is taken for a checksum; default false", type: "boolean" }, signature_url: { $ref: "#/definitions/fileUrl" }, signature_key: { description: "a public key: the line of one of minisign, or the armoured text of one of OpenPGP", type: "string", minLength: 1 }, ca_file: { description: "the absolute path of a file of certificates on the node, to be trusted instead of the system's", type: "string", pattern: "^/[^\\u0000-\\u001f\\u007f]*$" } } }, func4 = require_ucs2length().default, schema8 = { description: "a name for people, of printable characters", type: "string", pattern: "^[^\\u0000-\\u001f\\u007f]+$" }, pattern0 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern0.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f]+$"', schema: "^[^\\u0000-\\u001f\\u007f]+$", parentSchema: schema8, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema8.type, parentSchema: schema8, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate23.errors = vErrors, errors === 0;
}
var schema9 = { description: "an address that begins with http://, https:// or file:///", type: "string", pattern: "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$" }, pattern5 = new RegExp("^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$", "u");
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern5.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$" }, message: 'must match pattern "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$"', schema: "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/\\s]|[Ff][Ii][Ll][Ee]:///)[^\\u0000-\\u0020\\u007f]*$", parentSchema: schema9, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema9.type, parentSchema: schema9, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate26.errors = vErrors, errors === 0;
}
var pattern1 = new RegExp("^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$", "u"), pattern2 = new RegExp("^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$", "u"), pattern3 = new RegExp("^[!-~]+$", "u"), pattern4 = new RegExp("^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$", "u"), pattern6 = new RegExp("^/[^\\u0000-\\u001f\\u007f]*$", "u");
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.image_pull_url === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "image_pull_url" }, message: "must have required property 'image_pull_url'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.target === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "target" }, message: "must have required property 'target'", schema: schema7.required, parentSchema: schema7, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema7.properties, key0)) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema7, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.image_pull_url !== void 0) {
      let data1 = data.image_pull_url;
      if (typeof data1 == "string") {
        if (!pattern1.test(data1)) {
          let err4 = { instancePath: instancePath + "/image_pull_url", schemaPath: "#/properties/image_pull_url/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$" }, message: 'must match pattern "^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$"', schema: "^[^\\u0000-\\u0020\\u007f-][^\\u0000-\\u001f\\u007f]*$", parentSchema: schema7.properties.image_pull_url, data: data1 };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
      } else {
        let err5 = { instancePath: instancePath + "/image_pull_url", schemaPath: "#/properties/image_pull_url/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.image_pull_url.type, parentSchema: schema7.properties.image_pull_url, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.target !== void 0) {
      let data2 = data.target;
      if (typeof data2 == "string") {
        if (!pattern2.test(data2)) {
          let err6 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/pattern", keyword: "pattern", params: { pattern: "^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, message: 'must match pattern "^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$"', schema: "^(/|(/(?!\\.\\.?(/|$))[^/\\s\\u0000-\\u001f\\u007f]+)+/?)$", parentSchema: schema7.properties.target, data: data2 };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
      } else {
        let err7 = { instancePath: instancePath + "/target", schemaPath: "#/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.target.type, parentSchema: schema7.properties.target, data: data2 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.boot !== void 0) {
      let data3 = data.boot;
      if (!(data3 === !0 || data3 === !1 || data3 === 0 || data3 === 1)) {
        let err8 = { instancePath: instancePath + "/boot", schemaPath: "#/properties/boot/enum", keyword: "enum", params: { allowedValues: schema7.properties.boot.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.boot.enum, parentSchema: schema7.properties.boot, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.image_name !== void 0 && (validate23(data.image_name, { instancePath: instancePath + "/image_name", parentData: data, parentDataProperty: "image_name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.image_uuid !== void 0) {
      let data5 = data.image_uuid;
      if (typeof data5 == "string") {
        if (!pattern3.test(data5)) {
          let err9 = { instancePath: instancePath + "/image_uuid", schemaPath: "#/properties/image_uuid/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"', schema: "^[!-~]+$", parentSchema: schema7.properties.image_uuid, data: data5 };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
      } else {
        let err10 = { instancePath: instancePath + "/image_uuid", schemaPath: "#/properties/image_uuid/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.image_uuid.type, parentSchema: schema7.properties.image_uuid, data: data5 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.boot_tool !== void 0) {
      let data6 = data.boot_tool;
      if (typeof data6 != "boolean") {
        let err11 = { instancePath: instancePath + "/boot_tool", schemaPath: "#/properties/boot_tool/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema7.properties.boot_tool.type, parentSchema: schema7.properties.boot_tool, data: data6 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.deploy_driver !== void 0) {
      let data7 = data.deploy_driver;
      if (!(data7 === "rsync" || data7 === "swift")) {
        let err12 = { instancePath: instancePath + "/deploy_driver", schemaPath: "#/properties/deploy_driver/enum", keyword: "enum", params: { allowedValues: schema7.properties.deploy_driver.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.deploy_driver.enum, parentSchema: schema7.properties.deploy_driver, data: data7 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.container_format !== void 0) {
      let data8 = data.container_format;
      if (!(data8 === "raw" || data8 === "tar" || data8 === "qcow2")) {
        let err13 = { instancePath: instancePath + "/container_format", schemaPath: "#/properties/container_format/enum", keyword: "enum", params: { allowedValues: schema7.properties.container_format.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.container_format.enum, parentSchema: schema7.properties.container_format, data: data8 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.compression !== void 0) {
      let data9 = data.compression;
      if (!(data9 === "none" || data9 === "gzip" || data9 === "xz" || data9 === "zstd" || data9 === "bz2")) {
        let err14 = { instancePath: instancePath + "/compression", schemaPath: "#/properties/compression/enum", keyword: "enum", params: { allowedValues: schema7.properties.compression.enum }, message: "must be equal to one of the allowed values", schema: schema7.properties.compression.enum, parentSchema: schema7.properties.compression, data: data9 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.checksum !== void 0) {
      let data10 = data.checksum;
      if (typeof data10 == "string") {
        if (!pattern4.test(data10)) {
          let err15 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/pattern", keyword: "pattern", params: { pattern: "^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$" }, message: 'must match pattern "^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$"', schema: "^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|md5:[0-9a-fA-F]{32})$", parentSchema: schema7.properties.checksum, data: data10 };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
      } else {
        let err16 = { instancePath: instancePath + "/checksum", schemaPath: "#/properties/checksum/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.checksum.type, parentSchema: schema7.properties.checksum, data: data10 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.checksum_url !== void 0 && (validate26(data.checksum_url, { instancePath: instancePath + "/checksum_url", parentData: data, parentDataProperty: "checksum_url", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length)), data.allow_md5 !== void 0) {
      let data12 = data.allow_md5;
      if (typeof data12 != "boolean") {
        let err17 = { instancePath: instancePath + "/allow_md5", schemaPath: "#/properties/allow_md5/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema7.properties.allow_md5.type, parentSchema: schema7.properties.allow_md5, data: data12 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.signature_url !== void 0 && (validate26(data.signature_url, { instancePath: instancePath + "/signature_url", parentData: data, parentDataProperty: "signature_url", rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length)), data.signature_key !== void 0) {
      let data14 = data.signature_key;
      if (typeof data14 == "string") {
        if (func4(data14) < 1) {
          let err18 = { instancePath: instancePath + "/signature_key", schemaPath: "#/properties/signature_key/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema7.properties.signature_key, data: data14 };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
      } else {
        let err19 = { instancePath: instancePath + "/signature_key", schemaPath: "#/properties/signature_key/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.signature_key.type, parentSchema: schema7.properties.signature_key, data: data14 };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.ca_file !== void 0) {
      let data15 = data.ca_file;
      if (typeof data15 == "string") {
        if (!pattern6.test(data15)) {
          let err20 = { instancePath: instancePath + "/ca_file", schemaPath: "#/properties/ca_file/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000-\\u001f\\u007f]*$" }, message: 'must match pattern "^/[^\\u0000-\\u001f\\u007f]*$"', schema: "^/[^\\u0000-\\u001f\\u007f]*$", parentSchema: schema7.properties.ca_file, data: data15 };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
      } else {
        let err21 = { instancePath: instancePath + "/ca_file", schemaPath: "#/properties/ca_file/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema7.properties.ca_file.type, parentSchema: schema7.properties.ca_file, data: data15 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema7.type, parentSchema: schema7, data };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate22.errors = vErrors, errors === 0;
}
var schema10 = { description: "a disk: type, id, size and volumes", type: "object", required: ["type", "id", "size", "volumes"], additionalProperties: !1, properties: { type: { const: "disk" }, id: { description: 'how the disk is found: {"type": name|path|scsi|serial|wwn, "value": text}', type: "object", required: ["type", "value"], additionalProperties: !1, properties: { type: { description: "one of name (sda), path (/dev/disk/by-path/...), scsi (host:channel:target:lun), serial, wwn", enum: ["name", "path", "scsi", "serial", "wwn"] }, value: { description: "a text that is not empty", type: "string", minLength: 1 } } }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/absoluteSize" }, extra: { description: "tolerated in configs of old, not used" }, free_space: { description: "tolerated in configs of old, not used" }, volumes: { description: "a list of volumes of type partition, boot, esp, raid, pv or lvm_meta_pool", type: "array", items: { description: "type partition, boot, esp, raid, pv or lvm_meta_pool", type: "object", discriminator: { propertyName: "type" }, required: ["type"], oneOf: [{ $ref: "#/definitions/partition" }, { $ref: "#/definitions/boot" }, { $ref: "#/definitions/esp" }, { $ref: "#/definitions/raid" }, { $ref: "#/definitions/pv" }, { $ref: "#/definitions/lvmMetaPool" }] } } } }, schema11 = { description: 'a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("40 GiB")', anyOf: [{ type: "number", exclusiveMinimum: 0 }, { type: "string", pattern: "^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$" }] }, pattern7 = new RegExp("^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$", "u");
function validate32(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0, _errs0 = errors, valid0 = !1, _errs1 = errors;
  if (typeof data == "number" && isFinite(data)) {
    if (data <= 0 || isNaN(data)) {
      let err0 = { instancePath, schemaPath: "#/anyOf/0/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema11.anyOf[0], data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/anyOf/0/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema11.anyOf[0].type, parentSchema: schema11.anyOf[0], data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  var _valid0 = _errs1 === errors;
  if (valid0 = valid0 || _valid0, !valid0) {
    let _errs3 = errors;
    if (typeof data == "string") {
      if (!pattern7.test(data)) {
        let err2 = { instancePath, schemaPath: "#/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$" }, message: 'must match pattern "^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$"', schema: "^\\s*[0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B)?\\s*$", parentSchema: schema11.anyOf[1], data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    } else {
      let err3 = { instancePath, schemaPath: "#/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.anyOf[1].type, parentSchema: schema11.anyOf[1], data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    var _valid0 = _errs3 === errors;
    valid0 = valid0 || _valid0;
  }
  if (valid0)
    errors = _errs0, vErrors !== null && (_errs0 ? vErrors.length = _errs0 : vErrors = null);
  else {
    let err4 = { instancePath, schemaPath: "#/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema11.anyOf, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
  }
  return validate32.errors = vErrors, errors === 0;
}
var schema12 = { description: "a partition: type, size and mount", type: "object", required: ["type", "size", "mount"], additionalProperties: !1, properties: { type: { const: "partition" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, partition_guid: { $ref: "#/definitions/guid" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } }, schema13 = { description: 'a size: a number of MiB, or a number with B, kB..YB, KiB..YiB ("4 GiB"), a percentage ("40%") or "remaining"', anyOf: [{ type: "number", exclusiveMinimum: 0 }, { type: "string", pattern: "^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$" }] }, pattern8 = new RegExp("^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$", "u");
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0, _errs0 = errors, valid0 = !1, _errs1 = errors;
  if (typeof data == "number" && isFinite(data)) {
    if (data <= 0 || isNaN(data)) {
      let err0 = { instancePath, schemaPath: "#/anyOf/0/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema13.anyOf[0], data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/anyOf/0/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema13.anyOf[0].type, parentSchema: schema13.anyOf[0], data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  var _valid0 = _errs1 === errors;
  if (valid0 = valid0 || _valid0, !valid0) {
    let _errs3 = errors;
    if (typeof data == "string") {
      if (!pattern8.test(data)) {
        let err2 = { instancePath, schemaPath: "#/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$" }, message: 'must match pattern "^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$"', schema: "^\\s*([0-9]+(\\.[0-9]+)? ?([kMGTPEZY]B|[KMGTPEZY]iB|B|%)?|remaining)\\s*$", parentSchema: schema13.anyOf[1], data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    } else {
      let err3 = { instancePath, schemaPath: "#/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.anyOf[1].type, parentSchema: schema13.anyOf[1], data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    var _valid0 = _errs3 === errors;
    valid0 = valid0 || _valid0;
  }
  if (valid0)
    errors = _errs0, vErrors !== null && (_errs0 ? vErrors.length = _errs0 : vErrors = null);
  else {
    let err4 = { instancePath, schemaPath: "#/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema13.anyOf, parentSchema: schema13, data };
    vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
  }
  return validate36.errors = vErrors, errors === 0;
}
var schema14 = { description: 'an absolute path such as "/" or "/var/lib", without "..", blanks or backslashes; or "none" for a volume that is not mounted', type: "string", pattern: "^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, pattern9 = new RegExp("^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$", "u");
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern9.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$" }, message: 'must match pattern "^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$"', schema: "^(none|swap|/|(/(?!\\.\\.?(/|$))[^/\\\\\\s\\u0000-\\u001f\\u007f]+)+/?)$", parentSchema: schema14, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.type, parentSchema: schema14, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate38.errors = vErrors, errors === 0;
}
var schema15 = { description: "one of ext2, ext3, ext4, xfs, btrfs, vfat, swap; default xfs", enum: ["ext2", "ext3", "ext4", "xfs", "btrfs", "vfat", "swap"] };
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (!(data === "ext2" || data === "ext3" || data === "ext4" || data === "xfs" || data === "btrfs" || data === "vfat" || data === "swap")) {
    let err0 = { instancePath, schemaPath: "#/enum", keyword: "enum", params: { allowedValues: schema15.enum }, message: "must be equal to one of the allowed values", schema: schema15.enum, parentSchema: schema15, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate40.errors = vErrors, errors === 0;
}
var schema16 = { description: 'a filesystem label of printable characters other than / \\ and ", without blanks around it, no longer than the filesystem allows', type: "string", pattern: '^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$' }, pattern10 = new RegExp('^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$', "u");
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern10.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: '^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$' }, message: 'must match pattern "^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$"', schema: '^(?! )[^\\u0000-\\u001f\\u007f/\\\\"]+(?<! )$', parentSchema: schema16, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.type, parentSchema: schema16, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate42.errors = vErrors, errors === 0;
}
var schema17 = { description: 'a partition type GUID such as "4f68bce3-e8cd-4db1-96e7-fbcaf984b709"', type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" }, pattern11 = new RegExp("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern11.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" }, message: 'must match pattern "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"', schema: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", parentSchema: schema17, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema17.type, parentSchema: schema17, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate44.errors = vErrors, errors === 0;
}
var schema18 = { description: "true or false: whether the filesystem survives a redeploy; default true", type: "boolean" };
function validate46(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data != "boolean") {
    let err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema18.type, parentSchema: schema18, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate46.errors = vErrors, errors === 0;
}
var schema19 = { description: 'a list of image names from "images", each once; absent = the first image', type: "array", minItems: 1, uniqueItems: !0, items: { type: "string" } };
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    if (data.length < 1) {
      let err0 = { instancePath, schemaPath: "#/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema19, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 != "string") {
        let err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.items.type, parentSchema: schema19.items, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    let i1 = data.length, j0;
    if (i1 > 1) {
      let indices0 = {};
      for (; i1--; ) {
        let item0 = data[i1];
        if (typeof item0 == "string") {
          if (typeof indices0[item0] == "number") {
            j0 = indices0[item0];
            let err2 = { instancePath, schemaPath: "#/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: !0, parentSchema: schema19, data };
            vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
            break;
          }
          indices0[item0] = i1;
        }
      }
    }
  } else {
    let err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema19.type, parentSchema: schema19, data };
    vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
  }
  return validate48.errors = vErrors, errors === 0;
}
var schema20 = { description: "true or false: false writes the fstab line as a comment; default true", type: "boolean" };
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data != "boolean") {
    let err0 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema20.type, parentSchema: schema20, data };
    vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
  }
  return validate50.errors = vErrors, errors === 0;
}
var schema21 = { description: 'mount options for fstab, separated by commas, without blanks; default "defaults"', type: "string", pattern: "^[!-~]+$" };
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (!pattern3.test(data)) {
      let err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"', schema: "^[!-~]+$", parentSchema: schema21, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  } else {
    let err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.type, parentSchema: schema21, data };
    vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
  }
  return validate52.errors = vErrors, errors === 0;
}
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.mount === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema12.required, parentSchema: schema12, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema12.properties, key0)) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema12, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "partition") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "partition" }, message: "must be equal to constant", schema: "partition", parentSchema: schema12.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.size !== void 0 && (validate36(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.mount !== void 0 && (validate38(data.mount, { instancePath: instancePath + "/mount", parentData: data, parentDataProperty: "mount", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length)), data.file_system !== void 0 && (validate40(data.file_system, { instancePath: instancePath + "/file_system", parentData: data, parentDataProperty: "file_system", rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length)), data.disk_label !== void 0 && (validate42(data.disk_label, { instancePath: instancePath + "/disk_label", parentData: data, parentDataProperty: "disk_label", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.partition_guid !== void 0 && (validate44(data.partition_guid, { instancePath: instancePath + "/partition_guid", parentData: data, parentDataProperty: "partition_guid", rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length)), data.keep_data !== void 0 && (validate46(data.keep_data, { instancePath: instancePath + "/keep_data", parentData: data, parentDataProperty: "keep_data", rootData }) || (vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length)), data.fstab_enabled !== void 0 && (validate50(data.fstab_enabled, { instancePath: instancePath + "/fstab_enabled", parentData: data, parentDataProperty: "fstab_enabled", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length)), data.fstab_options !== void 0 && (validate52(data.fstab_options, { instancePath: instancePath + "/fstab_options", parentData: data, parentDataProperty: "fstab_options", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length));
  } else {
    let err5 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data };
    vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
  }
  return validate34.errors = vErrors, errors === 0;
}
var schema22 = { description: "the BIOS boot partition of this disk, when it should not have the implicit 24 MiB: type and size", type: "object", required: ["type", "size"], additionalProperties: !1, properties: { type: { const: "boot" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/absoluteSize" } } };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema22.required, parentSchema: schema22, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "name" || key0 === "size")) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema22, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "boot") {
        let err3 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "boot" }, message: "must be equal to constant", schema: "boot", parentSchema: schema22.properties.type, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.size !== void 0 && (validate32(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length));
  } else {
    let err4 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema22.type, parentSchema: schema22, data };
    vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
  }
  return validate54.errors = vErrors, errors === 0;
}
var schema23 = { description: "the EFI system partition of this disk, in place of the implicit one: type and size", type: "object", required: ["type", "size"], additionalProperties: !1, properties: { type: { const: "esp" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, disk_label: { $ref: "#/definitions/label" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } };
function validate57(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema23.required, parentSchema: schema23, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema23.properties, key0)) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema23, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "esp") {
        let err3 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "esp" }, message: "must be equal to constant", schema: "esp", parentSchema: schema23.properties.type, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.size !== void 0 && (validate36(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.mount !== void 0 && (validate38(data.mount, { instancePath: instancePath + "/mount", parentData: data, parentDataProperty: "mount", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length)), data.disk_label !== void 0 && (validate42(data.disk_label, { instancePath: instancePath + "/disk_label", parentData: data, parentDataProperty: "disk_label", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.keep_data !== void 0 && (validate46(data.keep_data, { instancePath: instancePath + "/keep_data", parentData: data, parentDataProperty: "keep_data", rootData }) || (vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length)), data.fstab_enabled !== void 0 && (validate50(data.fstab_enabled, { instancePath: instancePath + "/fstab_enabled", parentData: data, parentDataProperty: "fstab_enabled", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length)), data.fstab_options !== void 0 && (validate52(data.fstab_options, { instancePath: instancePath + "/fstab_options", parentData: data, parentDataProperty: "fstab_options", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length));
  } else {
    let err4 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema23.type, parentSchema: schema23, data };
    vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
  }
  return validate57.errors = vErrors, errors === 0;
}
var schema24 = { description: "a member of an MD array; members with one mount form one array: type, size and mount", type: "object", required: ["type", "size", "mount"], additionalProperties: !1, properties: { type: { const: "raid" }, name: { $ref: "#/definitions/name" }, level: { description: "the array's RAID level: 0, 1, 5, 6 or 10; default 1", enum: [0, 1, 5, 6, 10] }, vg: { $ref: "#/definitions/lvmName" }, lvm_meta_size: { $ref: "#/definitions/absoluteSize" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, partition_guid: { $ref: "#/definitions/guid" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } }, schema25 = { description: "an LVM name: letters, digits, + _ . and -, not beginning with -", type: "string", pattern: "^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$", maxLength: 127 }, pattern13 = new RegExp("^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$", "u");
function validate68(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (typeof data == "string") {
    if (func4(data) > 127) {
      let err0 = { instancePath, schemaPath: "#/maxLength", keyword: "maxLength", params: { limit: 127 }, message: "must NOT have more than 127 characters", schema: 127, parentSchema: schema25, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (!pattern13.test(data)) {
      let err1 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$" }, message: 'must match pattern "^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$"', schema: "^(?!\\.\\.?$)[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]*$", parentSchema: schema25, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
  } else {
    let err2 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema25.type, parentSchema: schema25, data };
    vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
  }
  return validate68.errors = vErrors, errors === 0;
}
function validate66(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.mount === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema24.required, parentSchema: schema24, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema24.properties, key0)) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema24, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "raid") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "raid" }, message: "must be equal to constant", schema: "raid", parentSchema: schema24.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.level !== void 0) {
      let data2 = data.level;
      if (!(data2 === 0 || data2 === 1 || data2 === 5 || data2 === 6 || data2 === 10)) {
        let err5 = { instancePath: instancePath + "/level", schemaPath: "#/properties/level/enum", keyword: "enum", params: { allowedValues: schema24.properties.level.enum }, message: "must be equal to one of the allowed values", schema: schema24.properties.level.enum, parentSchema: schema24.properties.level, data: data2 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    data.vg !== void 0 && (validate68(data.vg, { instancePath: instancePath + "/vg", parentData: data, parentDataProperty: "vg", rootData }) || (vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors), errors = vErrors.length)), data.lvm_meta_size !== void 0 && (validate32(data.lvm_meta_size, { instancePath: instancePath + "/lvm_meta_size", parentData: data, parentDataProperty: "lvm_meta_size", rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length)), data.size !== void 0 && (validate36(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.mount !== void 0 && (validate38(data.mount, { instancePath: instancePath + "/mount", parentData: data, parentDataProperty: "mount", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length)), data.file_system !== void 0 && (validate40(data.file_system, { instancePath: instancePath + "/file_system", parentData: data, parentDataProperty: "file_system", rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length)), data.disk_label !== void 0 && (validate42(data.disk_label, { instancePath: instancePath + "/disk_label", parentData: data, parentDataProperty: "disk_label", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.partition_guid !== void 0 && (validate44(data.partition_guid, { instancePath: instancePath + "/partition_guid", parentData: data, parentDataProperty: "partition_guid", rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length)), data.keep_data !== void 0 && (validate46(data.keep_data, { instancePath: instancePath + "/keep_data", parentData: data, parentDataProperty: "keep_data", rootData }) || (vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length)), data.fstab_enabled !== void 0 && (validate50(data.fstab_enabled, { instancePath: instancePath + "/fstab_enabled", parentData: data, parentDataProperty: "fstab_enabled", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length)), data.fstab_options !== void 0 && (validate52(data.fstab_options, { instancePath: instancePath + "/fstab_options", parentData: data, parentDataProperty: "fstab_options", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length));
  } else {
    let err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema24.type, parentSchema: schema24, data };
    vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
  }
  return validate66.errors = vErrors, errors === 0;
}
var schema26 = { description: "an LVM physical volume: type, size and vg", type: "object", required: ["type", "size", "vg"], additionalProperties: !1, properties: { type: { const: "pv" }, name: { $ref: "#/definitions/name" }, size: { $ref: "#/definitions/size" }, vg: { $ref: "#/definitions/lvmName" }, lvm_meta_size: { $ref: "#/definitions/absoluteSize" }, images: { $ref: "#/definitions/imageNames" } } };
function validate80(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.size === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.vg === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "vg" }, message: "must have required property 'vg'", schema: schema26.required, parentSchema: schema26, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "name" || key0 === "size" || key0 === "vg" || key0 === "lvm_meta_size" || key0 === "images")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema26, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "pv") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "pv" }, message: "must be equal to constant", schema: "pv", parentSchema: schema26.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.size !== void 0 && (validate36(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.vg !== void 0 && (validate68(data.vg, { instancePath: instancePath + "/vg", parentData: data, parentDataProperty: "vg", rootData }) || (vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors), errors = vErrors.length)), data.lvm_meta_size !== void 0 && (validate32(data.lvm_meta_size, { instancePath: instancePath + "/lvm_meta_size", parentData: data, parentDataProperty: "lvm_meta_size", rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length));
  } else {
    let err5 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema26.type, parentSchema: schema26, data };
    vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
  }
  return validate80.errors = vErrors, errors === 0;
}
var schema27 = { description: "accepted for configs of old, not used", type: "object", required: ["type"], properties: { type: { const: "lvm_meta_pool" }, size: { description: "not used" } } };
function validate86(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema27.required, parentSchema: schema27, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "lvm_meta_pool") {
        let err1 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "lvm_meta_pool" }, message: "must be equal to constant", schema: "lvm_meta_pool", parentSchema: schema27.properties.type, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
  } else {
    let err2 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema27.type, parentSchema: schema27, data };
    vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
  }
  return validate86.errors = vErrors, errors === 0;
}
function validate30(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.volumes === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema10.required, parentSchema: schema10, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "id" || key0 === "name" || key0 === "size" || key0 === "extra" || key0 === "free_space" || key0 === "volumes")) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema10, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "disk") {
        let err5 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "disk" }, message: "must be equal to constant", schema: "disk", parentSchema: schema10.properties.type, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.type === void 0) {
          let err6 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema10.properties.id.required, parentSchema: schema10.properties.id, data: data1 };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
        if (data1.value === void 0) {
          let err7 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/required", keyword: "required", params: { missingProperty: "value" }, message: "must have required property 'value'", schema: schema10.properties.id.required, parentSchema: schema10.properties.id, data: data1 };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
        for (let key1 in data1)
          if (!(key1 === "type" || key1 === "value")) {
            let err8 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema10.properties.id, data: data1 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        if (data1.type !== void 0) {
          let data2 = data1.type;
          if (!(data2 === "name" || data2 === "path" || data2 === "scsi" || data2 === "serial" || data2 === "wwn")) {
            let err9 = { instancePath: instancePath + "/id/type", schemaPath: "#/properties/id/properties/type/enum", keyword: "enum", params: { allowedValues: schema10.properties.id.properties.type.enum }, message: "must be equal to one of the allowed values", schema: schema10.properties.id.properties.type.enum, parentSchema: schema10.properties.id.properties.type, data: data2 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
        if (data1.value !== void 0) {
          let data3 = data1.value;
          if (typeof data3 == "string") {
            if (func4(data3) < 1) {
              let err10 = { instancePath: instancePath + "/id/value", schemaPath: "#/properties/id/properties/value/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema10.properties.id.properties.value, data: data3 };
              vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
            }
          } else {
            let err11 = { instancePath: instancePath + "/id/value", schemaPath: "#/properties/id/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema10.properties.id.properties.value.type, parentSchema: schema10.properties.id.properties.value, data: data3 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.properties.id.type, parentSchema: schema10.properties.id, data: data1 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.size !== void 0 && (validate32(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length)), data.volumes !== void 0) {
      let data6 = data.volumes;
      if (Array.isArray(data6)) {
        let len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.type === void 0) {
              let err13 = { instancePath: instancePath + "/volumes/" + i0, schemaPath: "#/properties/volumes/items/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema10.properties.volumes.items.required, parentSchema: schema10.properties.volumes.items, data: data7 };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            let tag0 = data7.type;
            if (typeof tag0 == "string")
              if (tag0 === "partition")
                validate34(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors), errors = vErrors.length);
              else if (tag0 === "boot")
                validate54(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors), errors = vErrors.length);
              else if (tag0 === "esp")
                validate57(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors), errors = vErrors.length);
              else if (tag0 === "raid")
                validate66(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors), errors = vErrors.length);
              else if (tag0 === "pv")
                validate80(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors), errors = vErrors.length);
              else if (tag0 === "lvm_meta_pool")
                validate86(data7, { instancePath: instancePath + "/volumes/" + i0, parentData: data6, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate86.errors : vErrors.concat(validate86.errors), errors = vErrors.length);
              else {
                let err14 = { instancePath: instancePath + "/volumes/" + i0, schemaPath: "#/properties/volumes/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "type", tagValue: tag0 }, message: 'value of tag "type" must be in oneOf', schema: schema10.properties.volumes.items.discriminator, parentSchema: schema10.properties.volumes.items, data: data7 };
                vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
              }
            else {
              let err15 = { instancePath: instancePath + "/volumes/" + i0, schemaPath: "#/properties/volumes/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "type", tagValue: tag0 }, message: 'tag "type" must be string', schema: schema10.properties.volumes.items.discriminator, parentSchema: schema10.properties.volumes.items, data: data7 };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
          } else {
            let err16 = { instancePath: instancePath + "/volumes/" + i0, schemaPath: "#/properties/volumes/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.properties.volumes.items.type, parentSchema: schema10.properties.volumes.items, data: data7 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema10.properties.volumes.type, parentSchema: schema10.properties.volumes, data: data6 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema10.type, parentSchema: schema10, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate30.errors = vErrors, errors === 0;
}
var schema28 = { description: "an LVM volume group: type, id and volumes", type: "object", required: ["type", "id", "volumes"], additionalProperties: !1, properties: { type: { const: "vg" }, id: { $ref: "#/definitions/lvmName" }, name: { $ref: "#/definitions/name" }, images: { $ref: "#/definitions/imageNames" }, volumes: { description: "a list of logical volumes", type: "array", items: { $ref: "#/definitions/lv" } } } }, schema29 = { description: "a logical volume: type, name, size and mount", type: "object", required: ["type", "name", "size", "mount"], additionalProperties: !1, properties: { type: { description: '"lv"', const: "lv" }, name: { $ref: "#/definitions/lvmName" }, size: { $ref: "#/definitions/size" }, mount: { $ref: "#/definitions/mount" }, file_system: { $ref: "#/definitions/fileSystem" }, disk_label: { $ref: "#/definitions/label" }, keep_data: { $ref: "#/definitions/keepData" }, images: { $ref: "#/definitions/imageNames" }, fstab_enabled: { $ref: "#/definitions/fstabEnabled" }, fstab_options: { $ref: "#/definitions/fstabOptions" } } };
function validate97(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.name === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.size === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "size" }, message: "must have required property 'size'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.mount === void 0) {
      let err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mount" }, message: "must have required property 'mount'", schema: schema29.required, parentSchema: schema29, data };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema29.properties, key0)) {
        let err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema29, data };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "lv") {
        let err5 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "lv" }, message: "must be equal to constant", schema: "lv", parentSchema: schema29.properties.type, data: data0 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    data.name !== void 0 && (validate68(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors), errors = vErrors.length)), data.size !== void 0 && (validate36(data.size, { instancePath: instancePath + "/size", parentData: data, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length)), data.mount !== void 0 && (validate38(data.mount, { instancePath: instancePath + "/mount", parentData: data, parentDataProperty: "mount", rootData }) || (vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors), errors = vErrors.length)), data.file_system !== void 0 && (validate40(data.file_system, { instancePath: instancePath + "/file_system", parentData: data, parentDataProperty: "file_system", rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length)), data.disk_label !== void 0 && (validate42(data.disk_label, { instancePath: instancePath + "/disk_label", parentData: data, parentDataProperty: "disk_label", rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length)), data.keep_data !== void 0 && (validate46(data.keep_data, { instancePath: instancePath + "/keep_data", parentData: data, parentDataProperty: "keep_data", rootData }) || (vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length)), data.fstab_enabled !== void 0 && (validate50(data.fstab_enabled, { instancePath: instancePath + "/fstab_enabled", parentData: data, parentDataProperty: "fstab_enabled", rootData }) || (vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors), errors = vErrors.length)), data.fstab_options !== void 0 && (validate52(data.fstab_options, { instancePath: instancePath + "/fstab_options", parentData: data, parentDataProperty: "fstab_options", rootData }) || (vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors), errors = vErrors.length));
  } else {
    let err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema29.type, parentSchema: schema29, data };
    vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
  }
  return validate97.errors = vErrors, errors === 0;
}
function validate93(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.volumes === void 0) {
      let err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "volumes" }, message: "must have required property 'volumes'", schema: schema28.required, parentSchema: schema28, data };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "type" || key0 === "id" || key0 === "name" || key0 === "images" || key0 === "volumes")) {
        let err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema28, data };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (data0 !== "vg") {
        let err4 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "vg" }, message: "must be equal to constant", schema: "vg", parentSchema: schema28.properties.type, data: data0 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.id !== void 0 && (validate68(data.id, { instancePath: instancePath + "/id", parentData: data, parentDataProperty: "id", rootData }) || (vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors), errors = vErrors.length)), data.name !== void 0 && (validate23(data.name, { instancePath: instancePath + "/name", parentData: data, parentDataProperty: "name", rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length)), data.images !== void 0 && (validate48(data.images, { instancePath: instancePath + "/images", parentData: data, parentDataProperty: "images", rootData }) || (vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors), errors = vErrors.length)), data.volumes !== void 0) {
      let data4 = data.volumes;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate97(data4[i0], { instancePath: instancePath + "/volumes/" + i0, parentData: data4, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors), errors = vErrors.length);
      } else {
        let err5 = { instancePath: instancePath + "/volumes", schemaPath: "#/properties/volumes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema28.properties.volumes.type, parentSchema: schema28.properties.volumes, data: data4 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
  } else {
    let err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema28.type, parentSchema: schema28, data };
    vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
  }
  return validate93.errors = vErrors, errors === 0;
}
var pattern14 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.images === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "images" }, message: "must have required property 'images'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.partitions === void 0) {
      let err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "partitions" }, message: "must have required property 'partitions'", schema: schema6.required, parentSchema: schema6, data };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema6.properties, key0)) {
        let err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6, data };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.partitions_policy !== void 0) {
      let data0 = data.partitions_policy;
      if (!(data0 === "verify" || data0 === "clean" || data0 === "nailgun_legacy")) {
        let err3 = { instancePath: instancePath + "/partitions_policy", schemaPath: "#/properties/partitions_policy/enum", keyword: "enum", params: { allowedValues: schema6.properties.partitions_policy.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.partitions_policy.enum, parentSchema: schema6.properties.partitions_policy, data: data0 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.images !== void 0) {
      let data1 = data.images;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          let err4 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema6.properties.images, data: data1 };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate22(data1[i0], { instancePath: instancePath + "/images/" + i0, parentData: data1, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      } else {
        let err5 = { instancePath: instancePath + "/images", schemaPath: "#/properties/images/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.images.type, parentSchema: schema6.properties.images, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.partitions !== void 0) {
      let data3 = data.partitions;
      if (Array.isArray(data3)) {
        if (data3.length < 1) {
          let err6 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema6.properties.partitions, data: data3 };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
        let len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data4 = data3[i1];
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (data4.type === void 0) {
              let err7 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema6.properties.partitions.items.required, parentSchema: schema6.properties.partitions.items, data: data4 };
              vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
            }
            let tag0 = data4.type;
            if (typeof tag0 == "string")
              if (tag0 === "disk")
                validate30(data4, { instancePath: instancePath + "/partitions/" + i1, parentData: data3, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors), errors = vErrors.length);
              else if (tag0 === "vg")
                validate93(data4, { instancePath: instancePath + "/partitions/" + i1, parentData: data3, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors), errors = vErrors.length);
              else {
                let err8 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/discriminator", keyword: "discriminator", params: { error: "mapping", tag: "type", tagValue: tag0 }, message: 'value of tag "type" must be in oneOf', schema: schema6.properties.partitions.items.discriminator, parentSchema: schema6.properties.partitions.items, data: data4 };
                vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
              }
            else {
              let err9 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/discriminator", keyword: "discriminator", params: { error: "tag", tag: "type", tagValue: tag0 }, message: 'tag "type" must be string', schema: schema6.properties.partitions.items.discriminator, parentSchema: schema6.properties.partitions.items, data: data4 };
              vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
            }
          } else {
            let err10 = { instancePath: instancePath + "/partitions/" + i1, schemaPath: "#/properties/partitions/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.partitions.items.type, parentSchema: schema6.properties.partitions.items, data: data4 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        }
      } else {
        let err11 = { instancePath: instancePath + "/partitions", schemaPath: "#/properties/partitions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema6.properties.partitions.type, parentSchema: schema6.properties.partitions, data: data3 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.firmware !== void 0) {
      let data5 = data.firmware;
      if (!(data5 === "auto" || data5 === "bios" || data5 === "uefi" || data5 === "both")) {
        let err12 = { instancePath: instancePath + "/firmware", schemaPath: "#/properties/firmware/enum", keyword: "enum", params: { allowedValues: schema6.properties.firmware.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.firmware.enum, parentSchema: schema6.properties.firmware, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.boot_order !== void 0) {
      let data6 = data.boot_order;
      if (!(data6 === "first" || data6 === "after-network" || data6 === "keep")) {
        let err13 = { instancePath: instancePath + "/boot_order", schemaPath: "#/properties/boot_order/enum", keyword: "enum", params: { allowedValues: schema6.properties.boot_order.enum }, message: "must be equal to one of the allowed values", schema: schema6.properties.boot_order.enum, parentSchema: schema6.properties.boot_order, data: data6 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.esp !== void 0) {
      let data7 = data.esp;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        for (let key1 in data7)
          if (key1 !== "size") {
            let err14 = { instancePath: instancePath + "/esp", schemaPath: "#/properties/esp/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.esp, data: data7 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        data7.size !== void 0 && (validate32(data7.size, { instancePath: instancePath + "/esp/size", parentData: data7, parentDataProperty: "size", rootData }) || (vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors), errors = vErrors.length));
      } else {
        let err15 = { instancePath: instancePath + "/esp", schemaPath: "#/properties/esp/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.esp.type, parentSchema: schema6.properties.esp, data: data7 };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
    }
    if (data.image_deploy_flags !== void 0) {
      let data9 = data.image_deploy_flags;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (let key2 in data9)
          if (!(key2 === "rsync_flags" || key2 === "parallel")) {
            let err16 = { instancePath: instancePath + "/image_deploy_flags", schemaPath: "#/properties/image_deploy_flags/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.image_deploy_flags, data: data9 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        if (data9.rsync_flags !== void 0) {
          let data10 = data9.rsync_flags;
          if (typeof data10 != "string") {
            let err17 = { instancePath: instancePath + "/image_deploy_flags/rsync_flags", schemaPath: "#/properties/image_deploy_flags/properties/rsync_flags/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.image_deploy_flags.properties.rsync_flags.type, parentSchema: schema6.properties.image_deploy_flags.properties.rsync_flags, data: data10 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data9.parallel !== void 0) {
          let data11 = data9.parallel;
          if (!(typeof data11 == "number" && !(data11 % 1) && !isNaN(data11) && isFinite(data11))) {
            let err18 = { instancePath: instancePath + "/image_deploy_flags/parallel", schemaPath: "#/properties/image_deploy_flags/properties/parallel/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.image_deploy_flags.properties.parallel.type, parentSchema: schema6.properties.image_deploy_flags.properties.parallel, data: data11 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
          if (typeof data11 == "number" && isFinite(data11)) {
            if (data11 > 64 || isNaN(data11)) {
              let err19 = { instancePath: instancePath + "/image_deploy_flags/parallel", schemaPath: "#/properties/image_deploy_flags/properties/parallel/maximum", keyword: "maximum", params: { comparison: "<=", limit: 64 }, message: "must be <= 64", schema: 64, parentSchema: schema6.properties.image_deploy_flags.properties.parallel, data: data11 };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            if (data11 < 1 || isNaN(data11)) {
              let err20 = { instancePath: instancePath + "/image_deploy_flags/parallel", schemaPath: "#/properties/image_deploy_flags/properties/parallel/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema6.properties.image_deploy_flags.properties.parallel, data: data11 };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
          }
        }
      } else {
        let err21 = { instancePath: instancePath + "/image_deploy_flags", schemaPath: "#/properties/image_deploy_flags/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.image_deploy_flags.type, parentSchema: schema6.properties.image_deploy_flags, data: data9 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.deploy_data !== void 0) {
      let data12 = data.deploy_data;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (let key3 in data12)
          if (key3 !== "kernel_params") {
            let err22 = { instancePath: instancePath + "/deploy_data", schemaPath: "#/properties/deploy_data/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.deploy_data, data: data12 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        if (data12.kernel_params !== void 0) {
          let data13 = data12.kernel_params;
          if (typeof data13 == "string") {
            if (!pattern14.test(data13)) {
              let err23 = { instancePath: instancePath + "/deploy_data/kernel_params", schemaPath: "#/properties/deploy_data/properties/kernel_params/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f]*$"', schema: "^[^\\u0000-\\u001f\\u007f]*$", parentSchema: schema6.properties.deploy_data.properties.kernel_params, data: data13 };
              vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
            }
          } else {
            let err24 = { instancePath: instancePath + "/deploy_data/kernel_params", schemaPath: "#/properties/deploy_data/properties/kernel_params/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema6.properties.deploy_data.properties.kernel_params.type, parentSchema: schema6.properties.deploy_data.properties.kernel_params, data: data13 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
      } else {
        let err25 = { instancePath: instancePath + "/deploy_data", schemaPath: "#/properties/deploy_data/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.deploy_data.type, parentSchema: schema6.properties.deploy_data, data: data12 };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
    }
    if (data.grub !== void 0) {
      let data14 = data.grub;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        for (let key4 in data14)
          if (key4 !== "timeout") {
            let err26 = { instancePath: instancePath + "/grub", schemaPath: "#/properties/grub/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema6.properties.grub, data: data14 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        if (data14.timeout !== void 0) {
          let data15 = data14.timeout;
          if (!(typeof data15 == "number" && !(data15 % 1) && !isNaN(data15) && isFinite(data15))) {
            let err27 = { instancePath: instancePath + "/grub/timeout", schemaPath: "#/properties/grub/properties/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema6.properties.grub.properties.timeout.type, parentSchema: schema6.properties.grub.properties.timeout, data: data15 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
          if (typeof data15 == "number" && isFinite(data15)) {
            if (data15 > 3600 || isNaN(data15)) {
              let err28 = { instancePath: instancePath + "/grub/timeout", schemaPath: "#/properties/grub/properties/timeout/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3600 }, message: "must be <= 3600", schema: 3600, parentSchema: schema6.properties.grub.properties.timeout, data: data15 };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
            if (data15 < 0 || isNaN(data15)) {
              let err29 = { instancePath: instancePath + "/grub/timeout", schemaPath: "#/properties/grub/properties/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema6.properties.grub.properties.timeout, data: data15 };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
          }
        }
      } else {
        let err30 = { instancePath: instancePath + "/grub", schemaPath: "#/properties/grub/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.properties.grub.type, parentSchema: schema6.properties.grub, data: data14 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
  } else {
    let err31 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema6.type, parentSchema: schema6, data };
    vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  validate
};
