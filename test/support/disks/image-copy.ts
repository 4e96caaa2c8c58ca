/** Whether every byte of a disk image is what it was; holes, of which these files mostly consist, are read by nothing. */
import { execa } from "execa";

/** Beside the image. */
export async function copyImage(image: string): Promise<string> {
  const copy = `${image}.before`;
  await execa("cp", ["--sparse=always", "--", image, copy]);
  return copy;
}

/** What qemu-img says of the two. */
export async function compareImages(one: string, other: string): Promise<string> {
  return (await execa("qemu-img", ["compare", "-f", "raw", "-F", "raw", one, other], { reject: false })).stdout;
}

export const identical = "Images are identical.";
