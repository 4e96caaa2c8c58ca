/**
 * What a system needs to open its encrypted volumes at boot: crypttab, keys in files, an initramfs that has both, and a key that the
 * machine's TPM has. The programs that make these are the image's own; they run in its tree, and see no other devices than its own.
 */
import { BareonError } from "../base/errors.ts";
import { keyFolder } from "../base/places.ts";
import { encodeByteText, fromByteText, toByteText } from "../base/byte-text.ts";
import { isWithin } from "../base/paths.ts";
import { parseMountinfo } from "../formats/mountinfo.ts";
import { renderBlock, replaceBlock } from "../boot/guest/managed-block.ts";
import type { Context, Host } from "../host/host.ts";
import { readBytesInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import type { EncryptedMount, Plan, PlannedImage } from "../schema/plan.ts";
import { containersOf, crypttabLine, isOpenedFirst, keyPlace } from "../storage/encrypted.ts";
import { findKey, type Keys } from "./keys.ts";
import { type KeyOf, openByInitramfs } from "./openers/by-initramfs.ts";
import { dracut } from "./openers/dracut.ts";
import { initramfsTools } from "./openers/initramfs-tools.ts";
import type { Need, Opener } from "./openers/opener.ts";

/** In the order in which an image is looked at. */
const openers: readonly Opener[] = [initramfsTools, dracut];

const needsLater: readonly Need[] = [{ path: "/usr/lib/systemd/systemd-cryptsetup", from: "systemd with cryptsetup" }];

async function isThere(host: Host, root: string, { path }: Need): Promise<boolean> {
  return (await host.facts(await resolveInRoot(host, root, path)))?.kind === "file";
}

/** For an image without any, what it lacks is told of the first. */
function needsOf(opener: Opener, volumes: readonly EncryptedMount[]): readonly Need[] {
  const first = volumes.filter(isOpenedFirst);
  return [
    ...(first.length === 0 ? [] : [opener.maker, ...opener.needs(first)]),
    ...(first.length === volumes.length ? [] : needsLater),
  ];
}

async function missingOf(host: Host, root: string, needs: readonly Need[]): Promise<readonly Need[]> {
  const missing: Need[] = [];
  for (const need of needs) if (!(await isThere(host, root, need))) missing.push(need);
  return missing;
}

/** What makes the initramfs of an image, and what that lacks; the first whose maker is there, if none has all. Undefined without a maker. */
async function findOpener(
  host: Host,
  root: string,
  volumes: readonly EncryptedMount[],
): Promise<{ readonly opener: Opener; readonly missing: readonly Need[] } | undefined> {
  const found: { readonly opener: Opener; readonly missing: readonly Need[] }[] = [];
  for (const opener of openers)
    if (await isThere(host, root, opener.maker))
      found.push({ opener, missing: await missingOf(host, root, needsOf(opener, volumes)) });
  // Of a program that a system had before, parts may be left.
  return found.find(({ missing }) => missing.length === 0) ?? found[0];
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
  const found = await findOpener(host, root, encrypted);
  const opener = found?.opener ?? initramfsTools;
  const missing = found?.missing ?? (await missingOf(host, root, needsOf(opener, encrypted)));
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
  keyOf: KeyOf,
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

export interface OpeningRequest {
  readonly image: PlannedImage;
  readonly tree: TreeWriter;
  readonly keys: Keys;
  /** True if the kernels are not in the tree, and stay with the initramfs that each of them has. */
  readonly keepsKernels?: boolean;
}

/**
 * Writes all of it into the tree of the image, which has to be complete, with its volumes mounted. Throws BareonError "unsupported" for an
 * image that lacks the programs, and "failure" if one of them fails.
 */
export async function writeOpening(
  ctx: Context,
  plan: Plan,
  { image, tree, keys, keepsKernels = false }: OpeningRequest,
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
  if (first.length > 0) await openByInitramfs(ctx, plan, { image, tree, keepsKernels }, { opener, first, keyOf });
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
