/** Deploys onto the disk of a node on this machine, where that takes seconds, for tests of what comes after it. Needs root. */
import { join } from "node:path";
import { execa } from "execa";
import { forgetPartitions } from "../disks/loop-disk.ts";
import { provisionProgram } from "../files/paths.ts";
import { scratchFolder } from "../files/scratch.ts";
import type { LabNode } from "./node.ts";

/** Nothing of this machine's own state: other tests deploy at the same time. */
const apart = 'mkdir -p /run/bareon; mount -t tmpfs tmpfs /run/bareon; exec "$@"';

/** The node has one raw disk; `configFor` gets its name here. */
export async function deployHere(node: LabNode, configFor: (disk: string) => string): Promise<void> {
  const [disk] = node.disks;
  if (disk?.format !== "raw") throw new Error("the node has no raw disk");
  await using folder = await scratchFolder();
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", disk.path]);
  try {
    const config = configFor(device).replaceAll("//10.0.2.2:", "//127.0.0.1:");
    const info = ["--boot-info", join(folder.path, "info.json"), "--log-file", join(folder.path, "log")];
    const words = [provisionProgram, "deploy", "--input-data", config, ...info];
    await execa("unshare", ["--mount", "sh", "-euc", apart, "sh", ...words]);
  } finally {
    await forgetPartitions(device);
    await execa("losetup", ["--detach", device]);
  }
}
