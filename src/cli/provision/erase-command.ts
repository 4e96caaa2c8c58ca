/** The command erase: the disks that its words name, and what is said of them. */
import { BareonError } from "../../base/errors.ts";
import { renderSize } from "../../base/sizes.ts";
import type { DiskId, NamedDisk } from "../../config/deploy-config.ts";
import type { Erased } from "../../recipes/erase.ts";
import { printable } from "../../view/style.ts";
import type { Values } from "./deploy-source.ts";

const types = ["serial", "wwn", "path", "scsi", "name"] as const satisfies readonly DiskId["type"][];

function parseDisk(word: string): NamedDisk {
  const split = word.indexOf("=");
  const type = types.find((one) => one === word.slice(0, split));
  const value = word.slice(split + 1);
  if (split > 0 && type !== undefined && value !== "") return { pointer: `--disk ${word}`, id: { type, value } };
  throw new BareonError("usage", `--disk ${word}: this names no disk.`, {
    hint: `It is ${types.map((one) => `${one}=VALUE`).join(", ")}; bareon-provision inspect shows the disks.`,
  });
}

/** Throws BareonError "usage" without a disk, and for a word that names none. */
export function disksOf(values: Values): readonly NamedDisk[] {
  const words = values.get("disk");
  if (typeof words !== "object")
    throw new BareonError("usage", "Which disks? --disk names one; nothing is erased that is not named.", {
      hint: "Try: bareon-provision erase --help",
    });
  return words.map(parseDisk);
}

export function renderErased({ disks, steps }: Erased, isDone: boolean): string {
  const lines = disks.map(
    ({ path, size, serial }) => `  ${path}  ${renderSize(size)}  ${printable(serial ?? "no serial")}\n`,
  );
  if (isDone) return `Erased:\n${lines.join("")}`;
  return `Would be erased:\n${lines.join("")}By these steps:\n${steps.map((step) => `  ${printable(step)}\n`).join("")}`;
}
