/** Commands for a node that is in use: its idle systems are updated or removed, its rescue system is renewed. */
import { ramdiskKernel, ramdiskParts } from "../../base/places.ts";
import type { CommandLine } from "../command-table.ts";

export const liveCommands = [
  {
    name: "rescue",
    summary: "Give this node's rescue system another kernel and initrd",
    examples: [
      {
        command: "bareon-provision rescue --kernel vmlinuz --initrd initrd.img",
        meaning: "on a deployed system, with the files of a newer ramdisk",
      },
    ],
  },
  {
    name: "update",
    summary: "Bring a new version of an idle system onto its volumes while another one runs, and arm a trial of it",
    operand: {
      name: "image",
      text: "The system: its name, or a word that bareon-boot takes for an entry; without it the only idle one",
      optional: true,
    },
    examples: [
      { command: "bareon-provision update --plan", meaning: "what would be written, and where from" },
      {
        command: "bareon-provision update blue --source https://images.example.net/blue-2.tar.zst --reboot reboot",
        meaning: "another version of blue, tried at once; the node comes back by itself if it fails",
      },
      {
        command: "bareon-provision update blue --bandwidth 20M --then nothing",
        meaning: "slowly, to be tried later",
      },
    ],
  },
  {
    name: "remove",
    summary: "Take a system that does not run off the boot menu, and wipe the volumes that it alone has",
    operand: { name: "image", text: "The system: its name, or a word that bareon-boot takes for an entry" },
    examples: [
      { command: "bareon-provision remove green --dry-run", meaning: "what would be wiped" },
      {
        command: "bareon-provision remove green --free-space",
        meaning: "and delete its partitions, to make room for another one",
      },
    ],
  },
  {
    name: "adopt",
    summary:
      "Print a deploy config in which the running system, which another program installed, stays; changes nothing",
    examples: [
      {
        command: "bareon-provision adopt --output node.json",
        meaning: "then add images and their volumes to it, and deploy it on the running node",
      },
    ],
  },
  {
    name: "erase",
    summary: "Erase disks that are named: nothing of what was on them is found any more, and they boot nothing",
    examples: [
      {
        command: "bareon-provision erase --disk serial=S3Z9NB0K --dry-run",
        meaning: "what would be taken down and erased",
      },
    ],
  },
  {
    name: "release",
    summary: "Let an adopted node boot again by what booted it before; its systems stay",
    examples: [{ command: "bareon-provision release", meaning: "the boot sector or the boot order that was there" }],
  },
] as const satisfies CommandLine["commands"];

/** What only these commands understand. */
export const liveOptions = [
  {
    name: "output",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["adopt"],
    text: "Where the config goes; without it standard output",
  },
  {
    name: "kernel",
    kind: "text",
    isPath: true,
    value: "FILE",
    default: ramdiskKernel,
    commands: ["rescue"],
    text: "The kernel of the rescue system",
  },
  {
    name: "initrd",
    kind: "text",
    isPath: true,
    value: "FILE",
    default: ramdiskParts,
    commands: ["rescue"],
    text: "Its initrd, or a folder with what that is to hold",
  },
  { name: "plan", kind: "flag", commands: ["update"], text: "Show what would be done; changes nothing" },
  {
    name: "source",
    kind: "text",
    value: "ADDRESS",
    commands: ["update"],
    text: "Where the new version is, if it is not where the last one came from",
  },
  {
    name: "addresses",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["update"],
    text: "Take source, checksum_url and other addresses from this document: other users see what the command line has",
  },
  {
    name: "checksum",
    kind: "text",
    value: "TYPE:HEX",
    commands: ["update"],
    text: "SHA-256 or SHA-512 of the image file, as sha256:HEX",
  },
  {
    name: "checksum-url",
    kind: "text",
    value: "URL",
    commands: ["update"],
    text: "A list of checksums that has the image file",
  },
  {
    name: "signature-url",
    kind: "text",
    value: "URL",
    commands: ["update"],
    text: "The signature of the list, else of the file; the key is the recorded one",
  },
  {
    name: "torrent-url",
    kind: "text",
    value: "URL",
    commands: ["update"],
    text: "A torrent of the image file, which then comes from other nodes",
  },
  {
    name: "auth-file",
    kind: "text",
    isPath: true,
    value: "FILE",
    commands: ["update"],
    text: "Credentials for the registry of a container image, in the form of containers-auth.json(5)",
  },
  {
    name: "plain-http",
    kind: "flag",
    commands: ["update"],
    text: "Speak to the registry of a container image by http, without TLS",
  },
  {
    name: "layers",
    kind: "text",
    isPath: true,
    value: "FOLDER",
    commands: ["update"],
    text: "Keep the layers of a registry's image there: the next version fetches those alone that changed",
  },
  { name: "image-name", kind: "text", value: "NAME", commands: ["update"], text: "The new version's image_name" },
  { name: "image-uuid", kind: "text", value: "UUID", commands: ["update"], text: "The new version's image_uuid" },
  {
    name: "method",
    kind: "choice",
    choices: ["mirror", "fresh", "overlay"],
    value: "HOW",
    commands: ["update"],
    text: "mirror: nothing but the image; fresh: new filesystems; overlay: other files stay. A tree is mirrored, all else is fresh",
  },
  {
    name: "carry-from",
    kind: "choice",
    choices: ["idle", "running", "none"],
    value: "WHOSE",
    commands: ["update"],
    text: "Whose machine-id, host keys and other carried files it gets; idle by default",
  },
  {
    name: "seed-meta-data",
    kind: "text",
    value: "PLACE",
    commands: ["update"],
    text: "A new seed for cloud-init in place of the one that it has: the path or address of its meta-data",
  },
  {
    name: "seed-user-data",
    kind: "text",
    value: "PLACE",
    commands: ["update"],
    text: "The user-data of that seed",
  },
  {
    name: "seed-network-config",
    kind: "text",
    value: "PLACE",
    commands: ["update"],
    text: "The network-config of that seed",
  },
  {
    name: "bandwidth",
    kind: "text",
    value: "RATE",
    commands: ["update"],
    text: "Bytes a second that the network may take, such as 20M",
  },
  {
    name: "full-speed",
    kind: "flag",
    commands: ["update"],
    text: "Do not leave processor and disk to others first",
  },
  {
    name: "then",
    kind: "choice",
    choices: ["trial", "once", "set-default", "nothing"],
    value: "WHAT",
    commands: ["update"],
    text: "What to arm at the end; trial by default",
  },
  {
    name: "tries",
    kind: "text",
    value: "N",
    commands: ["update"],
    text: "Boots that the trial has; 1 by default",
  },
  {
    name: "if-needed",
    kind: "flag",
    commands: ["update"],
    text: "Do nothing, successfully, where the system has the version that is named already",
  },
  {
    name: "abandon",
    kind: "flag",
    commands: ["update"],
    text: "Offer a system again whose update was cut off: before the first write, or once it was whole",
  },
  {
    name: "disk",
    kind: "text",
    value: "TYPE=VALUE",
    isRepeatable: true,
    commands: ["erase"],
    text: "A disk as a deploy config names it: serial=, wwn=, path=, scsi= or name=; may stand several times",
  },
  { name: "dry-run", kind: "flag", commands: ["remove", "erase"], text: "Show what would be done; changes nothing" },
  {
    name: "uuid",
    kind: "text",
    value: "UUID",
    commands: ["rescue", "update", "remove", "release", "report"],
    text: "The multiboot partition, by its filesystem UUID",
  },
  {
    name: "free-space",
    kind: "flag",
    commands: ["remove"],
    text: "Delete what it lay on, too, so that there is room for others",
  },
] as const satisfies CommandLine["options"];
