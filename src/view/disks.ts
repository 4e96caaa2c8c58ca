/** Disks, and what is stacked on them, as a person reads it: what they are and what is on them now. */
import { renderSize } from "../base/sizes.ts";
import type { Content, Disk, Inventory, MdArray, VolumeGroup } from "../schema/inventory.ts";
import { type Style, printable, renderTable } from "./style.ts";

type Stack = Pick<Inventory, "arrays" | "groups">;

/** Path, model, serial number and size in one line. */
export function renderDiskTitle(disk: Disk, style: Style): string {
  const facts = [
    ...(disk.model === null ? [] : [printable(disk.model)]),
    disk.serial === null ? "no serial number" : `serial ${printable(disk.serial)}`,
    renderSize(disk.size),
    ...(disk.transport === null ? [] : [printable(disk.transport)]),
    ...(disk.readOnly ? [style.warn("read-only")] : []),
    ...(disk.removable ? [style.warn("removable")] : []),
  ];
  return `${style.bold(disk.path)}  ${facts.join("  ")}`;
}

export function arrayName({ name, uuid }: Pick<MdArray, "name" | "uuid">): string {
  return printable(name ?? uuid);
}

/** A device without its folder; an array that is not assembled has no node, and goes by its name. */
export function nodeName(path: string, { arrays }: Pick<Stack, "arrays">): string {
  const array = arrays.find((one) => one.path === path && !one.active);
  return array === undefined ? printable(path.replace(/^\/dev\/(?:mapper\/)?/u, "")) : `array ${arrayName(array)}`;
}

/** What a device holds; of a member, what it is a member of. */
export function renderContent(path: string, content: Content | null, { arrays, groups }: Stack): string {
  if (content === null) return "nothing known";
  const array = arrays.find(({ members }) => members.includes(path));
  if (content.type === "linux_raid_member" && array !== undefined) return `array ${arrayName(array)}`;
  const group = groups.find(({ physicalVolumes }) => physicalVolumes.some((volume) => volume.path === path));
  if (content.type === "LVM2_member") return group === undefined ? "LVM, no group" : `group ${printable(group.name)}`;
  return content.label === null ? printable(content.type) : `${printable(content.type)} "${printable(content.label)}"`;
}

/** Who uses a device, but for what is told in a place of its own. */
export function renderUses(uses: readonly string[], { arrays, groups }: Stack): string {
  const told = new Set([
    ...arrays.flatMap(({ path, uses: own }) => [path, ...own]),
    ...groups.flatMap(({ volumes }) => volumes.flatMap(({ path, uses: own }) => [path, ...own])),
  ]);
  const shown = uses.filter((use) => !told.has(use));
  return shown.length === 0 ? "" : `in use: ${shown.map(printable).join(", ")}`;
}

/** One row for each partition: number, device, size, content, uses. */
function partitionRows({ partitions }: Disk, stack: Stack): string[][] {
  return partitions.map(({ number, path, size, name, content, uses }) => {
    const shown = name === null || name === "" ? "" : `named "${printable(name)}"`;
    return [`${number}`, path, renderSize(size), renderContent(path, content, stack), shown, renderUses(uses, stack)];
  });
}

/** What is on the disk now, one line each; one line where that is nothing. */
function renderPresent(disk: Disk, stack: Stack, style: Style): string[] {
  const { path, table, content, uses, partitions } = disk;
  const used = renderUses(uses, stack);
  const summary = [
    ...(content === null || table !== null ? [] : [`${renderContent(path, content, stack)} on the whole disk`]),
    ...(table === null
      ? []
      : [
          `a partition table (${printable(table.type)}) with ${partitions.length} partition${partitions.length === 1 ? "" : "s"}`,
        ]),
    ...(used === "" ? [] : [style.warn(used)]),
  ];
  if (summary.length === 0) return ["empty: no partition table, no known filesystem"];
  return [summary.join(", "), ...renderTable(partitionRows(disk, stack)).map((row) => `  ${row}`)];
}

function renderArray(array: MdArray, stack: Stack): string[] {
  const { path, active, level, size, devices, members, content, uses } = array;
  const missing = devices > members.length ? `${devices - members.length} missing` : "";
  return [
    arrayName(array),
    level,
    renderSize(size),
    members.map((member) => nodeName(member, stack)).join(", "),
    missing,
    active ? path : "not assembled",
    renderContent(path, content, stack),
    renderUses(uses, stack),
  ];
}

function renderGroup(group: VolumeGroup, stack: Stack, style: Style): string {
  const places = group.physicalVolumes.map(({ path }) =>
    path === null ? style.warn("a missing device") : nodeName(path, stack),
  );
  const shared = group.lock === null ? [] : [style.warn(`shared with other hosts (${printable(group.lock)})`)];
  const rows = group.volumes.map(({ name, path, size, active, content, uses }) => [
    printable(name),
    renderSize(size),
    active ? "active" : "not active",
    renderContent(path, content, stack),
    renderUses(uses, stack),
  ]);
  return [
    [
      `${style.bold(`Volume group ${printable(group.name)}`)}  ${renderSize(group.size)}  on ${places.join(", ")}`,
      ...shared,
    ].join("  "),
    ...renderTable(rows).map((row) => `  ${row}`),
  ].join("\n");
}

/** A machine's disks and what is stacked on them. */
export function renderInventory(inventory: Inventory, style: Style): string {
  const { architecture, firmware, secureBoot, bootInterface, disks, arrays, groups, others, unreadable } = inventory;
  const head = `${architecture}, started by ${firmware === "bios" ? "BIOS" : "UEFI"}${secureBoot === true ? " with Secure Boot on" : ""}${bootInterface === null ? "" : `, from the network (BOOTIF=${printable(bootInterface)})`}`;
  const list = (title: string, rows: readonly (readonly string[])[]): string[] =>
    rows.length === 0 ? [] : [[style.bold(title), ...renderTable(rows).map((row) => `  ${row}`)].join("\n")];
  const blocks = [
    ...disks.map((disk) =>
      [renderDiskTitle(disk, style), ...renderPresent(disk, inventory, style).map((row) => `  ${row}`)].join("\n"),
    ),
    ...list(
      "RAID arrays",
      arrays.map((array) => renderArray(array, inventory)),
    ),
    ...groups.map((group) => renderGroup(group, inventory, style)),
    ...list(
      "Other devices",
      others.map(({ path, type, parents, content, uses }) => [
        path,
        type,
        `on ${parents.join(", ")}`,
        renderContent(path, content, inventory),
        renderUses(uses, inventory),
      ]),
    ),
    ...list(
      "Members of something that cannot be read",
      unreadable.map(({ path, problem }) => [path, printable(problem)]),
    ),
  ];
  return `${[head, ...(blocks.length === 0 ? ["No disks were found."] : blocks)].join("\n\n")}\n`;
}
