/** What the initramfs of a system opens: the TPM's keys and the initramfs itself, made by the image's own programs in its tree. */
import { BareonError } from "../../base/errors.ts";
import { initrdNames, kernelVersion } from "../../boot/menu/kernels.ts";
import type { Context, Host } from "../../host/host.ts";
import { resolveInRoot } from "../../host/path-in-root.ts";
import { Scope } from "../../host/scope.ts";
import { openTreeRoot } from "../../host/tree-root.ts";
import type { TreeWriter } from "../../host/tree-writer.ts";
import { dumpHeader } from "../../programs/cryptsetup.ts";
import { parseListed } from "../../programs/initramfs-tools.ts";
import type { EncryptedMount, Plan, PlannedImage } from "../../schema/plan.ts";
import { containersOf, crypttabLine } from "../../storage/encrypted.ts";
import type { Opener, RunInside } from "./opener.ts";

/** The key of a volume, if it is known. */
export type KeyOf = (volume: EncryptedMount) => string | undefined;

/** The device that a container lies on; of one that the plan does not have, what udev says of it. */
async function containerOf(host: Host, { layers }: Pick<Plan, "layers">, uuid: string): Promise<string> {
  const device = containersOf(layers).find((layer) => layer.uuid === uuid)?.below[0];
  if (device !== undefined) return device;
  const link = `/dev/disk/by-uuid/${uuid}`;
  if ((await host.facts(link))?.kind !== "symlink")
    throw new BareonError("failure", `The encrypted volume ${uuid} is not there.`);
  return `/dev/${(await host.readLink(link)).split("/").at(-1) ?? ""}`;
}

/** Kernels of the tree that it has modules for; a warning for the others. Throws BareonError "unsupported" if there is none. */
export async function releasesIn({ host, report }: Context, root: string, name: string): Promise<string[]> {
  const names = await host.list(await resolveInRoot(host, root, "/boot"));
  const modules = new Set(await host.list(await resolveInRoot(host, root, "/lib/modules")));
  const releases = names.flatMap((one) => (one.startsWith("vmlinuz-") ? (kernelVersion(one) ?? []) : []));
  const ready = releases.filter((release) => modules.has(release));
  if (ready.length === 0)
    throw new BareonError(
      "unsupported",
      `Image ${name} has no kernel /boot/vmlinuz-VERSION with /lib/modules/VERSION, for which an initramfs could be made that opens its root.`,
    );
  const left = releases.filter((release) => !modules.has(release)).map((release) => `vmlinuz-${release}`);
  if (left.length > 0)
    report({
      event: "warning",
      message: `Image ${name} has no modules for ${left.join(", ")}: the initramfs of that kernel stays as it is, and may not open the root.`,
    });
  return ready;
}

/** Seconds that a program of an image may take: on an emulated machine that is busy an initramfs took more than 1200. */
const limit = 3600;

interface Inside {
  readonly run: RunInside;
  readonly opener: Opener;
  /** Opened by the initramfs. */
  readonly first: readonly EncryptedMount[];
}

/** Where the kernel has its initramfs. */
export async function findPlace(
  host: Host,
  root: string,
  release: string,
  opener: Pick<Opener, "place">,
): Promise<string> {
  const names = new Set(await host.list(await resolveInRoot(host, root, "/boot")));
  const name = initrdNames(release).find((one) => names.has(one));
  return name === undefined ? opener.place(release) : `/boot/${name}`;
}

/** Makes the initramfs anew and looks into it. */
async function makeOne(
  { run, opener, first }: Inside,
  { name, release, place }: Readonly<Record<"name" | "release" | "place", string>>,
): Promise<void> {
  await run(opener.make(release, place));
  const missing = new Set(opener.parts(first));
  const onLine = (line: string): void => {
    const path = parseListed(line);
    if (path !== undefined) for (const part of missing) if (part.test(path)) missing.delete(part);
  };
  await run(opener.list(place), { onLine });
  if (missing.size === 0) return;
  throw new BareonError(
    "failure",
    `The initramfs ${place} of image ${name}, made anew, has no file of the form ${[...missing].map(({ source }) => source).join(", ")}, and would not open its root.`,
  );
}

interface Binding {
  readonly device: string;
  readonly pcrs: readonly number[];
  readonly key: string | undefined;
}

/** Whether the TPM has a key by these registers already; a warning for each that it gives by others. */
async function isBound(
  { host, report }: Context,
  { run, opener }: Inside,
  { device, pcrs }: Binding,
): Promise<boolean> {
  const bindings = await opener.bindings(device, (await host.run(dumpHeader(device))).stdout, run);
  // It is left as it is.
  if (bindings === "otherwise") return true;
  const wanted = pcrs.toSorted((one, other) => one - other).join(", ");
  const others = bindings.filter((one) => one.pcrs.join(", ") !== wanted);
  for (const { slot, pcrs: found } of others)
    report({
      event: "warning",
      message: `The TPM opens ${device} also by ${found.length === 0 ? "no PCR" : `the PCRs ${found.join(", ")}`}, which is not what is asked for. To end that: ${opener.unbind(device, slot)}`,
    });
  return others.length < bindings.length;
}

/** A container that the TPM opens already as it is to be is left as it is. */
async function bind(ctx: Context, inside: Inside, binding: Binding): Promise<void> {
  const { device, pcrs, key } = binding;
  if (await isBound(ctx, inside, binding)) return;
  if (key === undefined)
    throw new BareonError("failure", `The TPM does not open ${device} yet, and there is no key with which it could.`);
  await inside.run({ ...inside.opener.bind(device, pcrs), input: key });
}

interface SystemTree {
  readonly image: PlannedImage;
  readonly tree: TreeWriter;
  /** True if the kernels are not in the tree: what opens the volumes stays as it was made for them. */
  readonly keepsKernels: boolean;
}

/**
 * Has the TPM's keys made, and the initramfs of each kernel. Throws BareonError "unsupported" for an image without a kernel, and "failure" if
 * a program fails or what it made would not open the root.
 */
export async function openByInitramfs(
  ctx: Context,
  plan: Pick<Plan, "layers">,
  { image: { name, mounts }, tree, keepsKernels }: SystemTree,
  { opener, first, keyOf }: Pick<Inside, "opener" | "first"> & { readonly keyOf: KeyOf },
): Promise<void> {
  const { host } = ctx;
  const releases = keepsKernels ? [] : await releasesIn(ctx, tree.root, name);
  const containers = new Map<string, string>();
  for (const { uuid } of first) containers.set(uuid, await containerOf(host, plan, uuid));
  await using scope = new Scope();
  const nodes = [...containers.values(), ...mounts.map(({ device }) => device)];
  const enter = await openTreeRoot(ctx, scope, tree.root, nodes);
  const run: RunInside = async (command, options) => await host.run(enter(command), { limit, ...options });
  const inside: Inside = { run, opener, first };
  for (const volume of first.filter(({ unlock }) => unlock === "tpm2")) {
    const device = containers.get(volume.uuid) ?? "";
    await bind(ctx, inside, { device, pcrs: volume.pcrs ?? [], key: keyOf(volume) });
  }
  const lines = first.map((volume) => crypttabLine(volume, opener.options(volume)));
  for (const { path, text, mode } of opener.files(lines)) await tree.put(path, new TextEncoder().encode(text), mode);
  for (const release of releases)
    await makeOne(inside, { name, release, place: await findPlace(host, tree.root, release, opener) });
  await scope.close();
}
