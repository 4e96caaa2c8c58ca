/**
 * What a system needs to open its encrypted volumes at boot: crypttab, keys in files, an initramfs that has both, and a key that the
 * machine's TPM has. The programs that make these are the image's own; they run in its tree, and see no other devices than its own.
 */
import { bindToTpm, clevisToken, listBindings, parseTpmBindings } from "../programs/clevis.ts";
import { dumpHeader, hasToken } from "../programs/cryptsetup.ts";
import { initramfsPlace, listInitramfs, makeInitramfs, parseListed } from "../programs/initramfs-tools.ts";
import { BareonError } from "../base/errors.ts";
import { keyFolder } from "../base/places.ts";
import { encodeByteText, fromByteText, toByteText } from "../base/byte-text.ts";
import { isWithin } from "../base/paths.ts";
import { kernelVersion } from "../boot/menu/kernels.ts";
import { parseMountinfo } from "../formats/mountinfo.ts";
import { renderBlock, replaceBlock } from "../boot/guest/managed-block.ts";
import type { Context, Host } from "../host/host.ts";
import { readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { openTreeRoot } from "../host/tree-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { EncryptedMount, Plan, PlannedImage } from "../schema/plan.ts";
import { containersOf, crypttabLine, isOpenedFirst, keyPlace } from "../storage/encrypted.ts";
import { findKey, type Keys } from "./keys.ts";

/** A file that an image has to have, and Debian's package that brings it. */
interface Need {
  readonly path: string;
  readonly from: string;
}

const needsFirst: readonly Need[] = [
  { path: "/usr/sbin/mkinitramfs", from: "initramfs-tools" },
  { path: "/usr/share/initramfs-tools/hooks/cryptroot", from: "cryptsetup-initramfs" },
];
const needsTpm: readonly Need[] = [
  { path: "/usr/share/initramfs-tools/hooks/clevis", from: "clevis-initramfs" },
  { path: "/usr/bin/clevis-luks-bind", from: "clevis-luks" },
  { path: "/usr/bin/clevis-encrypt-tpm2", from: "clevis-tpm2" },
];
const needsLater: readonly Need[] = [{ path: "/usr/lib/systemd/systemd-cryptsetup", from: "systemd with cryptsetup" }];

function needsOf(volumes: readonly EncryptedMount[]): Need[] {
  return [
    ...(volumes.some(isOpenedFirst) ? needsFirst : []),
    ...(volumes.some(({ unlock }) => unlock === "tpm2") ? needsTpm : []),
    ...(volumes.every(isOpenedFirst) ? [] : needsLater),
  ];
}

/** Throws BareonError "unsupported" with all that the tree of a system lacks to open its volumes at boot. */
export async function checkOpening(
  host: Host,
  root: string,
  { name, encrypted = [] }: Pick<PlannedImage, "name" | "encrypted">,
): Promise<void> {
  const missing: Need[] = [];
  for (const need of needsOf(encrypted))
    if ((await host.facts(await resolveInRoot(host, root, need.path)))?.kind !== "file") missing.push(need);
  if (missing.length === 0) return;
  const what = missing.map(({ path }) => path).join(", ");
  throw new BareonError("unsupported", `Image ${name} lacks what opens its encrypted volumes at boot: ${what}`, {
    hint: `In Debian these are in ${[...new Set(missing.map(({ from }) => from))].join(", ")}. Of images with another program for their initramfs, such as dracut, the root cannot be encrypted yet.`,
  });
}

async function writeCrypttab(host: Host, tree: TreeWriter, encrypted: readonly EncryptedMount[]): Promise<void> {
  const path = "/etc/crypttab";
  const found = await readBytesInRoot(host, tree.root, path);
  const block = encodeByteText(renderBlock(encrypted.map(crypttabLine)));
  await tree.rewrite(path, fromByteText(replaceBlock(found === undefined ? "" : toByteText(found), block)));
}

/** A link of the image could lead to a volume that is not encrypted, or that other systems have. Throws BareonError "unsupported". */
async function refuseElsewhere(host: Host, root: string, folder: string): Promise<void> {
  const mounted = parseMountinfo((await host.readText("/proc/self/mountinfo")) ?? "");
  const around = mounted.filter(({ target }) => isWithin(target, folder)).map(({ target }) => target);
  const nearest = around.reduce((one, other) => (other.length >= one.length ? other : one), "");
  if (nearest === root) return;
  throw new BareonError(
    "unsupported",
    `Keys of encrypted volumes are to lie in "/", and in this image ${keyFolder} leads to another volume.`,
    { hint: "Take the link out of the image, or let the volumes be opened in another way." },
  );
}

/** Of a volume whose key is not known, as of one that an update leaves alone, the file is carried with the system's own. */
async function writeKeys(
  { host }: Context,
  tree: TreeWriter,
  encrypted: readonly EncryptedMount[],
  keyOf: (volume: EncryptedMount) => string | undefined,
): Promise<void> {
  const volumes = encrypted.filter(({ unlock }) => unlock === "key-file");
  if (volumes.length === 0) return;
  const folder = await resolveInRoot(host, tree.root, keyFolder);
  await refuseElsewhere(host, tree.root, folder);
  await host.makeDirectory(folder, 0o700);
  for (const volume of volumes) {
    const key = keyOf(volume);
    if (key !== undefined) await tree.put(keyPlace(volume.uuid), new TextEncoder().encode(key), 0o600);
  }
}

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
async function releasesIn({ host, report }: Context, root: string, name: string): Promise<string[]> {
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

/** What the containers are encrypted with: an initramfs of few modules takes these from the device of the system's own name, which is not there yet. */
const cipherModules = {
  path: "/usr/share/initramfs-tools/modules.d/bareon",
  text: "dm_crypt\naes_generic\necb\nxts\n",
};

/** Files that an initramfs has to have, each with something in it; a folder before them is as it may be. */
function partsOf(encrypted: readonly EncryptedMount[]): string[] {
  return [
    "cryptroot/crypttab",
    "sbin/cryptsetup",
    ...(encrypted.some(({ unlock }) => unlock === "tpm2") ? ["bin/clevis-decrypt-tpm2"] : []),
  ];
}

type RunInside = (command: Parameters<Host["run"]>[0], options?: Parameters<Host["run"]>[1]) => ReturnType<Host["run"]>;

async function makeOne(
  run: RunInside,
  name: string,
  release: string,
  encrypted: readonly EncryptedMount[],
): Promise<void> {
  await run(makeInitramfs(release));
  const missing = new Set(partsOf(encrypted));
  const onLine = (line: string): void => {
    const path = parseListed(line) ?? "";
    for (const part of missing) if (path === part || path.endsWith(`/${part}`)) missing.delete(part);
  };
  await run(listInitramfs(release), { onLine });
  if (missing.size === 0) return;
  throw new BareonError(
    "failure",
    `The initramfs ${initramfsPlace(release)} of image ${name}, made anew, has no ${[...missing].join(", ")}, and would not open its root.`,
  );
}

interface Binding {
  readonly device: string;
  readonly pcrs: readonly number[];
  readonly key: string | undefined;
}

/** Whether the TPM has a key by these registers already; a warning for each that it gives by others. */
async function isBound({ host, report }: Context, run: RunInside, { device, pcrs }: Binding): Promise<boolean> {
  if (!hasToken((await host.run(dumpHeader(device))).stdout, clevisToken)) return false;
  const bindings = parseTpmBindings((await run(listBindings(device))).stdout);
  const wanted = pcrs.toSorted((one, other) => one - other).join(", ");
  const others = bindings.filter((one) => one.pcrs.join(", ") !== wanted);
  for (const { slot, pcrs: found } of others)
    report({
      event: "warning",
      message: `The TPM opens ${device} also by ${found.length === 0 ? "no PCR" : `the PCRs ${found.join(", ")}`}, which is not what is asked for. To end that: clevis luks unbind -d ${device} -s ${slot}`,
    });
  // What binds it in another way than to a TPM is left as it is.
  return others.length < bindings.length || bindings.length === 0;
}

/** A container that the TPM opens already as it is to be is left as it is. */
async function bind(ctx: Context, run: RunInside, binding: Binding): Promise<void> {
  const { device, pcrs, key } = binding;
  if (await isBound(ctx, run, binding)) return;
  if (key === undefined)
    throw new BareonError("failure", `The TPM does not open ${device} yet, and there is no key with which it could.`);
  await run({ ...bindToTpm(device, pcrs), input: key });
}

/**
 * Writes all of it into the tree of the image, which has to be complete, with its volumes mounted. Throws BareonError "unsupported" for an
 * image that lacks the programs, and "failure" if one of them fails.
 */
export async function writeOpening(
  ctx: Context,
  plan: Plan,
  { image, tree, keys }: { readonly image: PlannedImage; readonly tree: TreeWriter; readonly keys: Keys },
): Promise<void> {
  const { encrypted = [], name, mounts } = image;
  if (encrypted.length === 0) return;
  const { host } = ctx;
  await checkOpening(host, tree.root, image);
  const keyOf = ({ uuid }: EncryptedMount): string | undefined => {
    const layer = containersOf(plan.layers).find((one) => one.uuid === uuid);
    return layer === undefined ? undefined : findKey(keys, layer);
  };
  await writeCrypttab(host, tree, encrypted);
  await writeKeys(ctx, tree, encrypted, keyOf);
  const first = encrypted.filter(isOpenedFirst);
  if (first.length === 0) return;
  const releases = await releasesIn(ctx, tree.root, name);
  const containers = new Map<string, string>();
  for (const { uuid } of first) containers.set(uuid, await containerOf(host, plan, uuid));
  await using scope = new Scope();
  const nodes = [...containers.values(), ...mounts.map(({ device }) => device)];
  const inside = await openTreeRoot(ctx, scope, tree.root, nodes);
  const run: RunInside = async (command, options) => await host.run(inside(command), { limit, ...options });
  for (const volume of first.filter(({ unlock }) => unlock === "tpm2")) {
    const device = containers.get(volume.uuid) ?? "";
    await bind(ctx, run, { device, pcrs: volume.pcrs ?? [], key: keyOf(volume) });
  }
  await tree.put(cipherModules.path, new TextEncoder().encode(cipherModules.text));
  for (const release of releases) await makeOne(run, name, release, encrypted);
  await scope.close();
}

/** The device of a TPM 2.0, which the kernel shares between those who use it. */
const tpmDevice = "/dev/tpmrm0";

/** Throws BareonError "unsupported" if volumes are to be opened by the TPM of a machine that has none. */
export async function checkTpm({ host }: Context, { images }: Pick<Plan, "images">): Promise<void> {
  const name = images.find(({ encrypted = [] }) => encrypted.some(({ unlock }) => unlock === "tpm2"))?.name;
  if (name === undefined || (await host.facts(tpmDevice))?.kind === "character") return;
  throw new BareonError(
    "unsupported",
    `Volumes of image ${name} are to be opened by a TPM 2.0, and this machine shows none.`,
    {
      hint: `Nothing was changed. ${tpmDevice} is missing: is it switched off in the firmware?`,
    },
  );
}
