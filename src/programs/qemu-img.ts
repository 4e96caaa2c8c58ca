/** qemu-img: writing the content of an image to a device. */
import type { Command } from "../base/command.ts";

/**
 * Writes the content of an image to a device. Neither the format nor the way to the file is guessed: a name can mean a server or a
 * whole description otherwise (qemu-img(1), --image-opts). Both paths have no comma.
 */
export function convertQcow2(image: string, device: string): Command {
  return {
    program: "qemu-img",
    args: [
      ...["convert", "-q", "-n", "--image-opts", "-O", "raw", "-t", "none", "--"],
      `driver=qcow2,file.driver=file,file.filename=${image}`,
      device,
    ],
  };
}
