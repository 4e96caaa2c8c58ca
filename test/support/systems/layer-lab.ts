/** A container image unpacked into a folder by the source itself, and what the folder holds then, as texts that can be compared; needs root. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { MeasuredImage, DeployOptions, SourcedImage } from "../../../src/sources/source.ts";
import { ociSource } from "../../../src/sources/oci/oci.ts";
import { localContext, warnings } from "../hosts/local-context.ts";
import type { Scratch } from "../files/scratch.ts";

export const MiB = 1024 * 1024;

export interface Unpacking extends Partial<
  Pick<DeployOptions, "preserved" | "mountPoints" | "outside" | "room" | "isSystem" | "onProgress">
> {
  readonly oci?: SourcedImage["oci"];
  /** Where to; a new folder if absent. */
  readonly root?: string;
  readonly context?: ReturnType<typeof localContext>;
}

export interface Unpacked {
  readonly root: string;
  readonly measured: MeasuredImage;
  readonly warnings: readonly string[];
}

/** Measures and deploys, as a deploy does. */
export async function unpackImage(folder: Scratch, source: string, unpacking: Unpacking = {}): Promise<Unpacked> {
  const { oci = {}, root = join(folder.path, "root"), context = localContext(), ...more } = unpacking;
  await mkdir(root, { recursive: true });
  const image = { name: "red", source, flags: [], oci };
  const measured = await ociSource.measure(context, image);
  await ociSource.deploy(context, image, root, {
    ...{ mountPoints: [], preserved: [], onProgress: () => undefined, isSystem: true, room: 64 * MiB },
    ...more,
    ...{ jail: join(folder.path, "jail"), measured },
  });
  return { root, measured, warnings: warnings(context.events) };
}

/** Type, mode, owner, size, device, links and target of every path; files and links with their times, files with their sums, hard links as groups. */
const listing = `
find . -mindepth 1 -printf '%P\\t%y %m %U:%G %l' \\( -type f -printf ' %s %T@' -o -type l -printf ' %T@' -o -true \\) -printf '\\n' | sort
find . -type f -exec sha256sum -- {} + | sort -k 2
find . \\( -type b -o -type c \\) -exec stat -c '%n %t:%T' -- {} + | sort
find . -type f -links +1 -printf '%i %P\\n' | sort -k 2 | awk '{ if (!($1 in first)) first[$1] = $2; print $2, "is", first[$1] }'
find . -mindepth 1 ! -type l -exec getfattr --absolute-names --match=- --dump -- {} + 2> /dev/null
`;

/** All that two trees can differ in, except the times of folders, which no layer may name. */
export async function describeTree(root: string): Promise<string> {
  return (await execa("bash", ["-euo", "pipefail", "-c", listing], { cwd: root, env: { LC_ALL: "C" } })).stdout;
}
