/** Which members form one MD array; every dialect builds the arrays of its config here, once. */
import type { ArraySpec, DiskSpec, MemberSpec } from "./deploy-config.ts";

/**
 * Members with one mount form one array (provision.json(5), "RAID member"), for each set of images one of its own, so that several systems can have an
 * array for "/". Those without a mount are told apart by their names.
 */
function arrayKey({ name = "", content }: MemberSpec): string {
  if (content.kind === "pv") return JSON.stringify(["pv", content.group, name]);
  const { mount, fileSystem, images } = content;
  return JSON.stringify([
    ...(mount === undefined ? ["unmounted", fileSystem, name] : ["mount", mount]),
    ...images.toSorted(),
  ]);
}

/** The MD arrays that the members on these disks form, in the order of their first members. */
export function formArrays(disks: readonly DiskSpec[]): readonly ArraySpec[] {
  const arrays = new Map<string, [MemberSpec, ...MemberSpec[]]>();
  for (const part of disks.flatMap(({ parts }) => parts)) {
    if (part.kind !== "member") continue;
    const members = arrays.get(arrayKey(part));
    if (members === undefined) arrays.set(arrayKey(part), [part]);
    else members.push(part);
  }
  return Array.from(arrays.values(), (members) => {
    const [{ pointer, name, level, content }] = members;
    return { pointer, name, level, members, content };
  });
}
