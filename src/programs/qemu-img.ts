/** qemu-img: writing the content of an image to a device. */
import type { Command } from "../base/command.ts";

/** Writes the image's content to a device; the format is not guessed, since a raw image may begin like any other. */
export function convertQcow2(image: string, device: string): Command {
  return {
    program: "qemu-img",
    args: ["convert", "-q", "-n", "-f", "qcow2", "-O", "raw", "-t", "none", "--", image, device],
  };
}
