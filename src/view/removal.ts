/** What a removal does, for people. */
import { renderSize } from "../base/sizes.ts";
import type { Removal } from "../plan/remove.ts";
import { printable, renderTable } from "./style.ts";

function list(rows: readonly (readonly string[])[]): string {
  return renderTable(rows)
    .map((line) => `  ${line}\n`)
    .join("");
}

/** `isDone` tells whether it was carried out. */
export function renderRemoval({ image, volumes, shared, freed }: Removal, isDone: boolean): string {
  const rows = volumes.map(({ device, mount, size }) => [device, printable(mount ?? "-"), renderSize(size)]);
  const name = printable(image);
  const kept =
    shared.length === 0
      ? ""
      : `Others have ${shared.map(printable).join(", ")} too, which ${isDone ? "stay" : "would stay"}.\n`;
  const room = freed.length === 0 ? "" : `Their room ${isDone ? "is" : "would be"} free: ${freed.join(", ")}.\n`;
  const head = isDone
    ? `${name} is removed, and its volumes are wiped:\n`
    : `${name} would be removed, and its volumes wiped:\n`;
  return `${head}${list(rows)}${kept}${room}`;
}
