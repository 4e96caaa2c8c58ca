/** Generated from schema/deploy-record.schema.json by `npm run schema`; edit that, not this. */

/**
 * What the images of a node are made of: bareon/deploy.json on the multiboot partition, the deploy config as it was understood. Holds no secret of an address. Readers must accept further keys.
 */
export interface DeployRecord {
  /**
   * the version of this format, 1
   */
  version: 1;
  /**
   * the firmware that the node is made bootable for
   */
  firmware: "bios" | "uefi" | "both";
  /**
   * the arguments that the deploy config gives every kernel, without what leftOut names; what the menu is made with is in boot-info.json
   */
  kernelParams: string;
  /**
   * the operating systems, in config order
   */
  images: RecordedImage[];
  /**
   * the utility images, in config order
   */
  utilities: RecordedUtility[];
  /**
   * the fields that are not whole, since they held a secret; whoever needs it asks for it again
   */
  leftOut: LeftOut[];
  [k: string]: unknown;
}
/**
 * An operating system as it was deployed
 */
export interface RecordedImage {
  /**
   * the image's name in the config
   */
  name: string;
  /**
   * image_name, else the name
   */
  imageName: string;
  /**
   * image_uuid, else empty
   */
  imageUuid: string;
  /**
   * how it is deployed
   */
  driver: "rsync" | "file" | "oci" | "existing";
  /**
   * where it is, without what leftOut names
   */
  source: string;
  /**
   * options for the driver's program
   */
  flags: string[];
  file?: RecordedFile;
  oci?: RecordedOci;
  /**
   * always /
   */
  target: "/";
  /**
   * whether bareon-boot and bareon-provision were to be installed into it
   */
  bootTool: boolean;
  /**
   * paths and globs of the files that outlive a new version of it
   */
  carry: string[];
  /**
   * in depth order, its root first
   */
  mounts: RecordedMount[];
  /**
   * the lines of its /etc/fstab that the deploy wrote
   */
  fstab: string;
  /**
   * true for an image of a filesystem whose folders go onto the volumes that are mounted over them; absent if those hide them
   */
  spread?: true;
  /**
   * files that the system gets from the config; absent for none
   */
  given?: RecordedGiven[];
  seed?: RecordedSeed;
  [k: string]: unknown;
}
/**
 * What the driver file is told of an image file
 */
export interface RecordedFile {
  /**
   * container_format; absent = detected
   */
  format?: "raw" | "tar" | "qcow2";
  /**
   * absent = detected
   */
  compression?: "none" | "gzip" | "xz" | "zstd" | "bz2";
  /**
   * ALGORITHM:HEX
   */
  checksum?: string;
  /**
   * a list of checksums
   */
  checksumUrl?: string;
  /**
   * whether an MD5 is taken for a checksum
   */
  allowMd5?: boolean;
  /**
   * a detached signature of the list of checksums, else of the file
   */
  signatureUrl?: string;
  /**
   * the public key for it
   */
  signatureKey?: string;
  /**
   * certificates to trust instead of the system's
   */
  caFile?: string;
  /**
   * a torrent of the file, which then comes from other nodes
   */
  torrentUrl?: string;
  [k: string]: unknown;
}
/**
 * What the driver oci is told of a container image, and what was deployed of it
 */
export interface RecordedOci {
  /**
   * certificates to trust instead of the system's
   */
  caFile?: string;
  /**
   * the file with the credentials for registries; what is in it is nowhere else
   */
  authFile?: string;
  /**
   * whether the registry is spoken to by http, and not by https
   */
  plainHttp?: boolean;
  /**
   * the digest of the manifest that was deployed; an image with the same has the same layers
   */
  manifest?: string;
  [k: string]: unknown;
}
/**
 * A volume in the tree of an image
 */
export interface RecordedMount {
  /**
   * of a volume in a LUKS2 container: the UUID of that, and how the system opens it at boot; no key is in here
   */
  encrypted?: {
    /**
     * the UUID of the container
     */
    uuid: string;
    /**
     * passphrase, key-file or tpm2
     */
    unlock: "passphrase" | "key-file" | "tpm2";
    /**
     * with tpm2: the PCRs whose values count
     */
    pcrs?: number[];
  };
  /**
   * the mount point in the image
   */
  mount: string;
  /**
   * the UUID of the filesystem
   */
  uuid: string;
  /**
   * the filesystem
   */
  type: string;
  /**
   * the label of the filesystem; null where the config has none
   */
  label: string | null;
  /**
   * false where the config does not ask that its data are kept; absent where it does
   */
  keepData?: boolean;
  [k: string]: unknown;
}
/**
 * A file that a system gets from the config
 */
export interface RecordedGiven {
  /**
   * its path in the system
   */
  path: string;
  /**
   * what is in it
   */
  text: string;
  /**
   * a path of the system without which it does not get the file; absent = it gets it
   */
  onlyWith?: string;
  [k: string]: unknown;
}
/**
 * What cloud-init in the system was told, as a NoCloud seed, without the content; absent for nothing
 */
export interface RecordedSeed {
  /**
   * true if it is a config drive that was unpacked
   */
  configDrive?: true;
  metaData?: RecordedSeedPart;
  userData?: RecordedSeedPart;
  networkConfig?: RecordedSeedPart;
  [k: string]: unknown;
}
/**
 * A file of a seed
 */
export interface RecordedSeedPart {
  /**
   * the absolute path or address that it was read from, without what leftOut names; inline for what stood in the config
   */
  source: string;
  [k: string]: unknown;
}
/**
 * An image that is not booted
 */
export interface RecordedUtility {
  /**
   * the image's name in the config
   */
  name: string;
  /**
   * how it is deployed
   */
  driver: "rsync" | "file" | "oci" | "existing";
  /**
   * where it is, without what leftOut names
   */
  source: string;
  /**
   * options for the driver's program
   */
  flags: string[];
  file?: RecordedFile;
  oci?: RecordedOci;
  /**
   * the folder that its content goes to, from the top of each tree
   */
  target: string;
  /**
   * the operating systems whose trees it goes into; empty where it goes onto its own volumes
   */
  into: string[];
  /**
   * its own volumes in depth order; empty where it goes into operating systems
   */
  mounts: RecordedMount[];
  [k: string]: unknown;
}
export interface LeftOut {
  /**
   * a JSON pointer into this document
   */
  field: string;
  /**
   * userinfo: the user and password before the @ of an address; query: what follows its ?; all: the whole text; content: what a file of a seed has, which stood in the config
   */
  what: ("userinfo" | "query" | "all" | "content")[];
  [k: string]: unknown;
}
