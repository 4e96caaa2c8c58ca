/** The serial line that a menu is shown on, as a kernel command line names it. */
import { splitArguments } from "./grub-script.ts";

/** A serial line that the menu is shown on; `speed` is baud. */
export interface SerialLine {
  readonly unit: number;
  readonly speed: number;
  readonly parity: "no" | "odd" | "even";
  readonly word: number;
}

/** The serial line that a kernel command line names with `console=ttyS...`; the last one, as for the kernel. */
export function serialLine(parameters: string): SerialLine | null {
  const pattern = /^console=ttyS(?<unit>[0-3])(?:,(?<speed>\d{2,7})(?<parity>[noe])?(?<word>[5-8])?r?)?$/u;
  const groups = splitArguments(parameters)
    .map((word) => pattern.exec(word)?.groups)
    .findLast((found) => found !== undefined);
  if (groups === undefined) return null;
  const parity = groups["parity"] === "o" ? "odd" : groups["parity"] === "e" ? "even" : "no";
  // 9600n8 is what the kernel takes when the argument does not say (Documentation/admin-guide/serial-console).
  return {
    unit: Number(groups["unit"]),
    speed: Number(groups["speed"] ?? 9600),
    parity,
    word: Number(groups["word"] ?? 8),
  };
}
