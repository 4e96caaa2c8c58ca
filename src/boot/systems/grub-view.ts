/** What GRUB would find on the disk at this moment: it replays no journal, and knows fewer features of filesystems than the kernel. */
import { BareonError } from "../../base/errors.ts";
import type { Host } from "../../host/host.ts";
import type { Filesystem } from "../../programs/blkid.ts";
import { forgetCache } from "../../programs/blockdev.ts";
import { type FstestName, fstestNames, readFirstSector, wasRead } from "../../programs/grub.ts";
import { type Attempt, attemptsOf, type LinuxEntry } from "../menu/menu.ts";
import { findFilesystem, Unbootable } from "./entry-check.ts";

/** Why GRUB cannot read the files of an attempt; null if it can, or if that cannot be told here. */
export type GrubView = (attempt: Attempt) => Promise<string | null>;

async function fstest(host: Host): Promise<FstestName | undefined> {
  for (const name of fstestNames) if (await host.hasProgram(name)) return name;
  return undefined;
}

/** The first line of what GRUB says, without its program's name. */
function reason(stderr: string): string {
  const [line = ""] = stderr.trim().split("\n");
  return line === "" ? "it is empty" : line.replace(/^\S+: (?:error: )?/u, "").replace(/\.$/u, "");
}

async function readAsGrub(host: Host, program: FstestName, device: string, attempt: Attempt): Promise<string | null> {
  for (const path of [attempt.kernel, ...(attempt.initrd === null ? [] : [attempt.initrd])]) {
    const output = await host.run(readFirstSector(device, path, program));
    if (!wasRead(output)) return `GRUB cannot read ${path} on ${device}: ${reason(output.stderr)}`;
  }
  return null;
}

/** Reads with GRUB's own drivers where they are installed, past the page cache, from devices that may be mounted. Nothing is written. */
export async function openGrubView(host: Host, filesystems: readonly Filesystem[]): Promise<GrubView> {
  const program = await fstest(host);
  if (program === undefined) return async () => await Promise.resolve(null);
  const hasBlockdev = await host.hasProgram("blockdev");
  const forgotten = new Set<string>();
  return async (attempt) => {
    try {
      const { device } = findFilesystem(filesystems, attempt.bootUuid, "boot filesystem");
      if (hasBlockdev && !forgotten.has(device)) await host.run(forgetCache(device));
      forgotten.add(device);
      return await readAsGrub(host, program, device, attempt);
    } catch (error) {
      // What only tells must not stand in the way; a missing filesystem is the entry check's to tell.
      if (error instanceof Unbootable || error instanceof BareonError) return null;
      throw error;
    }
  };
}

export interface GrubReading {
  /** Why GRUB can load nothing of the entry; null if it can. */
  readonly problem: string | null;
  /** What it does instead of loading what the entry tries first; null if that can be loaded. */
  readonly instead: string | null;
}

/** What comes of an entry if the machine starts now. */
export async function readEntry(view: GrubView, entry: LinuxEntry): Promise<GrubReading> {
  const [first, ...others] = attemptsOf(entry);
  const why = first === undefined ? null : await view(first);
  if (why === null) return { problem: null, instead: null };
  for (const attempt of others) {
    if ((await view(attempt)) === null)
      return { problem: null, instead: `${why}; until it can, ${attempt.kernel} of the same system is booted` };
  }
  return { problem: why, instead: null };
}
