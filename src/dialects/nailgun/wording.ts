/** The words of the nailgun dialect for what a deploy config holds. What its documents cannot say stands where it would be. */
import type { Wording } from "../../config/wording.ts";
import { sharedPaths, sharedTerms } from "../wording.ts";

const spaces = "ks_meta/pm_data/ks_spaces";

export const wording: Wording = {
  ...sharedTerms,
  paths: {
    ...sharedPaths,
    config: {
      images: "ks_meta/image_data",
      groups: spaces,
      rsyncFlags: "ks_meta",
      espSize: spaces,
      menuDisks: spaces,
      "rescue.size": spaces,
      "configDrive.images": "ks_meta",
    },
    image: {
      name: "name",
      source: "uri",
      driver: "uri",
      target: "mount",
      bootFirst: "",
      carry: "",
      seed: "",
      spread: "",
      "seed.metaData": "",
      "seed.userData": "",
      "seed.networkConfig": "",
      "file.format": "format",
      "file.compression": "container",
      "file.checksum": "uri",
      "file.checksumUrl": "uri",
      "file.allowMd5": "uri",
      "file.signatureUrl": "uri",
      "file.signatureKey": "uri",
      "file.caFile": "uri",
      "file.torrentUrl": "uri",
      "file.manifestUrl": "uri",
      "oci.caFile": "uri",
      "oci.authFile": "uri",
      "oci.plainHttp": "uri",
    },
    volume: {
      ...sharedPaths.volume,
      existing: "",
      images: "",
      "fstab.enabled": "",
      "fstab.options": "",
      encryption: "",
      "encryption.unlock": "",
      "encryption.pcrs": "",
    },
    member: { level: "" },
  },
  driver: { rsync: "rsync", file: "nailgun", oci: "oci", existing: "existing" },
  remaining: "the rest",
};
