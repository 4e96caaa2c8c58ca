/** The words of the ironic dialect for what a deploy config holds, both ways: its values, its keys, and how violations speak of them. */
import type { Driver, Policy, UnlockMethod } from "../../config/deploy-config.ts";
import type { Wording } from "../../config/wording.ts";
import { sharedPaths, sharedTerms } from "../wording.ts";
import type { Image, ProvisionDocument } from "../../schema/provision.ts";

export const policies: Readonly<Record<NonNullable<ProvisionDocument["partitions_policy"]>, Policy>> = {
  verify: "verify",
  extend: "extend",
  grow: "grow",
  clean: "clean",
  nailgun_legacy: "keep-if-any",
};

export const unlockMethods: Readonly<Record<"passphrase" | "key_file" | "tpm2", UnlockMethod>> = {
  passphrase: "passphrase",
  key_file: "key-file",
  tpm2: "tpm2",
};

/** provision.json(5): an image file has the name of the server that it came from. */
export const drivers: Readonly<Record<NonNullable<Image["deploy_driver"]>, Driver>> = {
  rsync: "rsync",
  swift: "file",
  oci: "oci",
  existing: "existing",
};

export const wording: Wording = {
  ...sharedTerms,
  paths: {
    ...sharedPaths,
    config: {
      images: "images",
      groups: "partitions",
      rsyncFlags: "image_deploy_flags/rsync_flags",
      espSize: "esp/size",
      menuDisks: "grub/disks",
      "rescue.size": "rescue/size",
      "configDrive.images": "config_drive/images",
    },
    image: {
      name: "name",
      source: "image_pull_url",
      driver: "deploy_driver",
      target: "target",
      bootFirst: "boot",
      carry: "carry",
      seed: "seed",
      spread: "spread",
      "seed.metaData": "seed/meta_data",
      "seed.userData": "seed/user_data",
      "seed.networkConfig": "seed/network_config",
      "file.format": "container_format",
      "file.compression": "compression",
      "file.checksum": "checksum",
      "file.checksumUrl": "checksum_url",
      "file.allowMd5": "allow_md5",
      "file.signatureUrl": "signature_url",
      "file.signatureKey": "signature_key",
      "file.caFile": "ca_file",
      "file.torrentUrl": "torrent_url",
      "file.manifestUrl": "image_pull_url",
      "oci.caFile": "ca_file",
      "oci.authFile": "auth_file",
      "oci.plainHttp": "plain_http",
    },
    volume: {
      ...sharedPaths.volume,
      existing: "existing",
      images: "images",
      "fstab.enabled": "fstab_enabled",
      "fstab.options": "fstab_options",
      encryption: "encryption",
      "encryption.unlock": "encryption/unlock",
      "encryption.pcrs": "encryption/pcrs",
    },
    member: { level: "level" },
  },
  driver: { rsync: "rsync", file: "swift", oci: "oci", existing: "existing" },
  remaining: "remaining",
};
