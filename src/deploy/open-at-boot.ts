/**
 * What a system needs to open its encrypted volumes at boot: crypttab, keys in files, an initramfs that has both, and a key that the
 * machine's TPM has. The programs that make these are the image's own; they run in its tree, and see no other devices than its own.
 */
import { dumpHeader, hasToken } from "../programs/cryptsetup.ts";
import { parseListed } from "../programs/initramfs-tools.ts";
import { BareonError } from "../base/errors.ts";
import { keyFolder } from "../base/places.ts";
import { encodeByteText, fromByteText, toByteText } from "../base/byte-text.ts";
import { initrdNames } from "../boot/menu/kernels.ts";
import { renderBlock, replaceBlock } from "../boot/guest/managed-block.ts";
import type { Context, Host } from "../host/host.ts";
import { readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import { Scope } from "../host/scope.ts";
import { openTreeRoot } from "../host/tree-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { EncryptedMount, Plan, PlannedImage } from "../schema/plan.ts";
import { containersOf, crypttabLine, isOpenedFirst, keyPlace } from "../storage/encrypted.ts";
import { findKey, type Keys } from "./keys.ts";
import { dracut } from "./openers/dracut.ts";
import { initramfsTools } from "./openers/initramfs-tools.ts";
import type { Need, Opener } from "./openers/opener.ts";

/** In the order in which an image is looked at. */
const openers: readonly Opener[] = [initramfsTools, dracut];

const needsLater: readonly Need[] = [{ path: "/usr/lib/systemd/systemd-cryptsetup", from: "systemd with cryptsetup" }];

async function isThere(host: Host, root: string, { path }: Need): Promise<boolean> {
  return (await host.facts(await resolveInRoot(host, root, path)))?.kind === "file";
}

async function findOpener(host: Host, root: string): Promise<Opener | undefined> {
  for (const opener of openers) if (await isThere(host, root, opener.maker)) return opener;
  return undefined;
}

/** For an image without any, what it lacks is told of the first. */
function needsOf(opener: Opener, volumes: readonly EncryptedMount[]): readonly Need[] {
  const first = volumes.filter(isOpenedFirst);
  return [
    ...(first.length === 0 ? [] : [opener.maker, ...opener.needs(first)]),
    ...(first.length === volumes.length ? [] : needsLater),
  ];
}

/**
 * What opens the volumes of a system that are opened by its initramfs. Throws BareonError "unsupported" with all that its tree lacks to
 * open its volumes at boot.
 */
export async function checkOpening(
  host: Host,
  root: string,
  { name, encrypted = [] }: Pick<PlannedImage, "name" | "encrypted">,
): Promise<Opener> {
  const found = await findOpener(host, root);
  const opener = found ?? initramfsTools;
  const missing: Need[] = [];
  for (const need of needsOf(opener, encrypted)) if (!(await isThere(host, root, need))) missing.push(need);
  if (missing.length === 0) return opener;
  const what = missing.map(({ path }) => path).join(", ");
  const packages = [...new Set(missing.map(({ from }) => from))].join(", ");
  const instead =
    found === undefined && encrypted.some(isOpenedFirst)
      ? " Or it has dracut and systemd in place of initramfs-tools."
      : "";
  throw new BareonError("unsupported", `Image ${name} lacks what opens its encrypted volumes at boot: ${what}`, {
    hint: `In Debian these are in ${packages}.${instead}`,
  });
}

async function writeCrypttab(host: Host, tree: TreeWriter, lines: readonly string[]): Promise<void> {
  const path = "/etc/crypttab";
  const found = await readBytesInRoot(host, tree.root, path);
  const block = encodeByteText(renderBlock(lines));
  await tree.rewrite(path, fromByteText(replaceBlock(found === undefined ? "" : toByteText(found), block)));
}

type KeyOf = (volume: EncryptedMount) => string | undefined;

/** Of a volume whose key is not known, as of one that an update leaves alone, the file is carried with the system's own. */
async function writeKeys(
  { host }: Context,
  tree: TreeWriter,
  encrypted: readonly EncryptedMount[],
  keyOf: KeyOf,
): Promise<void> {
  const volumes = encrypted.filter(({ unlock }) => unlock === "key-file");
  if (volumes.length === 0) return;
  const folder = await resolveInRoot(host, tree.root, keyFolder);
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

/** Kernels of the tree that it has modules for. */
async function releasesIn(host: Host, root: string): Promise<string[]> {
  const names = await host.list(await resolveInRoot(host, root, "/boot"));
  const modules = new Set(await host.list(await resolveInRoot(host, root, "/lib/modules")));
  return names.flatMap((name) => {
    const release = /^vmlinuz-(?<release>.+)$/u.exec(name)?.groups?.["release"];
    return release !== undefined && modules.has(release) ? [release] : [];
  });
}

/** Seconds that a program of an image may take: on an emulated machine that is busy an initramfs took more than 1200. */
const limit = 3600;

type RunInside = (command: Parameters<Host["run"]>[0], options?: Parameters<Host["run"]>[1]) => ReturnType<Host["run"]>;

interface Inside {
  readonly run: RunInside;
  readonly opener: Opener;
  /** Opened by the initramfs. */
  readonly first: readonly EncryptedMount[];
}

/** Where the kernel has its initramfs. */
async function findPlace(host: Host, root: string, release: string, opener: Opener): Promise<string> {
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

/** A container that the TPM opens already is left as it is. */
async function bind(
  ctx: Context,
  { run, opener }: Inside,
  {
    device,
    pcrs,
    key,
  }: { readonly device: string; readonly pcrs: readonly number[]; readonly key: string | undefined },
): Promise<void> {
  if (hasToken((await ctx.host.run(dumpHeader(device))).stdout, opener.token)) return;
  if (key === undefined)
    throw new BareonError("failure", `The TPM does not open ${device} yet, and there is no key with which it could.`);
  await run({ ...opener.bind(device, pcrs), input: key });
}

/** The part of it that programs of the image do. */
async function openFirst(
  ctx: Context,
  plan: Pick<Plan, "layers">,
  { image: { name, mounts }, tree }: { readonly image: PlannedImage; readonly tree: TreeWriter },
  { opener, first, keyOf }: Pick<Inside, "opener" | "first"> & { readonly keyOf: KeyOf },
): Promise<void> {
  const { host } = ctx;
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
  for (const release of await releasesIn(host, tree.root))
    await makeOne(inside, { name, release, place: await findPlace(host, tree.root, release, opener) });
  await scope.close();
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
  const { encrypted = [] } = image;
  if (encrypted.length === 0) return;
  const opener = await checkOpening(ctx.host, tree.root, image);
  const keyOf: KeyOf = ({ uuid }) => {
    const layer = containersOf(plan.layers).find((one) => one.uuid === uuid);
    return layer === undefined ? undefined : findKey(keys, layer);
  };
  const optionsOf = (volume: EncryptedMount): readonly string[] =>
    isOpenedFirst(volume) ? opener.options(volume) : ["luks"];
  const lines = encrypted.map((volume) => crypttabLine(volume, optionsOf(volume)));
  await writeCrypttab(ctx.host, tree, lines);
  await writeKeys(ctx, tree, encrypted, keyOf);
  const first = encrypted.filter(isOpenedFirst);
  if (first.length > 0) await openFirst(ctx, plan, { image, tree }, { opener, first, keyOf });
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
