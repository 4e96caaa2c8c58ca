/** A plan as a person reads it before it is carried out: what is lost, what will be there, what will boot. */
import { redact } from "../base/command.ts";
import { renderSize } from "../base/sizes.ts";
import { mountHolding, mountsOf, treesOf } from "../plan/utilities.ts";
import type { Disk } from "../schema/inventory.ts";
import type { Plan, PlannedDisk, PlannedImage, PlannedPartition, PlannedUtility, PlannedVolume } from "../schema/plan.ts";
import { type Segment, renderBar } from "./disk-bar.ts";
import { renderDiskTitle, renderPresent } from "./disk-view.ts";
import { type Style, printable, renderTable } from "./style.ts";

/** What one partition is for, in the words of the drawing and of its legend. */
interface Use {
  readonly label: string;
  readonly type: string;
  readonly place: string;
  readonly images: string;
}

function describeVolume(volume: PlannedVolume): Use {
  const place = volume.mount ?? (volume.type === "swap" ? "swap" : "not mounted");
  const label = volume.label === null ? "" : ` "${printable(volume.label)}"`;
  return { label: printable(volume.mount ?? volume.type), type: `${volume.type}${label}`, place: printable(place), images: volume.images.map(printable).join(", ") };
}

function describePartition(plan: Plan, partition: PlannedPartition): Use {
  if (partition.purpose === "bios-boot") return { label: "", type: "-", place: "boot code for BIOS", images: "" };
  if (partition.purpose === "esp") return { label: "esp", type: "vfat", place: "boot loader for UEFI (ESP)", images: "" };
  if (partition.purpose === "multiboot") return { label: "boot", type: "ext4", place: "boot menu (multiboot partition)", images: "" };
  const volume = plan.volumes.find(({ device }) => device === partition.device);
  return volume === undefined ? { label: "", type: "-", place: "", images: "" } : describeVolume(volume);
}

/** The images that a device is for; what goes into a system has no use of its own for the system's root. */
function usersOf({ volumes, utilities }: Plan, device: string): string[] {
  const guests = new Set(utilities.filter(({ into }) => into.length > 0).map(({ name }) => name));
  return volumes.find((volume) => volume.device === device)?.images.filter((name) => !guests.has(name)) ?? [];
}

/** Each image has its own hue; what several share, and what belongs to none, has none. */
function paintOf(plan: Plan, { device }: PlannedPartition, { hues }: Style): (text: string) => string {
  const owners = usersOf(plan, device);
  const index = [...plan.images, ...plan.utilities].findIndex(({ name }) => name === owners[0]);
  const hue = hues[index % hues.length];
  return owners.length === 1 && index >= 0 && hue !== undefined ? hue : (text) => text;
}

/** A gap is drawn where it is more than alignment. */
const smallestGap = 8 * 1024 * 1024;

function segmentsOf(plan: Plan, disk: PlannedDisk, style: Style): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  const addGap = (until: number): void => {
    if (until - end >= smallestGap) segments.push({ bytes: until - end, number: "", label: "free", paint: style.faint });
  };
  for (const partition of disk.partitions) {
    addGap(partition.start);
    segments.push({ bytes: partition.size, number: `${partition.number}`, label: describePartition(plan, partition).label, paint: paintOf(plan, partition, style) });
    end = partition.start + partition.size;
  }
  addGap(disk.size);
  return segments;
}

/** On a disk that is kept, what becomes of what a partition holds. */
function fateOf(plan: Plan, { purpose, device }: PlannedPartition): string {
  if (purpose === "bios-boot") return "rewritten";
  return plan.volumes.find((volume) => volume.device === device)?.keep === true ? "kept" : "MADE ANEW";
}

function legendOf(plan: Plan, disk: PlannedDisk): string[] {
  const columns = (fate: string, rest: readonly string[]): string[] => [...rest.slice(0, 3), ...(disk.keep === true ? [fate] : []), ...rest.slice(3)];
  const rows = disk.partitions.map((partition) => {
    const use = describePartition(plan, partition);
    return columns(fateOf(plan, partition), [`${partition.number}`, partition.device, renderSize(partition.size), use.type, use.place, use.images]);
  });
  return renderTable([columns("data", ["#", "device", "size", "filesystem", "mounted on", "images"]), ...rows]);
}

function renderBefore(found: Disk | undefined, keep: boolean, style: Style): string[] {
  const present = found === undefined ? [] : renderPresent(found, style);
  const isBlank = found !== undefined && found.table === null && found.content === null;
  if (isBlank) return [`Now: ${present.join("")}`];
  const fate = keep ? "and its partitions are kept" : `and ${style.bad("WILL BE DESTROYED")}`;
  return [`Now, ${fate}: ${present[0] ?? ""}`, ...present.slice(1)];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function renderDisk(plan: Plan, disk: PlannedDisk, columns: number, style: Style): string {
  const found = plan.machine.disks.find(({ path }) => path === disk.path);
  const title = found === undefined ? style.bold(disk.path) : renderDiskTitle(found, style);
  const [head = "", ...legend] = legendOf(plan, disk);
  return [title, ...indent(renderBefore(found, disk.keep === true, style)), ...indent(["Then:", ...renderBar(segmentsOf(plan, disk, style), columns - 2, style), style.faint(head), ...legend])].join("\n");
}

function renderSharing(plan: Plan, device: string, image: string): string {
  const shared = usersOf(plan, device).filter((name) => name !== image);
  return shared.length === 0 ? "" : `shared with ${shared.map(printable).join(", ")}`;
}

function renderSource({ name, driver, source }: PlannedImage | PlannedUtility): string {
  return `${printable(name)}: ${driver} from ${printable(redact(source))}`;
}

function renderImage(plan: Plan, image: PlannedImage): string[] {
  const swap = plan.volumes.filter((volume) => volume.images.includes(image.name) && volume.type === "swap");
  const rows = [
    ...image.mounts.map(({ mount, device, type }) => [printable(mount), device, type, renderSharing(plan, device, image.name)]),
    ...swap.map(({ device, type }) => ["swap", device, type, renderSharing(plan, device, image.name)]),
  ];
  const root = plan.volumes.find(({ device }) => image.mounts.some((mount) => mount.mount === "/" && mount.device === device));
  const onTop = root?.keep === true ? ", on top of what is there" : "";
  return [`${renderSource(image)}${onTop}`, ...indent(renderTable(rows))];
}

/** One row for each tree that it goes into, with the device that holds its target there. */
function renderUtility(plan: Plan, utility: PlannedUtility): string[] {
  const rows = treesOf(utility).map((into) => {
    const { device = "", type = "" } = mountHolding(mountsOf(plan.images, utility, into), utility.target) ?? {};
    const note = into === null ? renderSharing(plan, device, utility.name) : "";
    return [`${printable(utility.target)} ${into === null ? "on its own volume" : `in ${printable(into)}`}`, device, type, note];
  });
  return [`${renderSource(utility)}, not booted`, ...indent(renderTable(rows))];
}

const orders: Readonly<Record<NonNullable<Plan["boot"]["uefi"]>["order"], string>> = {
  first: "comes first in its boot order",
  "after-network": "comes after the network in its boot order",
  keep: "keeps its place in its boot order, a new one comes last",
};

function renderFirmware({ firmware, machine, boot: { uefi } }: Plan): string[] {
  if (uefi === undefined) return [];
  const where = uefi.partitions.map(({ device }) => device).join(" and ");
  const signed = machine.secureBoot === true ? ", signed for Secure Boot" : "";
  const entry = machine.firmware === "uefi" ? `The firmware's entry "bareon" ${orders[uefi.order]}.` : "This machine was started by BIOS, so the firmware gets no entry; UEFI finds the disk by EFI/BOOT.";
  return [`Bootable by ${firmware === "both" ? "BIOS and UEFI" : "UEFI alone"}; the boot loader for UEFI on ${where}${signed}.`, entry];
}

function renderBoot(plan: Plan): string[] {
  const { boot, images } = plan;
  if (boot.kind === "single") return [`GRUB on ${boot.disk} boots ${printable(boot.defaultImage)}; there is no menu partition.`, ...renderFirmware(plan)];
  const bootable = images.filter(({ mounts }) => mounts.some(({ mount }) => mount === "/"));
  const rows = bootable.map(({ name }, index) => [`${index}`, printable(name), name === boot.defaultImage ? "default" : ""]);
  return [
    `GRUB on ${boot.disk}, menu on ${boot.multiboot?.device ?? ""}, waits ${boot.timeout} s:`,
    ...indent(renderTable(rows)),
    "Older kernels of these, and systems found on other disks, come after them.",
    ...renderFirmware(plan),
  ];
}

function section(title: string, lines: readonly string[], style: Style): string {
  return [style.bold(title), ...indent(lines)].join("\n");
}

/** Everything about a plan that a person should know; `columns` is the width of the terminal. */
export function renderPlan(plan: Plan, columns: number, style: Style): string {
  const { boot, steps } = plan;
  const params = boot.kernelParams === "" ? [] : [`Kernel parameters: ${printable(boot.kernelParams)}`];
  const numbers = steps.map(({ title }, index) => [`${index + 1}.`, printable(title)]);
  const blocks = [
    ...plan.disks.map((disk) => renderDisk(plan, disk, columns, style)),
    section("Images", [...plan.images.flatMap((image) => renderImage(plan, image)), ...plan.utilities.flatMap((utility) => renderUtility(plan, utility))], style),
    section("Boot menu", [...renderBoot(plan), ...params], style),
    section("Steps", renderTable(numbers), style),
  ];
  return `${blocks.join("\n\n")}\n`;
}
