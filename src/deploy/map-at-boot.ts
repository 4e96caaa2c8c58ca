/**
 * What an image needs to have its root on a multipath map and not on one of the paths: the programs in its initramfs, and the number of
 * the map, without which they join nothing of which they see one path alone. Its own programs run in its tree.
 */
import { BareonError } from "../base/errors.ts";
import { wwidsFile } from "../base/places.ts";
import { renderCpio } from "../formats/cpio.ts";
import { readTextInRoot, resolveInRoot } from "../host/path-in-root.ts";
import type { Context, Host, RunOptions } from "../host/host.ts";
import { Scope } from "../host/scope.ts";
import { openTreeRoot } from "../host/tree-root.ts";
import type { TreeWriter } from "../host/tree-writer.ts";
import { appendTo } from "../programs/dd.ts";
import { listInitramfs, makeInitramfs, parseListed } from "../programs/initramfs-tools.ts";
import type { Plan, PlannedImage } from "../schema/plan.ts";
import { mapsUnder } from "../storage/multipath.ts";
import { findPlace, releasesIn } from "./openers/by-initramfs.ts";
import { initramfsTools } from "./openers/initramfs-tools.ts";

/** What an image has to have, and Debian's package that brings it. */
const needs = [
  { path: "/sbin/multipathd", from: "multipath-tools" },
  { path: "/sbin/kpartx", from: "kpartx" },
  { path: "/usr/sbin/mkinitramfs", from: "initramfs-tools" },
  { path: "/usr/share/initramfs-tools/hooks/multipath", from: "multipath-tools-boot" },
] as const;

/** What the initramfs mounts. */
const mountedFirst = ["/", "/usr"];

function isOnMap(plan: Plan, { mounts }: Pick<PlannedImage, "mounts">): boolean {
  return mounts.some(({ mount, device }) => mountedFirst.includes(mount) && mapsUnder(plan, device).length > 0);
}

/** Throws BareonError "unsupported" with all that the tree of a system lacks to have its root on a map. */
export async function checkMaps(host: Host, root: string, plan: Plan, image: PlannedImage): Promise<void> {
  if (!isOnMap(plan, image)) return;
  const missing: (typeof needs)[number][] = [];
  for (const need of needs)
    if ((await host.facts(await resolveInRoot(host, root, need.path)))?.kind !== "file") missing.push(need);
  if (missing.length === 0) return;
  const what = missing.map(({ path }) => path).join(", ");
  throw new BareonError(
    "unsupported",
    `Image ${image.name} lacks what joins the paths to its root, and would lose that with one of them: ${what}`,
    {
      hint: `In Debian these are in ${[...new Set(missing.map(({ from }) => from))].join(", ")}. Of images with another program for their initramfs, such as dracut, the root cannot be on a multipath map yet.`,
    },
  );
}

/** Seconds that a program of an image may take: on an emulated machine that is busy an initramfs took more than 1200. */
const limit = 3600;

/** The program in the initramfs. */
const program = /(?:^|\/)sbin\/multipath$/u;

/** The kernel unpacks archives one after the other, each from a multiple of four bytes on and with zeros between them, and what comes later counts. */
async function appendFile(host: Host, place: string, path: string, text: string): Promise<void> {
  const parts = path.split("/").filter((part) => part !== "");
  const folders = parts.slice(0, -1).map((_, index) => ({
    ...{ path: parts.slice(0, index + 1).join("/"), mode: 0o40755, text: "" },
  }));
  const archive = renderCpio([...folders, { path: parts.join("/"), mode: 0o100644, text }]);
  // What an image says in there need not be ASCII.
  const bytes = new TextEncoder().encode(archive);
  const size = (await host.facts(place))?.size ?? 0;
  const isThere =
    size >= bytes.length && Buffer.compare(await host.readBytes(place, size - bytes.length, bytes.length), bytes) === 0;
  if (isThere) return;
  // LZ4 takes four zeros for its end, and anything else for more of its own.
  const zeros = 4 + ((512 - ((size + 4) % 512)) % 512);
  await host.run(appendTo(place, "\0".repeat(zeros) + archive));
}

type RunInside = (command: Parameters<Host["run"]>[0], options?: RunOptions) => ReturnType<Host["run"]>;

/** An initramfs without the programs is made anew, and then has the number of its tree. */
async function completeOne(host: Host, run: RunInside, { root }: TreeWriter, release: string): Promise<void> {
  const path = await findPlace(host, root, release, initramfsTools);
  let isFound = false;
  const onLine = (line: string): void => void (isFound ||= program.test(parseListed(line) ?? ""));
  const place = await resolveInRoot(host, root, path);
  if ((await host.facts(place))?.kind === "file") await run(listInitramfs(path), { onLine });
  if (!isFound) {
    await run(makeInitramfs(release, path));
    await run(listInitramfs(path), { onLine });
  }
  if (!isFound) throw new BareonError("failure", `The initramfs ${path}, made anew, has no multipath(8).`);
  await appendFile(host, place, wwidsFile, (await readTextInRoot(host, root, wwidsFile)) ?? "");
}

/**
 * Completes each initramfs in the tree of the image, which has to be whole, with the number of the map among its files. Throws
 * BareonError "unsupported" for an image that lacks the programs, and "failure" if one of them fails.
 */
export async function joinAtBoot(ctx: Context, plan: Plan, image: PlannedImage, tree: TreeWriter): Promise<void> {
  if (!isOnMap(plan, image)) return;
  const { host } = ctx;
  await checkMaps(host, tree.root, plan, image);
  await using scope = new Scope();
  const inside = await openTreeRoot(ctx, scope, tree.root, []);
  const run: RunInside = async (command, options) => await host.run(inside(command), { limit, ...options });
  for (const release of await releasesIn(ctx, tree.root, image.name)) await completeOne(host, run, tree, release);
  await scope.close();
}
