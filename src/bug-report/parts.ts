/** What a bug report is made of, as data; what of it a machine has is found without starting a program. */
import { actionResults, defaultBootInfo, defaultConfig, defaultLog } from "../base/places.ts";
import { BareonError } from "../base/errors.ts";
import { environmentPath } from "../boot/state/environment.ts";
import { infoPath, menuPath } from "../boot/menu/menu.ts";
import { adoptionPath } from "../boot/store/adoption-file.ts";
import { recordPath } from "../boot/store/deploy-record.ts";
import { loaderInfoPath } from "../boot/store/loader-info.ts";
import { sparePath } from "../boot/store/spare-file.ts";
import { metricsPath } from "../boot/store/metrics-file.ts";
import type { Host } from "../host/host.ts";
import { listFilesystems } from "../programs/blkid.ts";
import { showKernel } from "../programs/coreutils.ts";
import { showKernelMessages } from "../programs/dmesg.ts";
import { describeEntries } from "../programs/efibootmgr.ts";
import { showJournal } from "../programs/journalctl.ts";
import { describeDevices } from "../programs/lsblk.ts";
import { describeGroups } from "../programs/lvm.ts";
import { describeArray } from "../programs/mdadm.ts";
import { dumpTable } from "../programs/sfdisk.ts";
import { listUnits } from "../programs/systemctl.ts";
import type { Command } from "../base/command.ts";
import type { Kept, Part, ResultName } from "./part.ts";

const journalLines = 2000;
/** Disks, arrays and files of a folder that are looked at. */
const mostOfAKind = 64;

function command(name: string, own: Command, keep: Kept = "start"): Part {
  return { name, source: { kind: "command", command: own, keep } };
}

function disks(part: Part): Part {
  return { ...part, opensDisks: true };
}

/** The part that has the serial numbers of disks. */
export const devicesPart = "machine/lsblk.json";

/** What every machine has. */
const everywhere: readonly Part[] = [
  { name: "machine/os-release", source: { kind: "linked", path: "/etc/os-release" } },
  command("machine/uname.txt", showKernel()),
  { name: "machine/cmdline", source: { kind: "kernel", path: "/proc/cmdline" } },
  { name: "machine/mountinfo", source: { kind: "kernel", path: "/proc/self/mountinfo" } },
  { name: "machine/partitions", source: { kind: "kernel", path: "/proc/partitions" } },
  { name: "machine/mdstat", source: { kind: "kernel", path: "/proc/mdstat" } },
  { name: "machine/fstab", source: { kind: "linked", path: "/etc/fstab" } },
  command(devicesPart, describeDevices()),
  disks(command("machine/blkid.txt", listFilesystems())),
  disks(command("machine/lvm.json", describeGroups())),
  command("machine/dmesg.txt", showKernelMessages(), "end"),
];

function result(name: ResultName, file = `boot/${name}.json`): Part {
  return { name: file, source: { kind: "result", result: name } };
}

/** What these programs know and keep. */
const ours: readonly Part[] = [
  ...(["status", "list", "history", "verify"] as const).map((name) => disks(result(name))),
  ...[menuPath, environmentPath, infoPath, recordPath, loaderInfoPath, sparePath, adoptionPath].map((path) =>
    disks({ name: `multiboot/${path.slice(path.lastIndexOf("/") + 1)}`, source: { kind: "multiboot", path } }),
  ),
  { name: "boot/metrics.prom", source: { kind: "file", path: metricsPath, keep: "start" } },
  result("run", "provision/status.json"),
  ...[defaultBootInfo, actionResults, defaultConfig].map((path): Part => ({
    name: `provision/${path.slice("/tmp/".length)}`,
    source: { kind: "file", path, keep: "start" },
  })),
  { name: "provision/bareon.log", source: { kind: "file", path: defaultLog, keep: "end" } },
  { name: "etc-bareon/names.txt", source: { kind: "listing", path: "/etc/bareon" } },
];

/** Folders of which some files are parts: those of our own, and not what else a user keeps there, such as keys. */
const folders = [
  { folder: "/etc/bareon", into: "etc-bareon", accepts: /^(?:multiboot|[\w.-]+\.conf)$/u },
  { folder: "/etc/bareon/carry.d", into: "etc-bareon/carry.d", accepts: /\.list$/u },
  { folder: "/etc/bareon/event.d", into: "etc-bareon/event.d", accepts: undefined },
  { folder: "/etc/bareon/health.d", into: "etc-bareon/health.d", accepts: undefined },
  { folder: "/etc/bareon/wanted.d", into: "etc-bareon/wanted.d", accepts: undefined },
  { folder: "/etc/systemd/system", into: "units/etc", accepts: /^bareon-[\w.@-]+\.(?:service|timer|path)$/u },
  { folder: "/usr/lib/systemd/system", into: "units/usr-lib", accepts: /^bareon-[\w.@-]+\.(?:service|timer|path)$/u },
] as const;

/** With systemd. */
const withSystemd: readonly Part[] = [
  command("units/list.txt", listUnits("bareon-*")),
  command("units/journal.txt", showJournal("bareon-*", 0, journalLines), "end"),
  command("units/journal-before.txt", showJournal("bareon-*", -1, journalLines), "end"),
];

type Look = Pick<Host, "facts" | "list" | "hasProgram" | "readText">;

/** What cannot be looked at is not there. */
async function factsOf(host: Look, path: string): Promise<Awaited<ReturnType<Host["facts"]>>> {
  try {
    return await host.facts(path);
  } catch (error) {
    if (error instanceof BareonError) return undefined;
    throw error;
  }
}

async function namesOf(host: Look, path: string): Promise<readonly string[]> {
  try {
    return await host.list(path);
  } catch (error) {
    if (error instanceof BareonError) return [];
    throw error;
  }
}

async function partsOfFolder(host: Look, { folder, into, accepts }: (typeof folders)[number]): Promise<Part[]> {
  const names = await namesOf(host, folder);
  if (accepts === undefined)
    return names.length === 0 ? [] : [{ name: `${into}.txt`, source: { kind: "listing", path: folder } }];
  const found = names.filter((name) => accepts.test(name)).slice(0, mostOfAKind);
  return found.map((name): Part => ({
    name: `${into}/${name.replaceAll(/[^\w.-]/gu, "_")}`,
    source: { kind: "file", path: `${folder}/${name}`, keep: "start" },
  }));
}

/** The kernel writes a slash in a name as an exclamation mark. */
function deviceOf(name: string): string {
  return `/dev/${name.replaceAll("!", "/")}`;
}

/** Disks with a size, and arrays. Memory, optical drives and what lies on other devices are none. */
async function partsOfDisks(host: Look): Promise<Part[]> {
  const parts: Part[] = [];
  for (const name of await namesOf(host, "/sys/block")) {
    if (parts.length >= mostOfAKind || !/^[\w!.-]+$/u.test(name) || /^(?:ram|zram|sr|fd|dm-)\d/u.test(name)) continue;
    const size = (await host.readText(`/sys/block/${name}/size`, 64).catch(() => undefined))?.trim() ?? "0";
    if (size === "0") continue;
    const file = name.replaceAll("!", "_");
    parts.push(disks(command(`machine/sfdisk-${file}.txt`, dumpTable(deviceOf(name)))));
    if (name.startsWith("md")) parts.push(disks(command(`machine/mdadm-${file}.txt`, describeArray(deviceOf(name)))));
  }
  return parts;
}

async function isThere(host: Look, { source }: Part): Promise<boolean> {
  switch (source.kind) {
    case "command":
      return await host.hasProgram(source.command.program);
    case "kernel":
    case "file":
    case "linked":
    case "listing":
      return (await factsOf(host, source.path)) !== undefined;
    case "multiboot":
    case "result":
      return true;
  }
}

/** The parts that this machine has, in their order in the archive. */
export async function findParts(host: Look): Promise<Part[]> {
  const hasSystemd = (await factsOf(host, "/run/systemd/system")) !== undefined;
  const isUefi = (await factsOf(host, "/sys/firmware/efi")) !== undefined;
  const all = [
    ...everywhere,
    ...(await partsOfDisks(host)),
    ...(isUefi ? [command("machine/efibootmgr.txt", describeEntries())] : []),
    ...ours,
    ...(await Promise.all(folders.map(async (folder) => await partsOfFolder(host, folder)))).flat(),
    ...(hasSystemd ? withSystemd : []),
  ];
  const found: Part[] = [];
  for (const part of all) if (await isThere(host, part)) found.push(part);
  return found;
}
