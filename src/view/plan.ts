/** A plan as a person reads it before it is carried out: what is lost, what will be there, what will boot. */
import { redact } from "../base/command.ts";
import { hasPhase } from "../plan/phases.ts";
import { mountsOf, treesOf } from "../plan/utilities.ts";
import type { Plan, PlannedImage, PlannedUtility } from "../schema/plan.ts";
import type { Layer } from "../storage/layer.ts";
import { storageLayers } from "../storage/layers.ts";
import { mountHolding } from "../storage/mounts.ts";
import { usersOf } from "./device-uses.ts";
import { renderLayout } from "./layout.ts";
import { type Style, printable, renderTable } from "./style.ts";

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function renderSharing(plan: Plan, device: string, image: string): string {
  const shared = usersOf(plan, device).filter((name) => name !== image);
  return shared.length === 0 ? "" : `shared with ${shared.map(printable).join(", ")}`;
}

function renderSource({ name, driver, source }: PlannedImage | PlannedUtility): string {
  return `${printable(name)}: ${driver} from ${printable(redact(source))}`;
}

/** Of a node that is adopted: its system, of which all volumes are there. */
function isThere({ boot, volumes }: Plan, { mounts }: PlannedImage): boolean {
  const kept = new Set(volumes.filter(({ keep }) => keep === true).map(({ device }) => device));
  return boot.adopt !== undefined && mounts.every(({ device }) => kept.has(device));
}

function renderThere({ name, bootTool }: PlannedImage): string {
  return `${printable(name)}: is there, and ${bootTool ? "gets the boot tool alone" : "is left alone"}`;
}

function renderImage(plan: Plan, image: PlannedImage): string[] {
  const swap = plan.volumes.filter((volume) => volume.images.includes(image.name) && volume.type === "swap");
  const rows = [
    ...image.mounts.map(({ mount, device, type }) => [
      printable(mount),
      device,
      type,
      renderSharing(plan, device, image.name),
    ]),
    ...swap.map(({ device, type }) => ["swap", device, type, renderSharing(plan, device, image.name)]),
  ];
  const root = plan.volumes.find(({ device }) =>
    image.mounts.some((mount) => mount.mount === "/" && mount.device === device),
  );
  const isUnknown = image.file !== undefined && image.file.format === undefined && root?.givenUp !== true;
  const onTop =
    root?.keep === true
      ? `, on top of what is there${isUnknown ? "; not deployed if it is the image of a filesystem" : ""}`
      : "";
  const outside = (image.outside ?? []).map(({ mount, device, type }) => [
    printable(mount),
    device,
    type,
    "is there: what the image has below it is left out",
  ]);
  return [
    isThere(plan, image) ? renderThere(image) : `${renderSource(image)}${image.keep === true ? keptNote : onTop}`,
    ...indent(renderTable([...rows, ...outside])),
    ...indent(renderSeed(image)),
  ];
}

const keptNote = "; it is not deployed: what is there stays";
/** Where each file of the seed comes from; what is in it may be a secret. */
function renderSeed({ seed }: PlannedImage): string[] {
  if (seed === undefined) return [];
  const { metaData, userData, networkConfig } = seed;
  const parts = [
    ["meta-data", metaData],
    ["user-data", userData],
    ["network-config", networkConfig],
  ] as const;
  const rows = parts.flatMap(([name, part]) => {
    if (part === undefined) return [];
    const from = part.source === "inline" ? "in the config" : printable(redact(part.source));
    return [[name, from, part.bytes === undefined ? "" : `${part.bytes} bytes`]];
  });
  return ["Seed for cloud-init:", ...indent(renderTable(rows))];
}

/** One row for each tree that it goes into, with the device that holds its target there. */
function renderUtility(plan: Plan, utility: PlannedUtility): string[] {
  const rows = treesOf(utility).map((into) => {
    const { device = "", type = "" } = mountHolding(mountsOf(plan.images, utility, into), utility.target) ?? {};
    const note = into === null ? renderSharing(plan, device, utility.name) : "";
    return [
      `${printable(utility.target)} ${into === null ? "on its own volume" : `in ${printable(into)}`}`,
      device,
      type,
      note,
    ];
  });
  return [`${renderSource(utility)}, not booted${utility.keep === true ? keptNote : ""}`, ...indent(renderTable(rows))];
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
  const entry =
    machine.firmware === "uefi"
      ? `The firmware's entry "bareon" ${orders[uefi.order]}.`
      : "This machine was started by BIOS, so the firmware gets no entry; UEFI finds the disk by EFI/BOOT.";
  return [
    `Bootable by ${firmware === "both" ? "BIOS and UEFI" : "UEFI alone"}; the boot loader for UEFI on ${where}${signed}.`,
    entry,
  ];
}

function renderRescue({ rescue }: Plan["boot"]): string[] {
  if (rescue === undefined) return [];
  const { device, kernel, initrd, authorizedKeys: keys } = rescue;
  const more = keys.length === 0 ? "" : `, with ${keys.length} more ${keys.length === 1 ? "key" : "keys"} for ssh`;
  return [
    `The last entry is the rescue system on ${device}, which is never the default;`,
    `it is made of ${printable(kernel)} and ${printable(initrd)}${more}.`,
  ];
}

function renderBoot(plan: Plan): string[] {
  const { boot, images } = plan;
  if (boot.kind === "single")
    return [
      `GRUB on ${[boot.disk, ...(plan.firmware === "uefi" ? [] : boot.mirrors)].join(", ")} boots ${printable(boot.defaultImage)}; there is no menu partition.`,
      ...renderFirmware(plan),
    ];
  if (boot.there !== undefined) return renderGrownMenu(plan, boot.there);
  const bootable = images.filter(({ mounts }) => mounts.some(({ mount }) => mount === "/"));
  const rows = bootable.map(({ name }, index) => [
    `${index}`,
    printable(name),
    name === boot.defaultImage ? "default" : "",
  ]);
  return [
    `GRUB on ${boot.disk}, menu on ${boot.multiboot?.device ?? ""}, waits ${boot.timeout} s:`,
    ...indent(renderTable(rows)),
    boot.adopt === undefined
      ? "Older kernels of these, and systems found on other disks, come after them."
      : "What boots this node now is kept, and boots it again after bareon-provision release.",
    ...renderRescue(boot),
    ...renderFirmware(plan),
  ];
}

/** What is there stays as it is; older kernels and other systems come behind these. */
function renderGrownMenu({ boot, images }: Plan, there: readonly string[]): string[] {
  const names = [...there, ...images.map(({ name }) => name)];
  const rows = names.map((name, index) => [
    `${index}`,
    printable(name),
    name === boot.defaultImage ? "default" : index < there.length ? "" : "NEW",
  ]);
  const loader =
    boot.released === true ? "the node was released, and boots by it again" : "the boot loader stays as it is";
  return [
    `The menu on ${boot.multiboot?.device ?? ""} keeps its default and what is armed; ${loader}:`,
    ...indent(renderTable(rows)),
    "Older kernels of these, and other systems that are in it, come after them.",
  ];
}

/** None without lines. */
function section(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : [[style.bold(title), ...indent(lines)].join("\n")];
}

/** Which part of a deploy it is, and what the node is afterwards. */
function renderPhases(plan: Plan): string[] {
  const { phases } = plan;
  if (phases === undefined) return [];
  const { from, until } = phases;
  return [
    from === until ? `The phase ${from} alone.` : `The phases from ${from} until ${until}.`,
    hasPhase(plan, "bootloader")
      ? "The node boots after it."
      : "The node boots nothing after it, and until the phase bootloader is done.",
  ];
}

function renderImages(plan: Plan): string[] {
  return [
    ...(plan.boot.there ?? []).map((name) => `${printable(name)}: is there, and is left alone`),
    ...plan.images.flatMap((image) => renderImage(plan, image)),
    ...plan.utilities.flatMap((utility) => renderUtility(plan, utility)),
  ];
}

/** Everything about a plan that a person should know; `columns` is the width of the terminal. */
export function renderPlan(
  plan: Plan,
  columns: number,
  style: Style,
  layers: readonly Layer[] = storageLayers,
): string {
  const { boot, steps } = plan;
  const params = boot.kernelParams === "" ? [] : [`Kernel parameters: ${printable(boot.kernelParams)}`];
  const takenDown = steps
    .filter(({ kind }) => kind === "tear-down" || kind === "unmount" || kind === "end-use")
    .map(({ title }, index) => [`${index + 1}.`, printable(title)]);
  const numbers = steps.map(({ title }, index) => [`${index + 1}.`, printable(title)]);
  const blocks = [
    ...section("Part of a deploy", renderPhases(plan), style),
    ...renderLayout(plan, columns, style, layers),
    ...section("Taken down first, in this order", renderTable(takenDown), style),
    ...(hasPhase(plan, "images") ? section("Images", renderImages(plan), style) : []),
    ...(hasPhase(plan, "bootloader") ? section("Boot menu", [...renderBoot(plan), ...params], style) : []),
    ...section("Steps", renderTable(numbers), style),
  ];
  return `${blocks.join("\n\n")}\n`;
}
