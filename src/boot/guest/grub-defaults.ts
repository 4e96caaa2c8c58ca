/** The part of an image's own GRUB settings that a deploy decides, as text for /etc/default/grub or the last file of grub.d. */
import { quoteShell } from "../../base/shell-quoting.ts";
import { quoteWord, splitArguments } from "../menu/grub-script.ts";
import { type SerialLine, serialLine } from "../menu/serial-line.ts";
import { renderBlock } from "./managed-block.ts";

export interface GrubDefaults {
  /** Seconds. */
  readonly timeout: number;
  /** Added to the kernel's arguments. */
  readonly parameters: string;
}

function serialSettings({ unit, speed, parity, word }: SerialLine): string[] {
  // Written to and not read from: see the prologue of the menu in boot/menu/render-menu.ts.
  return [
    "GRUB_TERMINAL=",
    "GRUB_TERMINAL_INPUT=console",
    'GRUB_TERMINAL_OUTPUT="console serial"',
    `GRUB_SERIAL_COMMAND="serial --unit=${unit} --speed=${speed} --word=${word} --parity=${parity}"`,
  ];
}

/** The block: shell assignments between two marks. */
export function renderDefaults({ timeout, parameters }: GrubDefaults): string {
  const serial = serialLine(parameters);
  // grub-mkconfig pastes the arguments into GRUB script as they stand.
  const words = splitArguments(parameters).map(quoteWord).join(" ");
  return renderBlock([
    `GRUB_TIMEOUT=${timeout}`,
    "GRUB_TIMEOUT_STYLE=menu",
    "GRUB_RECORDFAIL_TIMEOUT=$GRUB_TIMEOUT",
    "GRUB_DISABLE_LINUX_UUID=false",
    "GRUB_DISABLE_OS_PROBER=true",
    // With it, the arguments come from entries that still name the disks of the machine that the image was made on.
    "GRUB_ENABLE_BLSCFG=false",
    ...(words === "" ? [] : [`GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX "${quoteShell(words)}`]),
    ...(serial === null ? [] : serialSettings(serial)),
  ]);
}
