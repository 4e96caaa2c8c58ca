/** The way "rsync": a daemon serves a tree, and nodes run rsync with the arguments of the program. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyTree } from "../../../src/programs/rsync.ts";
import { defaultRsyncFlags, fixedRsyncFlags } from "../../../src/sources/rsync/spec/flags.ts";
import { until } from "../../support/servers/port.ts";
import { ended, type Lab, listens, startServer } from "./lab.ts";
import { nodeName, sourceAddress, sourceName, within } from "./network.ts";
import type { Way } from "./way.ts";

/** Bytes of a file; those of a Debian have 30 KiB on the average. */
const fileBytes = 32 * 1024;

async function makeTree(path: string, bytes: number): Promise<void> {
  await mkdir(path);
  for (let made = 0; made < bytes; made += fileBytes)
    await writeFile(join(path, `file-${made / fileBytes}`), randomBytes(Math.min(fileBytes, bytes - made)));
}

/** Without a longer queue of connections than rsync's usual one of 5, most nodes of a fleet that start together wait for seconds. */
function renderConfig({ folder }: Lab): string {
  const settings = ["uid = root", "gid = root", "use chroot = yes", "read only = yes", "reverse lookup = no"];
  return [...settings, "listen backlog = 4096", "[image]", `path = ${join(folder, "tree")}`, ""].join("\n");
}

async function serve(lab: Lab): Promise<void> {
  await makeTree(join(lab.folder, "tree"), lab.request.imageBytes);
  const config = join(lab.folder, "rsyncd.conf");
  await writeFile(config, renderConfig(lab));
  await mkdir(join(lab.folder, "nodes"));
  startServer(lab, within(sourceName, ["rsync", "--daemon", "--no-detach", `--config=${config}`]));
  await until("the rsync daemon", 30, async () => await listens(sourceAddress, 873));
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function fetch({ folder, request }: Lab, node: number, signal: AbortSignal): Promise<void> {
  const target = join(folder, "nodes", nodeName(node));
  await mkdir(target);
  const { program, args } = copyTree({
    source: `rsync://${sourceAddress}/image/`,
    overSsh: false,
    target: `${target}/`,
    flags: [...defaultRsyncFlags, ...fixedRsyncFlags],
  });
  const [first, ...rest] = within(nodeName(node), [program, ...args]);
  const child = spawn(first, rest, { stdio: ["ignore", "ignore", "pipe"], signal });
  await ended(child, "rsync");
  const found = await sizeOf(target);
  // A thousand of them would not fit into the memory.
  await rm(target, { recursive: true });
  if (found !== request.imageBytes) throw new Error(`the tree has ${found} bytes and not ${request.imageBytes}`);
}

export const rsyncWay: Way = { serve, fetch };
