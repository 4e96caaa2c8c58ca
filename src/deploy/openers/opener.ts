/** How a system's initramfs is made so that it opens volumes: each program that makes one has a way of its own. */
import type { Command } from "../../base/command.ts";
import type { Host } from "../../host/host.ts";
import type { EncryptedMount } from "../../schema/plan.ts";

/** A file that an image has to have, and Debian's package that brings it. */
export interface Need {
  readonly path: string;
  readonly from: string;
}

/** Runs a program of the image in its tree. */
export type RunInside = (command: Command, options?: Parameters<Host["run"]>[1]) => ReturnType<Host["run"]>;

/** A way in which the TPM opens a container. */
export interface TpmBinding {
  readonly slot: number;
  /** In ascending order. */
  readonly pcrs: readonly number[];
}

/** Volumes are those that the initramfs opens, at least one; programs are those of the image, and run in its tree. */
export interface Opener {
  /** What makes the initramfs; an image that has it is of this kind. */
  readonly maker: Need;
  /** What else the image has to have. */
  needs(volumes: readonly EncryptedMount[]): readonly Need[];
  /** Options of the volume's line in crypttab(5). */
  options(volume: EncryptedMount): readonly string[];
  /** Files by which what makes the initramfs, now and later, knows of the volumes; the lines are those of crypttab(5). */
  files(lines: readonly string[]): readonly { readonly path: string; readonly text: string; readonly mode?: number }[];
  /** How the TPM opens the container already, by its header in JSON; "otherwise" for a way that has nothing to do with a TPM. */
  bindings(device: string, header: string, run: RunInside): Promise<readonly TpmBinding[] | "otherwise">;
  /** What a user types to end a binding. */
  unbind(device: string, slot: number): string;
  /** Gives the TPM a key of the container; one that opens it is its standard input. */
  bind(device: string, pcrs: readonly number[]): Command;
  /** Where the initramfs of a kernel is made that has none yet. */
  place(release: string): string;
  make(release: string, place: string): Command;
  /** Prints lines of which some name a file, as `ls -l` does. */
  list(place: string): Command;
  /** Files of which an initramfs has to have one each, with something in it. */
  parts(volumes: readonly EncryptedMount[]): readonly RegExp[];
}

export function hasTpm(volumes: readonly EncryptedMount[]): boolean {
  return volumes.some(({ unlock }) => unlock === "tpm2");
}
