/** Virtual disks as files, and the QEMU arguments that attach them; what is on them is the business of the tests. */
import { basename, join } from "node:path";
import { execa } from "execa";
import { currentKeeper } from "./keeper.ts";

/** "usb" is a stick, and "cd" a drive with the disk as its medium. */
export type Bus = "virtio" | "scsi" | "nvme" | "usb" | "cd";

export interface Disk {
  readonly path: string;
  readonly format: "qcow2" | "raw";
  /** What the guest sees as serial number; at most 20 characters. */
  readonly serial: string;
  readonly bus: Bus;
  /** Bytes of a logical and physical sector. */
  readonly sectorSize: number;
  /** Whether the guest can discard what is on it. */
  readonly canDiscard: boolean;
  /** A file in which every write and flush of the guest is recorded, for ../crash; only with the format raw. */
  readonly writeLog?: string;
  readonly readOnly?: boolean;
  /** World Wide Name of a SCSI disk, without 0x. */
  readonly wwn?: string;
  /** So many controllers show the one disk; the monitor knows the paths of the first disk as path0-0, path0-1, and so on. */
  readonly paths?: number;
}

export interface DiskOptions {
  readonly directory: string;
  readonly name: string;
  readonly sizeMiB: number;
  readonly serial: string;
  readonly bus?: Bus;
  readonly sectorSize?: number;
  /** Without it the disk is like many: what is to be zeros must be written. */
  readonly canDiscard?: boolean;
  readonly wwn?: string;
  readonly paths?: number;
  /** Raw if a test reads its bytes on this machine: qcow2 moves them about. */
  readonly format?: Disk["format"];
}

/** Makes a blank disk, which takes room only as it is written to. */
export async function createDisk(options: DiskOptions): Promise<Disk> {
  const { format = "qcow2" } = options;
  const path = join(options.directory, `${options.name}.${format}`);
  await execa("qemu-img", ["create", "-q", "-f", format, path, `${options.sizeMiB}M`]);
  return {
    path,
    format,
    serial: options.serial,
    bus: options.bus ?? "virtio",
    sectorSize: options.sectorSize ?? 512,
    canDiscard: options.canDiscard ?? false,
    ...(options.wwn === undefined ? {} : { wwn: options.wwn }),
    ...(options.paths === undefined ? {} : { paths: options.paths }),
  };
}

/** A disk that starts with the content of another, which stays as it is and must not be written to as long as the overlay is in use. */
export async function overlay(disk: Disk, directory: string): Promise<Disk> {
  await currentKeeper()?.goOn();
  const path = join(directory, `${basename(disk.path).replace(/\.[a-z0-9]+$/u, "")}-${Date.now()}.qcow2`);
  await execa("qemu-img", ["create", "-q", "-f", "qcow2", "-b", disk.path, "-F", disk.format, path]);
  return { ...disk, path, format: "qcow2" };
}

function device(disk: Disk, id: string, bootIndex: number | undefined): string {
  const sectors = `logical_block_size=${disk.sectorSize},physical_block_size=${disk.sectorSize}`;
  const common = `drive=${id},serial=${disk.serial},${bootIndex === undefined ? "" : `bootindex=${bootIndex},`}${sectors}`;
  switch (disk.bus) {
    case "virtio": {
      // What QEMU merges can have so many parts that the log's entry, which has a header before them, cannot be written at once, and is left out.
      const merging = disk.writeLog === undefined ? "" : ",request-merging=off";
      return `virtio-blk-pci,${common}${disk.canDiscard ? "" : ",discard=off,write-zeroes=off"}${merging}`;
    }
    case "scsi":
      return `scsi-hd,bus=scsi.0,${common}${disk.canDiscard ? "" : ",discard_granularity=0"}`;
    case "nvme":
      // QEMU's always can.
      return `nvme,${common}`;
    case "usb":
      return `usb-storage,bus=usb.0,removable=on,${common}`;
    case "cd":
      return `ide-cd,bus=ide.0,drive=${id}${bootIndex === undefined ? "" : `,bootindex=${bootIndex}`}`;
  }
}

/** The paths of SCSI disks are of adapters of their own; those of NVMe are controllers of one subsystem, which share its namespace. */
function pathDevices({ bus, serial, wwn, paths = 1 }: Disk, id: string, common: string): string[] {
  const numbers = Array.from({ length: paths }, (_, number) => number);
  const name = wwn === undefined ? "" : `,wwn=0x${wwn}`;
  if (bus === "nvme")
    return [
      `nvme-subsys,id=${id}-subsystem,nqn=${serial}`,
      ...numbers.map((number) => `nvme,id=${id}-${number},serial=${serial},subsys=${id}-subsystem`),
      `nvme-ns,bus=${id}-0,nsid=1,shared=on,${common}`,
    ];
  return numbers.flatMap((number) => [
    `virtio-scsi-pci,id=${id}-${number}-adapter`,
    `scsi-hd,bus=${id}-${number}-adapter.0,id=${id}-${number},serial=${serial}${name},discard_granularity=0,share-rw=on,${common}`,
  ]);
}

/** One node of QEMU's for the file, which all paths share, so that none of them has a cache of its own. */
function severalPaths(disk: Disk, index: number, durable: boolean): string[] {
  const { path, format, sectorSize } = disk;
  const cache = `cache.no-flush=${durable ? "off" : "on"}`;
  const file = `file.driver=file,file.filename=${path.replaceAll(",", ",,")},file.${cache}`;
  const common = `drive=disk${index},logical_block_size=${sectorSize},physical_block_size=${sectorSize}`;
  const devices = pathDevices(disk, `path${index}`, common);
  return ["-blockdev", `driver=${format},node-name=disk${index},${cache},${file}`].concat(
    devices.flatMap((one) => ["-device", one]),
  );
}

/** The guest's flushes are in the log, and none of them waits for this machine's disk. */
function logged(path: string, writeLog: string): string {
  const [file, log] = [path, writeLog].map((name) => name.replaceAll(",", ",,"));
  return [
    "driver=blklogwrites,cache=writeback,log-sector-size=512",
    "file.driver=raw,file.cache.no-flush=on,file.file.driver=file,file.file.cache.no-flush=on",
    `file.file.filename=${file},log.driver=file,log.cache.no-flush=on,log.filename=${log}`,
  ].join(",");
}

/**
 * Arguments that attach the disks in this order. `ordered`: the firmware tries to boot them in that order, whatever its own
 * variables say. With `durable` the guest's flushes reach the file, so that it is whole after the power is cut; without, they
 * are ignored, which is several times faster.
 */
export function diskArguments(
  disks: readonly Disk[],
  { durable, ordered }: { readonly durable: boolean; readonly ordered: boolean },
): readonly string[] {
  const has = (bus: Bus): boolean => disks.some((disk) => disk.bus === bus && disk.paths === undefined);
  const controllers = [
    ...(has("scsi") ? ["-device", "virtio-scsi-pci,id=scsi"] : []),
    ...(has("usb") ? ["-device", "qemu-xhci,id=usb"] : []),
  ];
  const cache = durable ? "writeback" : "unsafe";
  const onePath = (disk: Disk, index: number): string[] => [
    "-drive",
    disk.writeLog === undefined
      ? `if=none,id=disk${index},format=${disk.format},cache=${cache},discard=${disk.canDiscard ? "unmap" : "ignore"}${disk.readOnly === true ? ",readonly=on" : ""},file=${disk.path.replaceAll(",", ",,")}`
      : `if=none,id=disk${index},${logged(disk.path, disk.writeLog)}`,
    "-device",
    device(disk, `disk${index}`, ordered ? index + 1 : undefined),
  ];
  const drives = disks.flatMap((disk, index) =>
    disk.paths === undefined ? onePath(disk, index) : severalPaths(disk, index, durable),
  );
  return [...controllers, ...drives];
}
